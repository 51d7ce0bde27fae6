"""The way to everything that was found: the fewest doors, in the best order."""

from __future__ import annotations

from flask import Blueprint, Response

from kiosk import whereabouts
from kiosk.kiosk import assessment, kiosk, visit, words
from shared.web import audience, respond
from shared.web.present import plan_view, results
from shared.web.present.door_map import door_map

screen = Blueprint("way", __name__)

MOST_MATTERS = 6  # of what was found; who wants more has chosen them


@screen.get("/way")
@audience("citizen")
def show() -> Response:
    """One plan for what the citizen took along, or else for what is likely theirs."""
    view = plan_view(kiosk().knowledge, _matters(), words(), whereabouts.journey())
    doors = [stop.place for stop in view.stops]
    map_ = door_map(kiosk().knowledge, doors, whereabouts.kiosk_position())
    return respond("way.html", plan=view, slip=visit().slip, map=map_)


def _matters() -> tuple[str, ...]:
    if visit().chosen:
        return visit().chosen
    likely = results(kiosk().knowledge, assessment(), words()).likely
    return tuple(card.service_id for card in likely[:MOST_MATTERS])
