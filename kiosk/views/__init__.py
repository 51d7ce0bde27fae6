"""One file per screen."""

from kiosk.views import (
    attract,
    check,
    find,
    finish,
    help,
    home,
    language,
    look,
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
        slip, finish, still_there, status,
    )
)  # fmt: skip
