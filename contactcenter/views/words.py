"""What was searched for in vain, for the editors' words."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("words", __name__)
