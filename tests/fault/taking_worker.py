"""A kiosk's store in a process of its own, to be killed at any moment.

It reads one key a line and answers with the digits and the word, but only after the commit. Told
`tally`, it answers how many numbers are left.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from shared.intake.keys import KioskKeys
from shared.intake.submit import Slip, Taking, take
from shared.store import Store, open_store

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PRIVATE_KEY = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
KEYS = KioskKeys(bytes(range(32)), PRIVATE_KEY.public_key())
TAKING = Taking(
    language="pl",
    household={"facts": {"household_size": 1}},
    chosen=["zasilek_staly"],
    content_hash="c0ffee",
    on=date(2026, 11, 22),
    sheet={"title": "Kartka"},
    wants_paper=True,
)


def main(url: str) -> None:
    """Answer until the input ends or somebody pulls the plug."""
    store = open_store(url)
    say("ready")
    for line in sys.stdin:
        say(answer(store, line.strip()))


def answer(store: Store, key: str) -> str:
    """Take a slip; the answer exists only once the transaction is committed."""
    with store.write() as db:
        slip = take(db, key, TAKING, KEYS, AT)
    if not isinstance(slip, Slip):
        return f"{key} none none"
    return f"{key} {slip.digits} {slip.word}"


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
