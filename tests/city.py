"""The city's own content, read once in every process of the suite."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import shared
from shared.bundle import Knowledge, read_content

CONTENT = Path(shared.__file__).parent / "content"


@cache
def real_knowledge() -> Knowledge:
    """Everything under shared/content."""
    knowledge = read_content(CONTENT)
    assert not isinstance(knowledge, tuple), "\n".join(str(fault) for fault in knowledge)
    return knowledge
