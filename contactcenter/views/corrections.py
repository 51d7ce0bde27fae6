"""What somebody at the line saw to be untrue, and the editors' list of it."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("corrections", __name__)
