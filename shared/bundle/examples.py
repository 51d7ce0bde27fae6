"""The worked examples of one service, read from its file: a signed bundle leaves them out."""

from __future__ import annotations

from pathlib import Path

from shared.bundle.files import Case, ServiceFile
from shared.bundle.knowledge import Knowledge


def examples(folder: Path, knowledge: Knowledge, service_id: str) -> tuple[Case, ...] | None:
    """The worked examples written for this very rule.

    None where there is no such file, or where the rule in it is not the one in `knowledge`: then
    they would be examples of something else.
    """
    from shared.bundle.order import to_rule

    record = _written(folder / "services", service_id)
    if record is None or to_rule(record) != knowledge.rules[service_id]:
        return None
    return record.cases


def _written(room: Path, service_id: str) -> ServiceFile | None:
    from shared.bundle.convert import convert
    from shared.bundle.read import Sheet, read_sheet

    path = room / f"{service_id}.yaml"
    if not path.is_file():
        return None
    sheet = read_sheet(path, f"services/{path.name}")
    record = convert(sheet, (), sheet.value, ServiceFile) if isinstance(sheet, Sheet) else ()
    return record if isinstance(record, ServiceFile) else None
