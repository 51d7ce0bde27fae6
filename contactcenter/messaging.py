"""Messages from the console: what they may say, to which number, and asking the provider."""

from __future__ import annotations

from datetime import datetime

import phonenumbers
from phonenumbers import PhoneNumberType
from sqlalchemy.orm import Session

from contactcenter.agreeing import Line, Talk, lines_of, talk_words
from contactcenter.center import Center
from contactcenter.telephony import commands
from contactcenter.telephony.numbers import unseal_number
from shared.intake.agreement_seen import AgreementView
from shared.intake.keys import CityKeys
from shared.intake.message import Ask, Outgoing
from shared.intake.message_in import Arrived, arrived
from shared.intake.message_text import MOST_PARTS, count_parts
from shared.text import LANGUAGES
from shared.web.present import Words

SEND = "send_message"
TEMPLATES = ("hello", "missed", "papers", "appointment")
LANDLINE = (PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST)


def asker(keys: CityKeys, at: datetime) -> Ask:
    """Writes the command beside the message, in its transaction: neither goes without the other."""

    def ask(db: Session, outgoing: Outgoing) -> None:
        fields = {
            "message_id": outgoing.message_id,
            "to": outgoing.number,
            "body": outgoing.body,
        }
        commands.ask(
            db, keys, outgoing.call_id, SEND, fields, at, key=f"message {outgoing.message_id}"
        )

    return ask


def take_message(center: Center, db: Session, sid: str, number: str, body: str) -> Arrived:
    """A message a citizen sent us, for the signed route: call it in the webhook's transaction."""
    at = center.clock.now()
    thanks = center.words("pl").say("message-stopped")
    return arrived(
        db, sid, number, body, center.keys, at, asker(center.keys, at), confirmation=thanks
    )


def number_of(center: Center, talk: Talk) -> str | None:
    """The number the call came from, in E.164 form; None at a desk or for a hidden one."""
    call = talk.call
    if call is None:
        return None
    return unseal_number(center.settings.city_secret, call.number_sealed, call.id)


def is_landline(number: str) -> bool:
    """Whether no message can arrive at this number (E.164)."""
    return phonenumbers.number_type(phonenumbers.parse(number)) in LANDLINE


def forbidden_names(center: Center, *, is_sensitive: bool) -> tuple[str, ...]:
    """What may stand in no message: the names of what could endanger; there, its doors too."""
    names: list[str] = []
    for service in center.knowledge.services.values():
        if not service.safety_sensitive:
            continue
        names += [getattr(service.names, language) or "" for language in LANGUAGES]
        if is_sensitive:
            places = (center.knowledge.locations.get(one) for one in service.where.locations)
            names += [place.names.pl for place in places if place]
    return tuple(name for name in names if len(name) > 3)


def agreement_text(
    center: Center, talk: Talk, agreement: AgreementView, code: str | None, words: Words
) -> str:
    """The agreement as a message; in a sensitive matter it says that we talked, and no more."""
    ends = [words.say("message-code", code=code)] if code else []
    if agreement.is_sensitive or talk.is_sensitive:
        return " ".join([words.say("message-disguised"), *ends])
    lines = lines_of(center, agreement, words)
    full = _numbered(lines, ends, words)
    if count_parts(full).parts <= MOST_PARTS:
        return full
    without_papers = [line._replace(papers=()) for line in lines]
    shorter = _numbered(without_papers, ends, words)
    if count_parts(shorter).parts <= MOST_PARTS:
        return shorter
    return _numbered([line._replace(where=None) for line in without_papers], ends, words)


def _numbered(lines: list[Line], ends: list[str], words: Words) -> str:
    """One line of text a promise; what does not fit in is on paper and at the kiosk."""
    numbered = [
        f"{number}) {' '.join(line.sentences(words))}" for number, line in enumerate(lines, start=1)
    ]
    return "\n".join([words.say("message-agreed"), *numbered, *ends])


def template_text(center: Center, talk: Talk, name: str, language: str | None = None) -> str:
    """A ready message in the caller's language, or the one asked for."""
    words = center.words(language) if language else talk_words(center, talk)
    return words.say(f"message-template-{name}")
