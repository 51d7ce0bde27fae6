"""Two processes of one city behind HAProxy, on real PostgreSQL and Redis: nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from queue import Empty
from threading import Event

import pytest
import requests
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select, update

from contactcenter.telephony.local_provider import signing
from provisioning.server.roll import roll
from shared.models import Agent, Call, Task, TaskKind, TaskState, new_id
from tests.contactcenter.city import PASSWORD
from tests.contactcenter.server import Server
from tests.contactcenter.test_doorbell import PATIENCE_SECONDS, Bell, ask_for_help
from tests.page import check_html
from tests.scale.servers import (
    TOKEN,
    USABLE_SECONDS,
    Cluster,
    redis_answers,
    running_cluster,
    until,
)
from tests.stack import ROOT
from tests.tally import count, is_proof, tally

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TYPED = "zasiłek na dziecko"
ASKED = count(6, 60)
CALLS_DURING_ROLL = 20
ROLLED = count(1, 2)  # every process, in the proof
OpenBell = Callable[[str, int], Bell]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One city for the whole file."""
    with running_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(autouse=True)
def everything_is_up(cluster: Cluster) -> None:
    """Whatever the test before has killed is there again."""
    cluster.heal()


@pytest.fixture
def open_bell(cluster: Cluster) -> Iterator[OpenBell]:
    """Opens an agent's console at the process on this port."""
    bells: list[Bell] = []

    def open_one(name: str, port: int) -> Bell:
        bells.append(Bell(at(cluster, port), cluster.server.browser(name)))
        return bells[-1]

    yield open_one
    for bell in bells:
        bell.close()


@pytest.fixture
def console(cluster: Cluster, browser: Browser) -> Iterator[Page]:
    """Ewa's desk in a real Chromium, through the proxy."""
    desk = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = desk.new_page()
    page.goto(f"{cluster.server.url}/sign-in")
    page.locator("input[name=name]").fill("ewa")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("#digits")).to_be_visible(timeout=15_000)
    until(lambda: any("okienko_sockets 1.0" in cluster.figures(one) for one in cluster.ports))
    yield page
    desk.close()


def at(cluster: Cluster, port: int) -> Server:
    """The city as one process alone shows it."""
    return replace(cluster.server, url=f"http://127.0.0.1:{port}")


def heard_so_far(bell: Bell) -> set[str]:
    """What rang and was not looked at."""
    topics = set()
    with suppress(Empty):
        while True:
            topics.add(bell.heard.get_nowait())
    return topics


def tasks(cluster: Cluster, *states: TaskState) -> int:
    """How many requests for help there are, of these states or of any."""
    query = select(func.count()).where(Task.kind == TaskKind.HELP)
    if states:
        query = query.where(Task.state.in_(states))
    with cluster.server.store.read() as db:
        return db.scalar(query) or 0


def answers(cluster: Cluster) -> bool:
    """Whether a page of the console comes."""
    with suppress(requests.RequestException):
        return requests.get(f"{cluster.server.url}/sign-in", timeout=5).status_code == 200
    return False


def test_a_bell_reaches_every_agent_whichever_process_they_are_at(
    cluster: Cluster, open_bell: OpenBell
) -> None:
    one, other = cluster.ports
    bells = [open_bell("anna", one), open_bell("marek", other), open_bell("ewa", other)]
    for port in cluster.ports:
        for bell in bells:
            heard_so_far(bell)
        ask_for_help(at(cluster, port))
        for bell in bells:
            bell.wait_for("waiting")


def test_an_agents_own_bell_is_heard_at_the_other_process_and_by_nobody_else(
    cluster: Cluster, open_bell: OpenBell
) -> None:
    one, other = cluster.ports
    anna, marek = open_bell("anna", other), open_bell("marek", one)
    browser = cluster.server.browser("anna")
    anna.wait_for("here")
    heard_so_far(marek)
    at(cluster, one).post(browser, "/phone/activity", activity="pause:break")
    anna.wait_for("phone")
    marek.wait_for("here")
    assert "phone" not in heard_so_far(marek)


def test_each_process_knows_who_is_at_the_other(cluster: Cluster, open_bell: OpenBell) -> None:
    one, other = cluster.ports
    browser = cluster.server.browser("anna")
    cluster.server.browser("jan")

    def seen(port: int) -> bool:
        here = browser.get(f"http://127.0.0.1:{port}/live/here", timeout=5).text
        row = here.partition("Jan Wrona")[2].partition("</li>")[0]
        return bool(row) and "pulpit zamknięty" not in row

    assert not seen(one)
    jan = open_bell("jan", other)
    until(lambda: seen(one) and seen(other))
    jan.client.disconnect()
    until(lambda: not seen(one) and not seen(other))


