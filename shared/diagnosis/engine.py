"""The one door to the engine: a household and a date in, verdicts and the next question out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from shared.diagnosis.household import FactKey, Household
from shared.diagnosis.model import Fact, Parameter, Rule
from shared.diagnosis.result import Assessment, Question


class Engine:
    """The rules of one content, parsed and checked.

    Raises ContentError, naming every fault, when anything in the content does not fit together.
    """

    def __init__(
        self,
        facts: Mapping[str, Fact],
        parameters: Mapping[str, Parameter],
        rules: Sequence[Rule],
        content_hash: str,
    ) -> None:
        self.facts = facts
        self.parameters = parameters
        self.rules = tuple(rules)
        self.content_hash = content_hash

    def assess(self, household: Household, on: date) -> Assessment:
        """Verdict, amount, reasons and what is missing, for every service. Pure.

        Raises ValueError when the household holds an answer that does not fit the facts.
        """
        raise NotImplementedError

    def open_questions(self, assessment: Assessment) -> tuple[FactKey, ...]:
        """Everything not asked yet that may still change a verdict or an amount, best first."""
        raise NotImplementedError

    def question(self, assessment: Assessment) -> Question | None:
        """The next best question; None when nothing that can be asked changes anything any more."""
        raise NotImplementedError

    def document_ids(self, assessment: Assessment, service_id: str) -> tuple[str, ...]:
        """The documents to bring: those certainly or possibly asked of this household."""
        raise NotImplementedError

    def unused_facts(self) -> tuple[str, ...]:
        """Facts that no rule looks at, in content order."""
        raise NotImplementedError
