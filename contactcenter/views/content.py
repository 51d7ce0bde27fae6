"""The editors' desk, and the form of one record."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("content", __name__)
