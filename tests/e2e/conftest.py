"""A real Chromium over the running stack."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
)

from tests.prepared import copy_prepared
from tests.stack import ROOT, Stack, running_stack

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PORTRAIT = {"width": 1080, "height": 1920}
LANDSCAPE = {"width": 1920, "height": 1080}
DESK = {"width": 1440, "height": 900}


@contextmanager
def prepared_stack(folder: Path, **more: str) -> Iterator[Stack]:
    """A stack whose keys, content and databases need not be made; `more`: of its environment."""
    copy_prepared(folder)
    with running_stack(folder, **more) as running:
        yield running


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with prepared_stack(tmp_path_factory.mktemp("stack")) as running:
        yield running


class Window:
    """A browser window that notices every broken promise of the pages it shows."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message: object) -> None:
        if message.type in ("error", "warning"):  # type: ignore[attr-defined]
            self.complaints.append(message.text)  # type: ignore[attr-defined]

    def check(self, screen: str) -> None:
        """No accessibility violation, nothing outside the window, no complaint on the console."""
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        report = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found = [
            f"{v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes'][:3]]}"
            for v in report["violations"]
        ]
        assert not found, f"{screen}: {json.dumps(found, indent=1, ensure_ascii=False)}"
        spill = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert spill <= 0, f"{screen} is {spill} px wider than the window"
        assert not self.complaints, f"{screen}: {self.complaints}"

    def heading_has_focus(self) -> bool:
        """Whether the focus comes to the h1, as it must once a page-level swap has settled."""
        try:
            expect(self.page.locator("h1")).to_be_focused()
        except AssertionError:
            return False
        return True


@pytest.fixture
def open_window(browser: Browser) -> Iterator[object]:
    contexts: list[BrowserContext] = []

    def open_one(size: dict[str, int], *, scripts: bool = True) -> Window:
        context = browser.new_context(
            viewport=size, locale="pl-PL", java_script_enabled=scripts, reduced_motion="reduce"
        )
        contexts.append(context)
        return Window(context)

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def shots() -> Path:
    folder = ROOT / "tests" / "e2e" / "shots"
    folder.mkdir(exist_ok=True)
    return folder
