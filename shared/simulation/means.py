"""What a home lives on and lives in: incomes that add up, flats that fit, years of work."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from random import Random

from shared.simulation.groups import person_is
from shared.simulation.people import Home, Values
from shared.simulation.shares import Income, Lodz

ZLOTY = METER = 100


@dataclass(frozen=True)
class Means:
    """Draws the money and the flat of one home; numbers are grosze and hundredths of m²."""

    home: Home
    lodz: Lodz
    rng: Random

    def draw(self) -> None:
        """Put them in the home. The income of all is the sum of what each has."""
        facts, people = self.home.facts, self.home.persons
        for person in people:
            person["own_income_month"] = self._own_income(person)
        income = sum(int(person["own_income_month"]) for person in people)
        area = self._area()
        facts["household_size"] = len(people)
        facts["income_month"] = income
        facts["income_quarter_mean"] = self._about(income, 0.9, 1.1)
        facts["income_year_mean"] = self._about(income, 0.8, 1.05)
        facts["income_quarter_before_tax"] = self._about(income, 1.02, 1.15)
        rooms = int(area * self.rng.uniform(*self.lodz.flats.rooms)) // 10 * 10
        facts["flat_area"], facts["flat_rooms_area"] = area, rooms
        facts["living_rooms_area"] = rooms * 8 // 10
        meter = self.rng.randint(*self.lodz.flats.costs_of_meter)
        facts["housing_costs"] = area // METER * meter * ZLOTY
        facts["seniority_years"] = self._seniority()

    def _own_income(self, person: Values) -> int:
        """Work, a pension, both, or neither; children have none."""
        incomes = self.lodz.incomes
        works, retired = person_is(person, "employed"), person.get("gets_pension") is True
        if not person_is(person, "adult"):
            return 0
        earned = self._money(incomes.work) if works else 0
        pension = self._money(incomes.pension) if retired else 0
        return earned + pension if works or retired else self._money(incomes.other)

    def _money(self, income: Income) -> int:
        """Net money a month in grosze, whole złote."""
        if self.rng.random() >= income.share:
            return 0
        return max(income.least, self._around(income.median, income.spread)) * ZLOTY

    def _around(self, median: int, spread: float) -> int:
        return round(exp(self.rng.gauss(log(median), spread)))

    def _about(self, income: int, low: float, high: float) -> int:
        """The same income, as it was over some other time."""
        return round(income // ZLOTY * self.rng.uniform(low, high)) * ZLOTY

    def _area(self) -> int:
        flats = self.lodz.flats
        usual = flats.median_area + flats.area_of_each_next * (len(self.home.persons) - 1)
        return max(12, self._around(usual, flats.spread)) * METER

    def _seniority(self) -> int:
        worked = max(0, min(int(self.home.asker["age"]), 65) - self.rng.randint(18, 25))
        return round(worked * self.rng.uniform(0.4, 1.0))
