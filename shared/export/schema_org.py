"""schema.org: every service as a GovernmentService, as search engines read it.

Only hours that somebody has checked lately are told: a machine that reads them will say "open now".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shared.catalog.hours import is_stale
from shared.catalog.model import Location, Organization, Service
from shared.export.hsds_hours import schedules
from shared.export.hsds_places import web_address
from shared.export.names import urn_of
from shared.export.published import Published, in_all
from shared.export.topics import TOPICS
from shared.text import Text

Node = dict[str, Any]
CONTEXT = "https://schema.org"
DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}


def schema_org_graph(published: Published) -> Node:
    """All services in one document."""
    nodes = [_service(published, service) for service in published.services]
    return {"@context": CONTEXT, "@graph": nodes}


def schema_org_service(published: Published, service: Service) -> Node:
    """One service as a document of its own."""
    return {"@context": CONTEXT} | _service(published, service)


def _service(published: Published, service: Service) -> Node:
    organization = published.knowledge.organizations[service.organization]
    return _told(
        {
            "@type": "GovernmentService",
            "@id": urn_of("service", service.id),
            "url": published.page_of(service),
            "name": _texts(service.names, service),
            "description": _texts(service.summary, service),
            "serviceType": TOPICS[service.topic].pl,
            "areaServed": {"@type": "City", "name": "Łódź"},
            "provider": _organization(organization),
            "availableChannel": list(_channels(published, service)),
            "dateModified": (service.edited_on or service.checked_on).isoformat(),
        }
    )


def _texts(text: Text, service: Service) -> list[Node]:
    return [
        {"@value": said.text, "@language": said.tag} for said in in_all(text, service.translation)
    ]


def _organization(organization: Organization) -> Node:
    return _told(
        {
            "@type": "GovernmentOrganization",
            "@id": urn_of("organization", organization.id),
            "name": organization.names.pl,
            "url": web_address(organization.website),
            "email": organization.email,
            "telephone": [phone.number for phone in organization.phones],
        }
    )


def _channels(published: Published, service: Service) -> Iterator[Node]:
    for line in service.helplines:
        phone = {"@type": "ContactPoint", "telephone": line.number, "name": line.names.pl}
        yield {"@type": "ServiceChannel", "servicePhone": phone}
    for location in published.doors[service.id]:
        yield {"@type": "ServiceChannel", "serviceLocation": _place(published, location)}


def _place(published: Published, location: Location) -> Node:
    return _told(
        {
            "@type": "Place",
            "@id": urn_of("location", location.id),
            "name": location.names.pl,
            "address": _told(
                {
                    "@type": "PostalAddress",
                    "streetAddress": location.address.street,
                    "addressLocality": location.address.city,
                    "postalCode": location.address.postal_code,
                    "addressCountry": "PL",
                }
            ),
            "geo": _geo(location),
            "telephone": [phone.number for phone in location.phones],
            **_hours(published, location),
        }
    )


def _geo(location: Location) -> Node | None:
    """A guess at a position would be taken for the door."""
    if location.position != "exact" or location.lat is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": location.lat, "longitude": location.lon}


def _hours(published: Published, location: Location) -> Node:
    if is_stale(location.checked_on, published.on):
        return {}
    rows = [row for row in schedules(location, published.on) if _is_said(row)]
    return {
        "openingHoursSpecification": [_opening(row) for row in rows if row.get("freq")],
        "specialOpeningHoursSpecification": [_opening(row) for row in rows if not row.get("freq")],
    }


def _is_said(row: Node) -> bool:
    """A day without hours is a closed one; a row without either says nothing to a machine."""
    return bool(row.get("opens_at") or row.get("valid_from"))


def _opening(row: Node) -> Node:
    """schema.org says closed as 00:00 to 00:00; a day that lasts to midnight ends at 23:59."""
    opens, closes = row.get("opens_at") or "00:00", row.get("closes_at") or "00:00"
    ends_at_midnight = row.get("opens_at") and closes == "00:00"
    return _told(
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [DAYS[day] for day in row.get("byday", "").split(",") if day],
            "opens": opens,
            "closes": "23:59" if ends_at_midnight else closes,
            "validFrom": row.get("valid_from"),
            "validThrough": row.get("valid_to"),
        }
    )


def _told(node: Node) -> Node:
    """What is known of it."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}
