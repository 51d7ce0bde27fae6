"""What the local provider's process is told, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from contactcenter.telephony.local_provider.parts import Line
from shared.web.environment import Environment

DEFAULT_PORT = 8640
# No free line is assigned yet. This one can be dialed on the test phone only.
TRIAL_LINE = "+48800000000"


@dataclass(frozen=True)
class Settings:
    """`app_url`: where the contact center listens; `public_url`: where browsers find this process.

    `token` signs every webhook and opens the door for orders. The secret stays out of repr.
    """

    token: str = field(repr=False)
    app_url: str
    port: int = DEFAULT_PORT
    public_url: str = f"http://127.0.0.1:{DEFAULT_PORT}"
    line_number: str = TRIAL_LINE

    @property
    def line(self) -> Line:
        """The line, and where the contact center hears of its calls."""
        routes = f"{self.app_url}/telephony"
        return Line(
            self.line_number,
            voice_url=f"{routes}/voice",
            status_url=f"{routes}/status/call",
            message_url=f"{routes}/message",
            fallback_url=f"{routes}/fallback",
        )


def read_settings(variables: Mapping[str, str] = os.environ) -> Settings:
    """The settings the environment describes; raises SettingsFault naming the first wrong one."""
    environment = Environment(variables)
    port = environment.port("OKIENKO_PORT", DEFAULT_PORT)
    return Settings(
        token=environment.token("OKIENKO_TELEPHONY_TOKEN_FILE"),
        app_url=environment.web_address("OKIENKO_CONTACTCENTER_URL"),
        port=port,
        public_url=environment.web_address("OKIENKO_PUBLIC_URL", f"http://127.0.0.1:{port}"),
        line_number=environment.text("OKIENKO_LINE_NUMBER", TRIAL_LINE),
    )