def test_a_disabled_agents_sockets_drop_at_every_process(
    cluster: Cluster, open_bell: OpenBell
) -> None:
    bells = [open_bell("marek", port) for port in cluster.ports]
    stays = open_bell("anna", cluster.ports[1])
    marek = Agent.sign_in == "marek"
    try:
        with cluster.server.store.write() as db:
            db.execute(update(Agent).where(marek).values(is_enabled=False))
        for bell in bells:
            assert bell.gone.wait(PATIENCE_SECONDS)
        assert not stays.gone.is_set()
    finally:
        with cluster.server.store.write() as db:
            db.execute(update(Agent).where(marek).values(is_enabled=True))


def test_figures_are_on_loopback_and_name_nobody(cluster: Cluster) -> None:
    cluster.server.browser("anna").get(f"{cluster.server.url}/calls", timeout=5)
    told = cluster.figures(cluster.ports[0])
    for name in ("waiting", "agents", "requests_total", "database_up 1.0", "queue_up 1.0"):
        assert f"okienko_{name}" in told
    with cluster.server.store.read() as db:
        people = [*db.scalars(select(Agent.id)), *db.scalars(select(Agent.name))]
    assert len(people) == 8
    assert not [one for one in people if one in told]
    assert requests.get(f"{cluster.server.url}/metrics", timeout=5).status_code == 404


@pytest.mark.proof
def test_without_redis_each_process_goes_on_and_the_bells_come_back(
    cluster: Cluster, open_bell: OpenBell
) -> None:
    one, other = cluster.ports
    near, far = open_bell("anna", one), open_bell("marek", other)
    before = tasks(cluster)
    assert cluster.redis.end() == 0
    ask_for_help(at(cluster, one))
    near.wait_for("waiting")
    assert tasks(cluster) == before + 1
    health = requests.get(f"{cluster.server.url}/healthz", timeout=5)
    assert (health.status_code, health.json()) == (503, {"status": "queue_away"})
    assert answers(cluster)
    heard_so_far(far)
    cluster.redis.start()
    until(lambda: redis_answers(cluster))
    began = time.monotonic()
    far.wait_for("waiting")  # it looks at everything, and finds what it had not heard of
    heard_so_far(far)
    ask_for_help(at(cluster, one))
    far.wait_for("waiting")
    took = time.monotonic() - began
    assert took < USABLE_SECONDS
    assert tasks(cluster) == before + 2
    told = {"asked": 2, "lost": 0, "seconds": round(took, 2)}
    tally("Redis dropped: bells between the processes are back, nothing lost", **told)


@pytest.mark.proof
def test_without_postgresql_pages_are_calm_and_afterwards_all_is_there(
    cluster: Cluster, open_bell: OpenBell
) -> None:
    browser = cluster.server.browser("anna")
    bell = open_bell("anna", cluster.ports[0])
    before = tasks(cluster)
    cluster.postgresql.stop()
    try:
        for path in ("/", "/keys", "/live/waiting", "/sign-in"):
            page = browser.get(f"{cluster.server.url}{path}", timeout=15)
            if path == "/sign-in" and page.status_code == 200:
                continue  # who is not signed in is not looked up
            assert page.status_code == 503, path
            assert "Nic nie zginęło" in page.text
            check_html(page.text)
        assert requests.get(f"{cluster.server.url}/uslugi", timeout=5).status_code == 200
        assert bell.gone.wait(PATIENCE_SECONDS)
    finally:
        cluster.postgresql.start()
    took = until(lambda: answers(cluster) and works(cluster), USABLE_SECONDS)
    assert tasks(cluster) == before + 1  # what was asked in `works`, and nothing is lost
    again = open_bell("anna", cluster.ports[0])
    ask_for_help(at(cluster, cluster.ports[1]))
    again.wait_for("waiting")
    tally("PostgreSQL restarted: usable again, nothing lost", lost=0, seconds=round(took, 2))


