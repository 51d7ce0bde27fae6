"""CPSV-AP 3.2: public services for the European catalogs, as RDF.

Every text carries its language, and a concept named from an authority is typed here too, because
the shapes look no further than this graph.
"""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef

from shared.catalog.life_event import LifeEvent
from shared.catalog.model import Act, Channel, Location, Organization, Service, Translation
from shared.diagnosis.model import Condition
from shared.export.hsds_hours import schedules
from shared.export.hsds_places import web_address
from shared.export.names import urn_of, uuid_of
from shared.export.published import Published
from shared.export.rdf import (
    AUTHORITY,
    CPSV,
    CV,
    DCTERMS,
    ELI,
    FOAF,
    LANGUAGES,
    LOCN,
    ORG,
    POLAND,
    RDF,
    SCHEMA,
    SKOS,
    TIME,
    XSD,
    add_texts,
    new_graph,
)
from shared.export.topics import TOPICS
from shared.text import Text

CHANNELS = {
    "in_person": Text(pl="Osobiście", uk="Особисто", en="In person"),
    "online": Text(pl="Przez internet", uk="Через інтернет", en="Online"),
    "post": Text(pl="Pocztą", uk="Поштою", en="By post"),
    "phone": Text(pl="Telefonicznie", uk="Телефоном", en="By phone"),
}
ZLOTY = URIRef(f"{AUTHORITY}/currency/PLN")
LODZ = URIRef(urn_of("place", "lodz"))


def cpsv_ap_graph(published: Published) -> Graph:
    """The whole catalog as a graph."""
    graph = new_graph()
    _add(graph, LODZ, DCTERMS.Location)
    graph.add((LODZ, SKOS.prefLabel, Literal("Łódź", lang="pl")))
    for organization in published.knowledge.content.organizations:
        _add_organization(graph, organization)
    for act in published.knowledge.content.acts:
        _add_act(graph, act)
    for topic, names in TOPICS.items():
        _add_topic(graph, topic, names)
    for event in published.knowledge.content.life_events:
        _add_event(graph, event)
    for service in published.services:
        _Described(graph, published, service).add()
    return graph


