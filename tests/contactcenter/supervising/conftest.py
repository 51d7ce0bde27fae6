"""A telephone line with a supervisor, for every test below."""

from __future__ import annotations

from tests.contactcenter.chief import chief, line

__all__ = ["chief", "line"]
