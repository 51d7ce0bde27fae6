"""The RDF of all services conforms to CPSV-AP 3.2."""

from __future__ import annotations

import pyshacl
import pytest
from rdflib import Graph

from shared.export.cpsv_ap import cpsv_ap_graph
from shared.export.published import Published
from shared.export.rdf import CPSV, CV, DCTERMS, RDF, files
from tests.city import real_knowledge
from tests.contract.contracts import needs_contracts, shapes
from tests.shared.export.catalog import TUESDAY, published
from tests.tally import tally


@pytest.fixture(scope="module")
def city() -> Graph:
    return cpsv_ap_graph(Published(real_knowledge(), TUESDAY, "https://uslugi.example"))


@needs_contracts
@pytest.mark.proof
def test_the_whole_city_conforms(city: Graph) -> None:
    conforms, _, said = pyshacl.validate(city, shacl_graph=shapes("cpsv-ap"))
    assert conforms, said[:2000]
    services = len(list(city.subjects(RDF.type, CPSV.PublicService)))
    assert services == len(real_knowledge().services)
    tally("CPSV-AP 3.2: services that conform to the shapes", services=services, violations=0)


@needs_contracts
def test_a_title_without_a_language_would_be_found() -> None:
    graph = cpsv_ap_graph(published())
    (service,) = graph.subjects(RDF.type, CPSV.PublicService)
    assert pyshacl.validate(graph, shacl_graph=shapes("cpsv-ap"))[0]
    graph.remove((service, CV.hasCompetentAuthority, None))
    assert not pyshacl.validate(graph, shacl_graph=shapes("cpsv-ap"))[0]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # the reader's own
def test_turtle_and_json_ld_say_the_same() -> None:
    graph = cpsv_ap_graph(published())
    written = dict(files(graph, "services"))
    turtle = Graph().parse(data=written["services.ttl"], format="turtle")
    json_ld = Graph().parse(data=written["services.jsonld"], format="json-ld")
    assert set(turtle) == set(json_ld) == set(graph)


def test_no_draft_is_told_as_a_reviewed_text(city: Graph) -> None:
    """Nobody has reviewed a translation of the city's services yet."""
    for service in city.subjects(RDF.type, CPSV.PublicService):
        tags = {title.language for title in city.objects(service, DCTERMS.title)}
        assert tags <= {"pl", "uk-x-draft", "en-x-draft"}
