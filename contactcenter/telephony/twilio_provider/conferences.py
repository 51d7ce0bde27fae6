"""Which conference of the provider's is the one of our call: the name in the sid it was given."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from twilio.rest import Client

from contactcenter.telephony.provider import Failed, Trouble
from contactcenter.telephony.twilio_provider.trouble import attempt

MOST_REMEMBERED = 1000
MOST_OF_A_NAME = 20  # a call that is resumed makes a new conference of the same name

NO_SUCH = Failed(Trouble.GONE, "no conference")


class Conferences:
    """Finds conferences by the ids of our calls. One for all threads."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._sids: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def attempt_in(self, name: str, change: Callable[[str], object]) -> object | Failed:
        """What `change` answers for the sid of a conference that is not over, or what went wrong.

        A remembered conference that turns out to be gone is looked up once more: another of the
        same name may have begun. Doing it again is safe then, nothing was done.
        """
        remembered = self._remembered(name)
        if remembered is not None:
            changed = attempt(lambda: change(remembered))
            if not _is_gone(changed):
                return changed
        found = self._look_up(name)
        if isinstance(found, Failed):
            return found
        return NO_SUCH if found == remembered else attempt(lambda: change(found))

    def _remembered(self, name: str) -> str | None:
        with self._lock:
            return self._sids.get(name)

    def _look_up(self, name: str) -> str | Failed:
        listed: Any = attempt(
            lambda: self._client.conferences.list(
                friendly_name=name, limit=MOST_OF_A_NAME, page_size=MOST_OF_A_NAME
            )
        )
        if isinstance(listed, Failed):
            return listed
        sid = next((str(one.sid) for one in listed if one.status != "completed"), None)
        if sid is None:
            return NO_SUCH
        self._remember(name, sid)
        return sid

    def _remember(self, name: str, sid: str) -> None:
        with self._lock:
            self._sids[name] = sid
            self._sids.move_to_end(name)
            while len(self._sids) > MOST_REMEMBERED:
                self._sids.popitem(last=False)


def _is_gone(answered: object) -> bool:
    return isinstance(answered, Failed) and answered.trouble is Trouble.GONE
