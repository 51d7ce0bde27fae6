"""One webhook being served: in one open transaction, without Flask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from contactcenter.telephony.numbers import index_of, normalize, seal_number
from contactcenter.telephony.switchboard import Switchboard
from shared.models import Call, CallDirection, CallMedium, CallState, new_id

if TYPE_CHECKING:
    from contactcenter.center import Center

BY_SID = select(Call).where(Call.provider_sid == bindparam("sid")).with_for_update()


@dataclass(frozen=True)
class Visit:
    """One webhook being served."""

    center: Center
    board: Switchboard
    form: Mapping[str, str]

    @property
    def db(self) -> Session:
        """The open transaction."""
        return self.board.db

    @property
    def told_at(self) -> datetime:
        """When it happened, as the provider says; now, where it says nothing or the future."""
        try:
            told_at = parsedate_to_datetime(self.form["Timestamp"])
        except (KeyError, ValueError, TypeError):
            return self.board.at
        return min(told_at, self.board.at) if told_at.tzinfo else self.board.at


def find_or_begin(visit: Visit, sid: str) -> Call:
    """The inbound call of this sid; news of its end may come before its beginning."""
    call = call_of(visit, sid)
    if call is not None:
        return call
    call_id, secret = new_id(), visit.center.keys.secret
    number = normalize(visit.form.get("From", ""))
    fresh = Call(
        id=call_id,
        medium=CallMedium.PHONE,
        direction=CallDirection.INBOUND,
        state=CallState.MENU,
        provider_sid=sid,
        number_index=index_of(secret, number) if number else None,
        number_sealed=seal_number(secret, number, call_id) if number else None,
        language="pl",
        is_recorded=visit.center.settings.telephony.is_recording,
        menu={},
        transfer={},
        began_at=visit.board.at,
    )
    return visit.board.begin(fresh)


def call_of(visit: Visit, sid: str) -> Call | None:
    """The call the provider knows by this name."""
    return visit.db.scalar(BY_SID, {"sid": sid})
