"""HSDS as tables: rows of plain values by entity, in the order of the standard's columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from shared.catalog.model import Translation
from shared.export.names import uuid_of
from shared.export.published import in_all
from shared.text import Text

Row = dict[str, Any]

# `translation` is ours: HSDS 3.0 has one language. Its rows say whose text, which field, and
# whether a speaker has read it.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organization": ("id", "name", "alternate_name", "description", "email", "website"),
    "service": (
        "id",
        "organization_id",
        "name",
        "alternate_name",
        "description",
        "url",
        "email",
        "status",
        "application_process",
        "fees_description",
        "wait_time",
        "eligibility_description",
        "assured_date",
        "alert",
        "last_modified",
    ),
    "location": (
        "id",
        "location_type",
        "organization_id",
        "name",
        "alternate_name",
        "description",
        "latitude",
        "longitude",
        "external_identifier",
        "external_identifier_type",
    ),
    "service_at_location": ("id", "service_id", "location_id", "description"),
    "address": (
        "id",
        "location_id",
        "address_1",
        "city",
        "state_province",
        "postal_code",
        "country",
        "address_type",
    ),
    "phone": (
        "id",
        "location_id",
        "service_id",
        "organization_id",
        "number",
        "type",
        "description",
    ),
    "schedule": (
        "id",
        "service_id",
        "location_id",
        "valid_from",
        "valid_to",
        "freq",
        "byday",
        "opens_at",
        "closes_at",
        "description",
        "notes",
    ),
    "language": ("id", "location_id", "name", "code"),
    "accessibility": ("id", "location_id", "description", "details"),
    "required_document": ("id", "service_id", "document"),
    "cost_option": ("id", "service_id", "option", "currency", "amount", "amount_description"),
    "taxonomy": ("id", "name", "description", "version"),
    "taxonomy_term": ("id", "code", "name", "description", "language", "taxonomy_id"),
    "attribute": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity"),
    "translation": ("id", "link_id", "link_entity", "field", "language", "status", "text"),
}


@dataclass(frozen=True)
class Tables:
    """All rows of one export, by entity; `add` drops what is not known."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def add(self, entity: str, **values: Any) -> Row:
        """One more row, its values in the order of the columns; unknown ones are left out."""
        row = {name: values.pop(name) for name in COLUMNS[entity] if values.get(name) is not None}
        unheard = {name for name, value in values.items() if value is not None}
        if unheard:
            raise ValueError(f"{entity} has no {', '.join(sorted(unheard))}")
        self.rows[entity].append(row)
        return row

    def translate(
        self, entity: str, record: Row, texts: Mapping[str, Text | None], marks: Translation | None
    ) -> None:
        """The texts of a row in the languages other than Polish, drafts marked as drafts."""
        for name, text in texts.items():
            for said in list(in_all(text, marks))[1:] if text else ():
                self.add(
                    "translation",
                    id=uuid_of("translation", record["id"], name, said.language),
                    link_id=record["id"],
                    link_entity=entity,
                    field=name,
                    language=said.language,
                    status="draft" if said.is_draft else "reviewed",
                    text=said.text,
                )

    def find(self, entity: str, key: str, value: str) -> Sequence[Row]:
        """The rows of an entity whose `key` is `value`, in order."""
        return self._index[entity, key].get(value, ())

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], Mapping[str, list[Row]]]:
        """Built at the first question; after it no row is added any more."""
        found: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for entity, rows in self.rows.items():
            for row in rows:
                for key, value in row.items():
                    if key == "id" or key.endswith("_id"):
                        found[entity, key][value].append(row)
        return defaultdict(dict, {key: dict(values) for key, values in found.items()})
