"""A small sound content to plant faults in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small content, free to be spoiled."""
    copy = tmp_path / "content"
    shutil.copytree(Path(__file__).parent / "content", copy)
    return copy
