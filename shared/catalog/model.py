"""The city's catalog, record by record, as the content files write it.

Names follow Open Referral HSDS 3 (organization, service, location, schedule, phone, required
document). Every struct is frozen and refuses a field it does not know.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from shared.text import Text

Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Hour = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
DayOfYear = Annotated[str, Meta(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Days = Annotated[int, Meta(ge=1, le=3650)]
Status = Literal["verified", "to_confirm"]
Mark = Literal["draft", "reviewed"]
Kind = Literal["entitlement", "help"]
TopicId = Literal["money", "family", "housing", "disability", "work", "school", "safety"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
District = Literal["baluty", "gorna", "polesie", "srodmiescie", "widzew"]
WhereRule = Literal["nearest", "by_district", "any", "single"]
ChannelKind = Literal["in_person", "online", "post", "phone"]
Language = Literal["pl", "uk", "en", "ru", "be", "de", "fr", "ar", "vi"]
YesNo = Literal["yes", "no", "unknown"]
CrisisKind = Literal["violence", "no_roof", "hunger", "suicide", "child_harmed"]
Holder = Literal[
    "citizen",
    "mops",
    "css",
    "pup",
    "zus",
    "court",
    "employer",
    "school",
    "manager",
    "doctor",
    "other",
]


class Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every record is: frozen, and strict about its fields."""


class Translation(Record, frozen=True):
    """Whether a speaker has read the translations: a draft is shown as one, beside the Polish."""

    uk: Mark | None = None
    en: Mark | None = None


class Act(Record, frozen=True):
    """A legal act: its Polish title and its place in a journal (Dz.U., M.P., the city's)."""

    id: Id
    title: str
    journal: str
    status: Status


class Document(Record, frozen=True):
    """A paper somebody asks for, and who already holds it."""

    id: Id
    names: Text
    held_by: Holder
    status: Status
    note: Text | None = None


class Abbreviation(Record, frozen=True):
    """A short form plain texts may use (`short`, as it is written): here it is explained."""

    short: str
    means: Text


class DocumentRef(Record, frozen=True):
    """A document a service asks for; with `when` only if that expression holds (or may hold)."""

    id: Id
    when: str | None = None


class Phone(Record, frozen=True):
    """A telephone number as people write it, in groups: "42 638 59 69"."""

    number: str
    status: Status
    note: Text | None = None


class Helpline(Record, frozen=True):
    """A number to call for help now."""

    number: str
    names: Text
    status: Status
    note: Text | None = None


class Window(Record, frozen=True):
    """A part of every year, month-day to month-day, both included; it may run over New Year."""

    from_: DayOfYear = field(name="from")
    to: DayOfYear
    note: Text | None = None


class ScheduleEntry(Record, frozen=True):
    """Hours on some weekdays, local; `closes` may be 24:00, or before `opens`: past midnight.

    `last_client`: who comes later is not let in any more; absent = until it closes.
    `holidays`: open on public holidays too (the rule is closed); `season`: only then.
    """

    days: tuple[Weekday, ...]
    opens: Hour
    closes: Hour
    last_client: Hour | None = None
    note: Text | None = None
    holidays: bool = False
    season: Window | None = None


class ScheduleException(Record, frozen=True):
    """Days, both included, on which other hours hold than usual; none given = shut all day.

    `checked_on` is when somebody knew it, which keeps these days fresh on their own.
    """

    from_: date = field(name="from")
    to: date
    source: str
    checked_on: date
    opens: Hour | None = None
    closes: Hour | None = None
    last_client: Hour | None = None
    note: Text | None = None


class Address(Record, frozen=True):
    """A postal address in Poland."""

    street: str
    postal_code: Annotated[str, Meta(pattern=r"^[0-9]{2}-[0-9]{3}$")] | None = None
    city: str = "Łódź"


class Accessibility(Record, frozen=True):
    """What a person can count on at the place; nobody has looked = unknown."""

    step_free: YesNo = "unknown"
    lift: YesNo = "unknown"
    toilet: YesNo = "unknown"
    parking: YesNo = "unknown"
    induction_loop: YesNo = "unknown"
    sign_language: YesNo = "unknown"
    guide_dog: YesNo = "unknown"
    note: Text | None = None


class CallLine(Record, frozen=True):
    """Where a call about this agency's matters goes: our queue, the skill it needs, and the
    agency's own number for a warm transfer."""

    queue: Id
    skill: Id
    status: Status
    transfer: Phone | None = None


class Organization(Record, frozen=True):
    """An agency that runs services."""

    id: Id
    names: Text
    summary: Text
    status: Status
    source: str
    checked_on: date
    phones: tuple[Phone, ...] = ()
    email: str | None = None
    website: str | None = None
    translation: Translation | None = None
    call_line: CallLine | None = None
    edited_on: date | None = None


