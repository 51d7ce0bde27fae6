"""What went wrong, out of the provider's statuses and error codes.

Codes: the provider's error dictionary. 20404 not found · 21220 the call is not in a state that
allows it · 21610 the number has opted out · 21614 no mobile number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from twilio.base.exceptions import TwilioRestException, TwilioServiceException

from contactcenter.telephony.provider import Failed, Trouble
from contactcenter.telephony.twilio_provider.line import Unanswered, Unsent

Answered = TypeVar("Answered")

_BY_CODE = {
    20404: Trouble.GONE,
    21220: Trouble.GONE,
    21610: Trouble.OPTED_OUT,
    21614: Trouble.NOT_A_MOBILE,
}
_BY_STATUS = {404: Trouble.GONE, 429: Trouble.AWAY, 503: Trouble.AWAY}
# What the library raises when an answer is no JSON, or not the JSON it was to be.
_GARBAGE = (ValueError, TypeError, AttributeError, KeyError)


def attempt(ask: Callable[[], Answered]) -> Answered | Failed:
    """What `ask` answers, or what went wrong, as a value."""
    try:
        return ask()
    except Unsent:
        return Failed(Trouble.AWAY, "no connection")
    except Unanswered:
        return Failed(Trouble.UNKNOWN, "no answer")
    except (TwilioRestException, TwilioServiceException) as fault:
        return trouble(fault.status, fault.code)
    except _GARBAGE:
        return Failed(Trouble.UNKNOWN, "no sense")


def trouble(status: object, code: object = None) -> Failed:
    """A refusal by its code, else its HTTP status; a server's own fault may have happened after."""
    known = _BY_CODE.get(_whole(code)) or _BY_STATUS.get(_whole(status))
    refused = Trouble.REFUSED if _whole(status) < 500 else Trouble.UNKNOWN
    return Failed(known or refused, str(_whole(code) or _whole(status)))


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0
