"""The console of the free 800 line.

`create_app` is imported when it is called: the local telephone provider and the provisioning are
in this package too, and need none of the console's views.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from contactcenter.settings import Settings
    from contactcenter.telephony.provider import Telephony
    from shared.clock import Clock

ROOT = Path(__file__).parent


def create_app(
    settings: Settings, clock: Clock | None = None, provider: Telephony | None = None
) -> Flask:
    """The contact center, ready to serve: see `contactcenter.app`."""
    from contactcenter.app import create_app as assemble

    return assemble(settings, clock, provider)
