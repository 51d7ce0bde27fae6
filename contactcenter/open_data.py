"""The catalog as it is published today, worked out once a day and again after every new content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from flask import current_app

from contactcenter.center import center
from shared.diagnosis.household import Household
from shared.diagnosis.result import Result
from shared.export.exports import as_json
from shared.export.hsds import hsds_tables
from shared.export.published import Published
from shared.export.tables import Row, Tables

Nest = Callable[[Tables, Row], Row]

EXTENSION = "okienko_open_data"


@dataclass(frozen=True)
class OpenData:
    """One day's catalog: as tables for machines, as results of nobody for the public pages."""

    published: Published
    _written: dict[tuple[Nest, str], bytes] = field(default_factory=dict)

    def written(self, nest: Nest, row: Row) -> bytes:
        """One record as JSON, nested so: worked out once, for whole lists of them are asked for."""
        key = (nest, row["id"])
        if key not in self._written:
            self._written[key] = as_json(nest(self.tables, row))
        return self._written[key]

    @cached_property
    def tables(self) -> Tables:
        """Every HSDS row."""
        return hsds_tables(self.published)

    @cached_property
    def results(self) -> dict[str, Result]:
        """By service, what the rules say of somebody of whom nothing is known."""
        engine = self.published.knowledge.engine
        assessment = engine.assess(Household(), self.published.on)
        return {result.service_id: result for result in assessment.results}


def open_data() -> OpenData:
    """Today's catalog. Two who ask first at the same moment both work it out, with the same end."""
    knowledge, on = center().knowledge, center().clock.today()
    key: tuple[str, date] = (knowledge.content_hash, on)
    kept: tuple[tuple[str, date], OpenData] | None = current_app.extensions.get(EXTENSION)
    if kept is None or kept[0] != key:
        published = Published(knowledge, on, center().settings.public_url)
        kept = current_app.extensions[EXTENSION] = (key, OpenData(published))
    return kept[1]
