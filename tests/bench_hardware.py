"""The devices' part of `make bench`: how fast an event is heard, and what the idle daemon costs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from hardware.client import DeviceEvent, Happening, HardwareAway, HardwareClient, Health
from tests.stack import ROOT

EVENTS = 200
IDLE_SECONDS = 10.0
MEGABYTE = 1024 * 1024


def bench_hardware() -> None:
    """Print the tables; a daemon of its own, with the virtual devices."""
    with tempfile.TemporaryDirectory() as folder, running_daemon(Path(folder)) as (process, client):
        memory_mb, cpu_percent = idle_cost(process)
        taps = latencies_ms(client, lambda: client.act("reader", "tap", number="1"), Happening.CARD)
        states = iter(["plug", "unplug"] * EVENTS)
        flips = latencies_ms(client, lambda: client.act("headphones", next(states)), None)
    print("\n## From the device to the subscriber\n")
    print("| event | p50, ms | p95, ms | ratio p95 to p50 |\n| --- | ---: | ---: | ---: |")
    for name, times in (("a card is tapped", taps), ("headphones go in or out", flips)):
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"| {name} | {p50:.2f} | {p95:.2f} | {p95 / p50:.1f} |")
    print("\n## The idle hardware daemon\n\n| resident, MB | processor, % |\n| ---: | ---: |")
    print(f"| {memory_mb:.0f} | {cpu_percent:.2f} |")


@contextmanager
def running_daemon(folder: Path) -> Iterator[tuple[psutil.Process, HardwareClient]]:
    """A daemon whose devices are all well."""
    process = subprocess.Popen(
        [sys.executable, "-m", "hardware", "--folder", str(folder)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    client, pause = HardwareClient(folder / "hw.sock"), threading.Event()
    try:
        while not _is_well(client):
            pause.wait(0.05)
        yield psutil.Process(process.pid), client
    finally:
        process.terminate()
        process.wait()


def idle_cost(process: psutil.Process) -> tuple[float, float]:
    """Megabytes resident, and the share of one processor over some idle seconds."""
    before = process.cpu_times()
    began = time.monotonic()
    threading.Event().wait(IDLE_SECONDS)
    after = process.cpu_times()
    used = after.user + after.system - before.user - before.system
    return process.memory_info().rss / MEGABYTE, 100 * used / (time.monotonic() - began)


def latencies_ms(
    client: HardwareClient, make: Callable[[], object], wanted: Happening | None
) -> list[float]:
    """Milliseconds from the moment something is done to the moment a subscriber hears of it."""
    heard: list[float] = []
    listening, arrived = threading.Event(), threading.Semaphore(0)

    def listen() -> None:
        since = _last(client)
        listening.set()
        while len(heard) < EVENTS:
            for event in client.events(since, quiet_seconds=5.0):
                if isinstance(event, DeviceEvent):
                    since = event.seq
                    if wanted is None or event.event is wanted:
                        heard.append(time.perf_counter())
                        arrived.release()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    listening.wait()
    times = []
    for number in range(EVENTS):
        threading.Event().wait(0.01)  # the subscriber is back at the door
        began = time.perf_counter()
        make()
        if not arrived.acquire(timeout=10):
            raise RuntimeError("an event was lost")
        times.append((heard[number] - began) * 1000)
    return times


def _last(client: HardwareClient) -> int:
    seqs = [
        event.seq for event in client.events(0, quiet_seconds=0) if isinstance(event, DeviceEvent)
    ]
    return max(seqs, default=0)


def _is_well(client: HardwareClient) -> bool:
    devices = client.devices()
    if isinstance(devices, HardwareAway):
        return False
    return all(device.health is Health.OK for device in devices)


if __name__ == "__main__":
    bench_hardware()
