"""What becomes of digits that are keyed: a slip's number, or a number to call back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import phonenumbers
from phonenumbers import PhoneNumberType

from contactcenter.telephony.menu.deeds import FoundSlip, Keep, Note
from contactcenter.telephony.menu.node import nodes
from contactcenter.telephony.menu.onward import Onward
from contactcenter.telephony.menu.scene import Scene, SlipTrouble
from contactcenter.telephony.menu.voice import message
from shared.intake.slip import NUMBER_DIGITS, is_valid

REGION = "PL"
REACHABLE = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
    }
)
ASK_AGAIN = frozenset({SlipTrouble.UNKNOWN_NUMBER})

Taker = Callable[[Scene, str, int], Onward | None]


def take_slip(scene: Scene, keys: str, attempt: int) -> Onward | None:
    """A slip's number: found and read back, or why not, each in its own sentence.

    A number that fails its check digit is a slip of the finger: nothing is looked up or counted.
    """
    if len(keys) != NUMBER_DIGITS:
        return None
    if not is_valid(keys):
        return _once_more(scene, attempt, "misheard")
    found = scene.find_slip(keys)
    if isinstance(found, SlipTrouble) and found is not SlipTrouble.NOT_ARRIVED:
        return _no_slip(scene, attempt, found)
    is_here = not isinstance(found, SlipTrouble)
    deeds = (FoundSlip(str(found) if is_here else None, keys), Keep(keys))
    said = () if is_here else (message(scene, "phone-slip-not_arrived"),)
    known = replace(scene, has_slip=True, kept=keys)
    return Onward(known, "slip_read", said=said, deeds=deeds)


def take_number(scene: Scene, keys: str, _attempt: int) -> Onward | None:
    """A number to call back: a mobile or a landline in Poland, kept until it is confirmed."""
    number = callable_number(keys)
    if number is None:
        return None
    return Onward(replace(scene, kept=number), "callback_read", deeds=(Keep(number),))


def callable_number(keys: str) -> str | None:
    """The national number, if it is one somebody can be called at for the usual price."""
    try:
        number = phonenumbers.parse(keys, REGION)
    except phonenumbers.NumberParseException:
        return None
    is_ours = phonenumbers.is_valid_number_for_region(number, REGION)
    is_reachable = phonenumbers.number_type(number) in REACHABLE
    return str(number.national_number) if is_ours and is_reachable else None


def _no_slip(scene: Scene, attempt: int, why: SlipTrouble) -> Onward:
    if why in ASK_AGAIN:
        return _once_more(scene, attempt, why.value)
    said = (message(scene, f"phone-slip-{why.value}"),)
    return Onward(scene, "slip_gone", said=said, deeds=(Note("slip_refused", {"why": why.value}),))


def _once_more(scene: Scene, attempt: int, why: str) -> Onward:
    """Ask again, or go on without a slip when it was asked often enough."""
    said = (message(scene, f"phone-slip-{why}"),)
    note = Note("slip_refused", {"why": why})
    if attempt + 1 >= nodes()["slip"].tries:
        return Onward(scene, nodes()["slip"].silence, said=said, deeds=(note,))
    return Onward(scene, "slip", said=said, deeds=(note,), attempt=attempt + 1)


KEYED: Mapping[str, Taker] = {"slip": take_slip, "callback_number": take_number}
