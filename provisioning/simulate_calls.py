"""`okienko simulate-calls` for the center that runs on this machine, as `make run` set it up.

What the environment says comes first: an installation names its own settings there.
"""

from __future__ import annotations

import argparse
import os
from typing import Any

from contactcenter.settings import Settings, read_settings
from contactcenter.simulation.commands import add_arguments, run_simulation
from provisioning.state import PortFault, contactcenter_environment, read_state
from shared.cli import Stop
from shared.web.environment import SettingsFault

Commands = Any  # what argparse gives out for subcommands has no public name


def add_simulate_calls(commands: Commands) -> argparse.ArgumentParser:
    """`okienko simulate-calls --callers 30 --seed 7 [--clock virtual|real] …`."""
    command: argparse.ArgumentParser = commands.add_parser(
        "simulate-calls", help="made-up callers on the line, now or on a simulated day"
    )
    add_arguments(command)
    command.set_defaults(run=lambda arguments: run_simulation(arguments, settings_here))
    return command


def settings_here() -> Settings:
    """The settings of the center on this machine. Raises Stop."""
    try:
        return read_settings({**contactcenter_environment(read_state(os.environ)), **os.environ})
    except (PortFault, SettingsFault) as fault:
        raise Stop(f"simulate-calls: {fault}") from None
