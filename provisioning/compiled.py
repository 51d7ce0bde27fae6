"""Whether the compiled content is still what compiling it again would make."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from provisioning.state import ROOT, State

SUFFIXES = frozenset({".py", ".yaml", ".md"})


def mark_of(state: State, content: Path) -> str:
    """A hash of all that decides what the bundle holds: the content, our code and the key."""
    digest = hashlib.sha256()
    for path in (*_files(content), *_files(ROOT / "shared"), state.secrets / "content_public.key"):
        digest.update(f"{path.name} {path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(state: State, mark: str) -> bool:
    """Whether the bundle that is there was made of just that."""
    try:
        return state.bundle.is_file() and _note(state).read_text(encoding="ascii") == mark
    except FileNotFoundError:
        return False


def keep_mark(state: State, mark: str) -> None:
    """Note what the bundle was made of."""
    _note(state).write_text(mark, encoding="ascii")


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)


def _note(state: State) -> Path:
    return state.bundle.with_suffix(".made-of")