class Location(Record, frozen=True):
    """A place a citizen can walk into. `lat`, `lon`: degrees, WGS 84, with their `position`."""

    id: Id
    organization: Id
    names: Text
    address: Address
    status: Status
    source: str
    checked_on: date
    lat: float | None = None
    lon: float | None = None
    position: Literal["approximate", "exact"] | None = None
    schedule: tuple[ScheduleEntry, ...] = ()
    schedule_note: Text | None = None
    phones: tuple[Phone, ...] = ()
    districts: tuple[District, ...] = ()
    areas: tuple[str, ...] = ()
    services_note: Text | None = None
    accessibility: Accessibility = Accessibility()
    exceptions: tuple[ScheduleException, ...] = ()
    languages: tuple[Language, ...] = ()
    edited_on: date | None = None
    closed_from: date | None = None
    successor: Id | None = None
    map_reference: str | None = None
    translation: Translation | None = None


class LegalBasis(Record, frozen=True):
    """Where in the law the whole service stands."""

    act: Id
    article: str
    status: Status


class Channel(Record, frozen=True):
    """A way to apply."""

    kind: ChannelKind
    text: Text


class Application(Record, frozen=True):
    """How and when to apply."""

    text: Text
    channels: tuple[Channel, ...]
    windows: tuple[Window, ...] = ()


class Deadline(Record, frozen=True):
    """A text and, where the law says it, a number of days: for the decision, for the appeal."""

    text: Text
    days: Days | None = None


class Where(Record, frozen=True):
    """Where to go: location ids and the rule that picks among them.

    `no_address`: the one of them for people who live nowhere in particular.
    """

    rule: WhereRule
    locations: tuple[Id, ...]
    text: Text | None = None
    no_address: Id | None = None


class Cost(Record, frozen=True):
    """What the citizen pays, in words and, where it is one sum, in złote ("21.00")."""

    text: Text
    status: Status
    amount: Annotated[str, Meta(pattern=r"^[0-9]+\.[0-9]{2}$")] | None = None


class EasyText(Record, frozen=True):
    """An easy-to-read text (ETR), Polish. Shown only once the readers it is for have tested it."""

    text: str
    tested_by: str | None = None
    tested_on: date | None = None

    @property
    def is_tested(self) -> bool:
        """Whether it may be shown."""
        return self.tested_by is not None and self.tested_on is not None


class Service(Record, frozen=True):
    """One service as a citizen reads it; its rules are kept beside it (shared.diagnosis)."""

    id: Id
    kind: Kind
    safety_sensitive: bool
    topic: TopicId
    order: int
    names: Text
    summary: Text
    description: Text
    organization: Id
    legal_basis: tuple[LegalBasis, ...]
    where: Where
    status: Status
    source: str
    checked_on: date
    translation: Translation | None = None
    documents: tuple[DocumentRef, ...] = ()
    application: Application | None = None
    decision: Deadline | None = None
    appeal: Deadline | None = None
    helplines: tuple[Helpline, ...] = ()
    cost: Cost | None = None
    easy: EasyText | None = None
    edited_on: date | None = None


class Topic(Record, frozen=True):
    """A heading questions are asked under (facts/<topic>.yaml)."""

    id: Id
    order: int
    names: Text


class CrisisWords(Record, frozen=True):
    """Words that say somebody is in danger, and of what kind; the grammar is in search.crisis.

    `unless`: words beside which a single word says nothing; `services`: the first doors, in order.
    """

    kind: CrisisKind
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    services: tuple[Id, ...] = ()


class KisClass(Record, frozen=True):
    """A class of the Social Integration Club (KIS): from when to when, and the places left.

    `hours` says when in the week, in words; a number nobody told us is left out.
    """

    id: Id
    names: Text
    starts_on: date
    status: Status
    source: str
    checked_on: date
    ends_on: date | None = None
    hours: Text | None = None
    places: Annotated[int, Meta(ge=0, le=999)] | None = None
    places_left: Annotated[int, Meta(ge=0, le=999)] | None = None


class Asked(Record, frozen=True):
    """What people say when they mean these services, in each language."""

    services: tuple[Id, ...]
    pl: tuple[str, ...] = ()
    uk: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Synonyms(Record, frozen=True):
    """The editors' words for the search.

    `alike`: rows of single words taken for one another; `elsewhere`: what is asked for and is not
    here, so that nothing that sounds like it is shown.
    """

    asked: tuple[Asked, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    elsewhere: tuple[str, ...] = ()
