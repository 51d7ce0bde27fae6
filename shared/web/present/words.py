"""Speaking one language: messages, content texts, amounts, and names for household members."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shared.diagnosis.household import FactKey, Household, Known
from shared.diagnosis.model import Fact, Parameter, ParameterValue
from shared.diagnosis.report import plain_value
from shared.diagnosis.result import AmountRange
from shared.text import Phrase, Text
from shared.web import wording
from shared.web.translate import Translator


@dataclass(frozen=True)
class Words:
    """Everything needed to say something in one language."""

    translator: Translator
    language: str

    def say(self, key: str, **values: object) -> str:
        """A screen message."""
        return self.translator.say(self.language, key, **values)

    def phrase(self, key: str) -> Phrase:
        """A screen message without values, and the language it is in."""
        return Phrase(self.say(key), wording.babel_locale(self.language))

    def read(self, text: Text) -> Phrase:
        """A content text, knowing the language it came out in."""
        return text.in_(self.language)

    def money(self, grosze: int) -> str:
        """An amount in złoty."""
        return wording.money(grosze, self.language)

    def parameter(self, parameter: Parameter, dated: ParameterValue | None) -> str:
        """A number set by law, as a sentence names it; a money value as money."""
        if dated is None or parameter.unit != "money" or not isinstance(dated.value, str):
            return plain_value(parameter, dated)
        return self.money(int(Decimal(dated.value) * 100))

    def number(self, value: int, fact: Fact) -> str:
        """A fact's number in the unit people use for it; `value` is in minor units."""
        if fact.type == "money":
            return self.money(value)
        return wording.area(value, self.language) if fact.type == "area" else str(value)


def amount_words(amount: AmountRange | None, words: Words) -> str | None:
    """How much, in words: exact, a range, at least, or up to; None when nothing can be said."""
    if amount is None or (amount.min_grosze == 0 and amount.max_grosze is None):
        return None
    return f"{_range_words(amount, words)} {words.say(f'amount-{amount.period}')}"


def _range_words(amount: AmountRange, words: Words) -> str:
    low, high = amount.min_grosze, amount.max_grosze
    if high is None:
        return words.say("amount-from", low=words.money(low))
    if low == high:
        return words.say("amount-exact", amount=words.money(low))
    if low == 0:
        return words.say("amount-up-to", high=words.money(high))
    return words.say("amount-range", low=words.money(low), high=words.money(high))


def person_label(household: Household, index: int, words: Words) -> str:
    """What to call a member of the household: the role, told apart by age or else by number."""
    role = household.get(FactKey("role", index))
    if not isinstance(role, Known):
        return words.say("person-unknown", number=index + 1)
    name = words.say(f"person-{role.value}")
    if index == 0:
        return name
    age = household.get(FactKey("age", index))
    if isinstance(age, Known):
        return words.say("person-aged", role=name, age=age.value)
    return words.say("person-numbered", role=name, number=index + 1)