class _Described:
    """One service being written into the graph."""

    def __init__(self, graph: Graph, published: Published, service: Service) -> None:
        self.graph, self.published, self.service = graph, published, service
        self.node = URIRef(urn_of("service", service.id))
        self.marks = service.translation

    def add(self) -> None:
        """Everything about the service."""
        self._head()
        self._law()
        for condition in self.published.conditions(self.service):
            self._requirement(condition)
        for document, _ in self.published.documents(self.service):
            paper = self._named("evidence_type", document.id, CV.EvidenceType, document.names, None)
            self._link(CV.hasInputType, paper)
        for channel in self.service.application.channels if self.service.application else ():
            self._channel(channel)
        for location in self.published.doors[self.service.id]:
            self._door(location)
        self._cost()
        self._output()
        self._helplines()

    def _head(self) -> None:
        service, graph = self.service, self.graph
        _add(graph, self.node, CPSV.PublicService, uuid_of("service", service.id))
        add_texts(graph, self.node, DCTERMS.title, service.names, self.marks)
        add_texts(graph, self.node, DCTERMS.description, service.description, self.marks)
        authority = URIRef(urn_of("organization", service.organization))
        self._link(CV.hasCompetentAuthority, authority)
        self._link(CV.thematicArea, URIRef(urn_of("taxonomy_term", "topic", service.topic)))
        for event in self.published.events(service):
            node = URIRef(urn_of("taxonomy_term", "life_event", event.id))
            self._link(CV.isGroupedBy, node)
            graph.add((node, CV.hasRelatedService, self.node))
        self._link(DCTERMS.spatial, LODZ)
        self._link(DCTERMS.language, LANGUAGES["pl"])
        page = self.published.page_of(service)
        if page:
            _add(graph, URIRef(page), FOAF.Document)
            self._link(FOAF.page, URIRef(page))
        checked = Literal(service.checked_on.isoformat(), datatype=XSD.date)
        graph.add((self.node, DCTERMS.modified, checked))
        if service.decision and service.decision.days:
            lasts = Literal(f"P{service.decision.days}D", datatype=XSD.duration, normalize=False)
            graph.add((self.node, CV.processingTime, lasts))

    def _law(self) -> None:
        """The acts it stands on, and where in them: a rule of its own, in words."""
        for basis in self.service.legal_basis:
            act = URIRef(urn_of("act", basis.act))
            self._link(CV.hasLegalResource, act)
            title = self.published.knowledge.acts[basis.act].title
            words = Text(pl=f"{title}, {basis.article}")
            rule = self._named("rule", f"{basis.act} {basis.article}", CPSV.Rule, words, None)
            add_texts(self.graph, rule, DCTERMS.description, words)
            self.graph.add((rule, CPSV.implements, act))
            self._link(CPSV.follows, rule)

    def _requirement(self, condition: Condition) -> None:
        words = self.published.filled(condition.text)
        node = self._own("requirement", condition.id, CV.Requirement, words)
        self._link(CV.holdsRequirement, node)

    def _channel(self, channel: Channel) -> None:
        """Channels are ours alone; the kind is a concept, so that machines may filter."""
        number = str(len(list(self.graph.objects(self.node, CV.hasChannel))))
        key = (self.service.id, channel.kind, number)
        node = URIRef(urn_of("channel", *key))
        _add(self.graph, node, CV.Channel, uuid_of("channel", *key))
        add_texts(self.graph, node, DCTERMS.description, channel.text, self.marks)
        kind = URIRef(urn_of("channel_kind", channel.kind))
        _add(self.graph, kind, SKOS.Concept)
        add_texts(self.graph, kind, SKOS.prefLabel, CHANNELS[channel.kind])
        self.graph.add((node, DCTERMS.type, kind))
        self._link(CV.hasChannel, node)

    def _door(self, location: Location) -> None:
        """A place is one channel of all its services: same door, same hours."""
        node = URIRef(urn_of("location", location.id))
        self._link(CV.hasChannel, node)
        if (node, RDF.type, CV.Channel) not in self.graph:
            _add_door(self.graph, self.published, node, location)

    def _cost(self) -> None:
        cost = self.service.cost
        if cost is None:
            return
        node = URIRef(urn_of("cost_option", self.service.id))
        _add(self.graph, node, CV.Cost, uuid_of("cost_option", self.service.id))
        add_texts(self.graph, node, DCTERMS.description, cost.text, self.marks)
        if cost.amount:
            value = Literal(cost.amount, datatype=XSD.double, normalize=False)
            self.graph.add((node, CV.hasValue, value))
            _add(self.graph, ZLOTY, SKOS.Concept)
            self.graph.add((node, CV.currency, ZLOTY))
        self._link(CV.hasCost, node)

    def _output(self) -> None:
        """What the citizen gets in the end: the service's own name says it."""
        node = self._own("output", "result", CV.Output, self.service.names)
        amount = self.published.amount(self.service)
        if amount and amount.note:
            note = self.published.filled(amount.note)
            add_texts(self.graph, node, DCTERMS.description, note, self.marks)
        self._link(CPSV.produces, node)

    def _helplines(self) -> None:
        for line in self.service.helplines:
            node = URIRef(urn_of("phone", uuid_of("service", self.service.id), line.number))
            _add(self.graph, node, CV.ContactPoint)
            self.graph.add((node, SCHEMA.telephone, Literal(line.number)))
            add_texts(self.graph, node, SKOS.prefLabel, line.names, self.marks)
            self._link(CV.contactPoint, node)

    def _own(self, entity: str, key: str, kind: URIRef, title: Text) -> URIRef:
        return self._named(entity, f"{self.service.id}/{key}", kind, title, self.marks)

    def _named(
        self, entity: str, key: str, kind: URIRef, title: Text, marks: Translation | None
    ) -> URIRef:
        """A thing with an identifier and a title, made once however often it is named."""
        node = URIRef(urn_of(entity, key))
        _add(self.graph, node, kind, uuid_of(entity, key))
        add_texts(self.graph, node, DCTERMS.title, title, marks)
        return node

    def _link(self, predicate: URIRef, node: URIRef) -> None:
        self.graph.add((self.node, predicate, node))


