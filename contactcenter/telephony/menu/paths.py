"""The addresses of our own the menu sends the provider to; none says who calls, or what about."""

from __future__ import annotations

from contactcenter.telephony.menu.scene import Scene


def menu_path(scene: Scene, reference: str, attempt: int = 0) -> str:
    """Where what is given at a node goes."""
    return f"/telephony/menu/{scene.call_id}?at={reference}&try={attempt}"


def wait_path(scene: Scene) -> str:
    """The next round of waiting."""
    return f"/telephony/wait/{scene.call_id}"


def join_path(scene: Scene) -> str:
    """Into the conversation, or back into it."""
    return f"/telephony/join/{scene.call_id}"


def voicemail_path(scene: Scene) -> str:
    """Where the sound of a message is announced."""
    return f"/telephony/voicemail/{scene.call_id}"
