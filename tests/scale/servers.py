"""What a city of several processes stands on, really started: database, queue, proxy, apps."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import requests
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from contactcenter.settings import Settings
from contactcenter.telephony.settings import TelephonySettings
from provisioning.server.proxy import Proxy, Site, render
from shared.store import open_store
from tests.contactcenter.city import fill, write_settings
from tests.contactcenter.server import Server, environment
from tests.databases import migrated_postgresql_url, postgresql_server
from tests.stack import free_ports

PATIENCE_SECONDS = 120.0  # two starts on a machine that has much else to do
USABLE_SECONDS = 10.0  # what the city is promised after anything of this went away
TOKEN = "a token for a city of several processes"
TELEPHONY = TelephonySettings("local", (TOKEN,), "http://127.0.0.1:9", is_always_open=True)


def until(is_so: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> float:
    """Wait for it; how long it took. Fails when it does not come."""
    began, pause = time.monotonic(), Event()
    while not is_so():
        assert time.monotonic() - began < seconds, "it did not come to that"
        pause.wait(0.05)
    return time.monotonic() - began


class Postgresql:
    """The run's own server, which can be away for a while."""

    def stop(self) -> None:
        """As when its machine is restarted."""
        server = postgresql_server()
        command = (server.bin_path / "pg_ctl", "-w", "-m", "immediate", "-D", server.pgdata, "stop")
        subprocess.run(command, user=server.system_user, check=True, capture_output=True)

    def start(self) -> None:
        """It is back, with all that was committed. After such a stop it reads its log first, which
        on a busy machine may take longer than whoever starts it waits.
        """
        with suppress(subprocess.TimeoutExpired):
            postgresql_server().ensure_postgres_running()
        until(self.answers)

    def answers(self) -> bool:
        """Whether it takes connections."""
        store = open_store(postgresql_server().get_uri())
        try:
            with suppress(OperationalError), store.engine.connect():
                return True
            return False
        finally:
            store.close()

    def start_as_standby(self) -> None:
        """In its place somebody answers who only repeats what was written: it is read, no more."""
        server = postgresql_server()
        mark = server.pgdata / "standby.signal"
        mark.touch()
        shutil.chown(mark, server.pgdata.owner())
        self.start()

    def promote(self) -> None:
        """From now on it takes writes."""
        store = open_store(postgresql_server().get_uri())
        with store.engine.connect() as connection:
            connection.execute(text("SELECT pg_promote(true)"))
        store.close()


class Process:
    """One program of ours or theirs, with its log in a file."""

    def __init__(self, command: list[str], log: Path, **environment: str) -> None:
        self.command = command
        self.log = log
        self.environment = environment
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin, or begin anew."""
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command, env=os.environ | self.environment, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """As the kernel does when there is no memory left: no farewell."""
        assert self.running is not None
        self.end(signal.SIGKILL)

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop, and wait until it has; its exit code. With it go its children."""
        assert self.running is not None
        children = _children(self.running.pid)
        self.running.send_signal(by)
        if by is signal.SIGKILL:
            for child in children:
                with suppress(ProcessLookupError):
                    os.kill(child, by)
        return self.running.wait(timeout=30)


@dataclass
class Cluster:
    """The city: `server` is what people see of it, `apps` its processes by port."""

    server: Server
    proxy: Proxy
    redis: Process
    apps: dict[int, Process]
    metrics: dict[int, int]
    postgresql: Postgresql = field(default_factory=Postgresql)

    @property
    def ports(self) -> tuple[int, int]:
        """The two processes."""
        one, other = sorted(self.apps)
        return one, other

    def figures(self, port: int) -> str:
        """What one process says of itself."""
        return requests.get(f"http://127.0.0.1:{self.metrics[port]}/metrics", timeout=5).text

    def restart(self, port: int) -> None:
        """Have one process stop and start again, as an administrator would."""
        assert self.apps[port].end() == 0
        self.apps[port].start()

    def heal(self) -> None:
        """Start what has ended, and wait until both processes are sent people."""
        for app in self.apps.values():
            if app.running is not None and app.running.poll() is not None:
                app.start()
        until(lambda: all(state == "UP" for state in self.proxy.states().values()))


@contextmanager
def running_cluster(
    folder: Path, prepare: Callable[[Settings], None] = lambda _: None, database: str = "okienko"
) -> Iterator[Cluster]:
    """Start everything, wait until it answers, and end it all. `prepare` fills the database."""
    front, one, other, *figures = free_ports(5)
    url = migrated_postgresql_url(database)
    fill(url)
    settings = write_settings(folder, front, TELEPHONY)
    settings = replace(settings, database_url=url)
    prepare(settings)
    redis = _redis(folder)
    shared = environment(settings, folder)
    del shared["OKIENKO_PORT"]
    shared |= {
        "OKIENKO_REDIS_URL": f"unix://{folder / 'redis.sock'}",
        "OKIENKO_PROXIES": "1",
    }
    center = [sys.executable, "-m", "contactcenter"]
    metrics = dict(zip((one, other), figures, strict=True))
    apps = {
        port: Process(center, folder / f"{port}.log", **shared, **_ports(port, metrics[port]))
        for port in (one, other)
    }
    site = Site(f"127.0.0.1:{front}", sorted(apps), folder / "haproxy.sock")
    (folder / "haproxy.cfg").write_text(render(site), encoding="utf-8")
    haproxy = Process(["haproxy", "-db", "-f", str(folder / "haproxy.cfg")], folder / "haproxy.log")
    everything = [redis, *apps.values(), haproxy]
    store = open_store(settings.database_url)
    try:
        for process in everything:
            process.start()
        proxy = Proxy(site.socket)
        until(lambda: _answers(f"{settings.public_url}/healthz"))
        assert haproxy.running is not None
        with ExitStack() as browsers:
            server = Server(settings.public_url, settings, store, haproxy.running, browsers)
            cluster = Cluster(server, proxy, redis, apps, metrics)
            cluster.heal()
            yield cluster
    finally:
        for process in reversed(everything):
            if process.running is not None and process.running.poll() is None:
                process.end()
        store.close()


def _ports(port: int, metrics_port: int) -> dict[str, str]:
    return {"OKIENKO_PORT": str(port), "OKIENKO_METRICS_PORT": str(metrics_port)}


def _redis(folder: Path) -> Process:
    path = str(folder / "redis.sock")
    kept_nowhere = ["--save", "", "--appendonly", "no", "--dir", str(folder)]
    command = ["redis-server", "--port", "0", "--unixsocket", path, *kept_nowhere]
    return Process(command, folder / "redis.log")


def redis_answers(cluster: Cluster) -> bool:
    """Whether Redis is up."""
    path = cluster.redis.command[cluster.redis.command.index("--unixsocket") + 1]
    with Redis(unix_socket_path=path) as client, suppress(RedisError):
        return bool(client.ping())
    return False


def _answers(url: str) -> bool:
    with suppress(requests.RequestException):
        return requests.get(url, timeout=5).status_code == 200
    return False


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()]
