"""Roles and what they may do, as data: permissions.yaml. What is not written there is refused."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec
import yaml

from contactcenter.agents import Presence
from shared.models import AgentRole

FILE = Path(__file__).with_name("permissions.yaml")


class May(StrEnum):
    """What somebody may do; a role is a set of these."""

    STAY = "stay"  # be signed in, and leave again
    WORK = "work"  # the pages of the line: calls, matters, agreements, referrals
    HEAR_BELLS = "hear_bells"  # hold a socket that says when to look again
    SERVE_DESK = "serve_desk"  # the pages of an information desk
    ANSWER_REFERRALS = "answer_referrals"  # the inbox of one's own agency
    SUPERVISE = "supervise"  # the board, other people's calls, settings, reports
    MANAGE_PEOPLE = "manage_people"  # who may sign in, and as what


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: an unknown role or permission does not load."""

    roles: dict[AgentRole, frozenset[May]]
    audiences: dict[str, May]


@cache
def table() -> Table:
    """Everything that is allowed; raises `msgspec.ValidationError` for what makes no sense."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> Table:
    """The table in this text; a role that is not in it may do nothing."""
    return msgspec.convert(yaml.safe_load(text), Table)


def granted(role: AgentRole) -> frozenset[May]:
    """What somebody in this role may do."""
    return table().roles.get(role, frozenset())


def may(presence: Presence, permission: May) -> bool:
    """Whether the person of this session may do it."""
    return permission in granted(presence.role)


def staff_audiences() -> MappingProxyType[str, May]:
    """The audiences of people, and what each asks for."""
    return MappingProxyType(table().audiences)
