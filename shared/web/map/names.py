"""Which names stand on the map: what helps most first, and none over another or over a sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shared.catalog.gazetteer import Gazetteer, Position, Street, points_of
from shared.routing.reason import DISTRICTS
from shared.web.map.frame import WIDTH, Frame
from shared.web.map.picture import Written

SIZE = {"district": 30, "landmark": 22, "street": 20}
LETTER = 0.56  # of the size: the mean width of a letter
SIGN = 66  # the room a numbered sign takes
EDGE = 60
MOST_LANDMARKS = 9
MOST_STREETS = 10


class Box(NamedTuple):
    """A rectangle that something covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def names_on(
    gazetteer: Gazetteer, frame: Frame, signs: Iterable[tuple[int, int]]
) -> tuple[Written, ...]:
    """The names that fit, in the order districts, landmarks, main streets."""
    taken = [_box(x, y, SIGN, SIGN) for x, y in signs]
    kept: list[Written] = []
    room = {"district": 9, "landmark": MOST_LANDMARKS, "street": MOST_STREETS}
    written: set[str] = set()
    for name in _wanted(gazetteer, frame):
        box = _box_of(name)
        is_new = name.text not in written and room[name.kind] > 0
        if is_new and _is_on(box, frame) and not any(box.meets(other) for other in taken):
            taken.append(box)
            kept.append(name)
            written.add(name.text)
            room[name.kind] -= 1
    return tuple(kept)


def _wanted(gazetteer: Gazetteer, frame: Frame) -> Iterator[Written]:
    yield from _districts(gazetteer, frame)
    yield from _landmarks(gazetteer, frame)
    yield from _streets(gazetteer, frame)


def _districts(gazetteer: Gazetteer, frame: Frame) -> Iterator[Written]:
    """Each district's name where it belongs, else wherever on the picture the district is."""
    for outline in gazetteer.outlines:
        name = DISTRICTS[outline.district]
        label = Position(outline.label.lat, outline.label.lon)
        if frame.holds(label, EDGE):
            yield Written(*frame.at(label), name, "district")
    for spot, point in _grid(frame):
        district = gazetteer.district_at(point)
        if district is not None:
            yield Written(*spot, DISTRICTS[district], "district")


def _grid(frame: Frame) -> Iterator[tuple[tuple[int, int], Position]]:
    """Some spots on the picture, those farther from its middle first: the middle is for doors."""
    steps = [(i / 6, j / 6) for i in range(1, 6) for j in range(1, 6)]
    for across, down in sorted(steps, key=lambda s: (-abs(s[0] - 0.5) - abs(s[1] - 0.5), s)):
        point = frame.point(across, down)
        yield frame.at(point), point


def _landmarks(gazetteer: Gazetteer, frame: Frame) -> Iterator[Written]:
    """Every landmark's name, a little above its dot."""
    for landmark in gazetteer.landmarks:
        x, y = frame.at(Position(landmark.lat, landmark.lon))
        yield Written(x, y - 16, landmark.name.split(" (")[0], "landmark")


def _streets(gazetteer: Gazetteer, frame: Frame) -> Iterator[Written]:
    for street in gazetteer.streets:
        middle = _middle(street, frame) if street.main else None
        if middle is not None:
            yield Written(*middle, street.name, "street")


def _middle(street: Street, frame: Frame) -> tuple[int, int] | None:
    """The middle one of its points on the picture."""
    seen = [frame.at(point) for point in points_of(street.line) if frame.holds(point, 40)]
    return seen[len(seen) // 2] if seen else None


def _box_of(name: Written) -> Box:
    size = SIZE[name.kind]
    return _box(name.x, name.y - size * 0.3, len(name.text) * size * LETTER, size * 1.2)


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _is_on(box: Box, frame: Frame) -> bool:
    return (
        box.left >= 4
        and box.top >= 4
        and box.right <= WIDTH - 4
        and box.bottom <= frame.height - 60
    )


def dots_of(names: Sequence[Written]) -> tuple[tuple[int, int], ...]:
    """Where the landmarks whose names are shown have their dots."""
    return tuple((name.x, name.y + 16) for name in names if name.kind == "landmark")
