"""Who a route is for. A route that does not say so cannot be served."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue

View = TypeVar("View", bound=Callable[..., Any])

# A gate looks at the request and admits it (None) or answers in the view's place.
Gate = Callable[[], ResponseReturnValue | None]

_MARK = "okienko_audience"


class AudienceMissing(RuntimeError):
    """A route was registered that states no audience, or one that nobody guards."""


def audience(name: str) -> Callable[[View], View]:
    """State who may call a view: the name of a gate given to `guard`."""

    def mark(view: View) -> View:
        setattr(view, _MARK, name)
        return view

    return mark


def audience_of(app: Flask, endpoint: str) -> str | None:
    """The audience an endpoint states, or None."""
    return getattr(app.view_functions[endpoint], _MARK, None)


def guard(app: Flask, gates: Mapping[str, Gate]) -> None:
    """Put every route behind the gate of its audience; nothing passes without one."""
    app.extensions["okienko_gates"] = dict(gates)
    app.before_request(_admit)


def check_audiences(app: Flask) -> None:
    """Refuse to assemble an app in which some route has no guarded audience."""
    gates = app.extensions["okienko_gates"]
    open_routes = sorted(
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if audience_of(app, rule.endpoint) not in gates
    )
    if open_routes:
        raise AudienceMissing("no guarded audience: " + ", ".join(open_routes))


def _admit() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such page, or not by this method: Flask answers 404 or 405
    gate = current_app.extensions["okienko_gates"].get(audience_of(current_app, request.endpoint))
    if gate is None:
        abort(403)
    return gate()  # type: ignore[no-any-return]


def anyone() -> None:
    """The gate of what everybody may see."""
