"""The catalog of events the house keeps: their names, and the only fields each may have.

No field can hold personal data: ids the house made, counts, and words from closed lists. An event
that is not in the catalog, or has a field too many or too few, is a mistake and raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Field = str | int | bool | None
LONGEST_FIELD = 80

CATALOG: Mapping[str, frozenset[str]] = {
    # at the kiosk
    "slip_taken": frozenset({"key", "kiosk_id", "language", "on_paper"}),
    "help_asked": frozenset({"key", "kiosk_id", "language"}),
    "numbers_kept": frozenset({"kiosk_id", "count"}),
    # at the city's door
    "kiosk_registered": frozenset({"kiosk_id"}),
    "numbers_leased": frozenset({"kiosk_id", "count"}),
    "envelope_received": frozenset({"key", "kiosk_id", "kind"}),
    "envelope_refused": frozenset({"why"}),
    "slip_replaced": frozenset({"key", "kiosk_id"}),
    # at the agent's screen
    "slip_opened": frozenset({"matter_id", "agent_id"}),
    "slip_refused": frozenset({"agent_id", "why"}),
    "matter_saved": frozenset({"matter_id", "agent_id"}),
    "matter_closed": frozenset({"matter_id", "agent_id", "disposition"}),
    "slips_expired": frozenset({"count"}),
    "referral_made": frozenset({"referral_id", "agent_id"}),
    "referral_settled": frozenset({"referral_id", "agent_id", "outcome", "why"}),
    "packet_added": frozenset({"referral_id", "agent_id"}),
    "packet_read": frozenset({"referral_id", "agent_id"}),
    # what a talk ended with
    "agreement_begun": frozenset({"agreement_id", "agent_id"}),
    "promise_made": frozenset({"promise_id", "agent_id"}),
    "promise_settled": frozenset({"promise_id", "agent_id", "outcome"}),
    "agreement_read_back": frozenset({"agreement_id", "agent_id"}),
    "agreement_coded": frozenset({"agreement_id", "agent_id"}),
    "agreement_shown": frozenset({"agreement_id", "kiosk_id"}),
    "agreement_withdrawn": frozenset({"agreement_id", "agent_id"}),
    "contact_judged": frozenset({"call_id", "agent_id", "is_safe"}),
    "card_opened": frozenset({"call_id", "agent_id"}),
    "message_asked": frozenset({"message_id", "agent_id", "parts"}),
    "message_refused": frozenset({"agent_id", "why"}),
    "message_read": frozenset({"message_id", "agent_id"}),
    "opted_out": frozenset({"by"}),
    "opted_in": frozenset({"by"}),
    "call_refused": frozenset({"agent_id", "why"}),
    "voicemail_heard": frozenset({"voicemail_id", "agent_id"}),
    "voicemail_deleted": frozenset({"voicemail_id", "agent_id"}),
    "voicemails_expired": frozenset({"count"}),
    # every look at what somebody told us; `what` names a list
    "matter_read": frozenset({"matter_id", "agent_id"}),
    "call_read": frozenset({"call_id", "agent_id"}),
    "list_read": frozenset({"what", "agent_id"}),
    "call_history_read": frozenset({"call_id", "agent_id"}),
    # at a desk
    "ticket_given": frozenset({"ticket_id", "agent_id", "kiosk_id"}),
    "ticket_called": frozenset({"ticket_id", "agent_id"}),
    "appointment_booked": frozenset({"appointment_id", "agent_id"}),
    "appointment_settled": frozenset({"appointment_id", "agent_id", "state"}),
    # at an agency
    "referral_resulted": frozenset({"referral_id", "agent_id", "result"}),
    # people and their work
    "agent_signed_in": frozenset({"agent_id"}),
    "agent_signed_out": frozenset({"agent_id", "why"}),
    "agent_refused": frozenset({"why"}),
    "agent_changed": frozenset({"agent_id", "by_agent_id", "what"}),
    "task_claimed": frozenset({"task_id", "agent_id"}),
    "task_completed": frozenset({"task_id", "agent_id", "disposition"}),
    # supervisors: in other people's calls, and what they decide about the line
    "call_supervised": frozenset({"call_id", "agent_id", "kind"}),
    "line_hours_changed": frozenset({"hours_id", "agent_id", "state"}),
    "pause_reason_changed": frozenset({"agent_id", "what", "state"}),
    "wall_opened": frozenset({"screen_id", "agent_id"}),
    "wall_ended": frozenset({"screen_id", "agent_id"}),
    # the line out of order, or practicing it
    "line_switched": frozenset({"mode_id", "agent_id", "state", "why"}),
    "line_closed": frozenset({"mode_id", "agent_id", "is_forced"}),
    "sheets_printed": frozenset({"batch_id", "agent_id", "count"}),
    "sheet_settled": frozenset({"sheet_id", "agent_id", "state"}),
    "sheets_counted": frozenset({"mode_id", "agent_id", "count"}),
    "stray_settled": frozenset({"mode_id", "agent_id", "outcome"}),
    # a citizen's right to know, and to be forgotten; the keys
    "subject_exported": frozenset({"by", "count"}),
    "subject_erased": frozenset({"by", "count"}),
    "keys_rotated": frozenset({"count"}),
    # the trail's own beginning, once its oldest events were let go
    "trail_pruned": frozenset({"upto", "link", "count"}),
    # what the city knows, and who changed it
    "draft_saved": frozenset({"draft_id", "agent_id", "revision"}),
    "draft_moved": frozenset({"draft_id", "agent_id", "state"}),
    "content_published": frozenset({"version_id", "number", "kind", "agent_id", "content_hash"}),
    "content_refused": frozenset({"agent_id", "why"}),
    "correction_proposed": frozenset({"correction_id", "agent_id", "what"}),
    "correction_settled": frozenset({"correction_id", "agent_id", "state"}),
}


class Event(NamedTuple):
    """One event that fits the catalog."""

    name: str
    fields: dict[str, Field]


class NotInCatalog(Exception):
    """An event, or a field of one, that nobody agreed to keep."""


def event(name: str, /, **fields: Field) -> Event:
    """The event, once it is sure that it fits the catalog."""
    if name not in CATALOG:
        raise NotInCatalog(name)
    if fields.keys() != CATALOG[name]:
        raise NotInCatalog(f"{name}: {sorted(fields.keys() ^ CATALOG[name])}")
    for field, value in fields.items():
        if isinstance(value, str) and (len(value) > LONGEST_FIELD or not value.isprintable()):
            raise NotInCatalog(f"{name}: {field} is no id and no word from a list")
    return Event(name, fields)
