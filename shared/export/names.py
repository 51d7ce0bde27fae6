"""Names that never change: a uuid for everything, made from our own ids.

Version 5 (RFC 9562): the same record has the same uuid on every machine and in every export.
"""

from __future__ import annotations

from uuid import UUID, uuid5

NAMESPACE = UUID("b6a2c9f4-3f0c-5a0e-9d0d-6d7f0f6c2a51")


def uuid_of(entity: str, *keys: str) -> str:
    """The uuid of a record: `entity` and our ids, which hold no slash."""
    return str(uuid5(NAMESPACE, "/".join((entity, *keys))))


def urn_of(entity: str, *keys: str) -> str:
    """The same as an IRI, for RDF."""
    return f"urn:uuid:{uuid_of(entity, *keys)}"
