"""The groups that shares are given for: who belongs to them, by what has been drawn before."""

from __future__ import annotations

from collections.abc import Callable

from shared.simulation.people import Home, Value, Values

Belongs = Callable[[Home, Values], bool]
PENSION_AGE = {"female": 60, "male": 65}


def _age(person: Values) -> int:
    return int(person["age"])


def _is_adult(person: Values) -> bool:
    return _age(person) >= 18


def _is_of_pension_age(person: Values) -> bool:
    return _age(person) >= PENSION_AGE[str(person["sex"])]


def _is_of_working_age(person: Values) -> bool:
    return _is_adult(person) and not _is_of_pension_age(person)


def _is_disabled(person: Values) -> bool:
    return person.get("disability", "none") != "none"


def _is_severely_disabled(person: Values) -> bool:
    return _is_adult(person) and person.get("disability") == "severe"


def _is_incapable(person: Values) -> bool:
    return _is_adult(person) and person.get("incapable_of_work") is True


def _learns(person: Values) -> bool:
    return person.get("learns") is True


def _works(person: Values) -> bool:
    return person.get("employed") is True


def _is_pensioner(person: Values) -> bool:
    return person.get("gets_pension") is True


def _is_pupil(person: Values) -> bool:
    return _learns(person) and _age(person) <= 18


def _is_jobless(person: Values) -> bool:
    of_age = _is_of_working_age(person) and not _is_incapable(person)
    return of_age and not _works(person) and person.get("learns_by_day") is not True


def _is_minor(person: Values) -> bool:
    return person["role"] == "child" and not _is_adult(person)


_PERSONS: dict[str, Callable[[Values], bool]] = {
    "toddler": lambda one: 1 <= _age(one) < 3,
    "of_school_age": lambda one: 7 <= _age(one) <= 18,
    "of_student_age": lambda one: 18 <= _age(one) <= 24,
    "under_16": lambda one: _age(one) < 16,
    "under_40": lambda one: 18 <= _age(one) < 40,
    "under_60": lambda one: 18 <= _age(one) < 60,
    "adult": _is_adult,
    "of_working_age": _is_of_working_age,
    "of_pension_age": _is_of_pension_age,
    "pupil": _is_pupil,
    "learner": _learns,
    "adult_learner": lambda one: _learns(one) and _is_adult(one),
    "disabled": _is_disabled,
    "disabled_young": lambda one: _is_disabled(one) and _age(one) < 21,
    "disabled_child": lambda one: _is_disabled(one) and not _is_adult(one),
    "disabled_adult": lambda one: _is_disabled(one) and _is_adult(one),
    "disabled_of_working_age": lambda one: _is_disabled(one) and _is_of_working_age(one),
    "severely_disabled_adult": _is_severely_disabled,
    "totally_incapable": _is_incapable,
    "employed": _works,
    "jobless": _is_jobless,
    "pensioner_from_75": lambda one: _is_pensioner(one) and _age(one) >= 75,
    "incapable_pensioner": lambda one: _is_pensioner(one) and _is_incapable(one),
}


def _of_person(belongs: Callable[[Values], bool]) -> Belongs:
    return lambda _, person: belongs(person)


def _has(belongs: Callable[[Values], bool]) -> Belongs:
    return lambda home, _: any(map(belongs, home.persons))


def _asks(belongs: Callable[[Values], bool]) -> Belongs:
    return lambda home, _: belongs(home.asker)


def _says(name: str, *values: Value) -> Belongs:
    """The household has given one of these answers; without any: yes."""
    wanted = values or (True,)
    return lambda home, _: home.facts.get(name) in wanted


def _parents(home: Home) -> list[Values]:
    return [home.asker, *home.of("partner")]


def _is_lone_parent(home: Home, _: Values) -> bool:
    return not home.of("partner") and any(map(_is_minor, home.persons))


def _work(home: Home, _: Values) -> bool:
    return any(map(_is_minor, home.persons)) and all(map(_works, _parents(home)))


def _is_poor(home: Home, _: Values) -> bool:
    """Below half of a low pension for each person; only where incomes are asked about."""
    return int(home.facts.get("income_month", 10**9)) <= 130_000 * len(home.persons)


GROUPS: dict[str, Belongs] = {
    "everybody": lambda _, __: True,
    **{name: _of_person(belongs) for name, belongs in _PERSONS.items()},
    "child_of_lone_parent": lambda home, one: _is_minor(one) and _is_lone_parent(home, one),
    "lone_parent": _is_lone_parent,
    "poor": _is_poor,
    "with_child": _has(_is_minor),
    "with_three_children": lambda home, _: len(home.of("child")) >= 3,
    "with_baby": _has(lambda one: one["role"] == "child" and _age(one) == 0),
    "with_toddler": _has(lambda one: one["role"] == "child" and _age(one) < 6),
    "with_pupil": _has(_is_pupil),
    "with_disabled": _has(_is_disabled),
    "with_severely_disabled": _has(
        lambda one: person_is(one, "disabled_child") or _is_severely_disabled(one)
    ),
    "with_incapable_adult": _has(_is_incapable),
    "with_jobless": _has(_is_jobless),
    "with_somebody_from_75": _has(lambda one: _age(one) >= 75),
    "with_working_parents": _work,
    "lone_learner": lambda home, _: home.kind == "single" and _learns(home.asker),
    "asker_employed": _asks(_works),
    "asker_jobless": _asks(_is_jobless),
    "asker_from_45": _asks(lambda one: _age(one) >= 45),
    "with_somebody_from_60": _has(lambda one: _age(one) >= 60),
    "after_a_funeral": _says("funeral_paid"),
    "after_a_shared_funeral": _says("funeral_shared"),
    "with_all_from_network": _says("utilities_from_network"),
    "without_network_heat": _says("heating_from_network", False),
    "from_ukraine": _says("temporary_protection"),
    "from_ukraine_with_child": lambda home, one: (
        _says("temporary_protection")(home, one) and any(map(_is_minor, home.persons))
    ),
    "fostering": _says("foster_family", "related", "other"),
    "in_need_of_equipment": _says("pfron_need", "equipment", "orthopaedic", "several"),
    "uninsured": _says("adult_uninsured"),
    "tenant": _says("legal_title", "tenancy"),
    "without_title": _says("legal_title", "awaiting_replacement", "no_title"),
    "about_a_city_contract": _says("city_flat_matter", "contract"),
    "about_an_exchange": _says("city_flat_matter", "exchange"),
    "in_arrears": _says("city_flat_arrears"),
}


def person_is(person: Values, group: str) -> bool:
    """Whether one person, whoever they live with, belongs to a group of persons."""
    return _PERSONS[group](person)
