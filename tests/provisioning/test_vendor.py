"""The browser's parts: what the pages ask for is what vendor.py brings."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from provisioning import vendor

PAGES = [
    path
    for room in ("kiosk", "contactcenter", "shared/web")
    for pattern in ("*.html", "*.py", "*.css", "*.js")
    for path in (vendor.ROOT / room).rglob(pattern)
    if vendor.TARGET not in path.parents
]
ASKED_ICON = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']|icons\.svg#([a-z0-9-]+)""")
ASKED_FILE = re.compile(r"""vendor/([A-Za-z0-9./-]+\.[a-z0-9]+)""")


@pytest.fixture(scope="module")
def vendored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("vendor")
    vendor.copy_parts(vendor.ROOT / "node_modules", target)
    return target


def asked(pattern: re.Pattern[str]) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in PAGES)
    return {next(filter(None, hit.groups())) for text in texts for hit in pattern.finditer(text)}


def test_every_icon_a_page_names_is_in_the_sprite(vendored: Path) -> None:
    root = ElementTree.parse(vendored / "icons.svg").getroot()
    ids = [symbol.get("id") for symbol in root]
    assert ids == list(vendor.ICONS)
    assert len(set(ids)) == len(ids)
    assert asked(ASKED_ICON) - set(ids) == set()


def test_every_symbol_is_drawn_and_takes_the_color_of_the_text(vendored: Path) -> None:
    for symbol in ElementTree.parse(vendored / "icons.svg").getroot():
        assert symbol.get("viewBox") == "0 0 24 24"
        assert symbol.get("stroke") == "currentColor"
        assert len(symbol) > 0


def test_every_file_a_page_names_is_vendored(vendored: Path) -> None:
    wanted = asked(ASKED_FILE)
    assert wanted
    assert {name for name in wanted if not (vendored / name).is_file()} == set()


def test_each_package_brings_its_license(vendored: Path) -> None:
    packages = {part.package for part in vendor.PARTS} | {vendor.LUCIDE}
    assert {part.package for part in vendor.LICENSES} == packages
    for part in vendor.LICENSES:
        assert "permission" in (vendored / part.target).read_text(encoding="utf-8").lower()


def test_the_venv_brings_its_own_npm_when_the_machine_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert [Path(part).is_file() for part in vendor.npm_command()] == [True, True]
