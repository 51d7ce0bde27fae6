"""The menu's nodes as nodes.yaml describes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import yaml

NODES_FILE = Path(__file__).with_name("nodes.yaml")
DEFAULT_SECONDS = 6


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One place of the menu where something is said and a key is waited for.

    `says`: messages, after what it `tells`; `keys`, `silence`: references of other nodes. `list`:
    what is offered by number, page by page; `digits`: how many digits are keyed here. `tries`: how
    often it is said before `silence` leads on; `seconds`: how long a key is waited for.
    `is_private`: only its own keys lead anywhere: nobody knows yet who presses them.
    """

    silence: str
    says: tuple[str, ...] = ()
    keys: dict[str, str] = {}
    list: str | None = None
    digits: int | None = None
    tells: str | None = None
    tries: int = 2
    seconds: int = DEFAULT_SECONDS
    hears: bool = False
    is_private: bool = False


@cache
def nodes() -> dict[str, Node]:
    """All nodes by name. Raises msgspec.ValidationError for a file that makes no sense."""
    written = yaml.safe_load(NODES_FILE.read_text(encoding="utf-8"))
    return msgspec.convert(written, dict[str, Node])


def split(reference: str) -> tuple[str, tuple[str, ...]]:
    """A reference as the node's name and what it is about: "places.css.1" → places, (css, 1)."""
    name, *about = reference.split(".")
    return name, tuple(about)