def _add(graph: Graph, node: URIRef, kind: URIRef, identifier: str | None = None) -> None:
    graph.add((node, RDF.type, kind))
    if identifier:
        graph.add((node, DCTERMS.identifier, Literal(identifier)))


def _add_organization(graph: Graph, organization: Organization) -> None:
    node = URIRef(urn_of("organization", organization.id))
    _add(graph, node, CV.PublicOrganisation, uuid_of("organization", organization.id))
    _add(graph, node, ORG.Organization)
    add_texts(graph, node, SKOS.prefLabel, organization.names, organization.translation)
    add_texts(graph, node, DCTERMS.description, organization.summary, organization.translation)
    graph.add((node, DCTERMS.spatial, LODZ))
    graph.add((node, DCTERMS.spatial, POLAND))
    homepage = web_address(organization.website)
    if homepage:
        graph.add((node, FOAF.homepage, URIRef(homepage)))


def _add_act(graph: Graph, act: Act) -> None:
    node = URIRef(urn_of("act", act.id))
    _add(graph, node, ELI.LegalResource, act.journal)
    graph.add((node, DCTERMS.title, Literal(act.title, lang="pl")))


def _add_topic(graph: Graph, topic: str, names: Text) -> None:
    node = URIRef(urn_of("taxonomy_term", "topic", topic))
    _add(graph, node, SKOS.Concept, topic)
    add_texts(graph, node, SKOS.prefLabel, names)


def _add_event(graph: Graph, event: LifeEvent) -> None:
    node = URIRef(urn_of("taxonomy_term", "life_event", event.id))
    key = uuid_of("taxonomy_term", "life_event", event.id)
    _add(graph, node, CV.LifeEvent)
    _add(graph, node, CV.Event, key)
    add_texts(graph, node, DCTERMS.title, event.names, event.translation)
    add_texts(graph, node, DCTERMS.description, event.summary, event.translation)


def _add_door(graph: Graph, published: Published, node: URIRef, location: Location) -> None:
    _add(graph, node, CV.Channel, uuid_of("location", location.id))
    add_texts(graph, node, DCTERMS.description, location.names, location.translation)
    graph.add((node, CV.ownedBy, URIRef(urn_of("organization", location.organization))))
    _add_address(graph, node, location)
    for row in schedules(location, published.on):
        words = _hours_in_words(row)
        hours = URIRef(urn_of("opening_hours", location.id, words))
        _add(graph, hours, TIME.TemporalEntity)
        graph.add((hours, DCTERMS.description, Literal(words, lang="pl")))
        is_usual = row.get("freq") or not row.get("valid_from")
        name = CV.openingHours if is_usual else CV.specialOpeningHoursSpecification
        graph.add((node, name, hours))


def _add_address(graph: Graph, node: URIRef, location: Location) -> None:
    address = URIRef(urn_of("address", location.id))
    _add(graph, address, LOCN.Address)
    town = " ".join(filter(None, (location.address.postal_code, location.address.city)))
    for name, value in (
        (LOCN.thoroughfare, location.address.street),
        (LOCN.postName, location.address.city),
        (LOCN.fullAddress, f"{location.address.street}, {town}"),
    ):
        graph.add((address, name, Literal(value, lang="pl")))
    graph.add((node, LOCN.address, address))


def _hours_in_words(row: dict[str, str | None]) -> str:
    """CPSV-AP has no structured hours, so they are told."""
    days = " – ".join(dict.fromkeys(filter(None, (row.get("valid_from"), row.get("valid_to")))))
    hours = f"{row['opens_at']}–{row['closes_at']}" if row.get("opens_at") else ""
    told = [days, row.get("byday") or "", hours, row.get("description") or ""]
    return f"{' '.join(filter(None, told))}. {row.get('notes') or ''}".strip()
