"""What the provider asks: what a caller hears next. Each handler in one open transaction."""

from __future__ import annotations

from collections.abc import Mapping

from contactcenter.outage import mode
from contactcenter.queue import estimate
from contactcenter.supervising import hours
from contactcenter.telephony import doing, menu
from contactcenter.telephony.acting import number_of
from contactcenter.telephony.call import IN_TALK
from contactcenter.telephony.document import Document, HangUp, Join, Redirect
from contactcenter.telephony.menu import Given, Scene, Turn
from contactcenter.telephony.slips import find_slip
from contactcenter.telephony.switchboard import LOST, RETURNED
from contactcenter.telephony.visit import Visit, find_or_begin
from shared.clock import CITY_ZONE
from shared.models import Call, CallState, LegRole, LegState

GOODBYE = Document((HangUp(),))
STATUS_PATH = "/telephony/status/conference"
IN_LINE = frozenset({CallState.MENU, CallState.WAITING})
OUR_TALK = frozenset({CallState.DIALING, *IN_TALK})
IN_MENU = frozenset({CallState.MENU, CallState.WAITING, CallState.DIALING, CallState.MESSAGE})


def voice(visit: Visit) -> Document:
    """Somebody calls the line."""
    sid = visit.form.get("CallSid")
    if not sid:
        return GOODBYE
    call = find_or_begin(visit, sid)
    if call.state is not CallState.MENU:
        return onward(call)
    return take_turn(visit, call, menu.first(scene_of(visit, call)))


def keyed(visit: Visit, call_id: str, at: str, attempt: int) -> Document:
    """Keys, words or silence at a node of the menu."""
    call = visit.board.find(call_id)
    is_question = at.rpartition(".")[2] == menu.QUESTION  # asked in the middle of a talk
    if call is None or call.state not in (IN_TALK if is_question else IN_MENU):
        return onward(call)
    scene = scene_of(visit, call)
    if scene.is_outage and call.state not in OUR_TALK:
        return take_turn(visit, call, menu.outage(scene))
    turn = menu.answer(scene, at, attempt, given_of(visit.form))
    return take_turn(visit, call, turn)


def wait(visit: Visit, call_id: str) -> Document:
    """One round of waiting: the caller's sign of life."""
    call = visit.board.find(call_id)
    if call is None or call.state not in IN_LINE:
        return onward(call)
    scene = scene_of(visit, call)
    if scene.is_outage:
        return take_turn(visit, call, menu.outage(scene))
    if call.state is not CallState.WAITING or call.task_id is None:
        return onward(call)
    if call.menu.get(RETURNED):
        return _welcome_back(call, scene)
    standing = estimate.standing(visit.db, call.task_id, visit.board.at)
    turn = menu.waiting(scene, standing, given_of(visit.form))
    return take_turn(visit, call, turn)


def join(visit: Visit, call_id: str) -> Document:
    """Into the conversation."""
    call = visit.board.find(call_id)
    citizen = visit.board.leg_of(call, LegRole.CITIZEN) if call is not None else None
    if call is None or citizen is None or call.state not in IN_TALK:
        return onward(call)
    if citizen.state is LegState.ASKED:
        citizen.state = LegState.RINGING  # on the way: nobody need fetch them
    alone_path = f"/telephony/joining/{call.id}"
    return Document((Join(call.id, citizen.label, STATUS_PATH, wait_path=alone_path),))


def holding(visit: Visit, call_id: str) -> Document:
    """One round on hold."""
    call = visit.board.find(call_id)
    return GOODBYE if call is None else menu.holding(scene_of(visit, call))


def joining(visit: Visit, call_id: str) -> Document:
    """For whoever is in the conversation before the others are."""
    call = visit.board.find(call_id)
    return GOODBYE if call is None else menu.joining(scene_of(visit, call))


def announcement(visit: Visit, call_id: str, *, is_outside: bool) -> Document:
    """Somebody else is in the talk now, and everybody in it is told."""
    call = visit.board.find(call_id)
    if call is None or call.state not in IN_TALK:
        return GOODBYE
    return menu.third_person(scene_of(visit, call), is_outside=is_outside)


def question(visit: Visit, call_id: str) -> Document:
    """The agent asked something: one is yes, two is no, and then the talk goes on."""
    call = visit.board.find(call_id)
    if call is None or call.state not in IN_TALK:
        return onward(call)
    return take_turn(visit, call, menu.question(scene_of(visit, call)))


def outgoing(visit: Visit, call_id: str) -> Document:
    """Our callback was answered."""
    call = visit.board.find(call_id)
    if call is None or call.state is not CallState.DIALING:
        return onward(call)
    if call.provider_sid is None:
        call.provider_sid = visit.form.get("CallSid")
    return take_turn(visit, call, menu.outgoing(scene_of(visit, call)))


def take_turn(visit: Visit, call: Call, turn: Turn) -> Document:
    """Do what the menu asks for, and answer what it says."""
    for wanted in turn.deeds:
        doing.do(visit.center, visit.board, call, wanted)
    return turn.document


def _welcome_back(call: Call, scene: Scene) -> Document:
    """Why they wait again, said once."""
    why = call.menu[RETURNED]
    call.menu = {name: kept for name, kept in call.menu.items() if name != RETURNED}
    if why == LOST:
        return menu.back_in_line(scene)
    return Document((*menu.transferring(scene).verbs, Redirect(f"/telephony/wait/{call.id}")))


def onward(call: Call | None) -> Document:
    """Where somebody belongs who asks for a document of a place the call has left."""
    if call is None or call.state is CallState.ENDED:
        return GOODBYE
    path = "join" if call.state in IN_TALK else "wait"
    return Document((Redirect(f"/telephony/{path}/{call.id}"),)) if call.task_id else GOODBYE


def scene_of(visit: Visit, call: Call) -> Scene:
    """The call as the menu sees it now."""
    center, number = visit.center, number_of(visit.center, call)
    settings = center.settings.telephony
    return Scene(
        call_id=call.id,
        language=call.language,
        at=visit.board.at,
        knowledge=center.knowledge,
        say=center.translator.say,
        find_slip=lambda digits: find_slip(visit.db, center.keys, digits, number, visit.board.at),
        number_ending=number[-3:] if number else None,
        kept=doing.kept_of(center, call),
        memory=call.menu,
        is_open=True if settings.is_always_open else None,
        announced=hours.announced(visit.db, visit.board.at.astimezone(CITY_ZONE).date()),
        is_waiting=call.state is CallState.WAITING,
        is_quiet=call.is_quiet,
        is_recorded=call.is_recorded,
        matter=call.matter,
        has_slip=call.slip_id is not None,
        failover_number=settings.failover_number,
        is_outage=mode.is_out(visit.db),
    )


def given_of(form: Mapping[str, str]) -> Given:
    """What came from the caller."""
    if form.get("Digits"):
        return Given("digits", form["Digits"])
    if form.get("SpeechResult"):
        return Given("speech", form["SpeechResult"])
    return menu.SILENCE
