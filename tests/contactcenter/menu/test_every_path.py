"""Every node with every key, every silence, every wrong key, in every language: nobody is stuck.

The walk goes through all that can be reached from the greeting, by day and after hours, and from
the places no key leads to (waiting, a callback answered, a question to somebody who cannot speak).
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest

from contactcenter.telephony.document import Document, Gather, Pause, Play, Redirect, Say
from contactcenter.telephony.menu import (
    SILENCE,
    Enqueue,
    Given,
    LeaveMessage,
    MarkQuiet,
    Scene,
    Turn,
    answer,
    first,
    outgoing,
    question,
    waiting,
)
from contactcenter.telephony.menu.after import after
from contactcenter.telephony.menu.interpreter import MOST_STEPS
from contactcenter.telephony.menu.lists import PAGE_SIZE
from contactcenter.telephony.menu.memory import NOTICED
from contactcenter.telephony.menu.node import nodes, split
from contactcenter.telephony.twilio_provider.twiml import render
from tests.contactcenter.menu.callers import (
    Standing,
    ending_of,
    gather_of,
    said_in,
    scene,
    text_of,
)
from tests.tally import count, tally

KEYS = (*"123456789", "0", "*")
LANGUAGES = ("pl", "uk", "en")
ENDINGS = {"line", "talk", "message", "over"}
PRIVATE = {name for name, node in nodes().items() if node.is_private}
PATIENCE = 8  # so many silences end any menu

Place = tuple[str, int]  # a node and how often it was said


def place_of(document: Document) -> Place | None:
    """Where a document waits for a key."""
    gather = gather_of(document)
    if gather is None:
        return None
    parts = urlsplit(gather.path)
    if parts.path.startswith("/telephony/wait/"):
        return ("wait", 0)
    query = parse_qs(parts.query)
    return query["at"][0], int(query["try"][0])


def given_at(before: Scene, place: Place, given: Given) -> Turn:
    """What follows; nobody has walked far yet, so that every node is still said."""
    fresh = replace(before, memory={NOTICED: True})
    if place[0] == "wait":
        return waiting(fresh, Standing(), given)
    return answer(fresh, *place, given)


@cache
def walk(language: str, is_open: bool) -> dict[Place, tuple[Scene, dict[str, Turn]]]:
    """Every place that can be reached, the scene there, and the turn after every key."""
    start = scene(language=language, is_open=is_open)
    waits = replace(start, is_waiting=True)
    turns = [(start, first(start)), (waits, waiting(waits, Standing(), SILENCE))]
    turns += [(waits, outgoing(waits)), (waits, question(waits))]
    ahead = deque((after(one, turn.deeds), place_of(turn.document)) for one, turn in turns)
    found: dict[Place, tuple[Scene, dict[str, Turn]]] = {}
    while ahead:
        before, place = ahead.popleft()
        if place is None or place in found or is_one_of_many(place, found):
            continue
        before = replace(before, language=language)
        after_each = {key: given_at(before, place, Given("digits", key)) for key in KEYS}
        after_each["silence"] = given_at(before, place, SILENCE)
        found[place] = (before, after_each)
        for turn in after_each.values():
            ahead.append((after(before, turn.deeds), place_of(turn.document)))
    return found


def is_one_of_many(place: Place, found: Collection[Place]) -> bool:
    """Points of agencies are all alike, and so is a 9 pressed at them; the proof takes them all."""
    name = split(place[0].removeprefix("nine."))[0]
    if name not in {"place", "places", "districts"} and not place[0].startswith("nine."):
        return False
    alike = [one for one, _ in found if _alike(one) == _alike(place[0])]
    return len(alike) >= count(3, 1_000)


def _alike(reference: str) -> tuple[bool, str]:
    return reference.startswith("nine."), split(reference.removeprefix("nine."))[0]


def every_walk() -> list[tuple[str, bool]]:
    return [(language, is_open) for language in LANGUAGES for is_open in (True, False)]


def turns_of(language: str, is_open: bool) -> list[Turn]:
    return [turn for _, by_key in walk(language, is_open).values() for turn in by_key.values()]


@pytest.mark.proof
def test_the_walk_reaches_every_node() -> None:
    reached = {
        split(place.removeprefix("nine."))[0]
        for language, is_open in every_walk()
        for place, _ in walk(language, is_open)
    }
    keyed_only = {"slip_read", "slip_gone", "callback_read"}  # behind digits: test_keyed_numbers
    assert set(nodes()) - reached == keyed_only
    tally("menu: places walked", places=sum(len(walk(*one)) for one in every_walk()))


@pytest.mark.parametrize(("language", "is_open"), every_walk())
def test_every_key_leads_to_a_place_or_an_end(language: str, is_open: bool) -> None:
    for turn in turns_of(language, is_open):
        assert place_of(turn.document) or ending_of(turn.document) in ENDINGS


@pytest.mark.parametrize(("language", "is_open"), every_walk())
def test_zero_is_a_person_everywhere_or_a_way_to_reach_one(language: str, is_open: bool) -> None:
    for (reference, _), (before, by_key) in walk(language, is_open).items():
        name = split(reference.removeprefix("nine."))[0]
        turn = by_key["0"]
        if name in PRIVATE:
            assert not any(isinstance(deed, Enqueue) for deed in turn.deeds)
        elif before.is_waiting:
            assert ending_of(turn.document) == "line" or place_of(turn.document) == ("wait", 0)
        elif is_open:
            assert any(isinstance(deed, Enqueue) for deed in turn.deeds), reference
        else:
            left = any(isinstance(deed, LeaveMessage) for deed in turn.deeds)
            assert left or place_of(turn.document) == ("closed", 0), reference


@pytest.mark.parametrize(("language", "is_open"), every_walk())
def test_nine_nine_marks_somebody_who_cannot_speak_everywhere(language: str, is_open: bool) -> None:
    for (reference, tries), (before, by_key) in walk(language, is_open).items():
        at_once = given_at(before, (reference, tries), Given("digits", "99"))
        assert any(isinstance(deed, MarkQuiet) for deed in at_once.deeds), reference
        middle = place_of(by_key["9"].document)
        if middle is not None and middle[0].startswith("nine."):
            then = given_at(before, middle, Given("digits", "9"))
            assert any(isinstance(deed, MarkQuiet) for deed in then.deeds), reference
        else:
            assert any(isinstance(deed, MarkQuiet) for deed in by_key["9"].deeds), reference


@pytest.mark.parametrize(("language", "is_open"), every_walk())
def test_silence_alone_ends_soon_with_a_person_a_message_or_a_goodbye(
    language: str, is_open: bool
) -> None:
    for place, (before, _) in walk(language, is_open).items():
        now: Place | None = place
        turn, one = given_at(before, place, SILENCE), before
        for _ in range(PATIENCE):
            one = after(one, turn.deeds)
            now = place_of(turn.document)
            if now is None or now[0] == "wait":
                break
            turn = given_at(one, now, SILENCE)
        assert now is None or now[0] == "wait", place


@pytest.mark.parametrize(("language", "is_open"), every_walk())
def test_documents_can_be_spoken(language: str, is_open: bool) -> None:
    for turn in turns_of(language, is_open):
        for verb in turn.document.verbs:
            if isinstance(verb, Gather):
                _check_gather(verb)
        assert all(say.text.strip() and say.language in LANGUAGES for say in said_in(turn.document))


def _check_gather(gather: Gather) -> None:
    assert gather.said, gather.path
    assert all(isinstance(part, Say | Play | Pause) for part in gather.said)
    assert 2 <= gather.seconds <= 10
    assert gather.most in {1, 8, 9}
    assert not gather.hears_words or gather.hints
    assert gather.language in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_is_good_twiml(language: str) -> None:
    written = {turn.document for turn in turns_of(language, True)}
    for document in written:
        assert render(document, "https://line.example").startswith("<?xml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_caller_is_spoken_to_in_their_language(language: str) -> None:
    """But for the languages themselves, and names that have none but the Polish."""
    for (reference, _), (_, by_key) in walk(language, True).items():
        if split(reference.removeprefix("nine."))[0] in {"greeting", "language"}:
            continue
        turn = by_key["silence"]
        if place_of(turn.document) and split(place_of(turn.document)[0])[0] == "place":
            continue
        spoken = {say.language for say in said_in(turn.document)} - {language}
        assert not spoken or spoken == {"pl"}, reference


@pytest.mark.parametrize(("language", "is_open"), every_walk())
def test_nobody_is_offered_more_than_five_things_and_the_next_page(
    language: str, is_open: bool
) -> None:
    for (reference, _), (_, by_key) in walk(language, is_open).items():
        node = nodes().get(split(reference)[0])
        if node is None or not node.list:
            continue
        places = {place_of(by_key[key].document) for key in "123456"}
        seventh = place_of(by_key["7"].document)
        assert seventh is None or seventh[0] in {reference, "closed"}, reference
        assert len(places) <= PAGE_SIZE + 1


@pytest.mark.proof
@pytest.mark.parametrize("is_open", [True, False])
def test_random_keys_never_crash_and_are_soon_offered_a_person(is_open: bool) -> None:
    dice = random.Random(8)
    callers = count(60, 5_000)
    longest = 0
    for _ in range(callers):
        longest = max(longest, _mash(dice, scene(is_open=is_open)))
    tally("menu: random callers", callers=callers, longest=longest)
    # a step may cost two documents: the 9 that might have been the first of 9 9
    assert longest <= 2 * MOST_STEPS + 2


def _mash(dice: random.Random, one: Scene) -> int:
    """Somebody who presses anything, never 0; how many documents until the call left the menu."""
    turn = first(one)
    for documents in range(1, 10 * MOST_STEPS):
        one = after(one, turn.deeds)
        now = place_of(turn.document)
        if now is None or now[0] == "wait":
            return documents
        turn = answer(one, *now, _anything(dice))
    raise AssertionError("the menu never let go")


def _anything(dice: random.Random) -> Given:
    kind = dice.choice(("digits", "digits", "digits", "many", "silence", "speech"))
    if kind == "silence":
        return SILENCE
    if kind == "speech":
        return Given("speech", dice.choice(("", "xyzzy", "dwa", "привіт", "dziewięć", " ")))
    length = 1 if kind == "digits" else dice.randint(2, 9)
    return Given("digits", "".join(dice.choice("123456789*") for _ in range(length)))


def test_an_address_nobody_gave_is_the_beginning() -> None:
    for reference in ("", "nowhere", "pick.violence", "nine", "nine.nine.main", "person.asked"):
        turn = answer(scene(memory={NOTICED: True}), reference, 0, SILENCE)
        assert text_of(turn.document)
    lost = ("topics", "topics.99", "events.77.88", "events", "places", "place", "place.x")
    for reference in lost:
        turn = answer(scene(), reference, 0, Given("digits", "9"))
        assert place_of(turn.document) == (f"nine.{reference}", 0)
        assert text_of(answer(scene(), f"nine.{reference}", 0, SILENCE).document)


def test_the_line_is_reached_through_our_own_addresses_only() -> None:
    for language, is_open in every_walk():
        for turn in turns_of(language, is_open):
            for verb in turn.document.verbs:
                if isinstance(verb, Gather | Redirect):
                    assert verb.path.startswith("/telephony/")
