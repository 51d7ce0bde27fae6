"""Everybody who may come to a door of the contact center, each with what they show at it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from contactcenter import agents
from contactcenter.center import EXTENSION
from contactcenter.gates import SESSION_TOKEN, SIGNATURE, WALL_TOKEN
from contactcenter.permissions import granted, staff_audiences
from contactcenter.supervising import walls
from contactcenter.telephony.local_provider import signing
from shared.bundle.overlay import KINDS
from shared.intake.kiosk_call import Begin, Pulse
from shared.models import Agent, AgentRole, Base
from tests.contactcenter.agencies.parties import promised, refer
from tests.contactcenter.telephony.line import ORIGIN, TOKEN, Line, build_line
from tests.contract.addresses import FORM
from tests.contract.hearing import Ears
from tests.contract.sending import Sent

NOBODY, EDITOR, WALL, KIOSK, PROVIDER = "nobody", "editor", "wall", "kiosk", "provider"
ROLES = {role.value: role for role in AgentRole}
VISITORS = (NOBODY, *ROLES, EDITOR, WALL, KIOSK, PROVIDER)
MACHINES = {KIOSK: "kiosk", PROVIDER: "provider", WALL: "wall"}
SIGN_IN = "anna"  # whoever a person of a role is; an editor is ewa
CSRF = "X-CSRFToken"

_TEXT = {"type": "string", "maxLength": 60}
_SPOKEN = {"enum": ["pl", "uk", "en"]}


def _fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _schema(kind: type) -> dict[str, Any]:
    """The schema of a message, without references to definitions beside it."""
    _, held = msgspec.json.schema_components([kind], ref_template="{name}")

    def plain(node: Any) -> Any:
        if isinstance(node, dict):
            return plain(held[node["$ref"]]) if "$ref" in node else {
                name: plain(below) for name, below in node.items() if name != "contentEncoding"
            }  # fmt: skip
        return [plain(below) for below in node] if isinstance(node, list) else node

    schema: dict[str, Any] = plain(held[kind.__name__])
    return schema


# What machines send in JSON, by endpoint.
BODIES = {
    "promise.by_code": _fields("code", code=_TEXT),
    "kiosk_call.begin": _schema(Begin),
    "kiosk_call.pulse": _schema(Pulse),
    "kiosk_call.leave": _fields(),
    "kiosk_api.leases": _fields("count", count={"type": "integer"}),
    "kiosk_api.envelopes": _TEXT,
    "kiosk_api.missed": _fields(
        "on",
        "rows",
        on={"type": "string", "format": "date"},
        rows={"type": "array", "items": _fields("words", words=_TEXT, count={"type": "integer"})},
    ),
    "media.pulse": _schema(Pulse),
    "tickets.give": _fields("key", "language", key=_TEXT, language=_SPOKEN, code=_TEXT),
}  # fmt: skip


@dataclass
class World:
    """A city with a telephone and a desk, where much has happened; what it was heard to read."""

    line: Line
    ears: Ears

    @property
    def database(self) -> str:
        """What kind of database the city is kept in."""
        return self.line.city.settings.database_url.partition("://")[0].partition("+")[0]

    def known(self, name: str, beside: Mapping[str, str]) -> list[str]:
        """What may stand in the address under this name: of things that really are.

        `beside`: what stands in it already; a record is of the kind before it.
        """
        kept = self._kept(beside)
        if name in kept:
            return kept[name]
        tables = {table.name.removeprefix("content_"): table for table in _tables()}
        found = tables.get(name.removesuffix("_id"))
        if name in ("sid", "batch_id", "code"):
            held = {"sid": "stray_call", "batch_id": "intake_sheet", "code": "pause_reason"}
            return self._column(tables[held[name]].c[name])
        if name == "talk_id":
            found = tables["call" if beside["kind"] == "calls" else "matter"]
        return self._column(found.c.id) if found is not None else []

    def _kept(self, beside: Mapping[str, str]) -> dict[str, list[str]]:
        """Names of what the city knows, and of what stands in files."""
        city = self.line.center.knowledge
        records = {
            "service": list(city.services),
            "organization": list(city.organizations),
            "location": list(city.locations),
        }
        every = [one for ids in records.values() for one in ids]
        kinds = ["calls", "matters"] if "talk_id" in beside else list(KINDS)
        return {
            "kind": kinds,
            "record_id": records.get(beside.get("kind", ""), every),
            "id_": every,
            "service_id": records["service"],
            "event_id": list(city.life_events),
            "card_id": ["violence"],
            "language": ["pl", "uk", "en"],
            "number": ["0", "1", "2"],
            "name": ["console.js", "console.css"],
        }

    def _column(self, column: Any) -> list[str]:
        with self.line.city.store.read() as db:
            return list(db.scalars(select(column).order_by(column)))


def _tables() -> list[Any]:
    return list(Base.metadata.tables.values())


@dataclass
class Visitor:
    """Somebody at the door. `token`: the form token that fits their cookie, "" before a page."""

    who: str
    world: World
    client: FlaskClient
    token: str = ""

    def may(self, audience: str | None) -> bool:
        """What permissions.yaml, an editor's own permission and a machine's key let them do."""
        if audience == "anyone":
            return True
        if self.who == NOBODY:
            return False
        if audience in ("kiosk", "provider", "wall") or self.who in MACHINES:
            return MACHINES.get(self.who) == audience
        if audience == "editor":
            return self.who == EDITOR
        role = ROLES.get(self.who, AgentRole.AGENT)
        return staff_audiences()[str(audience)] in granted(role)

    def send(self, sent: Sent) -> TestResponse:
        """Send it as they would: with their cookie, their form token, their key or signature."""
        headers = dict(sent.headers or {}) | self._shown(sent.target, sent.kind, sent.body)
        if self.token and not sent.is_forged:
            headers[CSRF] = self.token
        data = sent.body if sent.method in ("POST", "PUT", "PATCH") else None
        kind = None if data is None else sent.kind
        return self.client.open(
            sent.target, method=sent.method, headers=headers, data=data, content_type=kind,
            buffered=True,
        )  # fmt: skip

    def _shown(self, target: str, kind: str, body: bytes) -> dict[str, str]:
        if self.who == KIOSK:
            return {"Authorization": f"Bearer {self.world.line.city.token}"}
        if self.who != PROVIDER or kind != FORM:
            return {}
        return {SIGNATURE: signing.sign(f"{ORIGIN}{target}", _decoded(self.world, body), TOKEN)}

    def come_in(self) -> None:
        """Be somebody (again): a session that lives, and the token of its forms."""
        if self.who in (KIOSK, PROVIDER):
            return
        city = self.world.line.city
        name = "ewa" if self.who == EDITOR else SIGN_IN
        role = ROLES.get(self.who, AgentRole.AGENT)
        if self.who == WALL:
            role = AgentRole.SUPERVISOR
        if self.who != NOBODY:
            city.change_agent(name, role=role, is_enabled=True, organization_id="mops")
            with city.store.write() as db:
                key = WALL_TOKEN if self.who == WALL else SESSION_TOKEN
                value = self._session(db, name)
            with self.client.session_transaction() as cookie:
                cookie.clear()
                cookie[key] = value
        page = self.client.get("/sign-in", follow_redirects=True).get_data(as_text=True)
        self.token = page.partition('name="csrf_token" value="')[2].partition('"')[0]

    def _session(self, db: Any, name: str) -> str:
        at = self.world.line.city.clock.now()
        agent = db.scalars(select(Agent).where(Agent.sign_in == name)).one()
        token = agents.begin_session(db, agent.id, at)
        if self.who != WALL:
            return token
        db.flush()
        opener = agents.find_presence(db, token, at)
        assert opener is not None
        return walls.open_wall(db, "Sala", opener, at)


def _decoded(world: World, body: bytes) -> dict[str, str]:
    """The form as the app will read it."""
    with world.line.city.app.test_request_context(
        "/", method="POST", data=body, content_type=FORM
    ) as asked:
        return asked.request.form.to_dict()


@contextmanager
def open_world(folder: Path, points: str, database_url: str | None = None) -> Iterator[World]:
    """A city where Anna and Marek each have a call and a matter, and agencies have been asked."""
    line = build_line(folder, database_url=database_url)
    file = folder / "points.yaml"
    file.write_text(points, encoding="utf-8")
    room = line.center
    settings = replace(room.settings, desk_points=file)
    line.city.app.extensions[EXTENSION] = replace(room, settings=settings)
    ears = Ears()
    ears.listen(line.city.app)
    world = World(line, ears)
    for name in ("marek", SIGN_IN):
        talk_about_a_slip(line, name)
    for agency in ("mops", "inna"):
        refer(line.city, agency)
        promised(line.city, agency)
    line.city.ask_for_help()
    try:
        yield world
    finally:
        line.city.close()


def talk_about_a_slip(line: Line, name: str) -> None:
    """A citizen calls, and their slip is opened."""
    answers = {"household": {"lives_in_lodz": True, "income_month": "7311.13"}, "persons": [{}]}
    slip = line.city.send_slip(answers, chosen=["zasilek"])
    sid, _ = line.talk(name)
    browser, call = line.city.console(name), line.call(sid)
    browser.get(f"/calls/{call.id}")
    browser.post(f"/calls/{call.id}/slip", digits=slip.digits, word=slip.word, agreed="yes")


@contextmanager
def watching(database_url: str) -> Iterator[sqlite3.Connection]:
    """A look at a database from outside, which notices that somebody committed."""
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as db:
        yield db


def written(db: sqlite3.Connection) -> int:
    """A number that changes whenever somebody else commits."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])
