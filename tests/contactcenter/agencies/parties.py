"""A city whose agencies have clerks of their own, and referrals put down without a talk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from contactcenter.agents import ensure_agent
from shared.intake.agreement import Beginning, Promised, begin, promise, read_back
from shared.intake.agreement_seen import marks
from shared.models import (
    Agent,
    AgentRole,
    Agreement,
    Call,
    Doer,
    Matter,
    Promise,
    Referral,
    ReferralOutcome,
    Slip,
    new_id,
)
from tests.contactcenter.city import PASSWORD, City
from tests.contactcenter.console import Console
from tests.contactcenter.desk.desks import quick_hashes


def agency_clerk(city: City, sign_in: str, organization_id: str | None) -> Console:
    """A clerk of an agency, signed in."""
    with quick_hashes():
        ensure_agent(
            city.store, sign_in, sign_in.title(), PASSWORD, city.clock.now(),
            role=AgentRole.AGENCY, organization_id=organization_id,
        )  # fmt: skip
    return city.console(sign_in)


def refer(city: City, organization_id: str = "mops", **given: Any) -> str:
    """One referral, as it lies in the table."""
    values = {
        "id": new_id(), "key": new_id(), "matter_id": new_id(), "service_id": "zasilek",
        "location_id": "punkt", "organization_id": organization_id, "reason": "any_place",
        "assignment": "certain", "agent_id": "anna", "outcome": ReferralOutcome.OPEN,
        "made_at": city.clock.now(),
    } | given  # fmt: skip
    with city.store.write() as db:
        db.add(Referral(**values))
    return str(values["id"])


def refer_a_talk(city: City) -> tuple[str, str]:
    """Anna refers an opened slip with consent; the ids of the matter and the referral."""
    slip = city.send_slip(chosen=["zasilek"])
    anna = city.console()
    anna.post("/slip", digits=slip.digits)
    anna.post("/slip/open", digits=slip.digits, word=slip.word, agreed="yes")
    with city.store.read() as db:
        matter_id = db.scalars(select(Matter.id)).one()
    where = f"/matters/{matter_id}/refer/zasilek"
    anna.get(where)
    anna.post(where, key="one", location="punkt", note="Boi się schodów.", consent="yes")
    with city.store.read() as db:
        return matter_id, db.scalars(select(Referral.id)).one()


def promised(city: City, organization_id: str = "mops", *, is_read: bool = True) -> str:
    """Something promised in an agency's name; its id."""
    at = city.clock.now()
    with city.store.write() as db:
        agreement_id = begin(db, Beginning(matter_id=new_id()), "anna", at)
        line = Promised(
            doer=Doer.AGENCY, deed="reach", words="pani Nowak", service_id="zasilek",
            organization_id=organization_id, due_on=city.clock.today(),
        )  # fmt: skip
        promise_id = new_id()
        promise(db, agreement_id, promise_id, line, "anna", city.keys, at)
        if is_read:
            assert read_back(db, agreement_id, marks(db, agreement_id), "anna", at)
    return promise_id


def call_about(city: City, matter_id: str, number: bytes, at: datetime) -> None:
    """A call from a number that led to a matter."""
    with city.store.write() as db:
        db.add(
            Call(
                id=new_id(),
                medium="phone",
                direction="inbound",
                state="ended",
                language="pl",
                number_index=number,
                matter_id=matter_id,
                menu={},
                transfer={},
                began_at=at,
            )
        )


def agent_id(city: City, sign_in: str) -> str:
    """Whose sign-in name this is."""
    with city.store.read() as db:
        return db.scalars(select(Agent.id).where(Agent.sign_in == sign_in)).one()


def forget_the_last_test(city: City) -> None:
    """Everything a test put into the city, but its people: building a city anew takes longer."""
    with city.store.write() as db:
        for table in (Promise, Agreement, Referral, Matter, Slip, Call):
            db.execute(delete(table))
