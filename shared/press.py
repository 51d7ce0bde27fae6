"""Words onto paper: PDFs set with the fonts of this tree and no others, and codes to scan."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import msgspec
import segno
import typst

FONTS = Path(__file__).parent / "web" / "static" / "vendor" / "fonts"


class Press:
    """Compilers kept warm: only the first page pays for loading the fonts. One page at a time."""

    def __init__(self, *templates: Path) -> None:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        self._compilers = {
            template: typst.Compiler(template, font_paths=fonts, ignore_system_fonts=True)
            for template in templates
        }
        self._lock = Lock()

    def set(self, template: Path, name: str, content: Mapping[str, Any]) -> bytes:
        """The PDF of a template, which reads its content, as JSON, from the input `name`."""
        inputs = {name: msgspec.json.encode(content).decode()}
        with self._lock:
            pdf = self._compilers[template].compile(format="pdf", sys_inputs=inputs)
        if not isinstance(pdf, bytes):
            raise TypeError("typst gives a PDF as bytes")
        return pdf


def qr_svg(text: str, level: Literal["m", "q"]) -> str:
    """A QR code (ISO/IEC 18004), black on nothing, without a quiet zone."""
    drawing = io.BytesIO()
    code = segno.make(text, error=level, micro=False)
    code.save(drawing, kind="svg", border=0, xmldecl=False, scale=8)
    return drawing.getvalue().decode()
