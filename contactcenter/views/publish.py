"""Letting out what others wrote, and the versions that went out."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("publish", __name__)