def test_a_console_in_a_browser_says_so_and_keeps_what_was_typed(
    cluster: Cluster, console: Page
) -> None:
    console.goto(f"{cluster.server.url}/find")
    field = console.locator("main input[name=words]")
    field.fill(TYPED)
    cluster.postgresql.stop()
    try:
        console.evaluate("htmx.trigger('#phone', 'look')")
        expect(console.locator("#away")).to_contain_text("Baza danych jest na chwilę niedostępna")
        expect(field).to_have_value(TYPED)
        field.press("Enter")
        expect(console.locator("h1")).to_have_text("Na chwilę bez bazy danych")
        expect(console.locator("main")).to_contain_text(TYPED)
        console.evaluate(AXE.read_text())
        found = console.evaluate("axe.run().then(all => all.violations.map(one => one.id))")
        assert found == []
    finally:
        cluster.postgresql.start()
    until(lambda: answers(cluster), USABLE_SECONDS)
    console.get_by_role("button", name="Spróbuj jeszcze raz").press("Enter")
    expect(console.locator("main input[name=words]")).to_have_value(TYPED)
    expect(console.locator("#away")).to_be_hidden()
    expect(console.locator("#line-down")).to_be_hidden(timeout=USABLE_SECONDS * 1000)


def works(cluster: Cluster) -> bool:
    """Whether a request for help can be taken in."""
    with suppress(requests.RequestException, KeyError):
        ask_for_help(cluster.server)
        return True
    return False


def webhook(cluster: Cluster, sid: str) -> str:
    """A new call, as the provider tells of it; what it is told to do."""
    url = f"{cluster.server.url}/telephony/voice"
    form = {"CallSid": sid, "From": "+48600100200", "Direction": "inbound"}
    headers = {signing.HEADER: signing.sign(url, form, TOKEN)}
    answer = requests.post(url, data=form, headers=headers, timeout=20)
    assert answer.status_code == 200, (sid, answer.status_code)
    return answer.text


@pytest.mark.proof
def test_a_rolling_restart_loses_no_call_and_no_page(cluster: Cluster) -> None:
    browser = cluster.server.browser("anna")
    is_over, sids = Event(), []

    def call() -> None:
        while not is_over.wait(0.1) or len(sids) < CALLS_DURING_ROLL:
            sids.append(f"CA{new_id()}")
            assert "<Response>" in webhook(cluster, sids[-1])

    def look() -> None:
        while not is_over.wait(0.05):
            assert browser.get(f"{cluster.server.url}/", timeout=20).status_code == 200

    with ThreadPoolExecutor(2) as people:
        at_it = [people.submit(call), people.submit(look)]
        try:
            began = time.monotonic()
            restarted = len(roll(cluster.proxy, cluster.restart, only=cluster.ports[:ROLLED]))
        finally:
            is_over.set()
        for one in at_it:
            one.result()
    with cluster.server.store.read() as db:
        known = set(db.scalars(select(Call.provider_sid).where(Call.provider_sid.in_(sids))))
    assert known == set(sids)
    took = round(time.monotonic() - began, 1)
    told = {"processes": restarted, "calls": len(sids), "lost": 0, "seconds": took}
    tally("Rolling restart: no call lost", **told)


@pytest.mark.proof
def test_one_process_killed_loses_no_task_and_no_console(
    cluster: Cluster, open_bell: OpenBell, console: Page
) -> None:
    other = next(port for port in cluster.ports if "okienko_sockets 1.0" in cluster.figures(port))
    one = next(port for port in cluster.ports if port != other)
    bell = open_bell("anna", one)
    agent = cluster.server.browser("anna")
    before = tasks(cluster)
    killed, waits = Event(), []

    def ask(number: int) -> bool:
        if number == ASKED // 2:
            cluster.apps[other].kill()
            killed.set()
        began = time.monotonic()
        is_taken_in = works(cluster)
        waits.append(time.monotonic() - began)
        return is_taken_in

    with ThreadPoolExecutor(3) as kiosks:
        taken_in = sum(kiosks.map(ask, range(ASKED)))
    assert killed.is_set()
    assert taken_in == ASKED  # whoever was at the killed process was sent to the other
    assert tasks(cluster) == before + ASKED
    took = until(lambda: cluster.proxy.states()[other] == "DOWN" and answers(cluster))
    assert took < USABLE_SECONDS
    assert max(waits) < USABLE_SECONDS or not is_proof()  # an everyday run shares the machine
    bell.wait_for("waiting")
    claimed = tasks(cluster, TaskState.ASSIGNED)
    until(lambda: "okienko_sockets 2.0" in cluster.figures(one), USABLE_SECONDS)
    expect(console.locator("#line-down")).to_be_hidden()
    cluster.server.post(agent, "/tasks/claim")
    assert tasks(cluster, TaskState.ASSIGNED) == claimed + 1
    told = {"asked": ASKED, "lost": 0, "slowest": round(max(waits), 2)}
    tally("One of two processes killed: nothing lost", **told, seconds=round(took, 2))
