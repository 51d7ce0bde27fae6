"""A request for help is watched until it ends or its citizen leaves."""

from __future__ import annotations

from kiosk.help_watch import IDLE_SECONDS, WATCHING_SECONDS, HelpWatch


class City:
    """Says one thing at a time, and remembers who asked."""

    def __init__(self) -> None:
        self.says: str | None = "delivered"
        self.asked: list[str] = []

    def __call__(self, key: str) -> str | None:
        self.asked.append(key)
        return self.says


def test_nobody_is_asked_about_nothing() -> None:
    city = City()
    assert HelpWatch(city).work() == IDLE_SECONDS
    assert not city.asked


def test_the_answer_changes_with_what_the_city_says() -> None:
    city = City()
    watch = HelpWatch(city)
    watch.watch("a")
    assert watch.said("a") is None
    assert watch.work() == WATCHING_SECONDS
    assert watch.said("a") == "delivered"
    city.says = "answered"
    watch.work()
    assert watch.said("a") == "answered"


def test_a_silent_line_changes_nothing() -> None:
    city = City()
    watch = HelpWatch(city)
    watch.watch("a")
    watch.work()
    city.says = None
    watch.work()
    assert watch.said("a") == "delivered"


def test_what_has_ended_is_not_asked_again() -> None:
    city = City()
    city.says = "closed"
    watch = HelpWatch(city)
    watch.watch("a")
    watch.work()
    assert watch.work() == IDLE_SECONDS
    assert city.asked == ["a"]


def test_who_left_is_forgotten() -> None:
    city = City()
    watch = HelpWatch(city)
    watch.watch("a")
    watch.forget("a")
    watch.work()
    assert not city.asked
    assert watch.said("a") is None
