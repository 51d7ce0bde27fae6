"""Turns a sheet's words into a PDF: an A4 page, or a slip as wide as a thermal printer prints."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import segno
import typst

from shared.intake.slip import qr_text

TEMPLATE = Path(__file__).with_name("sheet.typ")
SLIP_TEMPLATE = Path(__file__).with_name("slip.typ")
AGREED_TEMPLATE = Path(__file__).with_name("agreed.typ")
TICKET_TEMPLATE = Path(__file__).with_name("ticket.typ")
FONTS = Path(__file__).parents[2] / "shared" / "web" / "static" / "vendor" / "fonts"
GROUP = 4
LONGEST_SLIP_MM = 2 * 297  # as long as two pages
POINTS_PER_MM = 72 / 25.4
_PAGE = re.compile(rb"/Type\s*/Page(?!s)")
_HEIGHT = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+\S+\s+([0-9.]+)\s*\]")


class Typesetter:
    """A compiler kept warm: only the first sheet pays for loading the fonts."""

    def __init__(self, fonts: Path = FONTS) -> None:
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
        )
        self._sheets, self._slips, self._agreed, self._tickets = (
            typst.Compiler(template, font_paths=found, ignore_system_fonts=True)
            for template in (TEMPLATE, SLIP_TEMPLATE, AGREED_TEMPLATE, TICKET_TEMPLATE)
        )
        self._lock = Lock()

    def warm(self, sheet: Mapping[str, Any]) -> None:
        """Typeset something once, so that nobody waits for the fonts."""
        self.print_sheet(sheet, "00000000", "okienko", 1)

    def print_sheet(self, sheet: Mapping[str, Any], digits: str, word: str, attempt: int) -> bytes:
        """The PDF of a sheet with its slip; a second attempt says on it that it is a copy."""
        return self._print(self._sheets, sheet, (digits, word), attempt)

    def print_slip(self, sheet: Mapping[str, Any], digits: str, word: str, attempt: int) -> bytes:
        """The same in short, one long page; what makes it longer than two pages is left out."""
        services = list(sheet["services"])
        while True:
            short = {**sheet, "services": services}
            pdf = self._print(self._slips, short, (digits, word), attempt)
            if not services or _height_mm(pdf) <= LONGEST_SLIP_MM:
                return pdf
            services.pop()

    def print_agreed(self, sheet: Mapping[str, Any], attempt: int, *, is_narrow: bool) -> bytes:
        """The PDF of what was agreed: a sheet, or a strip as wide as a thermal printer prints."""
        copy = attempt if attempt > 1 else None
        return self._compile(self._agreed, {**sheet, "copy": copy, "is_narrow": is_narrow})

    def print_ticket(self, sheet: Mapping[str, Any], *, is_narrow: bool) -> bytes:
        """The PDF of a number for the desk; a second one is no copy, it is the same number."""
        return self._compile(self._tickets, {**sheet, "is_narrow": is_narrow})

    def _print(
        self,
        compiler: typst.Compiler,
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
        return self._compile(compiler, content)

    def _compile(self, compiler: typst.Compiler, content: Mapping[str, Any]) -> bytes:
        inputs = {"sheet": msgspec.json.encode(content).decode()}
        with self._lock:
            pdf = compiler.compile(format="pdf", sys_inputs=inputs)
        if not isinstance(pdf, bytes):
            raise TypeError("typst gives a PDF as bytes")
        return pdf


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has; the printer is held to it."""
    return len(_PAGE.findall(pdf))


def _height_mm(pdf: bytes) -> float:
    return max(float(height) for height in _HEIGHT.findall(pdf)) / POINTS_PER_MM


def qr_svg(digits: str, word: str) -> str:
    """The slip as a QR code (ISO/IEC 18004, level M), black on nothing, without a quiet zone."""
    code = segno.make(qr_text(digits, word), error="m", micro=False)
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=0, xmldecl=False, scale=8)
    return drawing.getvalue().decode()
