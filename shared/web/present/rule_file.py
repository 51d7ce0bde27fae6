"""The lawyer's page as a file of its own: one HTML page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from shared.web.present.rule_views import RulePage

WEB = Path(__file__).parent.parent
STYLES = ("rule_file.css", "rule_page.css")


def as_html(page: RulePage) -> str:
    """One service."""
    return _environment().get_template("shared/rule_file.html").render(page=page, style=_style())


def as_index(pages: Sequence[RulePage]) -> str:
    """All of them in one list, with what each still waits for. Raises ValueError for none."""
    if not pages:
        raise ValueError("an index of no pages")
    return (
        _environment()
        .get_template("shared/rule_index.html")
        .render(
            pages=pages,
            day=pages[0].day,
            content_hash=pages[0].content_hash,
            marks=sum(len(page.marks) for page in pages),
            cases=sum(len(page.cases or ()) for page in pages),
            failed=sum(page.failed for page in pages),
            style=_style(),
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> Markup:
    """Our own style sheets, put into the page: the file may be read where there is no network."""
    sheets = [(WEB / "static" / name).read_text(encoding="utf-8") for name in STYLES]
    return Markup("\n".join(sheets))  # noqa: S704 (files of ours, nothing from outside)
