"""Every look at what somebody told us is in the audit trail, and the trail is whole."""

from __future__ import annotations

from sqlalchemy import select

from contactcenter.reading import NOT_PERSONAL, READS
from shared.models import AuditEvent, Matter
from shared.store import Store
from shared.store.chain import Chain
from shared.web import audience_of
from tests.contactcenter.city import City

PEOPLE = {"agent", "clerk", "supervisor", "agency", "watcher", "staff"}
RECORD_ARGUMENTS = {
    "appointment_id",
    "call_id",
    "matter_id",
    "message_id",
    "promise_id",
    "referral_id",
    "talk_id",
    "task_id",
    "ticket_id",
    "voicemail_id",
}


def names(store: Store) -> list[str]:
    """What happened, in order."""
    with store.read() as db:
        return list(db.scalars(select(AuditEvent.name).order_by(AuditEvent.position)))


def test_every_page_of_a_record_says_whether_looking_at_it_is_noted(city: City) -> None:
    pages = {
        rule.endpoint
        for rule in city.app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and audience_of(city.app, rule.endpoint) in PEOPLE
        and rule.arguments & RECORD_ARGUMENTS
    }
    undecided = pages - READS.keys() - NOT_PERSONAL
    assert not undecided, "say in contactcenter/reading.py whether these show personal data"


def test_opening_looking_and_listing_are_events_and_polling_is_not(city: City) -> None:
    slip = city.send_slip()
    console = city.console()
    console.post("/slip", digits=slip.digits)
    console.post("/slip/open", digits=slip.digits, word=slip.word, agreed="yes")
    with city.store.read() as db:
        matter_id = db.scalars(select(Matter.id)).one()
    before = names(city.store)
    assert before[-2:] == ["slip_opened", "matter_read"]
    console.get(f"/matters/{matter_id}")
    console.get("/calls")
    console.get("/messages")
    for path in ("/live/here", "/live/waiting", "/live/session"):
        console.get(path, htmx=True)
    assert names(city.store)[len(before) :] == ["matter_read", "list_read", "list_read"]
    with city.store.read() as db:
        fields = [event.fields for event in db.scalars(select(AuditEvent))]
        verdict = Chain(city.settings.city_secret).follow(db)
    assert matter_id not in str(fields)
    assert verdict.broken is None


def test_who_is_turned_away_has_read_nothing(city: City) -> None:
    console = city.console()
    before = names(city.store)
    console.get("/matters/0199")
    assert console.get("/calls/0199").status_code == 404
    assert [name for name in names(city.store)[len(before) :] if name.endswith("_read")] == []
