"""What a caller hears and does, as TwiML: made with the library's own classes, so that no name of
an element or attribute is ours to mistype.

Every address is absolute: a callback for a sound is asked for by another machine than the one that
read the document, and then there is nothing a relative address could be relative to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from twilio.twiml import voice_response as twiml
from twilio.twiml.voice_response import VoiceResponse

from contactcenter.telephony import document as spoken
from contactcenter.telephony.twilio_provider.sentences import pieces
from contactcenter.telephony.twilio_provider.voices import VOICES

CONFERENCE_EVENTS = "start end join leave mute hold modify"
RECORDING_EVENTS = "completed absent"


def render(
    document: spoken.Document,
    public_url: str,
    *,
    region: str | None = None,
    line_number: str | None = None,
) -> str:
    """The TwiML of `document`; `public_url` is our origin as the provider reaches it.

    `region` is where conferences are mixed: two regions would make two conferences of one name,
    and both sides would wait for each other. `line_number` (E.164) is shown to whoever is called
    from here, never the citizen's own number. Raises ValueError when a path is not one of ours.
    """
    return _Writer(public_url, region, line_number).write(document)


class _Writer:
    def __init__(self, public_url: str, region: str | None, line_number: str | None) -> None:
        self._origin = public_url.rstrip("/")
        self._region = region
        self._line_number = line_number
        self._writers: dict[type, Callable[[Any, Any], None]] = {
            spoken.Say: self._say,
            spoken.Play: self._play,
            spoken.Pause: self._pause,
            spoken.Gather: self._gather,
            spoken.Record: self._record,
            spoken.Join: self._join,
            spoken.Dial: self._dial,
            spoken.Redirect: self._redirect,
            spoken.HangUp: self._hang_up,
        }

    def write(self, document: spoken.Document) -> str:
        response = VoiceResponse()
        for verb in document.verbs:
            self._writers[type(verb)](response, verb)
        return response.to_xml()

    def _absolute(self, path: str) -> str:
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError("a document names paths of our own app only")
        return f"{self._origin}{path}"

    def _say(self, into: VoiceResponse | twiml.Gather, verb: spoken.Say) -> None:
        voice = VOICES[verb.language]
        for part in pieces(verb.text):
            into.say(part, voice=voice.name, language=voice.language)

    def _play(self, into: VoiceResponse | twiml.Gather, verb: spoken.Play) -> None:
        into.play(self._absolute(verb.path), loop=verb.times)

    def _pause(self, into: VoiceResponse | twiml.Gather, verb: spoken.Pause) -> None:
        into.pause(length=verb.seconds)

    def _gather(self, into: VoiceResponse, verb: spoken.Gather) -> None:
        """Silence is an answer too: without `action_on_empty_result` it would fall through."""
        gather = into.gather(
            input="dtmf speech" if verb.hears_words else "dtmf",
            action=self._absolute(verb.path),
            method="POST",
            timeout=verb.seconds,
            num_digits=verb.most,
            finish_on_key=verb.finish,
            action_on_empty_result=True,
            **(_listening(verb) if verb.hears_words else {}),
        )
        for said in verb.said:
            self._writers[type(said)](gather, said)

    def _record(self, into: VoiceResponse, verb: spoken.Record) -> None:
        """An `action` is needed: without one the same document is asked again, for ever."""
        into.record(
            action=self._absolute(verb.path),
            method="POST",
            max_length=verb.seconds,
            finish_on_key=verb.finish,
            play_beep=True,
            recording_status_callback=self._absolute(verb.done_path),
            recording_status_callback_method="POST",
            recording_status_callback_event=RECORDING_EVENTS,
        )

    def _join(self, into: VoiceResponse, verb: spoken.Join) -> None:
        """An empty `wait_url` is silence; none at all would be the provider's own music."""
        into.dial().conference(
            verb.call_id,
            participant_label=verb.label,
            muted=verb.is_muted,
            beep="false",
            start_conference_on_enter=verb.starts,
            end_conference_on_exit=verb.ends,
            wait_url=self._absolute(verb.wait_path) if verb.wait_path else "",
            wait_method="POST",
            record="do-not-record",
            region=self._region,
            status_callback=self._absolute(verb.status_path),
            status_callback_method="POST",
            status_callback_event=CONFERENCE_EVENTS,
        )

    def _dial(self, into: VoiceResponse, verb: spoken.Dial) -> None:
        dial = into.dial(
            action=self._absolute(verb.path),
            method="POST",
            timeout=verb.seconds,
            caller_id=self._line_number,
            answer_on_bridge=True,
        )
        dial.number(verb.number)

    def _redirect(self, into: VoiceResponse, verb: spoken.Redirect) -> None:
        into.redirect(self._absolute(verb.path), method="POST")

    def _hang_up(self, into: VoiceResponse, _verb: spoken.HangUp) -> None:
        into.hangup()


def _listening(verb: spoken.Gather) -> dict[str, Any]:
    """How words are listened for; a filter for bad words would also hide what was done to whom."""
    return {
        "language": VOICES[verb.language].language,
        "hints": ", ".join(verb.hints) or None,
        "profanity_filter": False,
    }
