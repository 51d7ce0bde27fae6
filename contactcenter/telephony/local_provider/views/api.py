"""Orders from the app, over HTTP; what they mean is in rest.py."""

from __future__ import annotations

from flask import Blueprint, Response, request

from contactcenter.telephony.local_provider.provider import provider
from contactcenter.telephony.local_provider.rest import Door
from contactcenter.telephony.local_provider.shapes import VERSION
from shared.web import audience

views = Blueprint("api", __name__, url_prefix=f"/{VERSION}")


@views.route("/<path:_rest>", methods=["GET", "POST", "DELETE"])
@audience("provider")
def order(_rest: str) -> Response:
    """One order."""
    fields = request.form if request.method == "POST" else request.args
    given = {name: fields.getlist(name) for name in fields}
    authorization = request.headers.get("Authorization", "")
    with provider().board.turn() as exchange:
        reply = Door(exchange).answer(request.method, request.path, given, authorization)
    return Response(reply.body, reply.status, content_type=reply.kind)
