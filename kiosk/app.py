"""The one place where the touchscreen app is assembled."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from flask import Flask, g
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from hardware.client import HardwareClient
from kiosk.agreed import AgreedCodes
from kiosk.calling import READ_SECONDS, Calling
from kiosk.caretaker import Caretaker
from kiosk.city_line import CityLine
from kiosk.devices import Devices
from kiosk.gates import GATES, language
from kiosk.help_watch import HelpWatch
from kiosk.kiosk import EXTENSION, Kiosk
from kiosk.knowledge import Holder, load_knowledge
from kiosk.missed import MissedSearches
from kiosk.missed_report import MissedReports
from kiosk.outbox import Outbox
from kiosk.paper import empty_sheet
from kiosk.printing import PrintRoom
from kiosk.settings import Settings
from kiosk.sync import Sync
from kiosk.ticket import TicketDoor
from kiosk.views import SCREENS
from kiosk.visit import WARN_AFTER_SECONDS, Look, Visit, Visits
from shared.bundle import Knowledge
from shared.clock import Clock, SystemClock
from shared.store import open_store
from shared.web import build_app, check_audiences, redirect_whole_page, respond
from shared.web.headers import Opens
from shared.web.present import Words
from shared.web.translate import Translator
from shared.worker import Worker

ROOT = Path(__file__).parent
REFUSALS = (400, 403, 404, 405, 413, 500)


def create_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    knowledge: Knowledge | None = None,
    workers: bool = True,
) -> Flask:
    """The kiosk, ready to serve. Raises SettingsFault when its content cannot be trusted.

    `workers`: start the threads that print, deliver and tidy up; tests call their work themselves.
    """
    app = build_app(
        ROOT, settings.secret_key, gates=GATES, language=language, opens=Opens(microphone=True)
    )
    room = _assemble(settings, clock or SystemClock(), knowledge or load_knowledge(settings))
    app.extensions[EXTENSION] = room
    for screen in SCREENS:
        app.register_blueprint(screen)
    _refuse_kindly(app)
    _dress(app)
    check_audiences(app)
    room.knowledge.search  # noqa: B018  # built now, not while the first citizen waits
    room.print_room.typesetter.warm(empty_sheet(Words(_translator(app), "pl")))
    room.print_room.recover()
    if workers:
        for worker in room.workers:
            worker.start()
    return app


def _assemble(settings: Settings, clock: Clock, knowledge: Knowledge) -> Kiosk:
    store = open_store(settings.database_url).keep_chain(settings.keys.device_key)
    store.migrate()

    def forget(visit: Visit) -> None:
        _leave(visit, print_room, help_watch, devices)
        calling.leave(visit)
        parting.ring()
        missed.settle(visit)
        holder.now.engine.forget()  # what it kept to be quick was worked out from answers
        sync.swap()

    visits = Visits(clock, on_end=forget)
    holder = Holder(knowledge)
    sync = Sync(settings, holder, visits)
    hardware = HardwareClient(settings.hardware_socket)
    print_room = PrintRoom(store, settings, hardware, clock, visits.is_here)
    outbox = Outbox(store, settings, clock)
    help_watch = HelpWatch(outbox.help_state)
    calling = Calling(CityLine(settings, READ_SECONDS), visits, clock)
    parting = Worker("parting", calling.work)
    ticket_door = TicketDoor(calling.line)
    devices = Devices(hardware, visits, clock)
    missed = MissedSearches(store, holder, clock)
    reports = MissedReports(settings, store, clock)
    caretaker = Caretaker(visits, store, clock)
    delivering = Worker("outbox", outbox.work)
    print_room.ring_outbox = delivering.ring
    return Kiosk(
        settings=settings,
        holder=holder,
        store=store,
        keys=settings.keys,
        clock=clock,
        visits=visits,
        print_room=print_room,
        outbox=outbox,
        help_watch=help_watch,
        calling=calling,
        agreed_codes=AgreedCodes(calling.line),
        ticket_door=ticket_door,
        devices=devices,
        missed=missed,
        sync=sync,
        workers=(
            Worker("printing", print_room.work),
            delivering,
            Worker("help watch", help_watch.work),
            parting,
            Worker("devices", devices.work),
            Worker("caretaker", caretaker.work),
            Worker("sync", sync.work),
            Worker("missed", reports.work),
            Worker("desk", ticket_door.work),
        ),
    )


def _leave(visit: Visit, print_room: PrintRoom, help_watch: HelpWatch, devices: Devices) -> None:
    """What the device still did for a citizen who is gone."""
    print_room.leave(visit.key)
    help_watch.forget(visit.help_key)
    devices.leave(visit.key)


def _translator(app: Flask) -> Translator:
    return cast(Translator, app.extensions["okienko_translator"])


def _dress(app: Flask) -> None:
    """What every template may use."""
    app.jinja_env.globals["say_in"] = _translator(app).say

    @app.context_processor
    def _about_the_visit() -> dict[str, object]:
        visit = g.get("visit")
        call = visit.call if visit else None
        return {
            "look": visit.look if visit else Look(),
            "warn_after": WARN_AFTER_SECONDS,
            "call_on": call if call and call.is_live else None,
        }


def _refuse_kindly(app: Flask) -> None:
    """A refused request gets a screen in the citizen's language and a way back."""

    @app.errorhandler(CSRFError)
    def _stale_page(_: CSRFError) -> AnyResponse:
        return redirect_whole_page("/home" if g.get("visit") else "/")

    @app.errorhandler(HTTPException)
    def _refused(fault: HTTPException) -> AnyResponse:
        code = fault.code if fault.code in REFUSALS else 500
        back = "/home" if g.get("visit") else "/"
        return respond("refused.html", status=fault.code or 500, code=code, back=back)
