"""A QR code as part of a page, drawn by the server: nothing of it goes anywhere else."""

from __future__ import annotations

import segno
from markupsafe import Markup

SIDE = 5  # pixels of a module


def picture_of(text: str) -> Markup:
    """An SVG element without a style or a script; its page gives it a name."""
    code = segno.make(text, error="m", micro=False)
    # the text is ours and in the modules alone: no word of it is markup
    return Markup(code.svg_inline(scale=SIDE, border=4, light="white"))  # noqa: S704
