"""What a record of the content is when nothing else is written."""

from __future__ import annotations

from shared.diagnosis import Amount, DocumentNeed, Exclusion, Fact, IncomeLink
from tests.shared.diagnosis.build import condition, defined, official, since, text

HERE = "lives_in_lodz"


def test_records_say_nothing_unless_told() -> None:
    plain = Fact(id="n", entity="household", type="bool", topic="t", question=text())
    assert (plain.order, plain.cost, plain.sensitive, plain.asked) == (0, 1, False, True)
    assert (plain.income, plain.of_everybody, plain.derived) == (False, False, None)
    value = since("1")
    assert (value.act, value.article, value.source, value.status) == ("", "", "", "verified")
    assert condition(HERE).status == "verified"
    assert defined(half="income")[0].status == "verified"
    assert Amount(period="month").status == "verified"
    assert Amount(period="month").discretionary is False
    assert Exclusion(services=(), about="person").status == "to_confirm"
    assert DocumentNeed(id="card").when is None
    assert official().when is None
    assert condition(HERE).assessed_by_official is False
    assert IncomeLink(services=()).status == "to_confirm"
