"""The virtual printer breaks like a real one, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware.client import (
    DeviceEvent,
    DeviceStatus,
    Fault,
    HardwareAway,
    HardwareRefused,
    Health,
    Settlement,
    State,
)
from tests.hardware.conftest import PDF, RunningDaemon


def try_printing(daemon: RunningDaemon, key: str) -> Settlement:
    settlement = daemon.client.print_document("printer", PDF, key=key, title="Kartka")
    assert isinstance(settlement, Settlement)
    return settlement


def wait_until(daemon: RunningDaemon, health: Health) -> DeviceStatus:
    """Follow the daemon's events until the printer is so; silence of 5 s fails."""
    for event in daemon.client.events(0, quiet_seconds=5.0):
        assert isinstance(event, DeviceEvent)
        if event.device == "printer" and event.status and event.status.health is health:
            return event.status
    pytest.fail(f"the printer never became {health}")


@pytest.mark.parametrize(
    ("fault", "health"),
    [
        (Fault.OUT_OF_PAPER, Health.BROKEN),
        (Fault.JAM, Health.BROKEN),
        (Fault.OFF, Health.ABSENT),
    ],
)
def test_a_broken_printer_fails_the_sheet_and_prints_again_when_mended(
    daemon: RunningDaemon, fault: Fault, health: Health
) -> None:
    status = daemon.client.simulate("printer", fault)
    assert isinstance(status, DeviceStatus)
    assert (status.health, status.reasons) == (health, (fault,))
    settlement = try_printing(daemon, "key-1")
    assert (settlement.state, settlement.fault) == (State.FAILED, fault)

    mended = daemon.client.simulate("printer", "repair")
    assert isinstance(mended, DeviceStatus)
    assert (mended.health, mended.reasons) == (Health.OK, ())
    assert try_printing(daemon, "key-1") == settlement
    assert daemon.sheets() == []
    assert try_printing(daemon, "key-2").state is State.CONFIRMED
    assert len(daemon.sheets()) == 1


def test_a_jam_in_the_middle_of_a_sheet_is_unknown(daemon: RunningDaemon) -> None:
    status = daemon.client.simulate("printer", "jam_next")
    assert isinstance(status, DeviceStatus)
    assert status.health is Health.OK
    settlement = try_printing(daemon, "key-1")
    assert (settlement.state, settlement.fault) == (State.UNKNOWN, Fault.JAM)
    assert wait_until(daemon, Health.BROKEN).reasons == (Fault.JAM,)
    assert daemon.sheets() == []


def test_the_fault_file_is_noticed(daemon: RunningDaemon) -> None:
    wait_until(daemon, Health.OK)
    (daemon.folder / "paper" / ".fault").write_text("out_of_paper\n")
    assert wait_until(daemon, Health.BROKEN).reasons == (Fault.OUT_OF_PAPER,)


def test_a_fault_that_nobody_knows_is_unknown_and_prints_nothing(daemon: RunningDaemon) -> None:
    wait_until(daemon, Health.OK)
    (daemon.folder / "paper" / ".fault").write_text("ink is lonely")
    assert wait_until(daemon, Health.UNKNOWN).reasons == (Fault.NOT_ANSWERING,)
    assert try_printing(daemon, "key-1").state is State.FAILED


def test_a_lost_folder_stops_the_driver_which_then_comes_back(daemon: RunningDaemon) -> None:
    wait_until(daemon, Health.OK)
    paper = daemon.folder / "paper"
    paper.rename(daemon.folder / "taken")
    assert wait_until(daemon, Health.BROKEN).reasons == (Fault.DRIVER_STOPPED,)
    seen = [event for event in daemon.client.events(0, quiet_seconds=2.0) if is_ok(event)]
    assert len(seen) == 2
    assert paper.is_dir()


def is_ok(event: DeviceEvent | HardwareAway) -> bool:
    if not isinstance(event, DeviceEvent) or event.device != "printer" or event.status is None:
        return False
    return event.status.health is Health.OK


def test_events_go_on_from_where_the_listener_was(daemon: RunningDaemon) -> None:
    daemon.client.simulate("printer", "off")
    seen = [event for event in daemon.client.events(0, quiet_seconds=0.3)]
    last = seen[-1]
    assert isinstance(last, DeviceEvent)
    assert list(daemon.client.events(last.seq, quiet_seconds=0.0)) == []
    daemon.client.simulate("printer", "repair")
    later = list(daemon.client.events(last.seq, quiet_seconds=0.0))
    assert [is_ok(event) for event in later] == [True]
    from_the_future = list(daemon.client.events(last.seq + 10**9, quiet_seconds=0.0))
    assert from_the_future[: len(seen)] == seen


def test_an_unknown_fault_or_device_is_refused(daemon: RunningDaemon) -> None:
    for device, fault in [("printer", "earthquake"), ("printer", ""), ("plotter", "jam")]:
        with pytest.raises(HardwareRefused):
            daemon.client.simulate(device, fault)


def test_only_the_owner_may_read_what_was_printed(daemon: RunningDaemon) -> None:
    try_printing(daemon, "key-1")
    private: list[Path] = [*daemon.sheets(), daemon.folder / "journal.db", daemon.socket]
    assert [path.stat().st_mode & 0o077 for path in private] == [0] * len(private)
