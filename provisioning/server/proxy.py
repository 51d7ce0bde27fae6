"""HAProxy before the processes: its configuration, and what can be asked of it while it runs."""

from __future__ import annotations

import csv
import io
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

HERE = Path(__file__).parent / "haproxy"
AWAY = HERE / "away.http"
BACKEND = "center"
ANSWER_SECONDS = 5.0
MOST_BYTES = 65_536


@dataclass(frozen=True)
class Site:
    """What differs from one city to another.

    `bind`: as HAProxy writes it, with its certificate: "*:443 ssl crt /etc/okienko/city.pem".
    `ports`: of the processes, all on loopback. `socket`: where HAProxy is asked and told things.
    """

    bind: str
    ports: Sequence[int]
    socket: Path
    away: Path = AWAY


class ProxyFault(RuntimeError):
    """HAProxy did not do what was asked; the message is what it said."""


def name_of(port: int) -> str:
    """What HAProxy calls the process on this port."""
    return f"center{port}"


def render(site: Site) -> str:
    """The whole configuration."""
    servers = "\n".join(f"    server {name_of(port)} 127.0.0.1:{port}" for port in site.ports)
    template = Template((HERE / "haproxy.cfg").read_text(encoding="utf-8"))
    return template.substitute(
        bind=site.bind, socket=site.socket, away=site.away, servers=servers.rstrip()
    )


class Proxy:
    """A running HAProxy, through its administration socket."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def drain(self, port: int) -> None:
        """From now on nothing new goes to this process."""
        self._tell(f"set server {BACKEND}/{name_of(port)} state drain")

    def admit(self, port: int) -> None:
        """It is sent people again, as soon as it answers."""
        self._tell(f"set server {BACKEND}/{name_of(port)} state ready")

    def states(self) -> Mapping[int, str]:
        """By port: UP, DOWN, DRAIN and what else HAProxy calls it."""
        table = csv.DictReader(io.StringIO(self._ask("show stat").removeprefix("# ")))
        prefix = name_of(0).removesuffix("0")
        return {
            int(row["svname"].removeprefix(prefix)): row["status"]
            for row in table
            if row["pxname"] == BACKEND and row["svname"].startswith(prefix)
        }

    def _tell(self, command: str) -> None:
        said = self._ask(command).strip()
        if said:
            raise ProxyFault(said)

    def _ask(self, command: str) -> str:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(ANSWER_SECONDS)
            line.connect(str(self._path))
            line.sendall(f"{command}\n".encode())
            parts = []
            while part := line.recv(MOST_BYTES):
                parts.append(part)
        return b"".join(parts).decode()
