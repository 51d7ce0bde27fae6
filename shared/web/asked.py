"""What is asked, as views may read it: without the one sign that no database keeps in a text."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict

NUL = "\x00"  # nobody types it; it comes with what was copied, or from whoever tries the door


class Fields(ImmutableMultiDict[str, str]):
    """The fields of a form or of an address, each text without it."""

    def __init__(self, given: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__([(_kept(name), _kept(value)) for name, value in given])


class Asked(Request):
    """A request whose fields can be looked up and kept as they are."""

    parameter_storage_class = Fields


def refuse_unwritable() -> None:
    """An address with it in the path names nothing we have."""
    if NUL in request.path:
        abort(404)


def _kept(text: str) -> str:
    return text.replace(NUL, "")
