"""Making sure that what was deleted is gone from the files too.

SQLite overwrites deleted content (`secure_delete`), but the write-ahead log still holds the earlier
pages until it is copied back and cut to nothing. PostgreSQL keeps dead rows until VACUUM.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

MARK = "shredded"
SEALED_TABLES = (
    "submission",
    "print_job",
    "outgoing_envelope",
    "slip",
    "matter",
    "content_correction",
    "media_signal",
    "voicemail",
    "call",
    "message",
    "agreement",
    "promise",
    "referral",
    "webhook_inbox",
    "telephony_command",
    "line_mode",
)


def mark_shredded(db: Session) -> None:
    """Note that this transaction took something out for good; SQLite is scrubbed after commit."""
    db.info[MARK] = True


def has_shredded(db: Session) -> bool:
    """Whether `mark_shredded` was called in this session."""
    return bool(db.info.get(MARK))


def scrub(engine: Engine) -> bool:
    """Empty the log or vacuum the tables; False when a reader stood in the way: ask again later."""
    if engine.dialect.name == "sqlite":
        with engine.execution_options(begin="none").connect() as connection:
            return _truncate_log(connection)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f"VACUUM {', '.join(SEALED_TABLES)}")
    return True


def _truncate_log(connection: Connection) -> bool:
    """Cut the log without waiting for readers; the next shredding tries again."""
    timeout = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        is_busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={timeout}")
    return not is_busy
