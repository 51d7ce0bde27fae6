"""What is wrong with the content, and what to do about it: values, never exceptions."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing wrong in one file: `file` relative to the content folder, `line` from 1."""

    file: str
    line: int
    problem: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}. Cure: {self.cure}"


class BundleFault(NamedTuple):
    """Why a bundle was refused: not_a_bundle | wrong_version | bad_signature | altered_content."""

    reason: str
    problem: str
