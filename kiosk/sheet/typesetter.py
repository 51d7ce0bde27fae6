"""Turns a sheet's words into a PDF: an A4 page, or a slip as wide as a thermal printer prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared import press
from shared.intake.slip import qr_text
from shared.press import Press

TEMPLATE = Path(__file__).with_name("sheet.typ")
SLIP_TEMPLATE = Path(__file__).with_name("slip.typ")
AGREED_TEMPLATE = Path(__file__).with_name("agreed.typ")
TICKET_TEMPLATE = Path(__file__).with_name("ticket.typ")
GROUP = 4
LONGEST_SLIP_MM = 2 * 297  # as long as two pages
POINTS_PER_MM = 72 / 25.4
_PAGE = re.compile(rb"/Type\s*/Page(?!s)")
_HEIGHT = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+\S+\s+([0-9.]+)\s*\]")


class Typesetter:
    """All papers of the kiosk, from one press."""

    def __init__(self) -> None:
        self._press = Press(TEMPLATE, SLIP_TEMPLATE, AGREED_TEMPLATE, TICKET_TEMPLATE)

    def warm(self, sheet: Mapping[str, Any]) -> None:
        """Typeset something once, so that nobody waits for the fonts."""
        self.print_sheet(sheet, "00000000", "okienko", 1)

    def print_sheet(self, sheet: Mapping[str, Any], digits: str, word: str, attempt: int) -> bytes:
        """The PDF of a sheet with its slip; a second attempt says on it that it is a copy."""
        return self._print(TEMPLATE, sheet, (digits, word), attempt)

    def print_slip(self, sheet: Mapping[str, Any], digits: str, word: str, attempt: int) -> bytes:
        """The same in short, one long page; what makes it longer than two pages is left out."""
        services = list(sheet["services"])
        while True:
            short = {**sheet, "services": services}
            pdf = self._print(SLIP_TEMPLATE, short, (digits, word), attempt)
            if not services or _height_mm(pdf) <= LONGEST_SLIP_MM:
                return pdf
            services.pop()

    def print_agreed(self, sheet: Mapping[str, Any], attempt: int, *, is_narrow: bool) -> bytes:
        """The PDF of what was agreed: a sheet, or a strip as wide as a thermal printer prints."""
        copy = attempt if attempt > 1 else None
        return self._set(AGREED_TEMPLATE, {**sheet, "copy": copy, "is_narrow": is_narrow})

    def print_ticket(self, sheet: Mapping[str, Any], *, is_narrow: bool) -> bytes:
        """The PDF of a number for the desk; a second one is no copy, it is the same number."""
        return self._set(TICKET_TEMPLATE, {**sheet, "is_narrow": is_narrow})

    def _print(
        self,
        template: Path,
        sheet: Mapping[str, Any],
        slip: tuple[str, str],
        attempt: int,
    ) -> bytes:
        digits, word = slip
        content = {
            **sheet,
            "digits": [digits[i : i + GROUP] for i in range(0, len(digits), GROUP)],
            "word": word,
            "qr": qr_svg(digits, word),
            "copy": attempt if attempt > 1 else None,
        }
        return self._set(template, content)

    def _set(self, template: Path, sheet: Mapping[str, Any]) -> bytes:
        return self._press.set(template, "sheet", sheet)


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has; the printer is held to it."""
    return len(_PAGE.findall(pdf))


def _height_mm(pdf: bytes) -> float:
    return max(float(height) for height in _HEIGHT.findall(pdf)) / POINTS_PER_MM


def qr_svg(digits: str, word: str) -> str:
    """The slip as a QR code."""
    return press.qr_svg(qr_text(digits, word), "m")
