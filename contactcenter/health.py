"""What one process stands on, and whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from contactcenter.center import Center


class Parts(NamedTuple):
    """`is_queue_there`: None where there is one process and no queue."""

    is_database_there: bool
    is_queue_there: bool | None


def look(center: Center) -> Parts:
    """Ask the database now; how the queue fares is known."""
    return Parts(is_database_there(center), is_queue_there(center))


def is_database_there(center: Center) -> bool:
    """Whether the database answers."""
    try:
        with center.store.read() as db:
            db.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def is_queue_there(center: Center) -> bool | None:
    """Whether the other processes are reached; None where there is none."""
    queue = center.doorbell.queue
    return None if queue is None else queue.is_there()
