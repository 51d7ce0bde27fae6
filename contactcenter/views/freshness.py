"""What was last checked when."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("freshness", __name__)
