"""The one door to Flask: what the kiosk and the contact center share on the web side."""

from shared.web.app import build_app
from shared.web.audience import anyone, audience, audience_of, check_audiences
from shared.web.fragments import go_to, redirect_whole_page, respond, wants_fragment

__all__ = [
    "anyone",
    "audience",
    "audience_of",
    "build_app",
    "check_audiences",
    "go_to",
    "redirect_whole_page",
    "respond",
    "wants_fragment",
]
