"""From the content folder to Knowledge: read, check, put in order."""

from __future__ import annotations

from pathlib import Path

from shared.bundle.fault import Fault
from shared.bundle.knowledge import Knowledge, know


def read_content(folder: Path) -> Knowledge | tuple[Fault, ...]:
    """Read and check the content under `folder`: knowledge, or everything that is wrong with it.

    What reads YAML is imported here: who loads a signed bundle starts without it.
    """
    from shared.bundle.check import check
    from shared.bundle.gather import gather
    from shared.bundle.order import to_content

    written = gather(folder)
    knowledge = know(to_content(written))
    return check(written, knowledge) or knowledge
