"""Faults to plant in what each act calls income."""

from __future__ import annotations

from tests.shared.bundle.planted import Planted

INCOMES = "incomes.yaml"

PLANTED_INCOMES = {
    "income of an unknown act": Planted(
        INCOMES, "act: ups, article: art. 8", "act: upss, article: a", "upss", "no act", "ups"
    ),
    "income without a kind there is": Planted(
        INCOMES, "[gifts]", "[gift]", "[gift]", "no kind of income `gift`", "`kinds`"
    ),
    "income of nothing about money": Planted(
        INCOMES,
        "    yields: income_month\n    leaves_out",
        "    yields: household_size\n    leaves_out",
        "household_size",
        "not a fact about money of a household",
        "name one that is",
    ),
    "a year that never turns": Planted(
        INCOMES, '    year_turns: "07-01"\n', "", "year_before", "`year_turns`", "as 07-01"
    ),
    "a year that turns on no day": Planted(
        INCOMES, '"07-01"', '"07-32"', "07-32", "not in the right form", "form"
    ),
    "a kind there is twice": Planted(
        INCOMES,
        "  - id: gifts",
        "  - id: work # again",
        "# again",
        "`work` is there twice",
        "rename",
    ),
}
