"""Where keys lead that ask for a deed: to a person, a message, a callback, out of the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from contactcenter.telephony.document import Document, HangUp, Record, Redirect, Say
from contactcenter.telephony.menu import helplines
from contactcenter.telephony.menu.danger import danger, helplines_told, pick
from contactcenter.telephony.menu.deeds import (
    AskCallback,
    Confirmed,
    Deed,
    DropSlip,
    Enqueue,
    Keep,
    LeaveMessage,
    MarkQuiet,
    NotReached,
    QuietAnswer,
    Remember,
    SpeakLanguage,
)
from contactcenter.telephony.menu.hours import is_open, next_opening
from contactcenter.telephony.menu.memory import NOTICED
from contactcenter.telephony.menu.onward import Onward
from contactcenter.telephony.menu.paths import join_path, menu_path, voicemail_path, wait_path
from contactcenter.telephony.menu.scene import Scene, Turn
from contactcenter.telephony.menu.voice import SPOKEN, message, recording

End = Callable[[Onward, tuple[str, ...]], Onward | Turn]
RETURNS = frozenset({"message_left", "wait"})  # what the provider, not a key, brings the caller to
POLAND = "+48"
LONGEST_MESSAGE_SECONDS = 120


def start(onward: Onward, _about: tuple[str, ...]) -> Onward:
    """The main menu, or what there is when nobody answers; the notice only the first time."""
    scene = onward.scene
    if scene.is_waiting:
        return replace(onward, reference="wait")
    reference = "main" if is_open(scene) else "closed"
    if scene.memory.get(NOTICED):
        return replace(onward, reference=reference)
    return replace(
        onward,
        scene=_remembering(scene),
        reference=reference,
        said=(*onward.said, recording(scene), message(scene, "phone-notice")),
        deeds=(*onward.deeds, Remember({NOTICED: True})),
    )


def speak(onward: Onward, about: tuple[str, ...]) -> Onward:
    """From now on in this language; that this is not 112 was said in Polish only."""
    code = about[0] if about and about[0] in SPOKEN else "pl"
    changed = replace(onward.scene, language=code)
    is_news = code != "pl" and not changed.memory.get(NOTICED)
    said = (*onward.said, message(changed, "phone-not-112")) if is_news else onward.said
    deeds: tuple[Deed, ...] = (*onward.deeds, SpeakLanguage(code))
    return replace(onward, scene=changed, reference="start", said=said, deeds=deeds)


def person(onward: Onward, about: tuple[str, ...]) -> Onward | Turn:
    """To a person, or, when nobody answers, to what there is instead."""
    scene = onward.scene
    if not is_open(scene):
        return replace(onward, reference="closed")
    if scene.is_waiting:
        return wait(onward, ())
    deeds = (*onward.deeds, Enqueue(about), *_letting_go(scene))
    told = replace(onward, said=(*onward.said, *_notice(scene)))
    return _turn(told, "phone-to-person", Redirect(wait_path(scene)), deeds=deeds)


def drop_slip(onward: Onward, _about: tuple[str, ...]) -> Onward:
    """These were not the digits."""
    bare = replace(onward.scene, has_slip=False, kept=None)
    deeds = (*onward.deeds, DropSlip(), Keep(None))
    return replace(onward, scene=bare, reference="slip", deeds=deeds)


def callback_ask(onward: Onward, _about: tuple[str, ...]) -> Onward:
    """Which number: theirs, if it can be seen."""
    is_hidden = onward.scene.number_ending is None
    return replace(onward, reference="callback_number" if is_hidden else "callback")


def callback_own(onward: Onward, _about: tuple[str, ...]) -> Onward:
    """The number they call from, whatever was keyed before."""
    bare = replace(onward.scene, kept=None)
    deeds = (*onward.deeds, Keep(None))
    return replace(onward, scene=bare, reference="callback_safe", deeds=deeds)


def callback_agreed(onward: Onward, _about: tuple[str, ...]) -> Onward | Turn:
    """It is safe to call: promised, and the caller may go."""
    scene = onward.scene
    if scene.kept is None and scene.number_ending is None:
        return replace(onward, reference="callback_number")
    not_before_at = None if is_open(scene) else next_opening(scene.at, scene.announced)
    number = f"{POLAND}{scene.kept}" if scene.kept else None
    key = "phone-callback-agreed" if is_open(scene) else "phone-callback-morning"
    deeds = (*onward.deeds, AskCallback(number, not_before_at), Keep(None))
    return _turn(onward, key, HangUp(), deeds=deeds)


def stay(onward: Onward, _about: tuple[str, ...]) -> Onward | Turn:
    """No callback after all: back to the line, or to what there is when nobody answers."""
    return person(onward, ("asked",))


def wait(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """The next round of waiting."""
    scene = onward.scene
    return Turn(Document((*onward.said, Redirect(wait_path(scene)))), onward.deeds)


def leave_message(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """A message, until a key is pressed or two minutes are over."""
    scene = onward.scene
    record = Record(
        menu_path(scene, "message_left"), voicemail_path(scene), seconds=LONGEST_MESSAGE_SECONDS
    )
    return _turn(onward, "phone-message", record, deeds=(*onward.deeds, LeaveMessage()))


def message_left(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """The message is over."""
    return _turn(onward, "phone-message-left", HangUp())


def quiet_start(onward: Onward, _about: tuple[str, ...]) -> Onward:
    """The caller cannot speak: into the line at once, before anything is asked."""
    scene = replace(onward.scene, is_quiet=True)
    deeds: tuple[Deed, ...] = (*onward.deeds, MarkQuiet())
    if is_open(scene):
        deeds = (*deeds, Enqueue(("quiet",)))
        return replace(onward, scene=scene, reference="quiet", deeds=deeds)
    said = (*onward.said, message(scene, "phone-not-112"), *helplines.said(scene, None))
    return replace(onward, scene=scene, reference="closed", said=said, deeds=deeds)


def quiet_said(onward: Onward, about: tuple[str, ...]) -> Onward:
    """Whether they are in danger now, as they answered with a key."""
    deeds = (*onward.deeds, QuietAnswer(about[0] if about else "2"))
    return replace(onward, reference="quiet_wait", deeds=deeds)


def quiet_wait(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """They wait without having to say or press anything."""
    return wait(replace(onward, said=(*onward.said, message(onward.scene, "phone-quiet-wait"))), ())


def question_said(onward: Onward, about: tuple[str, ...]) -> Onward:
    """An answer by key to what the agent asked."""
    deeds = (*onward.deeds, QuietAnswer(about[0] if about else "2"))
    return replace(onward, reference="rejoin", deeds=deeds)


def rejoin(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """Back into the conversation."""
    return Turn(Document((*onward.said, Redirect(join_path(onward.scene)))), onward.deeds)


def confirmed(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """Our callback reached whoever asked for it."""
    deeds = (*onward.deeds, Confirmed())
    return _turn(onward, "phone-outgoing-joined", Redirect(join_path(onward.scene)), deeds=deeds)


def quiet_confirmed(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """Whoever asked for our callback cannot speak now; only they were told of 9 9."""
    return confirmed(replace(onward, deeds=(*onward.deeds, MarkQuiet())), ())


def quiet_again(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """In the middle of a talk: they cannot speak any more."""
    return rejoin(replace(onward, deeds=(*onward.deeds, MarkQuiet())), ())


def not_me(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """Somebody else answered our callback; they learn nothing."""
    deeds = (*onward.deeds, NotReached("wrong_person"))
    return _turn(onward, "phone-outgoing-sorry", HangUp(), deeds=deeds)


def no_answer(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """Nobody pressed anything, perhaps an answering machine: not a word more."""
    deeds = (*onward.deeds, NotReached("silence"))
    return _turn(onward, "phone-outgoing-sorry", HangUp(), deeds=deeds)


def goodbye(onward: Onward, _about: tuple[str, ...]) -> Turn:
    """The end of a call nobody could answer."""
    return _turn(onward, "phone-goodbye", HangUp())


def _turn(
    onward: Onward, key: str, then: Redirect | HangUp | Record, *, deeds: tuple[Deed, ...] = ()
) -> Turn:
    """One last sentence, and what happens after it."""
    said = (*onward.said, message(onward.scene, key))
    return Turn(Document((*said, then)), deeds or onward.deeds)


def _notice(scene: Scene) -> tuple[Say, ...]:
    """The shortest notice, for whoever goes to a person before hearing any."""
    if scene.memory.get(NOTICED):
        return ()
    return (recording(scene), message(scene, "phone-notice-short"))


def _letting_go(scene: Scene) -> tuple[Deed, ...]:
    """What was kept to be read back is not needed any more."""
    return (Keep(None),) if scene.kept else ()


def _remembering(scene: Scene) -> Scene:
    return replace(scene, memory={**scene.memory, NOTICED: True})


ENDS: Mapping[str, End] = {
    "callback_agreed": callback_agreed,
    "callback_ask": callback_ask,
    "callback_own": callback_own,
    "confirmed": confirmed,
    "danger": danger,
    "drop_slip": drop_slip,
    "goodbye": goodbye,
    "helplines": helplines_told,
    "message": leave_message,
    "message_left": message_left,
    "no_answer": no_answer,
    "not_me": not_me,
    "person": person,
    "pick": pick,
    "question_said": question_said,
    "quiet_again": quiet_again,
    "quiet_confirmed": quiet_confirmed,
    "quiet_said": quiet_said,
    "quiet_start": quiet_start,
    "quiet_wait": quiet_wait,
    "rejoin": rejoin,
    "speak": speak,
    "start": start,
    "stay": stay,
    "wait": wait,
}
