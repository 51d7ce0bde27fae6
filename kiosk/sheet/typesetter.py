"""Turns a sheet's words into an A4 PDF."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import segno
import typst

from shared.intake.slip import qr_text

TEMPLATE = Path(__file__).with_name("sheet.typ")
FONTS = Path(__file__).parents[2] / "shared" / "web" / "static" / "vendor" / "fonts"
GROUP = 4


class Typesetter:
    """A compiler kept warm: only the first sheet pays for loading the fonts."""

    def __init__(self, fonts: Path = FONTS) -> None:
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
        )
        self._compiler = typst.Compiler(TEMPLATE, font_paths=found, ignore_system_fonts=True)
        self._lock = Lock()

    def warm(self, sheet: Mapping[str, Any]) -> None:
        """Typeset something once, so that nobody waits for the fonts."""
        self.print_sheet(sheet, "00000000", "okienko", 1)

    def print_sheet(self, sheet: Mapping[str, Any], digits: str, word: str, attempt: int) -> bytes:
        """The PDF of a sheet with its slip; a second attempt says on it that it is a copy."""
        content = {
            **sheet,
            "digits": [digits[i : i + GROUP] for i in range(0, len(digits), GROUP)],
            "word": word,
            "qr": qr_svg(digits, word),
            "copy": attempt if attempt > 1 else None,
        }
        inputs = {"sheet": msgspec.json.encode(content).decode()}
        with self._lock:
            pdf = self._compiler.compile(format="pdf", sys_inputs=inputs)
        if not isinstance(pdf, bytes):
            raise TypeError("typst gives a PDF as bytes")
        return pdf


def qr_svg(digits: str, word: str) -> str:
    """The slip as a QR code (ISO/IEC 18004, level M), black on nothing, without a quiet zone."""
    code = segno.make(qr_text(digits, word), error="m", micro=False)
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=0, xmldecl=False, scale=8)
    return drawing.getvalue().decode()
