"""Diagnosis: what a household may be entitled to, from whatever of it is known.

Pure: no clock, no database, no web. Same content, household and date give the same bytes.
"""

from shared.diagnosis.answers import (
    Refusal,
    decimal_string,
    read_answer,
    read_household,
    write_answer,
    write_household,
)
from shared.diagnosis.engine import Engine
from shared.diagnosis.explain import Explained, explain
from shared.diagnosis.household import (
    NOT_ASKED,
    Answer,
    Between,
    FactKey,
    Household,
    Known,
    Reason,
    Unknown,
    parse_key,
)
from shared.diagnosis.model import (
    Amount,
    Basis,
    Choice,
    Condition,
    Definition,
    DocumentNeed,
    Fact,
    Parameter,
    ParameterValue,
    Rule,
    Version,
)
from shared.diagnosis.report import Formatter, fill, report, report_bytes
from shared.diagnosis.result import (
    AmountRange,
    Assessment,
    Band,
    ConditionResult,
    ContentError,
    Fault,
    Outcome,
    Question,
    Result,
    Verdict,
)

__all__ = [
    "NOT_ASKED",
    "Amount",
    "AmountRange",
    "Answer",
    "Assessment",
    "Band",
    "Basis",
    "Between",
    "Choice",
    "Condition",
    "ConditionResult",
    "ContentError",
    "Definition",
    "DocumentNeed",
    "Engine",
    "Explained",
    "Fact",
    "FactKey",
    "Fault",
    "Formatter",
    "Household",
    "Known",
    "Outcome",
    "Parameter",
    "ParameterValue",
    "Question",
    "Reason",
    "Refusal",
    "Result",
    "Rule",
    "Unknown",
    "Verdict",
    "Version",
    "decimal_string",
    "explain",
    "fill",
    "parse_key",
    "read_answer",
    "read_household",
    "report",
    "report_bytes",
    "write_answer",
    "write_household",
]
