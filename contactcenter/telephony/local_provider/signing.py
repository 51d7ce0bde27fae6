"""The signature on every webhook, as the public provider describes it for its own.

HMAC-SHA1 under the account's token over the address and, sorted by name, each field's name and
value; base64. Written here a second time on purpose: whoever checks it is another module.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping

HEADER = "X-Twilio-Signature"


def sign(url: str, form: Mapping[str, str], token: str) -> str:
    """The signature of one request; `url` as it is sent, without its fragment."""
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(token.encode(), text.encode(), "sha1")).decode()
