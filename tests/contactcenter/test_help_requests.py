"""Somebody at a kiosk asks for a person: one agent takes it, the same one finishes it."""

from __future__ import annotations

from threading import Barrier, Thread

from sqlalchemy import select

from contactcenter.help_requests import claim_request, finish_request
from shared.models import AuditEvent, Task, TaskState
from tests.contactcenter.city import City
from tests.page import find, words


def waiting_text(city: City) -> str:
    """What the waiting region says to anna."""
    return words(city.console().part("waiting"))


def test_the_desk_shows_who_waits_where_since_when_and_in_what_language(city: City) -> None:
    assert "Nikt nie czeka" in waiting_text(city)
    city.ask_for_help("uk")
    shown = waiting_text(city)
    for part in ("Czeka 1 osoba", "Punkt na Próbnej", "czeka od 09:00", "Українська"):
        assert part in shown


def test_taking_the_next_leads_to_where_to_call_and_what_to_say(city: City) -> None:
    city.ask_for_help("uk")
    console = city.console()
    console.post("/tasks/claim")
    assert console.heading == "Pomoc przy kiosku"
    assert "42 000 00 00" in console.text
    [sentence] = console.says()  # it is the staff of the building who answer, in Polish
    assert "Ta osoba mówi po ukraińsku" in sentence
    assert "Nikt nie czeka" in words(city.console("marek").part("waiting"))


def test_the_one_who_took_it_finishes_it_and_nobody_else_can(city: City) -> None:
    city.ask_for_help()
    console, other = city.console(), city.console("marek")
    console.post("/tasks/claim")
    with city.store.read() as db:
        task = db.scalars(select(Task)).one()
    other.get("/")
    other.post(f"/tasks/{task.id}", disposition="helped")
    assert "zajmuje się nią ktoś inny" in other.text
    assert console.post(f"/tasks/{task.id}", disposition="sold").status_code == 422
    console.post(f"/tasks/{task.id}", disposition="helped")
    assert "Prośba o pomoc zakończona" in console.text
    with city.store.read() as db:
        assert db.scalars(select(Task.state)).one() is TaskState.COMPLETED
        names = [event.name for event in db.scalars(select(AuditEvent))]
    assert {"task_claimed", "task_completed"} <= set(names)


def test_nobody_waits_is_said_calmly(city: City) -> None:
    console = city.console()
    console.post("/tasks/claim")
    assert "Ktoś był szybszy" in console.text


def test_work_taken_and_left_is_found_again_on_the_desk(city: City) -> None:
    city.ask_for_help()
    console = city.console()
    console.post("/tasks/claim")
    console.get("/")
    assert [words(a) for a in find(console.part("waiting"), "a")] == ["Wróć"]


def test_whoever_waited_longest_is_first(city: City) -> None:
    city.ask_for_help("uk")
    city.clock.advance(60)
    city.ask_for_help("en")
    console = city.console()
    console.post("/tasks/claim")
    assert "Українська" in words(console.part("main"))


def test_eight_agents_never_take_the_same_person(city: City) -> None:
    for _ in range(40):
        city.ask_for_help()
    agents = [city.add_agent(f"agent-{n}", f"Agent {n}") for n in range(8)]
    taken: list[str] = []
    start = Barrier(len(agents))

    def work(agent_id: str) -> None:
        start.wait(timeout=10)
        while True:
            with city.store.write() as db:
                task_id = claim_request(db, agent_id, city.clock.now())
            if task_id is None:
                return
            taken.append(task_id)

    threads = [Thread(target=work, args=(agent,)) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(taken) == 40
    assert len(set(taken)) == 40


def test_finishing_twice_finishes_once(city: City) -> None:
    city.ask_for_help()
    agent = city.add_agent("ola", "Ola Sowa")
    with city.store.write() as db:
        task_id = claim_request(db, agent, city.clock.now())
    assert task_id is not None
    outcomes = []
    for _ in range(2):
        with city.store.write() as db:
            outcomes.append(finish_request(db, task_id, agent, "helped", city.clock.now()))
    assert outcomes == [True, False]


def test_an_unchanged_region_is_not_sent_again_and_a_changed_one_is(city: City) -> None:
    console = city.console()
    mark = find(console.part("waiting"), "input")[0].get("value")
    again = console.client.get(f"/live/waiting?seen={mark}", headers={"HX-Request": "true"})
    assert again.status_code == 204
    city.ask_for_help()
    changed = console.client.get(f"/live/waiting?seen={mark}", headers={"HX-Request": "true"})
    assert changed.status_code == 200
    assert "Punkt na Próbnej" in changed.get_data(as_text=True)


def test_who_is_here_shows_colleagues_on_a_live_session(city: City) -> None:
    console = city.console()
    city.console("marek")
    console.get("/live/here", htmx=True)
    assert "Anna Nowak (to ja)" in console.text
    assert "Marek Lis" in console.text
    city.clock.advance(15 * 60 - 1)
    late = city.console()
    city.clock.advance(1)
    late.get("/live/here", htmx=True)
    assert "Marek Lis" not in late.text
