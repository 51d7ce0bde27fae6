"""Whatever is done to a file, reading the content ends in faults or knowledge, never in a crash."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from shared.bundle import Knowledge, read_content

FILES = sorted(
    str(path.relative_to(Path(__file__).parent / "content"))
    for path in (Path(__file__).parent / "content").rglob("*.yaml")
)
VALUES = ("[]", "{}", "null", "3", "[1, {a: b}]", '"x"', "true", "1e999", '"\\0"', "9" * 400)
FIELD = re.compile(r"(\s*(?:- )?[a-z_]+: ).+")
SPOILS_PER_FILE = 12


def ends_well(folder: Path) -> bool:
    content = read_content(folder)
    return isinstance(content, Knowledge) or all(
        fault.line >= 1 and fault.cure for fault in content
    )


@pytest.mark.parametrize("file", FILES)
def test_a_spoiled_line_is_a_fault_at_worst(folder: Path, file: str) -> None:
    dice = random.Random(file)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    for _ in range(SPOILS_PER_FILE):
        at = dice.randrange(len(lines))
        field = FIELD.match(lines[at])
        spoiled = f"{field[1]}{dice.choice(VALUES)}" if field else ""
        text = "\n".join([*lines[:at], spoiled, *lines[at + 1 :]])
        (folder / file).write_text(text, encoding="utf-8")
        assert ends_well(folder), (at + 1, spoiled)


@pytest.mark.parametrize("text", ["[]", "3", "just words", "- a\n- b", "? [a]\n: b", "&a [*a]"])
@pytest.mark.parametrize("file", ["acts.yaml", "facts/income.yaml", "services/allowance.yaml"])
def test_a_file_of_another_shape_is_a_fault(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    content = read_content(folder)
    assert isinstance(content, tuple)
    assert file in {fault.file for fault in content}
