"""The people of the demonstration: who they are, what they speak and what they know."""

from __future__ import annotations

from typing import NamedTuple

from shared.models import AgentRole


class Hired(NamedTuple):
    """One member of staff, by their sign-in name."""

    name: str
    languages: tuple[str, ...] = ("pl",)
    skills: tuple[str, ...] = ()
    role: AgentRole = AgentRole.AGENT
    organization_id: str | None = None


AGENTS = {
    "anna": Hired("Anna Nowak", ("pl", "en"), ("family_benefits", "city_flats")),
    "marek": Hired("Marek Lis", ("pl", "uk"), ("foreigners", "social_work")),
    "ola": Hired("Ola Sowa", skills=("pjm", "disability_certificates")),
    "iza": Hired("Iza Maj", ("pl", "en"), ("labor",), AgentRole.SUPERVISOR),
    "tomek": Hired("Tomek Kos", ("pl", "uk"), role=AgentRole.CLERK),
    "zofia": Hired("Zofia Kruk", role=AgentRole.AGENCY, organization_id="mops"),
}
EDITORS = {"ewa": "Ewa Zielińska", "jan": "Jan Wrona"}
