"""The house's import directions, and that its names mean our own code."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]


def test_imports_run_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", ["shared", "kiosk", "contactcenter", "hardware", "provisioning"])
def test_names_taken_on_the_package_index_mean_our_tree(name: str) -> None:
    module = importlib.import_module(name)
    assert Path(module.__file__).is_relative_to(ROOT)
