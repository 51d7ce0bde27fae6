"""What the names in a formula are called in Polish: facts, parameters, definitions, choices."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from shared.bundle import Knowledge
from shared.diagnosis.interval import Exact
from shared.diagnosis.model import Definition, Rule
from shared.diagnosis.tree import Number
from shared.web.wording import NO_BREAK

Kind = Literal["word", "fact", "parameter", "definition", "value"]
SIGNS = {"": "", "zł": f"{NO_BREAK}zł", "m²": f"{NO_BREAK}m²", "%": f"{NO_BREAK}%"}
MOST_DECIMALS = 6


@cache
def fact_names() -> dict[str, str]:
    """The short names, by fact."""
    return tomllib.loads(files(__package__).joinpath("fact_names.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Piece:
    """A stretch of a readable formula; `id` is set where it names something told elsewhere."""

    text: str
    kind: Kind = "word"
    id: str = ""


@dataclass(frozen=True)
class RuleNames:
    """The Polish names that one rule may use."""

    knowledge: Knowledge
    rule: Rule
    told: dict[str, str] = field(default_factory=fact_names)

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """Those of the service, before those every service may name."""
        own = {definition.id: definition for definition in self.rule.definitions}
        return {**self.knowledge.definitions, **own}

    def piece(self, name: str) -> Piece:
        """What a name stands for; a name nobody knows is left as it is."""
        if name in self.definitions:
            return Piece(self.definitions[name].names.pl, "definition", name)
        if name in self.knowledge.parameters:
            return Piece(self.knowledge.parameters[name].names.pl, "parameter", name)
        if name in self.knowledge.facts:
            return Piece(self.fact(name), "fact", name)
        return Piece(name)

    def fact(self, name: str) -> str:
        """The short name of a fact; its question where it has none."""
        return self.told.get(name) or f"„{self.knowledge.facts[name].question.pl}”"

    def choice(self, fact_id: str, choice_id: str) -> str:
        """A choice of a fact in quotation marks."""
        fact = self.knowledge.facts.get(fact_id)
        found = [one.names.pl for one in fact.choices if one.id == choice_id] if fact else []
        return f"„{found[0] if found else choice_id}”"


def number_words(node: Number) -> str:
    """A number as it stands in a formula."""
    value = node.value * 100 if node.unit == "%" else node.value
    return decimal(value) + SIGNS[node.unit]


def decimal(value: Exact) -> str:
    """An exact number, a comma before the decimals, thousands apart; … where it is cut."""
    exact = Fraction(value)
    scaled = round(abs(exact) * 10**MOST_DECIMALS)
    whole, rest = divmod(scaled, 10**MOST_DECIMALS)
    decimals = f"{rest:0{MOST_DECIMALS}d}".rstrip("0")
    cut = "…" if Fraction(scaled, 10**MOST_DECIMALS) != abs(exact) else ""
    sign = "−" if exact < 0 else ""
    grouped = f"{whole:,}".replace(",", NO_BREAK)
    return f"{sign}{grouped}{',' + decimals if decimals else ''}{cut}"


def money(grosze: Exact) -> str:
    """Złote with two decimals or as many as there are."""
    exact = Fraction(grosze) / 100
    said = decimal(exact)
    if "," not in said and "…" not in said:
        return f"{said}{NO_BREAK}zł"
    whole, _, decimals = said.partition(",")
    return f"{whole},{decimals.ljust(2, '0')}{NO_BREAK}zł"
