"""The house's import directions, and that its names mean our own code."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_imports_run_one_way() -> None:
    """In a process of its own: the linter switches the loggers of its process off."""
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("name", ["shared", "kiosk", "contactcenter", "hardware", "provisioning"])
def test_names_taken_on_the_package_index_mean_our_tree(name: str) -> None:
    module = importlib.import_module(name)
    assert Path(module.__file__).is_relative_to(ROOT)
