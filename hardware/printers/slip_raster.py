"""Turns a PDF into what a thermal printer eats: a picture, cut into bands.

A picture cannot lose a letter: no code page stands between us and a Polish or Ukrainian name, and
paper looks as the typesetter meant it. Of a printer's profile only its width and that it takes
raster graphics and a cut are needed; the white list holds profiles that are known to.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

from escpos import capabilities
from escpos.printer import Dummy
from PIL import Image

from hardware.device import Fault

# Names in python-escpos' capability data; what is not here is refused, not tried.
PROFILES = frozenset({"TM-T20II", "TM-T88II", "TM-T88III", "TM-T88IV", "TM-T88V"})
DOTS_PER_MM = 8
LONGEST_ROWS = 2 * 297 * DOTS_PER_MM  # as long as two pages: more nobody holds in one hand
BAND_ROWS = 128
RENDER_SECONDS = 10
_PBM = re.compile(rb"P4\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s")
# Printers obey real-time commands even inside a picture: DLE EOT, DLE ENQ, DLE DC4.
_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
_ONE_MORE_DOT = b"\x30"


class UnknownProfile(ValueError):
    """The configuration names a printer whose abilities nobody has checked."""


class Raster:
    """Draws for the printers of one profile."""

    def __init__(self, profile: str) -> None:
        if profile not in PROFILES:
            raise UnknownProfile(f"profile {profile!r}; known are {', '.join(sorted(PROFILES))}")
        self._profile = profile
        media = capabilities.get_profile(profile).profile_data["media"]
        self.dots = int(media["width"]["pixels"])

    def draw(self, pdf: bytes) -> list[bytes] | Fault:
        """The commands that print the PDF, one piece a band and the cut at the end."""
        pages = render(pdf, self.dots)
        if not pages:
            return Fault.NOT_A_DOCUMENT
        if sum(page.height for page in pages) > LONGEST_ROWS:
            return Fault.TOO_LONG
        return [b"\x1b@", *(band for page in pages for band in self._bands(page)), self._cut()]

    def _bands(self, page: Image.Image) -> Iterator[bytes]:
        for top in range(0, page.height, BAND_ROWS):
            paper = Dummy(profile=self._profile)
            bottom = min(top + BAND_ROWS, page.height)
            paper.image(page.crop((0, top, page.width, bottom)), impl="bitImageRaster")
            yield tame(paper.output)

    def _cut(self) -> bytes:
        paper = Dummy(profile=self._profile)
        paper.cut()
        return bytes(paper.output)


def render(pdf: bytes, dots: int) -> list[Image.Image]:
    """Each page as black and white, `dots` wide, by Debian's pdftoppm; none when it is no PDF."""
    command = ["pdftoppm", "-mono", "-scale-to-x", str(dots), "-scale-to-y", "-1", "-"]
    try:
        drawn = subprocess.run(  # noqa: S603 - no shell, no argument from outside
            command, input=pdf, capture_output=True, timeout=RENDER_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    return list(_pages(drawn.stdout)) if drawn.returncode == 0 else []


def tame(commands: bytes) -> bytes:
    """Add a dot (an eighth of a millimeter) wherever a picture happens to spell a command."""
    return _REAL_TIME.sub(_ONE_MORE_DOT, commands)


def _pages(pbm: bytes) -> Iterator[Image.Image]:
    """PBM pictures (netpbm's P4: a 1 is black), one after the other."""
    while header := _PBM.match(pbm):
        width, height = int(header[1]), int(header[2])
        end = header.end() + (width + 7) // 8 * height
        inverted = bytes(byte ^ 0xFF for byte in pbm[header.end() : end])
        yield Image.frombytes("1", (width, height), inverted)
        pbm = pbm[end:]
