"""The worker that brings the sound of messages home, and has the provider forget it.

As long as a message names the provider's recording, the provider still has it: first the sound is
fetched and sealed, then it is deleted there, and only then is the name let go of. Both may be asked
twice without harm, so whatever went wrong is simply asked again, ever later, and never given up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select, update

from contactcenter.telephony.provider import Failed, Telephony, Trouble
from contactcenter.telephony.voicemail import put_away
from shared.models import Voicemail

if TYPE_CHECKING:
    from contactcenter.center import Center

IDLE_SECONDS = 5.0
FIRST_PAUSE_SECONDS = 5
LONGEST_PAUSE_SECONDS = 600
NOT_THERE_YET = timedelta(minutes=10)  # a sound just announced may take this long to appear
MOST_AT_ONCE = 50


class Sound(NamedTuple):
    """One recording the provider still has."""

    id: str
    sid: str
    is_wanted: bool
    left_at: datetime


class Fetcher:
    """Ring it when a message was left or deleted; it also looks by itself."""

    def __init__(self, center: Center) -> None:
        self._center = center
        self._tries: dict[str, tuple[int, datetime]] = {}

    def work(self) -> float:
        """Ask for everything that is due; how long until there may be more."""
        telephony = self._center.telephony
        for sound in self._due() if telephony is not None else ():
            is_done = self._bring(telephony, sound) if telephony is not None else False
            self._note(sound.id, is_done=is_done)
        return IDLE_SECONDS

    def _due(self) -> list[Sound]:
        at = self._center.clock.now()
        late = [name for name, (_, next_at) in self._tries.items() if next_at > at]
        query = select(Voicemail).where(
            Voicemail.provider_sid.is_not(None), Voicemail.id.not_in(late)
        )
        with self._center.store.read() as db:
            return [
                Sound(
                    one.id,
                    str(one.provider_sid),
                    one.sound_sealed is None and one.deleted_at is None,
                    one.left_at,
                )
                for one in db.scalars(query.order_by(Voicemail.left_at).limit(MOST_AT_ONCE))
            ]

    def _bring(self, telephony: Telephony, sound: Sound) -> bool:
        """Fetch it if it is wanted, then have it deleted; False: once more, later."""
        if sound.is_wanted and not self._fetch(telephony, sound):
            return False
        answer = telephony.delete_recording(sound.sid)
        if isinstance(answer, Failed) and answer.trouble is not Trouble.GONE:
            return False
        with self._center.store.write() as db:
            mine = update(Voicemail).where(Voicemail.id == sound.id)
            db.execute(mine.values(provider_sid=None))
        return True

    def _fetch(self, telephony: Telephony, sound: Sound) -> bool:
        """Whether there is nothing more to fetch."""
        fetched = telephony.fetch_recording(sound.sid)
        if isinstance(fetched, Failed):
            age = self._center.clock.now() - sound.left_at
            return fetched.trouble is Trouble.GONE and age >= NOT_THERE_YET
        with self._center.store.write() as db:
            put_away(db, self._center.keys.secret, sound.id, fetched)
        self._center.ring_screens()
        return True

    def _note(self, voicemail_id: str, *, is_done: bool) -> None:
        tries, _ = self._tries.pop(voicemail_id, (0, None))
        if not is_done:
            seconds = min(FIRST_PAUSE_SECONDS * 2**tries, LONGEST_PAUSE_SECONDS)
            next_at = self._center.clock.now() + timedelta(seconds=seconds)
            self._tries[voicemail_id] = (min(tries + 1, 20), next_at)
