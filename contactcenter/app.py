"""Where the contact center is put together, and nowhere else."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask, g
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix

from contactcenter import ROOT, agents, gates, read_only
from contactcenter.calls.ringer import Ringer
from contactcenter.center import EXTENSION, CannotStart, Center
from contactcenter.knowledge import Holder, UnfitContent
from contactcenter.oidc import open_outside
from contactcenter.reading import note_reads
from contactcenter.realtime import Doorbell
from contactcenter.settings import Settings
from contactcenter.sign_in_desk import SignInDesk
from contactcenter.speech import phrases
from contactcenter.telephony.kiosk_media import KioskMedia
from contactcenter.telephony.phone_media import PhoneMedia
from contactcenter.telephony.provider import Telephony
from contactcenter.telephony.providers import open_telephony, opens
from contactcenter.telephony.rounds import make_workers
from contactcenter.views import (
    account,
    agency,
    agency_report,
    agreement,
    appointments,
    call,
    calls,
    card,
    console,
    content,
    corrections,
    desk,
    desk_paper,
    errors,
    find,
    freshness,
    hsds_api,
    kiosk_api,
    kiosk_call,
    line_settings,
    live,
    matter,
    media,
    message,
    note_key,
    outage,
    outside,
    passing,
    password,
    pausing,
    people,
    phone,
    promise,
    protection,
    public,
    publish,
    referral,
    report,
    rules,
    sheets,
    sign_in,
    slip,
    status,
    tasks,
    telephony,
    tickets,
    wallboard,
    words,
)
from shared.clock import Clock, SystemClock
from shared.intake.keys import CityKeys
from shared.models import CallMedium
from shared.store import Store, open_store
from shared.web import build_app, check_audiences

CONSOLE = (console, find, kiosk_api, live, matter, referral, rules, sign_in, slip, status, tasks)
EDITING = (content, corrections, freshness, publish, words)
OPEN = (hsds_api, public)
PROTECTION = (account, outside, password, people, protection)
AGENCIES = (agency, agency_report)
DESK = (appointments, desk, desk_paper, tickets)
MACHINES = (telephony, kiosk_call, media)
SUPERVISING = (line_settings, pausing, report, wallboard)
AGREED = (agreement, card, message, promise)
CALLS = (call, calls, note_key, outage, passing, phone, sheets)
VIEWS = (
    *CONSOLE,
    *AGREED,
    *CALLS,
    *AGENCIES,
    *DESK,
    *EDITING,
    *OPEN,
    *MACHINES,
    *PROTECTION,
    *SUPERVISING,
)


def create_app(
    settings: Settings, clock: Clock | None = None, provider: Telephony | None = None
) -> Flask:
    """The contact center, ready to serve; raises CannotStart when its parts do not fit.

    `provider`: the telephone, where it is not the one the settings name.
    """
    clock = clock or SystemClock()
    store = open_store(settings.database_url).keep_chain(settings.city_secret)
    app = build_app(
        ROOT, settings.secret_key, gates=gates.GATES, language=gates.language, opens=opens(settings)
    )
    app.config["SESSION_COOKIE_SECURE"] = settings.is_served_over_tls
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    keys = _read_keys(settings)
    doorbell = _hang_doorbell(app, settings, store, clock)
    app.extensions[EXTENSION] = room = Center(
        settings=settings,
        clock=clock,
        store=store,
        holder=_hold_knowledge(settings, store, clock),
        keys=keys,
        sign_in_desk=SignInDesk(store, settings.city_secret, settings.sign_in.code_roles),
        doorbell=doorbell,
        ringer=Ringer(store, clock, doorbell),
        translator=app.extensions["okienko_translator"],
        outside=open_outside(settings.sign_in, settings.public_url),
        telephony=provider or open_telephony(settings, clock),
        media={CallMedium.PHONE: PhoneMedia(keys), CallMedium.KIOSK: KioskMedia()},
    )
    room.workers.update(make_workers(room))
    for views in VIEWS:
        app.register_blueprint(views.views)
    app.jinja_env.globals["phrases"] = phrases
    app.context_processor(_what_every_page_shows)
    errors.explain_errors(app)
    read_only.explain_absence(app)
    note_reads(app)
    check_audiences(app)
    return app


def _hold_knowledge(settings: Settings, store: Store, clock: Clock) -> Holder:
    signing_key = settings.content_signing_key
    private_key = Ed25519PrivateKey.from_private_bytes(signing_key) if signing_key else None
    public_key = Ed25519PublicKey.from_public_bytes(settings.content_public_key)
    holder = Holder(store, clock, public_key)
    try:
        holder.start(settings.content_bundle.read_bytes(), private_key)
    except UnfitContent as fault:
        raise CannotStart(f"{settings.content_bundle}: {fault}") from fault
    return holder


def _read_keys(settings: Settings) -> CityKeys:
    private_key = X25519PrivateKey.from_private_bytes(settings.city_private_key)
    return CityKeys(secret=settings.city_secret, private_key=private_key)


def _hang_doorbell(app: Flask, settings: Settings, store: Store, clock: Clock) -> Doorbell:
    def live_among(token_hashes: set[bytes]) -> set[bytes] | None:
        try:
            with store.read() as db:
                return agents.live_among(db, token_hashes, clock.now())
        except SQLAlchemyError:
            return None  # nobody goes on listening whose session cannot be looked up

    return Doorbell(
        app,
        public_url=settings.public_url,
        find_presence=gates.find_listener,
        live_among=live_among,
        redis_url=settings.redis_url,
    )


def _what_every_page_shows() -> dict[str, Any]:
    """The signed-in agent and what the header says about the session."""
    presence = g.get("presence")
    if presence is None:
        return {}
    return {"presence": presence, **live.session_notice()}
