"""The one Chromium of a run: with a microphone that hums, and nothing that calls outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PATIENCE_MS = 20_000  # other workers' processes start meanwhile; whoever is in time waits no longer
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One for all files a worker runs: two cannot be driven from one thread."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except Error:  # the very first start of a fresh installation may time out
            started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Iterator[Browser]:
    """The same for a file, whose windows are shut after it: an open page with sound keeps busy."""
    yield chromium
    for context in chromium.contexts:
        context.close()
