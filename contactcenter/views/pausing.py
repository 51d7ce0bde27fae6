"""The words of the reasons to pause, for every page that shows one."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, g

from contactcenter.center import center
from contactcenter.gates import language
from contactcenter.queue import pauses

views = Blueprint("pausing", __name__)


@views.app_template_global()
def pause_name(code: str) -> str:
    """What a reason to pause is called in the language of the screen."""
    known = g.setdefault("pause_names", {})
    if code not in known:
        known[code] = _name(code)
    return cast(str, known[code])


def _name(code: str) -> str:
    if code in pauses.PAUSE_REASONS:  # ours are in the house's files: nothing to look up
        return center().translator.say(language(), f"queue-pause-{code.replace('_', '-')}")
    with center().store.read() as db:
        own = pauses.names(db, code) or {}
    return own.get(language()) or own.get("pl", code)
