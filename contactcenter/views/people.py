"""The people who work here, as whoever answers for them sees and changes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, Response, abort, request, url_for

from contactcenter import agents
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from contactcenter.realtime import HERE
from contactcenter.staff import passwords, people
from contactcenter.staff.people import Person, Wish, Wrong
from shared.models import AgentRole, Permission
from shared.text import Phrase
from shared.web import audience, go_to, respond

views = Blueprint("people", __name__)

SAID = {"saved", "on", "off", "no-code"}


class Row(NamedTuple):
    """A person, and where they work: their agency, or the desk they sat down at last."""

    person: Person
    place: Phrase | None


class Filled(NamedTuple):
    """The fields of the form."""

    sign_in: str
    name: str
    role: str
    organization_id: str | None
    permissions: Sequence[str]


@views.get("/people")
@audience("people")
def everybody() -> Response:
    """By role; whoever may not sign in stands last."""
    with center().store.read() as db:
        found = people.people(db)
    groups = [(role, [_row(one) for one in found if one.role is role]) for role in AgentRole]
    return respond("people.html", groups=groups, said=_said(), lasts=passwords.FIRST_LASTS)


@views.get("/people/new")
@audience("people")
def new() -> Response:
    """Who is to be added."""
    return _ask_new()


@views.post("/people")
@audience("people")
def add() -> Response:
    """A new account; its first password is shown this once, and is nowhere else."""
    wish = _wish()
    if wish is None:
        return _ask_new(Wrong.NO_AGENCY, status=422)
    password = passwords.make_first()
    sign_in, kept = request.form.get("sign_in", "")[:100], agents.hash_password(password)
    with center().store.write() as db:
        done = people.add(db, sign_in, wish, kept, presence().agent_id, now())
    if isinstance(done, Wrong):
        return _ask_new(done, status=422)
    return _show_password(done, password)


@views.get("/people/<agent_id>")
@audience("people")
def one(agent_id: str) -> Response:
    """One account."""
    return _show(agent_id)


@views.post("/people/<agent_id>")
@audience("people")
def change(agent_id: str) -> Response:
    """Name, role, agency, what they may do to the content."""
    wish = _wish()
    if wish is None:
        return _show(agent_id, Wrong.NO_AGENCY)
    with center().store.write() as db:
        wrong = people.change(db, agent_id, wish, presence().agent_id, now())
    return _after(agent_id, wrong, "saved")


@views.post("/people/<agent_id>/enabled")
@audience("people")
def switch(agent_id: str) -> Response:
    """Let them sign in, or end all their sessions at once."""
    is_enabled = request.form.get("deed") == "on"
    with center().store.write() as db:
        by_id = presence().agent_id
        wrong = people.switch(db, agent_id, by_id, now(), is_enabled=is_enabled)
    return _after(agent_id, wrong, "on" if is_enabled else "off")


@views.post("/people/<agent_id>/code/remove")
@audience("people")
def remove_code(agent_id: str) -> Response:
    """Their phone is lost: they sign in without its code, or set up another where one is needed."""
    with center().store.write() as db:
        wrong = people.forget_code(db, agent_id, presence().agent_id, now())
    return _after(agent_id, wrong, "no-code")


@views.post("/people/<agent_id>/password")
@audience("people")
def give_password(agent_id: str) -> Response:
    """Another first password, shown this once."""
    password = passwords.make_first()
    kept = agents.hash_password(password)
    with center().store.write() as db:
        wrong = people.give_password(db, agent_id, kept, presence().agent_id, now())
    if wrong is not None:
        return _show(agent_id, wrong)
    _tell_everybody()
    return _show_password(agent_id, password)


def _wish() -> Wish | None:
    """What the form says; None where it names an agency that there is not."""
    form = request.form
    role = next((one for one in AgentRole if one.value == form.get("role")), AgentRole.AGENT)
    given = frozenset(one for one in Permission if one.value in form.getlist("permission"))
    name, agency = " ".join(form.get("name", "").split()), form.get("organization", "")
    if role is not AgentRole.AGENCY:
        return Wish(name, role, None, given)
    is_known = agency in center().knowledge.organizations
    return Wish(name, role, agency) if is_known else None


def _after(agent_id: str, wrong: Wrong | None, said: str) -> Response:
    if wrong is not None:
        return _show(agent_id, wrong)
    _tell_everybody()
    return go_to(url_for("people.one", agent_id=agent_id, said=said))


def _tell_everybody() -> None:
    """Sockets of ended sessions close, the others look again, the line sees who is left."""
    center().doorbell.close_ended()
    center().doorbell.ring(HERE)
    center().ring_all()


def _show(agent_id: str, wrong: Wrong | None = None) -> Response:
    with center().store.read() as db:
        person = people.find(db, agent_id)
    if person is None:
        abort(404)
    return respond(
        "person.html",
        status=422 if wrong else 200,
        row=_row(person),
        problem=f"people-{wrong.value}" if wrong else None,
        said=_said(),
        lasts=passwords.FIRST_LASTS,
        **_choices(person),
    )


def _ask_new(wrong: Wrong | None = None, *, status: int = 200) -> Response:
    problem = f"people-{wrong.value}" if wrong else None
    return respond("person_new.html", status=status, problem=problem, **_choices(None))


def _show_password(agent_id: str, password: str) -> Response:
    with center().store.read() as db:
        person = people.find(db, agent_id)
    days = passwords.FIRST_LASTS.days
    return respond("person_password.html", person=person, password=password, days=days)


def _choices(person: Person | None) -> dict[str, object]:
    """What the form offers, and what stands in it."""
    return {
        "roles": tuple(AgentRole),
        "permissions": tuple(Permission),
        "agencies": _agencies(),
        "filled": _filled(person),
    }


def _filled(person: Person | None) -> Filled:
    """What was typed and not taken, else what holds now."""
    form = request.form
    if "name" in form:
        wanted = (form.get("role", ""), form.get("organization"), form.getlist("permission"))
        return Filled(form.get("sign_in", ""), form["name"], *wanted)
    if person is None:
        return Filled("", "", AgentRole.AGENT, None, ())
    who = (person.sign_in, person.name, person.role)
    return Filled(*who, person.organization_id, tuple(person.permissions))


def _agencies() -> Sequence[tuple[str, Phrase]]:
    """Every agency the catalog knows, by name."""
    words = center().words(language())
    named = [(id_, words.read(one.names)) for id_, one in center().knowledge.organizations.items()]
    return sorted(named, key=lambda pair: str(pair[1]))


def _row(person: Person) -> Row:
    known, words = center().knowledge, center().words(language())
    if person.role is AgentRole.AGENCY:
        agency = known.organizations.get(person.organization_id or "")
        return Row(person, words.read(agency.names) if agency else None)
    point = known.locations.get(person.point_id or "")
    return Row(person, words.read(point.names) if point else None)


def _said() -> str | None:
    said = request.args.get("said", "")
    return f"people-said-{said}" if said in SAID else None
