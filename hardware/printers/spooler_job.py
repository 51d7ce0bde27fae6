"""A print job as the spooler tells of it; apart from the spooler, whose library may be missing."""

from __future__ import annotations

import msgspec

from hardware.printers.ipp import JobState


class SpoolJob(msgspec.Struct, frozen=True):
    """One job. `number` may be handed out again after a crash, `uuid` never is.

    `was_started`: CUPS set out to send it, so that it may have reached the printer.
    """

    number: int
    uuid: str
    name: str
    state: JobState
    was_started: bool
