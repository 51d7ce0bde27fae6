"""Numbers to call, as the content has them."""

from __future__ import annotations

from shared.bundle import Knowledge
from shared.web.present import Words
from shared.web.present.service import LineView

CHILDREN = "116 111"  # the European helpline for children (Commission decision 2007/116/EC)


def helplines(knowledge: Knowledge, words: Words) -> tuple[LineView, ...]:
    """Every helpline of every help service, each number once."""
    lines: dict[str, LineView] = {}
    for service in knowledge.services.values():
        if service.kind == "help":
            for line in service.helplines:
                to_confirm = line.status == "to_confirm"
                lines.setdefault(
                    line.number, LineView(line.number, words.read(line.names), to_confirm)
                )
    return tuple(lines.values())


def childrens_line(knowledge: Knowledge, words: Words) -> LineView | None:
    """The children's helpline, if the content has it."""
    return next((line for line in helplines(knowledge, words) if line.number == CHILDREN), None)
