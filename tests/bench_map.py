"""How long the map of a dozen doors takes, drawn and written."""

from __future__ import annotations

from random import Random
from statistics import median, quantiles
from time import perf_counter

from tests.shared.web.test_map import drawn, markup, somewhere

ROUNDS = 200


def main() -> None:
    """Print the median and the 95th percentile, and the size of the largest."""
    chance = Random(11)
    took, sizes = [], []
    for _ in range(ROUNDS):
        points, here = [somewhere(chance) for _ in range(12)], somewhere(chance)
        begun = perf_counter()
        written = markup(drawn(points, here))
        took.append((perf_counter() - begun) * 1000)
        sizes.append(len(written.encode()))
    slow = quantiles(took, n=20)[-1]
    print(f"Map of 12 doors: {median(took):.1f} ms, p95 {slow:.1f} ms, at most {max(sizes)} bytes")


if __name__ == "__main__":
    main()
