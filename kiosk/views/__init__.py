"""One file per screen."""

from kiosk.views import (
    attract,
    check,
    device_events,
    find,
    finish,
    help,
    home,
    language,
    look,
    reading,
    results,
    service,
    slip,
    status,
    still_there,
    take,
    talk,
    where,
)

SCREENS = tuple(
    module.screen
    for module in (
        attract, language, home, look, check, results, service, find, where, talk, help, take,
        slip, finish, still_there, status, device_events, reading,
    )
)  # fmt: skip
