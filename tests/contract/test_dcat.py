"""The catalog of our exports conforms to DCAT-AP 3.0, and describes files that exist."""

from __future__ import annotations

import hashlib

import pyshacl
from rdflib import Graph, URIRef

from shared.export.dcat import dcat_graph
from shared.export.exports import EXPORTS
from shared.export.rdf import DCAT, DCTERMS, RDF, SPDX
from tests.contract.contracts import needs_contracts, shapes
from tests.shared.export.catalog import published


@needs_contracts
def test_the_catalog_conforms_with_and_without_an_api() -> None:
    exports = {"csv": list(EXPORTS["csv"](published())), "hsds": [("services.json", b"[]")]}
    for base in (None, "https://uslugi.example"):
        graph = dcat_graph(published(base=base), exports)
        conforms, _, said = pyshacl.validate(graph, shacl_graph=shapes("dcat-ap"))
        assert conforms, said[:2000]


@needs_contracts
def test_a_file_without_an_address_would_be_found() -> None:
    graph = dcat_graph(published(), {"csv": [("a.csv", b"")]})
    graph.remove((None, DCAT.accessURL, None))
    assert not pyshacl.validate(graph, shacl_graph=shapes("dcat-ap"))[0]


def test_every_file_it_names_is_there_with_its_size_and_its_sum() -> None:
    files = dict(EXPORTS["dcat"](published()))
    graph = Graph().parse(
        data=files["catalog.ttl"], format="turtle", publicID="https://here.example/"
    )
    seen = set()
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        path = str(graph.value(node, DCTERMS.title))
        assert graph.value(node, DCAT.downloadURL) == URIRef(f"https://here.example/{path}")
        assert int(str(graph.value(node, DCAT.byteSize))) == len(files[path])
        checksum = graph.value(node, SPDX.checksum)
        told = str(graph.value(checksum, SPDX.checksumValue))
        assert told.lower() == hashlib.sha256(files[path]).hexdigest()
        seen.add(path)
    assert seen == set(files) - {"catalog.ttl", "catalog.jsonld"}
