"""The charts of a report, as numbers a template draws: bars told apart by pattern, not by color."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contactcenter.reports.table import Row

WIDTH, HEIGHT = 960, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 18, 30
PLOT_WIDTH, PLOT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
MOST_LABELS = 16
WIDEST = 64
LINES = 4  # of the grid, above the axis
# What became of a wait, from the axis up; the words: report-part-<value>.
PARTS = ("in-time", "later", "gave-up", "otherwise")


class Piece(NamedTuple):
    """One rectangle; `part`: its pattern."""

    part: str
    x: float
    y: float
    width: float
    height: float


class Bar(NamedTuple):
    """Everything of one group. `label`: below the axis, where there is room; `value`: above."""

    middle: float
    label: str | None
    value: str | None
    pieces: tuple[Piece, ...]


class Chart(NamedTuple):
    """A chart; `lines`: the height of each line of the grid and what it says."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, str], ...]
    target: float | None = None


def outcomes(rows: Sequence[Row], labels: Sequence[str]) -> Chart:
    """How many there were, and what became of them."""
    counts = [_counts(row) for row in rows]
    top = _round_up(max((sum(one) for one in counts), default=0))
    heights = [[count / top * PLOT_HEIGHT for count in one] for one in counts]
    return Chart(
        tuple(
            _bar(at, len(rows), list(zip(PARTS, one, strict=True)), labels)
            for at, one in enumerate(heights)
        ),
        tuple((_y(n / LINES), f"{top * n // LINES}") for n in range(LINES + 1)),
    )


def shares(rows: Sequence[Row], labels: Sequence[str], target: float) -> Chart:
    """The service level of each group, and the line it should reach."""
    bars = []
    for at, row in enumerate(rows):
        share = row.figures.service_level
        part = "in-time" if share is not None and share >= target else "later"
        bar = _bar(at, len(rows), [(part, (share or 0) * PLOT_HEIGHT)], labels)
        is_said = share is not None and len(rows) <= MOST_LABELS
        bars.append(bar._replace(value=f"{round((share or 0) * 100)}%" if is_said else None))
    grid = tuple((_y(n / LINES), f"{100 * n // LINES}%") for n in range(LINES + 1))
    return Chart(tuple(bars), grid, _y(target))


def _counts(row: Row) -> tuple[int, int, int, int]:
    sums = row.figures
    later = sums.answered - sums.answered_in_time
    return sums.answered_in_time, later, sums.abandoned + sums.short, sums.served_otherwise


def _bar(at: int, count: int, heights: Sequence[tuple[str, float]], labels: Sequence[str]) -> Bar:
    step = PLOT_WIDTH / count
    width = min(step * 0.72, WIDEST)
    middle = LEFT + step * (at + 0.5)
    pieces, y = [], float(TOP + PLOT_HEIGHT)
    for part, height in heights:
        y -= height
        if height:
            box = (middle - width / 2, y, width, height)
            pieces.append(Piece(part, *(round(one, 1) for one in box)))
    is_labeled = at % -(-count // MOST_LABELS) == 0
    return Bar(round(middle, 1), labels[at] if is_labeled else None, None, tuple(pieces))


def _round_up(most: int) -> int:
    """The next number that the lines of the grid divide without a rest."""
    step = 1
    while step * LINES < most:
        step = step * 2 if str(step)[0] != "2" else step // 2 * 5
    return step * LINES


def _y(share: float) -> float:
    return round(TOP + PLOT_HEIGHT * (1 - share), 1)
