"""What one chained event costs beside one that is not: `python -m tests.bench_audit`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from shared.crypto import new_key
from shared.store import Store, open_store
from shared.store.ledger import record
from tests.databases import migrated_postgresql_url, migrated_sqlite

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WRITES, ROUNDS = 200, 5


def main() -> None:
    """Both databases; the best of some rounds, in milliseconds a transaction."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        path.write_bytes(migrated_sqlite().read_bytes())
        for name, url in (
            ("SQLite", f"sqlite:///{path}"),
            ("PostgreSQL", migrated_postgresql_url()),
        ):
            plain, chained = open_store(url), open_store(url).keep_chain(new_key())
            without = best(plain, is_known=True)
            known, fresh = best(chained, is_known=True), best(chained, is_known=False)
            print(
                f"{name:<10}  without a chain {without:.2f} ms, chained {known:.2f} ms "
                f"(× {known / without:.2f}), about a record never named before {fresh:.2f} ms"
            )
            plain.close()
            chained.close()


def best(store: Store, *, is_known: bool) -> float:
    """Milliseconds of one transaction with one event, in the best round."""
    return min(round_of(store, is_known) for _ in range(ROUNDS))


def round_of(store: Store, is_known: bool) -> float:
    """One round."""
    began = perf_counter()
    for number in range(WRITES):
        subject = "m" if is_known else f"{began}-{number}"
        with store.write() as db:
            record(db, "matter_read", AT, matter_id=subject, agent_id="a")
    return (perf_counter() - began) / WRITES * 1000


if __name__ == "__main__":
    main()
