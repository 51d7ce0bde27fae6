"""The tables: one schema for the kiosk's database and the city's, without behavior."""

from __future__ import annotations

from shared.models.agents import (
    Activity,
    Agent,
    AgentRole,
    AgentSession,
    Permission,
    Task,
    TaskKind,
    TaskState,
)
from shared.models.base import Base, new_id
from shared.models.city import GuessWindow, Kiosk, Matter, MatterState, Slip, SlipLease, SlipState
from shared.models.content import (
    ContentVersion,
    Correction,
    CorrectionState,
    CorrectionWhat,
    Draft,
    DraftState,
    VersionKind,
)
from shared.models.kiosk import (
    EnvelopeKind,
    EnvelopeState,
    LeasedNumber,
    OutgoingEnvelope,
    PrintJob,
    PrintState,
    Submission,
    Visit,
    VisitState,
)
from shared.models.ledger import AuditEvent
from shared.models.referrals import Referral, ReferralOutcome
from shared.models.searching import MissedReport, MissedSearch, Missing

__all__ = [
    "Activity",
    "Agent",
    "AgentRole",
    "AgentSession",
    "AuditEvent",
    "Base",
    "ContentVersion",
    "Correction",
    "CorrectionState",
    "CorrectionWhat",
    "Draft",
    "DraftState",
    "EnvelopeKind",
    "EnvelopeState",
    "GuessWindow",
    "Kiosk",
    "LeasedNumber",
    "Matter",
    "MatterState",
    "MissedReport",
    "MissedSearch",
    "Missing",
    "OutgoingEnvelope",
    "Permission",
    "PrintJob",
    "PrintState",
    "Referral",
    "ReferralOutcome",
    "Slip",
    "SlipLease",
    "SlipState",
    "Submission",
    "Task",
    "TaskKind",
    "TaskState",
    "VersionKind",
    "Visit",
    "VisitState",
    "new_id",
]
