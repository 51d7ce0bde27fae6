"""Two persons, one new signed version: whatever else is tried leaves everything as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from shared.bundle import Knowledge, know
from shared.bundle.overlay import Kind, value_of
from shared.intake.corrections import (
    Proposal,
    is_about_a_person,
    open_corrections,
    propose_correction,
    settle_correction,
)
from shared.intake.drafts import (
    Deed,
    DraftRefused,
    Edit,
    current_value,
    live_draft,
    live_drafts,
    offer_draft,
    return_draft,
    save_draft,
    withdraw_draft,
)
from shared.intake.publishing import (
    Composed,
    Consent,
    Press,
    Refused,
    compose,
    compose_restore,
    latest,
    publish,
    read_version,
    versions,
)
from shared.intake.release import compose_release, release
from shared.intake.retention import sweep_city
from shared.models import (
    Agent,
    AuditEvent,
    ContentVersion,
    Correction,
    CorrectionState,
    CorrectionWhat,
    Draft,
    DraftState,
    Permission,
    VersionKind,
)
from shared.store import Store
from tests.contactcenter.content import small_city

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(5, 37)))
SECRET = bytes(range(7, 39))
BOTH = (Permission.EDIT, Permission.PUBLISH)
STAFF = {"ewa": BOTH, "jan": BOTH, "ola": (Permission.EDIT,), "anna": ()}
NUMBER, OTHER = "42 111 11 11", "42 222 22 22"


@dataclass
class Office:
    """A city whose content two people may change."""

    store: Store
    press: Press

    @property
    def content(self) -> Any:
        return self.knowledge.content

    @property
    def knowledge(self) -> Knowledge:
        with self.store.read() as db:
            version = latest(db)
        if version is None:
            return self.press.base
        known = read_version(version, KEY.public_key())
        assert isinstance(known, Knowledge)
        return known

    def save(self, editor: str, number: str, revision: int = 0) -> Draft | DraftRefused | None:
        """Somebody changes the telephone of the only place."""
        phones = [{"number": number, "status": "verified"}]
        return self.edit(editor, "location", "punkt", revision, phones=phones)

    def edit(
        self, editor: str, kind: Kind, record_id: str, revision: int = 0, **fields: Any
    ) -> Draft | DraftRefused | None:
        value = (current_value(self.content, kind, record_id) or {}) | fields
        with self.store.write() as db:
            edit = Edit(kind, record_id, value, revision)
            return save_draft(db, self.content, edit, Deed(editor, AT))

    def offer(self, draft: Any, editor: str = "ewa") -> DraftRefused | None:
        with self.store.write() as db:
            return offer_draft(db, self.content, draft.id, draft.revision, Deed(editor, AT))

    def compose(self, *drafts: Any) -> Composed:
        with self.store.read() as db:
            made = compose(db, self.press, {one.id: one.revision for one in drafts}, TODAY)
        assert isinstance(made, Composed)
        return made

    def publish(self, composed: Composed, who: str, note: str = "") -> ContentVersion | Refused:
        consent = Consent(composed.parent_id, note)
        with self.store.write() as db:
            return publish(db, self.press, composed, consent, Deed(who, AT))

    def out(self, number: str, editor: str = "ewa", publisher: str = "jan") -> ContentVersion:
        """A number that went the whole way."""
        draft = self.save(editor, number)
        assert self.offer(draft, editor) is None
        version = self.publish(self.compose(draft), publisher)
        assert isinstance(version, ContentVersion)
        return version

    def count(self, table: Any) -> int:
        with self.store.read() as db:
            return db.scalar(select(func.count()).select_from(table)) or 0

    def live(self) -> list[Draft]:
        with self.store.read() as db:
            return live_drafts(db)


@pytest.fixture
def office(store: Store) -> Office:
    with store.write() as db:
        for who, permissions in STAFF.items():
            agent = Agent(id=who, name=who, sign_in=who, password_hash="x", created_at=AT)
            agent.permissions = tuple(permissions)
            db.add(agent)
    return Office(store, Press(small_city(), KEY))


def phone(known: Knowledge) -> str:
    """The number of the only place, as everybody reads it."""
    return known.locations["punkt"].phones[0].number


def test_an_edit_goes_out_by_a_second_person_and_can_be_undone(office: Office) -> None:
    first = office.out(NUMBER)
    assert (first.number, first.parent_id, first.kind) == (1, None, VersionKind.EDIT)
    assert (first.editor_ids, first.publisher_id) == (("ewa",), "jan")
    assert phone(office.knowledge) == NUMBER
    assert office.knowledge.content_hash == first.content_hash
    assert office.knowledge.locations["punkt"].edited_on == TODAY
    second = office.out(OTHER, "jan", "ewa")
    assert (second.number, second.parent_id) == (2, first.id)
    with office.store.read() as db:
        composed = compose_restore(db, office.press, first.id)
    assert isinstance(composed, Composed)
    assert office.publish(composed, "ewa") is Refused.NO_NOTE
    third = office.publish(composed, "ewa", "numer był dobry")
    assert isinstance(third, ContentVersion)
    assert (third.number, third.kind, third.restores_id) == (3, VersionKind.RESTORE, first.id)
    assert third.content_hash == first.content_hash
    assert phone(office.knowledge) == NUMBER
    with office.store.read() as db:
        assert [one.number for one in versions(db, 2)] == [3, 2]


def test_nobody_publishes_what_they_wrote_or_had_a_hand_in(office: Office) -> None:
    draft: Any = office.save("ewa", NUMBER)
    draft = office.save("jan", OTHER, draft.revision)
    assert draft.editor_ids == ("ewa", "jan")
    assert office.offer(draft) is None
    composed = office.compose(draft)
    for who in ("ewa", "jan"):
        assert office.publish(composed, who) is Refused.OWN_EDIT
    assert office.count(ContentVersion) == 0
    assert office.live()[0].state is DraftState.OFFERED


@pytest.mark.parametrize("who", ["ola", "anna", "nobody"])
def test_who_may_not_publish_does_not(office: Office, who: str) -> None:
    draft = office.save("ewa", NUMBER)
    office.offer(draft)
    assert office.publish(office.compose(draft), who) is Refused.NOT_ALLOWED
    assert office.count(ContentVersion) == 0


def test_who_may_not_edit_saves_offers_and_withdraws_nothing(office: Office) -> None:
    assert office.save("anna", NUMBER) is DraftRefused.NOT_ALLOWED
    draft: Any = office.save("ola", NUMBER)
    assert office.offer(draft, "anna") is DraftRefused.NOT_ALLOWED
    with office.store.write() as db:
        assert withdraw_draft(db, draft.id, Deed("anna", AT)) is DraftRefused.NOT_ALLOWED
    office.offer(draft, "ola")
    with office.store.write() as db:
        assert return_draft(db, draft.id, "", Deed("ola", AT)) is DraftRefused.NOT_ALLOWED


def test_a_form_opened_before_the_last_saving_overwrites_nothing(office: Office) -> None:
    first: Any = office.save("ewa", NUMBER)
    assert office.save("jan", OTHER) is DraftRefused.OVERTAKEN
    office.save("ewa", "42 333 33 33", first.revision)
    assert office.save("jan", OTHER, first.revision) is DraftRefused.OVERTAKEN
    assert office.offer(first) is DraftRefused.OVERTAKEN
    assert office.live()[0].fields["phones"][0]["number"] == "42 333 33 33"
    assert office.live()[0].editor_ids == ("ewa",)


def test_a_faulty_draft_is_kept_and_not_offered(office: Office) -> None:
    draft: Any = office.save("ewa", "czterdzieści dwa")
    assert office.offer(draft) is DraftRefused.FAULTY
    with office.store.read() as db:
        kept = live_draft(db, "location", "punkt")
    assert kept is not None
    assert kept.fields["phones"][0]["number"] == "czterdzieści dwa"


def test_what_is_changed_back_is_no_draft(office: Office) -> None:
    assert office.edit("ewa", "location", "punkt") is None
    draft: Any = office.save("ewa", NUMBER)
    assert office.edit("ewa", "location", "punkt", draft.revision) is None
    assert office.live() == []
    assert isinstance(office.save("ewa", NUMBER), Draft)


def test_an_offered_draft_that_is_saved_again_must_be_offered_again(office: Office) -> None:
    draft: Any = office.save("ewa", NUMBER)
    office.offer(draft)
    composed = office.compose(draft)
    office.save("ewa", OTHER, draft.revision)
    assert office.publish(composed, "jan") is Refused.OVERTAKEN
    with office.store.read() as db:
        assert compose(db, office.press, {draft.id: 2}, TODAY) is Refused.OVERTAKEN
        assert compose(db, office.press, {}, TODAY) is Refused.NOTHING


def test_of_two_publications_at_once_the_second_is_told_to_look_again(office: Office) -> None:
    draft = office.save("ewa", NUMBER)
    office.offer(draft)
    text = office.edit("ewa", "organization", "mops", names={"pl": "Ośrodek w Łodzi"})
    office.offer(text)
    one, other = office.compose(draft), office.compose(text)
    assert isinstance(office.publish(one, "jan"), ContentVersion)
    assert office.publish(other, "jan") is Refused.OVERTAKEN
    assert isinstance(office.publish(office.compose(text), "jan"), ContentVersion)
    assert phone(office.knowledge) == NUMBER
    assert office.knowledge.organizations["mops"].names.pl == "Ośrodek w Łodzi"


def test_who_looked_at_an_older_version_is_told_to_look_again(office: Office) -> None:
    draft = office.save("ewa", NUMBER)
    office.offer(draft)
    composed = office.compose(draft)
    with office.store.write() as db:
        stale = Consent("an older one")
        assert publish(db, office.press, composed, stale, Deed("jan", AT)) is Refused.OVERTAKEN


def test_a_returned_draft_says_why_and_is_open_again(office: Office) -> None:
    draft: Any = office.save("ewa", NUMBER)
    office.offer(draft)
    with office.store.write() as db:
        assert return_draft(db, draft.id, "proszę sprawdzić", Deed("jan", AT)) is None
    kept = office.live()[0]
    assert (kept.state, kept.note) == (DraftState.OPEN, "proszę sprawdzić")
    with office.store.write() as db:
        assert return_draft(db, draft.id, "", Deed("jan", AT)) is DraftRefused.GONE
        assert withdraw_draft(db, draft.id, Deed("ewa", AT)) is None
        assert withdraw_draft(db, draft.id, Deed("ewa", AT)) is DraftRefused.GONE


def test_looking_and_finding_it_true_does_not_count_as_an_edit(office: Office) -> None:
    draft = office.edit("ewa", "location", "punkt", checked_on="2026-11-23")
    office.offer(draft)
    office.publish(office.compose(draft), "jan")
    place = office.knowledge.locations["punkt"]
    assert (place.checked_on, place.edited_on) == (TODAY, None)


def test_edits_are_laid_over_other_content_and_what_changed_below_waits(office: Office) -> None:
    office.out(NUMBER)
    name = office.edit("ewa", "organization", "mops", names={"pl": "Ośrodek w Łodzi"})
    office.offer(name)
    office.publish(office.compose(name), "jan")
    base = office.press.base.content
    punkt = msgspec.structs.replace(
        base.locations[0],
        phones=(msgspec.structs.replace(base.locations[0].phones[0], number="42 999 99 99"),),
    )
    office.press = replace(
        office.press, base=know(msgspec.structs.replace(base, locations=(punkt,)))
    )
    with office.store.read() as db:
        composed, lost = compose_release(db, office.press)
    assert isinstance(composed, Composed)
    with office.store.write() as db:
        version = release(db, office.press, composed, lost, "nowe wydanie", AT)
    assert version is not None
    assert version.kind is VersionKind.RELEASE
    assert office.knowledge.organizations["mops"].names.pl == "Ośrodek w Łodzi"
    assert phone(office.knowledge) == "42 999 99 99"
    waiting = office.live()
    assert [(one.record_id, one.editor_ids) for one in waiting] == [("punkt", ())]
    assert waiting[0].fields["phones"][0]["number"] == NUMBER
    with office.store.write() as db:
        assert release(db, office.press, composed, lost, "", AT) is None


def test_every_deed_is_in_the_ledger(office: Office) -> None:
    version = office.out(NUMBER)
    with office.store.read() as db:
        events = db.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [one.name for one in events] == [
        "draft_saved",
        "draft_moved",
        "content_published",
        "draft_moved",
    ]
    assert events[2].fields["agent_id"] == "jan"
    assert events[2].fields["content_hash"] == version.content_hash


def test_a_correction_waits_sealed_and_is_shredded_when_settled(office: Office) -> None:
    proposal = Proposal("location", "punkt", CorrectionWhat.WRONG_NUMBER, "teraz 42 333 33 33")
    with office.store.write() as db:
        correction_id = propose_correction(db, proposal, SECRET, Deed("anna", AT))
    with office.store.read() as db:
        row = db.get_one(Correction, correction_id)
        assert row.note_sealed is not None
        assert b"333" not in row.note_sealed
        assert [one.note for one in open_corrections(db, SECRET)] == ["teraz 42 333 33 33"]
    for who, settled in (("anna", False), ("ewa", True), ("jan", False)):
        with office.store.write() as db:
            deed = Deed(who, AT)
            assert settle_correction(db, correction_id, CorrectionState.DONE, deed) is settled
    with office.store.read() as db:
        assert open_corrections(db, SECRET) == []
        assert db.get_one(Correction, correction_id).note_sealed is None


def test_the_words_of_a_correction_nobody_settles_go_after_thirty_days(office: Office) -> None:
    proposal = Proposal("location", "punkt", CorrectionWhat.OTHER, "zamknięte")
    with office.store.write() as db:
        propose_correction(db, proposal, SECRET, Deed("anna", AT))
        propose_correction(db, proposal, SECRET, Deed("anna", AT + timedelta(days=20)))
    with office.store.write() as db:
        sweep_city(db, AT + timedelta(days=31))
    with office.store.read() as db:
        assert [one.note for one in open_corrections(db, SECRET)] == ["", "zamknięte"]


def test_what_looks_like_a_personal_number_is_known() -> None:
    assert is_about_a_person("osoba 44051401359 mówi")
    assert not is_about_a_person("nowy numer to 42 638 59 69")


def test_a_version_signed_by_another_key_is_not_read(office: Office) -> None:
    version = office.out(NUMBER)
    stranger = Ed25519PrivateKey.from_private_bytes(bytes(range(9, 41))).public_key()
    assert not isinstance(read_version(version, stranger), Knowledge)
    assert value_of(office.content, "location", "punkt") is not None
