"""`python -m provisioning.server render|roll`: what an administrator does with the proxy."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

from provisioning.server.proxy import Proxy, Site, render
from provisioning.server.roll import Stuck, roll

SOCKET = Path("/run/haproxy/okienko.sock")


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    arguments = _parser().parse_args(argv)
    code: int = arguments.run(arguments)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m provisioning.server", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    shown = commands.add_parser("render", help="print HAProxy's configuration")
    shown.add_argument("ports", nargs="+", type=int, metavar="PORT", help="of each process")
    shown.add_argument("--bind", default="*:443 ssl crt /etc/okienko/city.pem")
    shown.set_defaults(run=_render)
    rolled = commands.add_parser("roll", help="restart the processes one after another")
    rolled.add_argument("--restart", default="systemctl restart okienko-center@{port}")
    rolled.add_argument("--patience", type=float, default=60.0, metavar="SECONDS")
    rolled.set_defaults(run=_roll)
    for command in (shown, rolled):
        command.add_argument("--socket", type=Path, default=SOCKET, help="HAProxy's, for orders")
    return parser


def _render(arguments: argparse.Namespace) -> int:
    print(render(Site(arguments.bind, arguments.ports, arguments.socket)), end="")
    return 0


def _roll(arguments: argparse.Namespace) -> int:
    def restart(port: int) -> None:
        print(f"{port}: restarting")
        subprocess.run(shlex.split(arguments.restart.format(port=port)), check=True)

    try:
        done = roll(Proxy(arguments.socket), restart, arguments.patience)
    except (Stuck, OSError, subprocess.CalledProcessError) as fault:
        print(f"roll: {fault}", file=sys.stderr)
        return 1
    print(f"All {len(done)} processes were restarted.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
