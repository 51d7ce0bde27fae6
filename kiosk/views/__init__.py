"""One file per screen."""

from kiosk.views import (
    agreed,
    attract,
    call,
    check,
    count,
    data,
    device_events,
    event,
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
    ticket,
    way,
    where,
)

SCREENS = tuple(
    module.screen
    for module in (
        attract, language, home, look, check, count, results, service, event, find, where, way,
        talk, ticket, call, help, take, slip, agreed, finish, still_there, status, device_events,
        reading, data,
    )
)  # fmt: skip
