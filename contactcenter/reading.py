"""Which pages show what somebody told us, and that each look at one is in the audit trail.

A page of a citizen's record that is in neither list here is a mistake the tests find.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple

from flask import Flask, Response, make_response, request
from flask.typing import ResponseReturnValue

from contactcenter.center import center, now, presence
from shared.store.ledger import record

SEEN = 200


class Read(NamedTuple):
    """The event of one page, and which part of its address names the record.

    `talk`: the address names a call or a matter, and says which.
    """

    event: str
    field: str = ""
    argument: str = ""


TALK = Read("talk")
READS: Mapping[str, Read] = {
    "matter.page": Read("matter_read", "matter_id", "matter_id"),
    "matter.service": Read("matter_read", "matter_id", "matter_id"),
    "desk_paper.page": Read("matter_read", "matter_id", "matter_id"),
    "referral.choose": Read("matter_read", "matter_id", "matter_id"),
    "referral.doors": Read("matter_read", "matter_id", "matter_id"),
    "call.page": Read("call_read", "call_id", "call_id"),
    "passing.page": Read("call_read", "call_id", "call_id"),
    "agreement.page": TALK,
    "agreement.line": TALK,
    "agreement.read": TALK,
    "agreement.paper": TALK,
    "message.page": TALK,
    "message.inbox": Read("list_read", "what"),
    "calls.recent": Read("list_read", "what"),
    "calls.others": Read("list_read", "what", "name"),
    "promise.due": Read("list_read", "what"),
    "referral.overview": Read("list_read", "what"),
}
# Pages of a record that say nothing of whom it is about, that note their own event, or that only
# look again at what the page around them showed.
NOT_PERSONAL = frozenset(
    {
        "call.quiet",
        "calls.sound",
        "card.choose",
        "card.page",
        "message.states",
        "agency.referral",  # the packet's own event
        "appointments.show",
        "desk.paper",
        "outage.reconcile",
        "passing.state",
        "sheets.batch",
        "sheets.pdf",
        "sheets.type_page",
        "tasks.page",
    }
)
RECORDS = {"calls": ("call_read", "call_id"), "matters": ("matter_read", "matter_id")}


def note_reads(app: Flask) -> None:
    """Let every page of READS write its event before it is shown: no event, no page."""
    for endpoint, read in READS.items():
        app.view_functions[endpoint] = _noting(app.view_functions[endpoint], endpoint, read)


def _noting(view: Callable[..., Any], endpoint: str, read: Read) -> Callable[..., Any]:
    @wraps(view)
    def noted(**arguments: Any) -> ResponseReturnValue:
        response: Response = make_response(view(**arguments))
        if response.status_code == SEEN and request.method == "GET":
            _note(endpoint, read, arguments)
        return response

    return noted


def _note(endpoint: str, read: Read, arguments: Mapping[str, Any]) -> None:
    if read is TALK:
        event, field = RECORDS[arguments["kind"]]
        value = arguments["talk_id"]
    else:
        event, field = read.event, read.field
        value = arguments.get(read.argument, endpoint)
    with center().store.write() as db:
        record(db, event, now(), agent_id=presence().agent_id, **{field: value})
