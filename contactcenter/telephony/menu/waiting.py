"""What somebody who waits hears: seldom something, never too much, and the truth."""

from __future__ import annotations

from dataclasses import replace

from contactcenter.telephony.document import Document, Gather, Pause, Play
from contactcenter.telephony.menu.deeds import Remember
from contactcenter.telephony.menu.interpreter import enter, quiet_or_again
from contactcenter.telephony.menu.memory import NEVER, ROUND, SAID_PLACE, SAID_ROUND, number
from contactcenter.telephony.menu.onward import Heard, Onward
from contactcenter.telephony.menu.paths import wait_path
from contactcenter.telephony.menu.scene import Given, Scene, Standing, Turn
from contactcenter.telephony.menu.voice import message, spoken_language, voice
from contactcenter.telephony.music import MUSIC_PATH, SECONDS

ROUND_SECONDS = 20  # a document is asked again about this often: the caller's sign of life
KEY_SECONDS = 3
AGAIN_ROUNDS = 6  # the place in the line is said again after two minutes, or sooner if it moved
MOVED_ROUNDS = 3
CALM_ROUNDS = 3
LONG_MINUTES = 90
CALLBACK, STAY, NINE, QUIET, LANGUAGE = "1", "0", "9", "99", "*"


def waiting(scene: Scene, standing: Standing, given: Given) -> Turn:
    """One round of waiting, after whatever was pressed in the last one."""
    scene = replace(scene, is_waiting=True)
    keys = given.text if given.kind == "digits" else ""
    if keys in {NINE, QUIET}:
        return quiet_or_again(scene, "wait", keys)
    if keys == LANGUAGE:
        return enter(Onward(scene, "language"))
    if scene.is_quiet:
        return _quiet_round(scene)
    if keys == CALLBACK:
        return enter(Onward(scene, "callback_ask"))
    return _round(scene, standing, is_asked=keys == STAY)


def _round(scene: Scene, standing: Standing, *, is_asked: bool) -> Turn:
    """The place in the line when it is time to say it, else something calm or nothing."""
    round_, said_round = number(scene, ROUND), number(scene, SAID_ROUND, NEVER)
    since = round_ - said_round
    is_first = said_round == NEVER
    has_moved = standing.position != number(scene, SAID_PLACE)
    is_due = since >= AGAIN_ROUNDS or (has_moved and since >= MOVED_ROUNDS)
    if is_first or is_asked or is_due:
        fields = {ROUND: round_ + 1, SAID_ROUND: round_, SAID_PLACE: standing.position}
        return _listen(scene, (*_place(scene, standing), *_options(scene)), fields)
    calm = (message(scene, "phone-wait-calm"),) if since % CALM_ROUNDS == 0 else ()
    return _listen(scene, calm, {ROUND: round_ + 1})


def _place(scene: Scene, standing: Standing) -> tuple[Heard, ...]:
    """Where they stand and how long it may take, as honestly as we know it."""
    tongue = voice(scene)
    place = message(scene, "phone-wait-next")
    if standing.position > 1:
        said = tongue.cardinal(standing.position)
        place = message(scene, "phone-wait-place", place=said)
    low, high = standing.low_minutes, standing.high_minutes
    if low is None or high is None:
        return (place, message(scene, "phone-wait-unknown"))
    if high > LONG_MINUTES:
        return (place, message(scene, "phone-wait-long"))
    return (place, message(scene, "phone-wait-range", range=tongue.wait(low, high)))


def _options(scene: Scene) -> tuple[Heard, ...]:
    return (message(scene, "phone-wait-callback"), message(scene, "phone-wait-stay"))


def _quiet_round(scene: Scene) -> Turn:
    """Somebody who cannot speak is told seldom, and asked nothing, that we are still there."""
    round_ = number(scene, ROUND)
    calm = (message(scene, "phone-wait-quiet"),) if round_ % CALM_ROUNDS == 0 else ()
    return _listen(scene, calm, {ROUND: round_ + 1})


def _listen(scene: Scene, said: tuple[Heard, ...], fields: dict[str, int]) -> Turn:
    times, rest = divmod(ROUND_SECONDS - KEY_SECONDS, SECONDS)
    heard = (Pause(SECONDS * times),) if scene.is_quiet else (Play(MUSIC_PATH, times),)
    gather = Gather(
        wait_path(scene),
        (*said, *heard, Pause(rest)),
        most=1,
        seconds=KEY_SECONDS,
        language=spoken_language(scene.language),
    )
    return Turn(Document((gather,)), (Remember(fields),))
