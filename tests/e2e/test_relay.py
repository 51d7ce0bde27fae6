"""A call from a kiosk where neither browser may reach the other: all sound goes through coturn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Window, prepared_stack
from tests.e2e.test_kiosk_call import at_the_desk, at_the_kiosk, call, talk
from tests.stack import Stack
from tests.turn import HERE, SECRET, running_relay

PATHS = """async () => {
  const kinds = new Set();
  for (const peer of window.peers) {
    const policy = peer.getConfiguration().iceTransportPolicy;
    if (peer.connectionState !== "connected") continue;
    for (const report of (await peer.getStats()).values()) {
      if (report.type === "local-candidate") kinds.add(`${policy} ${report.candidateType}`);
    }
  }
  return [...kinds];
}"""


@pytest.fixture(scope="module")
def relayed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Everything, with a relay that both browsers must use."""
    secret = tmp_path_factory.mktemp("secret") / "turn.secret"
    secret.write_text(SECRET, encoding="ascii")
    with running_relay(tmp_path_factory.mktemp("turn"), may_reach_loopback=True) as port:
        settings = {
            "OKIENKO_ICE_URLS": f"turn:{HERE}:{port}?transport=udp",
            "OKIENKO_TURN_SECRET_FILE": str(secret),
            "OKIENKO_ICE_RELAYED": "yes",
        }
        with prepared_stack(tmp_path_factory.mktemp("stack"), **settings) as running:
            yield running


def paths(page: Page) -> list[str]:
    return page.evaluate(PATHS)


def test_both_hear_each_other_through_the_relay_and_by_no_other_way(
    relayed: Stack, open_window: Callable[..., Window]
) -> None:
    agent = at_the_desk(relayed, open_window, "anna")
    page = at_the_kiosk(relayed, open_window).page
    call(page, relayed)
    talk(page, agent)
    assert paths(page) == paths(agent.page) == ["relay relay"]
    page.locator(".call-end button").click()
