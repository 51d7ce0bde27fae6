"""Messages after the tone: kept in memory until the app deletes them."""

from __future__ import annotations

import struct
from collections.abc import Callable

from contactcenter.telephony.local_provider.calls import Calls
from contactcenter.telephony.local_provider.parts import ACCOUNT, Leg, NotThere, Recording

PATIENCE_SECONDS = 5.0  # for the sound to arrive from the page that recorded it
_RATE = 8000


class Recordings:
    """Every recording that was not deleted."""

    def __init__(self, calls: Calls, origin: str) -> None:
        self._calls = calls
        self._origin = origin
        self._kept: dict[str, Recording] = {}
        self.on_begin: Callable[[Leg, Recording], None] = lambda _leg, _recording: None
        self.on_end: Callable[[Leg, Recording], None] = lambda _leg, _recording: None

    def begin(self, leg: Leg, done_url: str) -> Recording:
        """The tone has sounded."""
        now = self._calls.agenda.clock.now()
        recording = Recording(self._calls.new_sid("RE"), leg.sid, now, done_url=done_url)
        self._kept[recording.sid] = recording
        leg.recording_sid = recording.sid
        self.on_begin(leg, recording)
        return recording

    def end(self, leg: Leg, recording: Recording, seconds: int, content: bytes) -> None:
        """The caller has finished; the sound may follow."""
        leg.recording_sid = None
        recording.seconds = seconds
        recording.content = content
        recording.status = "processing"
        self.on_end(leg, recording)
        wait = 0.0 if content else PATIENCE_SECONDS
        self._calls.agenda.after(wait, lambda: self._complete(recording))

    def drop(self, leg: Leg, recording: Recording) -> None:
        """Nothing was said."""
        leg.recording_sid = None
        recording.status = "absent"
        del self._kept[recording.sid]
        self.on_end(leg, recording)

    def receive(self, sid: str, content: bytes, kind: str) -> None:
        """The sound arrives from the page. Raises NotThere."""
        recording = self.find(sid)
        recording.content, recording.kind = content, kind
        self._calls.agenda.soon(lambda: self._complete(recording))

    def find(self, sid: str) -> Recording:
        """A recording that is kept. Raises NotThere."""
        if sid not in self._kept:
            raise NotThere(sid)
        return self._kept[sid]

    def delete(self, sid: str) -> None:
        """Forget it. Raises NotThere."""
        self.find(sid)
        del self._kept[sid]

    def url(self, recording: Recording) -> str:
        """Where the sound can be fetched, with the account's name and token."""
        return f"{self._origin}/2010-04-01/Accounts/{ACCOUNT}/Recordings/{recording.sid}"

    def _complete(self, recording: Recording) -> None:
        if recording.status != "processing":
            return
        recording.status = "completed"
        recording.content = recording.content or _silence(recording.seconds)
        form = {
            "AccountSid": ACCOUNT,
            "CallSid": recording.call_sid,
            "RecordingSid": recording.sid,
            "RecordingUrl": self.url(recording),
            "RecordingStatus": "completed",
            "RecordingDuration": str(recording.seconds),
            "RecordingChannels": "1",
            "RecordingSource": "RecordVerb",
        }
        self._calls.post.tell(recording.done_url, form, "recording completed")


def _silence(seconds: int) -> bytes:
    """A WAV file of nothing (8 kHz, 8 bit), where no browser recorded anything."""
    samples = b"\x80" * (_RATE * max(1, seconds))
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, _RATE, _RATE, 1, 8)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(samples)) + samples
    return struct.pack("<4sI", b"RIFF", len(body)) + body
