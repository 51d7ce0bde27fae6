"""A call from the ring to the note without a mouse, in a real Chromium: nothing drops the frame."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from contactcenter.queue import activity, line, match
from contactcenter.telephony.switchboard import Switchboard
from shared.clock import SystemClock
from shared.models import (
    Activity,
    Agent,
    Call,
    CallDirection,
    CallMedium,
    CallState,
    TaskKind,
    new_id,
)
from tests.contactcenter.server import Server
from tests.contactcenter.test_keyboard import check, open_desk, server

__all__ = ["open_desk", "server"]
OpenDesk = Callable[[str], Page]


def ring(server: Server) -> str:
    """Somebody waits in the line and rings at whoever is ready; the id of the call."""
    at, call_id = SystemClock().now(), new_id()
    with server.store.write() as db:
        agent_id = db.query(Agent.id).filter(Agent.sign_in == "anna").scalar()
        activity.phone_seen(db, agent_id, at)
        activity.set_activity(db, agent_id, Activity.READY, None, at)
        board = Switchboard(db, {}, at)
        task = line.enter(
            db, kind=TaskKind.CALL, at=at, language="pl", reasons=("asked",), call_id=call_id
        )
        board.begin(
            Call(
                id=call_id,
                medium=CallMedium.PHONE,
                direction=CallDirection.INBOUND,
                state=CallState.WAITING,
                menu={},
                transfer={},
                task_id=task.id,
                began_at=at,
                queued_at=at,
            )
        )
        match.offer(db, at)
    return call_id


def test_a_call_by_keyboard_alone_and_the_frame_stays(open_desk: OpenDesk, server: Server) -> None:
    page = open_desk("anna")
    page.evaluate("window.stays = true")
    ring(server)
    page.evaluate("htmx.trigger('#phone', 'look')")
    expect(page.locator("#answer")).to_be_visible()
    check(page)
    page.keyboard.press("Alt+A")
    expect(page.locator("#main h1")).to_have_text("Rozmowa")
    expect(page).to_have_title("Rozmowa · Okienko · linia 800")
    check(page)
    page.keyboard.press("Alt+E")
    page.keyboard.type("pyta o zasiłek, zażółć")
    page.keyboard.press("Alt+U")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.press("Alt+I")
    expect(page.locator("#note")).to_have_value("pyta o zasiłek, zażółć")
    page.keyboard.press("Alt+P")
    expect(page.locator("#ask [data-focus]")).to_be_focused()
    check(page)
    page.go_back()
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("Alt+X")
    expect(page.locator("#to-note")).to_be_visible()
    assert page.evaluate("window.stays") is True
    page.keyboard.press("Alt+I")
    expect(page.locator("#main h1")).to_have_text("Rozmowa zakończona")
    page.locator("#note").fill("druga notatka")
    page.reload()
    expect(page.locator("#note")).to_have_value("druga notatka")


@pytest.mark.parametrize("path", ["/", "/calls", "/calls/list/missed", "/calls/list/voicemails"])
def test_the_lists_are_accessible(open_desk: OpenDesk, server: Server, path: str) -> None:
    page = open_desk("anna")
    page.goto(f"{server.url}{path}")
    check(page)
