"""The catalog of events holds no field that could take a person's words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shared.audit import CATALOG, NotInCatalog, event
from shared.models import AuditEvent
from shared.store import Store
from shared.store.ledger import record

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MAY_BE_KEPT = {
    *("key", "kiosk_id", "agent_id", "by_agent_id", "matter_id", "task_id"),
    *("referral_id", "draft_id", "version_id", "correction_id"),
    *("agreement_id", "promise_id", "message_id", "call_id", "mode_id", "batch_id", "sheet_id"),
    *("voicemail_id", "hours_id", "screen_id", "ticket_id", "appointment_id", "result"),
    *("language", "on_paper", "count", "kind", "why", "what", "disposition"),
    *("outcome", "revision", "state", "number", "content_hash"),
    *("is_safe", "is_forced", "parts", "by", "upto", "link"),
}


def test_every_field_is_an_id_a_count_or_a_word_from_a_list() -> None:
    assert {field for fields in CATALOG.values() for field in fields} == MAY_BE_KEPT


def test_an_event_of_the_catalog_is_kept_as_it_is(store: Store) -> None:
    with store.write() as db:
        record(db, "numbers_kept", AT, kiosk_id="k", count=3)
    with store.read() as db:
        kept = db.query(AuditEvent).one()
    assert (kept.name, kept.at, kept.fields) == ("numbers_kept", AT, {"kiosk_id": "k", "count": 3})


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("never_agreed", {}),
        ("numbers_kept", {"kiosk_id": "k"}),
        ("numbers_kept", {"kiosk_id": "k", "count": 3, "name": "Jan"}),
        ("agent_refused", {"why": "a" * 81}),
        ("agent_refused", {"why": "two\nlines"}),
    ],
)
def test_anything_else_raises(name: str, fields: dict[str, str | int]) -> None:
    with pytest.raises(NotInCatalog):
        event(name, **fields)
