"""The city's own content, read once for all tests here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import shared
from shared.bundle import Knowledge, read_content

CONTENT = Path(shared.__file__).parent / "content"


@cache
def city() -> Knowledge:
    """The content in the tree."""
    knowledge = read_content(CONTENT)
    assert isinstance(knowledge, Knowledge), "\n".join(str(fault) for fault in knowledge)
    return knowledge
