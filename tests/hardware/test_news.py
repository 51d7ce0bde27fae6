"""What happened can be heard again; what was read is said once, and then it is gone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from hardware.client import DeviceEvent, DeviceStatus, Fault, Happening, HardwareRefused, Health
from hardware.device import Kind
from hardware.news import PRIVATE_SECONDS, REMEMBERED, News
from tests.hardware.conftest import RunningDaemon, StartDaemon
from tests.hardware.hands import START, HandTurnedClock

NUMBER = "04a1b2c3d4e580"


@pytest.fixture
def clock() -> HandTurnedClock:
    return HandTurnedClock()


@pytest.fixture
def news(clock: HandTurnedClock) -> News:
    return News(clock, clock.monotonic)


def heard(news: News, since: int = 0) -> list[tuple[str, Happening]]:
    return [(event.device, event.event) for event in news.since(since, 0)]


def tap(news: News, number: str = NUMBER) -> int:
    news.tell_of("reader")("card", {"format": "uid", "number": number})
    return news.since(0, 0)[-1].seq


def status(health: Health, *reasons: Fault, position: str = "") -> DeviceStatus:
    return DeviceStatus("jack", Kind.HEADPHONES, health, reasons, START, START, position)


def test_what_was_read_is_for_the_first_who_asks(news: News) -> None:
    seq = tap(news)
    assert news.take(seq) == {"format": "uid", "number": NUMBER}
    assert news.take(seq) is None


def test_only_one_of_many_takers_gets_it(news: News) -> None:
    seq, barrier = tap(news), threading.Barrier(16)

    def take() -> object:
        barrier.wait(5)
        return news.take(seq)

    with ThreadPoolExecutor(16) as pool:
        taken = [errand.result() for errand in [pool.submit(take) for _ in range(16)]]
    assert [what for what in taken if what is not None] == [{"format": "uid", "number": NUMBER}]


def test_after_ten_seconds_nobody_gets_it_and_nobody_hears_of_it(
    news: News, clock: HandTurnedClock
) -> None:
    seq = tap(news)
    clock.turn(PRIVATE_SECONDS - 0.1)
    news.forget()
    assert heard(news) == [("reader", Happening.CARD)]
    clock.turn(0.1)
    news.forget()
    assert heard(news) == []
    assert news.take(seq) is None


def test_late_is_late_even_before_anybody_tidied_up(news: News, clock: HandTurnedClock) -> None:
    seq = tap(news)
    clock.turn(PRIVATE_SECONDS)
    assert news.take(seq) is None


def test_news_of_what_was_taken_goes_too(news: News, clock: HandTurnedClock) -> None:
    news.take(tap(news))
    clock.turn(PRIVATE_SECONDS)
    news.forget()
    assert heard(news) == []


def test_two_taps_are_two_events_and_neither_gets_the_others_number(news: News) -> None:
    first, second = tap(news, "1"), tap(news, "2")
    assert second == first + 1
    assert [news.take(seq) for seq in (second, first)] == [
        {"format": "uid", "number": "2"},
        {"format": "uid", "number": "1"},
    ]


def test_an_event_says_nothing_of_what_was_read(news: News) -> None:
    tap(news)
    assert NUMBER not in repr(news.since(0, 0))


def test_a_status_is_told_when_it_changed_and_heard_again(news: News) -> None:
    news.notice(status(Health.OK, position="unplugged"))
    news.notice(status(Health.OK, position="unplugged"))
    news.notice(status(Health.OK, position="plugged"))
    news.notice(status(Health.ABSENT, Fault.UNPLUGGED))
    events = news.since(0, 0)
    assert [(e.status.health, e.status.position) for e in events if e.status] == [
        (Health.OK, "unplugged"),
        (Health.OK, "plugged"),
        (Health.ABSENT, ""),
    ]
    assert {event.boot for event in events} == {news.boot}
    assert heard(news, events[1].seq) == [("jack", Happening.STATUS)]


def test_only_so_much_is_remembered(news: News) -> None:
    for number in range(REMEMBERED + 10):
        news.notice(status(Health.OK, position=str(number)))
    assert len(news.since(0, 0)) == REMEMBERED


def test_an_event_nobody_knows_is_a_mistake_in_the_driver(news: News) -> None:
    with pytest.raises(ValueError, match="sneeze"):
        news.tell_of("reader")("sneeze", {})


def test_whoever_waits_hears_at_once(news: News) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(news.since, 0, 20.0)
        seq = tap(news)
        assert [event.seq for event in waiting.result(timeout=5)] == [seq]


def test_a_card_reaches_one_claimer_through_the_socket(daemon: RunningDaemon) -> None:
    client = daemon.client
    assert isinstance(client.act("reader", "tap", number=NUMBER), DeviceStatus)
    card = next(event for event in client.events(0) if happened(event) is Happening.CARD)
    assert isinstance(card, DeviceEvent)
    assert client.take_event(card.seq) == {"format": "virtual", "number": NUMBER}
    assert client.take_event(card.seq) is None
    assert client.take_event(12) is None


def test_what_was_read_is_in_no_file_of_the_daemons_and_not_in_its_log(
    start_daemon: StartDaemon,
) -> None:
    daemon = start_daemon()
    daemon.client.act("reader", "tap", number=NUMBER)
    daemon.client.act("reader", "scan", text=f"OK1 {NUMBER} jabłko")
    daemon.client.act("keypad", "press", key="7")
    daemon.process.terminate()
    said = daemon.process.stderr.read() if daemon.process.stderr else ""
    files = [path for path in daemon.folder.rglob("*") if path.is_file()]
    assert files
    assert NUMBER not in said
    assert [path for path in files if NUMBER.encode() in path.read_bytes()] == []


def test_an_action_or_device_nobody_knows_is_refused(daemon: RunningDaemon) -> None:
    for device, action in (("reader", "bite"), ("plotter", "tap"), ("printer", "tap")):
        with pytest.raises(HardwareRefused):
            daemon.client.act(device, action)


def test_each_life_of_the_daemon_has_a_name_and_its_numbers_go_on(
    start_daemon: StartDaemon,
) -> None:
    lives = []
    for _ in range(2):
        daemon = start_daemon()
        event = next(daemon.client.events(0))
        assert isinstance(event, DeviceEvent)
        lives.append(event)
        daemon.kill()
    assert lives[0].boot != lives[1].boot
    assert lives[0].seq < lives[1].seq


def happened(event: object) -> Happening | None:
    return event.event if isinstance(event, DeviceEvent) else None
