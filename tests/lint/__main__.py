"""`python -m tests.lint`: prints what the lint finds in the city's rules, with an example if any.

Ends with 1 where something has no reason in accepted.yaml, or a reason has outlived its finding.
"""

from __future__ import annotations

import time

from tests.city import real_knowledge
from tests.lint.checks import lint, real_cases
from tests.lint.findings import accepted, outdated, unlisted
from tests.lint.view import Book
from tests.tally import count


def main() -> int:
    """Look at everything, print what is new, sum up."""
    began = time.process_time()
    book = Book(real_knowledge(), sizes=tuple(range(1, count(6, 8) + 1)))
    found = lint(book, real_cases())
    new, old = unlisted(found), outdated(found)
    for finding in new:
        print(finding, f"({finding.example})" if finding.example else "")  # noqa: T201
    for one in old:
        print(f"no finding any more: {one}")  # noqa: T201
    asker = book.asker
    print(  # noqa: T201
        f"{len(found)} findings, {len(accepted())} with a reason; {asker.asked} questions, "
        f"{asker.solved} to the solver in {asker.seconds:.1f} s, "
        f"{time.process_time() - began:.1f} s in all"
    )
    return 1 if new or old else 0


if __name__ == "__main__":
    raise SystemExit(main())
