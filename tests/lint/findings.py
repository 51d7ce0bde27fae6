"""What the lint finds, and which findings have been looked at and found to be as the law has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ACCEPTED = Path(__file__).parent / "accepted.yaml"


@dataclass(frozen=True)
class Finding:
    """What says nothing, cannot be, or is not tried. `example`: a household, for people."""

    check: str
    place: str
    says: str
    example: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.check}: {self.place}: {self.says}"


def accepted() -> Mapping[str, str]:
    """The findings with a reason: check, place and what it says, and why it stays.

    Raises ValueError where one is there twice or has no reason.
    """
    groups = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8")) or []
    reasons: dict[str, str] = {}
    for group in groups:
        for finding in group["findings"]:
            if finding in reasons or not group["because"].strip():
                raise ValueError(f"{finding}: there twice, or without a reason")
            reasons[finding] = group["because"]
    return reasons


def unlisted(found: Iterable[Finding]) -> list[Finding]:
    """Findings nobody has given a reason for."""
    reasons = accepted()
    return [one for one in found if str(one) not in reasons]


def outdated(found: Iterable[Finding]) -> list[str]:
    """Reasons for what is no finding any more."""
    said = {str(one) for one in found}
    return [one for one in accepted() if one not in said]
