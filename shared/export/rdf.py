"""What both RDF exports are written with: vocabularies, texts with their language, files."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, RDFS, SKOS, XSD

from shared.catalog.model import Translation
from shared.export.published import Said, in_all
from shared.text import Text

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
SCHEMA = Namespace("http://schema.org/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
TIME = Namespace("http://www.w3.org/2006/time#")

AUTHORITY = "http://publications.europa.eu/resource/authority"
POLAND = URIRef(f"{AUTHORITY}/country/POL")
LANGUAGES = {
    "pl": URIRef(f"{AUTHORITY}/language/POL"),
    "uk": URIRef(f"{AUTHORITY}/language/UKR"),
    "en": URIRef(f"{AUTHORITY}/language/ENG"),
}

__all__ = [
    "AUTHORITY",
    "CPSV",
    "CV",
    "DCAT",
    "DCTERMS",
    "ELI",
    "FOAF",
    "LANGUAGES",
    "LOCN",
    "ORG",
    "POLAND",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "SPDX",
    "TIME",
    "XSD",
    "add_texts",
    "files",
    "new_graph",
    "tagged",
]


def new_graph() -> Graph:
    """An empty graph with our prefixes, and the languages and the country it will name."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (
        ("cpsv", CPSV),
        ("cv", CV),
        ("dcat", DCAT),
        ("dct", DCTERMS),
        ("eli", ELI),
        ("foaf", FOAF),
        ("locn", LOCN),
        ("org", ORG),
        ("rdfs", RDFS),
        ("schema", SCHEMA),
        ("skos", SKOS),
        ("spdx", SPDX),
        ("time", TIME),
        ("xsd", XSD),
    ):
        graph.bind(prefix, namespace)
    for language in LANGUAGES.values():
        graph.add((language, RDF.type, DCTERMS.LinguisticSystem))
    graph.add((POLAND, RDF.type, DCTERMS.Location))
    return graph


def tagged(said: Said) -> Literal:
    """A text with its language; a draft is tagged as one."""
    return Literal(said.text, lang=said.tag)


def add_texts(
    graph: Graph,
    subject: URIRef,
    predicate: URIRef,
    text: Text | None,
    marks: Translation | None = None,
) -> None:
    """The text in every language it exists in."""
    for said in in_all(text, marks) if text else ():
        graph.add((subject, predicate, tagged(said)))


def files(graph: Graph, name: str) -> Iterator[tuple[str, bytes]]:
    """The graph as Turtle and as JSON-LD, the same bytes for the same graph."""
    yield f"{name}.ttl", graph.serialize(format="turtle").encode()
    plain = json.loads(graph.serialize(format="json-ld", auto_compact=True))
    plain["@graph"] = sorted(plain["@graph"], key=lambda node: str(node["@id"]))
    yield f"{name}.jsonld", json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True).encode()
