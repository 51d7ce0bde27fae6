"""Whatever anybody sends to any door, signed in or not: an answer, never a fault, never a leak.

Made from the URL map, with the fields the views are heard to ask for, and records that really are
in the addresses. The everyday run asks a little of some routes, each run the same; the proof all,
on both databases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

import pytest
import schemathesis
from flask import got_request_exception
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from shared.web import audience_of
from tests.contactcenter.desk.conftest import POINTS
from tests.contactcenter.test_guards import OPEN_TO_ANYONE
from tests.contract.addresses import FORM, JSON, asked_by, openapi, path_of
from tests.contract.sending import Sent, Spice, ask, form_of, target_of, written_out
from tests.contract.visitors import (
    BODIES,
    MACHINES,
    NOBODY,
    VISITORS,
    WALL,
    Visitor,
    World,
    open_world,
    watching,
    written,
)
from tests.databases import migrated_postgresql_url
from tests.tally import count, is_proof, tally

REQUESTS = {"sqlite": count(72, 10_800), "postgresql": 3_600}
DATABASES = ("sqlite", "postgresql") if is_proof() else ("sqlite",)
ROUTES = count(3, 10_000)  # of those a visitor may ask, and of those they may not
WALKS = count(1, 6)  # how often somebody walks past the doors before they begin
SECONDS = 1.0  # between two requests
STAY_IN = {"sign_in.leave"}

Door = tuple[str, Rule]


@pytest.fixture(scope="module", params=DATABASES)
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """One city for all visitors, who take nothing away that the others could not do without."""
    url = migrated_postgresql_url() if request.param == "postgresql" else None
    with open_world(tmp_path_factory.mktemp("world"), POINTS, url) as world:
        yield world


@dataclass
class Round:
    """One visitor's way past the doors, and what came of it."""

    visitor: Visitor
    seen: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    forged: int = 0

    def send(self, rule: Rule, sent: Sent) -> None:
        """Send one request and judge what came."""
        self.visitor.world.line.city.clock.advance(SECONDS)
        if not self._is_in():
            self.visitor.come_in()
        audience = audience_of(self.visitor.world.line.city.app, rule.endpoint)
        is_by_cookie = audience not in ("kiosk", "provider")
        if sent.is_forged and is_by_cookie and self.visitor.world.database == "sqlite":
            self._forge(rule, audience, sent)
        else:
            self._judge(rule, audience, replace(sent, is_forged=False))

    def _is_in(self) -> bool:
        """Whether they still are who they came as."""
        if self.visitor.who in (NOBODY, *MACHINES):
            return self.visitor.who != WALL or self.visitor.client.get("/wall").status_code == 200
        return self.visitor.client.get("/live/session").status_code == 200

    def _forge(self, rule: Rule, audience: str | None, sent: Sent) -> None:
        """A form without its token: nothing is written."""
        self.visitor.send(Sent("POST", "/live/stay"))  # that they are here is written down before
        self.forged += 1
        with watching(self.visitor.world.line.city.settings.database_url) as database:
            before = written(database)
            answer = self._judge(rule, audience, sent)
            if is_let_in(answer):
                self.faults.append(f"without a token {sent.target}: {answer.status_code}")
            if written(database) != before:
                self.faults.append(f"without a token {sent.target}: something was written")

    def _judge(self, rule: Rule, audience: str | None, sent: Sent) -> TestResponse:
        answer = self.visitor.send(sent)
        self.seen[answer.status_code] += 1
        said = f"{sent.method} {sent.target}: {answer.status_code}"
        if answer.status_code >= 500:
            self.faults.append(f"broken: {said}")
        is_listed = self.visitor.who != NOBODY or rule.endpoint in OPEN_TO_ANYONE
        if is_let_in(answer) and not (is_listed and self.visitor.may(audience)):
            self.faults.append(f"let in: {said}")
        return answer


def is_let_in(answer: TestResponse) -> bool:
    """Whether something was given, not only htmx told to go elsewhere with the whole page."""
    is_led_away = "HX-Redirect" in answer.headers and not answer.get_data()
    return 200 <= answer.status_code < 300 and not is_led_away


def doors(visitor: Visitor, *, may: bool) -> list[Door]:
    """The routes of those they may ask, or may not, in an order that is theirs."""
    app = visitor.world.line.city.app
    found = [
        (method, rule)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for method in asked_by(rule)
        if visitor.may(audience_of(app, rule.endpoint)) is may and rule.endpoint not in STAY_IN
    ]
    Random(f"{visitor.who} {may}").shuffle(found)
    return found[:ROUTES]


def get_to_know(visitor: Visitor, asked: list[Door]) -> None:
    """Walk past the doors, reading the pages, sending forms empty and then filled."""
    world = visitor.world
    for turn, (method, rule) in ((turn, door) for turn in range(WALKS) for door in asked):
        form = {
            name: nth(world.ears.offered[name], turn)
            for name in sorted(world.ears.form[rule.endpoint])
        }
        places = dict.fromkeys(sorted(rule.arguments), "x")
        for name in places:
            closed = getattr(rule._converters[name], "items", world.known(name, places))
            places[name] = nth(sorted(closed), turn)
        kind = JSON if rule.endpoint in BODIES else FORM
        world.ears.see(visitor.send(Sent(method, target_of(rule, places), kind, form_of(form))))


def nth(values: list[str], turn: int) -> str:
    """The values in turn; "x" where there are none."""
    return values[turn % len(values)] if values else "x"


@pytest.mark.proof
@pytest.mark.parametrize("who", VISITORS)
def test_whatever_is_sent_nothing_breaks_and_nobody_is_let_in(world: World, who: str) -> None:
    app = world.line.city.app
    visitor = Visitor(who, world, app.test_client())
    visitor.come_in()
    theirs, others = doors(visitor, may=True), doors(visitor, may=False)
    get_to_know(visitor, theirs)
    described = schemathesis.openapi.from_dict(openapi(app, world.ears, BODIES, theirs + others))
    round_, raised = Round(visitor), list[str]()

    def note(_sender: object, exception: BaseException, **_: object) -> None:
        raised.append(f"{type(exception).__name__}: {exception}"[:200])

    most = REQUESTS[world.database] // len(VISITORS)
    few = max(1, most // 6 // len(others))  # five of six go where they may
    each = max(1, -(-(most - few * len(others)) // len(theirs)))
    with got_request_exception.connected_to(note, app):
        for (method, rule), examples in [(one, each) for one in theirs] + [
            (one, few) for one in others
        ]:

            def one(
                case: schemathesis.Case, spice: Spice, method: str = method, rule: Rule = rule
            ) -> None:
                shown = spice.method if rule.endpoint not in OPEN_TO_ANYONE else None
                round_.send(rule, written_out(shown or method, rule, case, spice, world.known))

            ask(described[path_of(rule)][method], examples, one)
    assert not round_.faults, "\n".join([*round_.faults[:20], *raised[:20]])
    assert sum(round_.seen.values()) >= most * 4 // 5
    assert {200, 404} <= set(round_.seen) or not is_proof()
    by_status = {f"answered_{status}": times for status, times in sorted(round_.seen.items())}
    tally(
        "requests at every door: none 5xx, nobody let in",
        who=who,
        on=world.database,
        requests=sum(round_.seen.values()),
        forged=round_.forged,
        **by_status,
    )
