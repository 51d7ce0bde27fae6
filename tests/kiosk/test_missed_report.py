"""A day that is over is told to the city and forgotten here; one that did not arrive is kept."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import urllib3

from kiosk.missed_report import MissedReports
from shared.intake.missed import count_missed, oldest_day
from shared.models import Missing
from tests.kiosk.device import Device


class Line:
    """A line to the city that answers what it is told to, or is down."""

    def __init__(self, *statuses: int | None) -> None:
        self.statuses = list(statuses)
        self.sent: list[dict[str, object]] = []

    def request(self, method: str, address: str, **more: object) -> urllib3.HTTPResponse:
        body, headers = more["body"], more["headers"]
        assert (method, address.rpartition("/")[2]) == ("POST", "missed")
        assert isinstance(headers, dict)
        assert str(headers["Authorization"]).startswith("Bearer ")
        assert isinstance(body, bytes)
        status = self.statuses.pop(0)
        if status is None:
            raise urllib3.exceptions.HTTPError
        self.sent.append(json.loads(body))
        return urllib3.HTTPResponse(status=status)


@pytest.fixture
def reports(device: Device) -> MissedReports:
    """Yesterday and the day before something was missed, and today too."""
    room = device.kiosk
    with room.store.write() as db:
        for days in (0, 1, 2):
            on = room.clock.today() - timedelta(days=days)
            count_missed(db, ["latarnia"], "pl", Missing.FOUND, on, days + 1)
    return MissedReports(room.settings, room.store, room.clock)


def test_days_that_are_over_are_sent_oldest_first_and_today_is_kept(
    device: Device, reports: MissedReports, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(200, 200)
    monkeypatch.setattr(reports.line, "_http", line)
    assert reports.work() > 60
    today = device.kiosk.clock.today()
    told = [(one["on"], one["rows"]) for one in line.sent]
    assert told == [
        ((today - timedelta(days=2)).isoformat(), [["latarnia", "pl", "found", 3]]),
        ((today - timedelta(days=1)).isoformat(), [["latarnia", "pl", "found", 2]]),
    ]
    with device.kiosk.store.read() as db:
        assert oldest_day(db, today + timedelta(days=1)) == today


@pytest.mark.parametrize("status", [None, 500, 400, 403, 302])
def test_what_did_not_arrive_is_kept(
    device: Device, reports: MissedReports, monkeypatch: pytest.MonkeyPatch, status: int | None
) -> None:
    monkeypatch.setattr(reports.line, "_http", Line(status))
    reports.work()
    today = device.kiosk.clock.today()
    with device.kiosk.store.read() as db:
        assert oldest_day(db, today) == today - timedelta(days=2)
