"""The knowledge in force: swapped whole when a new content version is out, in every process.

A request keeps what it began with (`Center.knowledge`), so no page is made of two contents.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Lock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.exc import SQLAlchemyError

from shared.bundle import BundleFault, Knowledge, read_bundle
from shared.clock import Clock
from shared.diagnosis import ContentError
from shared.intake.publishing import Composed, Press, latest, read_version
from shared.intake.release import compose_release, release
from shared.models import ContentVersion
from shared.store import Store

LOOK_SECONDS = 5.0
RELEASE_NOTE = "Nowe wydanie programu"

log = logging.getLogger("okienko.content")


@dataclass(frozen=True)
class InForce:
    """One content as it is served: `version_id` is None for what came with the software."""

    knowledge: Knowledge
    bundle: bytes
    version_id: str | None = None


class UnfitContent(RuntimeError):
    """The content that came with the software cannot be used; the message says why."""


class Holder:
    """Holds what is in force; reading it takes no lock, swapping is one assignment."""

    def __init__(self, store: Store, clock: Clock, key: Ed25519PublicKey) -> None:
        self.store = store
        self.clock = clock
        self.key = key
        self.press: Press | None = None
        self._base: InForce | None = None
        self._now: InForce | None = None
        self._swapping = Lock()

    def start(self, bundle: bytes, signing_key: Ed25519PrivateKey | None) -> None:
        """Take what came with the software, and over it what the editors let out since.

        Raises UnfitContent. A database that is away holds nothing up: `work` looks again.
        """
        base = read_bundle(bundle, self.key)
        if isinstance(base, BundleFault):
            raise UnfitContent(base.problem)
        self._base = InForce(base, bundle)
        if signing_key is not None:
            self.press = Press(base, signing_key)
        try:
            self._carry_over()
            self.look()
        except SQLAlchemyError as fault:
            log.warning("content: the database is away (%s)", type(fault).__name__)
        if self._now is None:
            self._now = _warm(self._base)

    @property
    def now(self) -> InForce:
        """What is in force."""
        if self._now is None:
            raise RuntimeError("the holder has not been started")
        return self._now

    @property
    def base(self) -> Knowledge | None:
        """What came with the software."""
        return self._base.knowledge if self._base else None

    def work(self) -> float:
        """Look for a version another process let out; how long until the next look."""
        self.look()
        return LOOK_SECONDS

    def look(self) -> bool:
        """Swap to the newest version, if it is another one; whether that was so."""
        with self._swapping:
            with self.store.read() as db:
                version = latest(db)
            if version is None or (self._now and self._now.version_id == version.id):
                return False
            known = read_version(version, self.key)
            if isinstance(known, BundleFault):
                log.error("content version %d: %s", version.number, known.problem)
                return False
            self._now = _warm(InForce(known, version.bundle, version.id))
            return True

    def take(self, version: ContentVersion, knowledge: Knowledge) -> None:
        """Swap to a version this process has just let out; it is built already."""
        with self._swapping:
            self._now = InForce(knowledge, version.bundle, version.id)

    def _carry_over(self) -> None:
        """Lay the editors' changes over other content than they were made on."""
        if self.press is None:
            return
        with self.store.read() as db:
            version = latest(db)
            if version is None or version.base_hash == self.press.base.content_hash:
                return
            composed, lost = compose_release(db, self.press)
        if not isinstance(composed, Composed):
            raise UnfitContent("the editors' changes cannot be laid over it")
        with self.store.write() as db:
            release(db, self.press, composed, lost, RELEASE_NOTE, self.clock.now())


def _warm(one: InForce) -> InForce:
    """The same, with its engine and search built: nobody should have to wait for them."""
    try:
        one.knowledge.engine  # noqa: B018
        one.knowledge.search  # noqa: B018
    except ContentError as fault:
        raise UnfitContent(str(fault.faults[0])) from fault
    return one
