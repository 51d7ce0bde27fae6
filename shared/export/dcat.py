"""DCAT-AP 3.0: a catalog of the exports themselves, with their sizes and checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rdflib import Graph, Literal, URIRef

from shared.export.names import urn_of
from shared.export.published import Published
from shared.export.rdf import (
    AUTHORITY,
    DCAT,
    DCTERMS,
    FOAF,
    LANGUAGES,
    RDF,
    RDFS,
    SKOS,
    SPDX,
    XSD,
    add_texts,
    new_graph,
)
from shared.text import Text

MEDIA_TYPES = {
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".ttl": "text/turtle",
    ".csv": "text/csv",
}
IANA = "https://www.iana.org/assignments/media-types"
SHA_256 = SPDX.checksumAlgorithm_sha256
THEME = URIRef(f"{AUTHORITY}/data-theme/SOCI")
TITLE = Text(
    pl="Usługi społeczne Łodzi",
    uk="Соціальні послуги Лодзі",
    en="Social services of Łódź",
)
DESCRIPTION = Text(
    pl="Świadczenia i pomoc w Łodzi: warunki, dokumenty, miejsca, godziny, telefony.",
    uk="Виплати й допомога в Лодзі: умови, документи, місця, години, телефони.",
    en="Benefits and help in Łódź: conditions, documents, places, hours, telephones.",
)
VERSION = URIRef(f"{DCAT}version")
PUBLISHER = "Miasto Łódź"


class Series(NamedTuple):
    """One way of writing the catalog down."""

    title: Text
    standard: str


SERIES: Mapping[str, Series] = {
    "hsds": Series(
        Text(pl="Katalog usług, HSDS 3.0", en="Service catalog, HSDS 3.0"),
        "https://docs.openreferral.org/en/v3.0.0/hsds/",
    ),
    "cpsv-ap": Series(
        Text(pl="Katalog usług, CPSV-AP 3.2", en="Service catalog, CPSV-AP 3.2"),
        "https://semiceu.github.io/CPSV-AP/releases/3.2.0/",
    ),
    "schema-org": Series(
        Text(pl="Katalog usług, schema.org", en="Service catalog, schema.org"),
        "https://schema.org",
    ),
    "csv": Series(
        Text(pl="Katalog usług, tabele CSV", en="Service catalog, CSV tables"),
        "https://www.rfc-editor.org/rfc/rfc4180",
    ),
}
DRAFTS = Text(
    pl="Tłumaczenia, których nikt nie sprawdził, mają status „draft” albo znacznik „x-draft”.",
    en="Translations nobody has checked have the status “draft” or the language tag “x-draft”.",
)


def dcat_graph(published: Published, exports: Mapping[str, Sequence[tuple[str, bytes]]]) -> Graph:
    """The catalog of `exports`: by name of the export, its files.

    Files are addressed relative to the catalog, or below `published.base` where our API answers.
    """
    graph = new_graph()
    catalog = URIRef(urn_of("catalog", "catalog"))
    graph.add((catalog, RDF.type, DCAT.Catalog))
    _describe(graph, catalog, TITLE, DESCRIPTION, published)
    _add_authorities(graph)
    for name, files in exports.items():
        graph.add((catalog, DCAT.dataset, _add_dataset(graph, published, name, files)))
    if published.base:
        graph.add((catalog, DCAT.service, _add_api(graph, published.base)))
    return graph


def _describe(
    graph: Graph, node: URIRef, title: Text, description: Text, published: Published
) -> None:
    add_texts(graph, node, DCTERMS.title, title)
    add_texts(graph, node, DCTERMS.description, description)
    graph.add((node, DCTERMS.publisher, URIRef(urn_of("organization", "city"))))
    graph.add((node, DCTERMS.modified, Literal(published.changed_on)))
    for language in LANGUAGES.values():
        graph.add((node, DCTERMS.language, language))


def _add_authorities(graph: Graph) -> None:
    """What the shapes want to see typed in this very graph."""
    publisher = URIRef(urn_of("organization", "city"))
    graph.add((publisher, RDF.type, FOAF.Agent))
    graph.add((publisher, FOAF.name, Literal(PUBLISHER, lang="pl")))
    graph.add((THEME, RDF.type, SKOS.Concept))
    graph.add((THEME, SKOS.prefLabel, Literal("Population and society", lang="en")))
    graph.add((SHA_256, RDF.type, SPDX.ChecksumAlgorithm))


def _add_dataset(
    graph: Graph, published: Published, name: str, files: Iterable[tuple[str, bytes]]
) -> URIRef:
    series, node = SERIES[name], URIRef(urn_of("dataset", name))
    graph.add((node, RDF.type, DCAT.Dataset))
    _describe(graph, node, series.title, DRAFTS, published)
    graph.add((node, DCTERMS.identifier, Literal(urn_of("dataset", name))))
    graph.add((node, DCAT.theme, THEME))
    graph.add((node, VERSION, Literal(published.knowledge.content_hash[:12])))
    standard = URIRef(series.standard)
    graph.add((standard, RDF.type, DCTERMS.Standard))
    graph.add((node, DCTERMS.conformsTo, standard))
    for path, content in files:
        graph.add((node, DCAT.distribution, _add_file(graph, f"{name}/{path}", content)))
    return node


def _add_file(graph: Graph, path: str, content: bytes) -> URIRef:
    node, url = URIRef(urn_of("distribution", path)), URIRef(path)
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(path)))
    graph.add((node, DCAT.accessURL, url))
    graph.add((node, DCAT.downloadURL, url))
    size = Literal(str(len(content)), datatype=XSD.nonNegativeInteger)
    graph.add((node, DCAT.byteSize, size))
    media = URIRef(f"{IANA}/{MEDIA_TYPES['.' + path.rsplit('.', 1)[-1]]}")
    graph.add((media, RDF.type, DCTERMS.MediaType))
    graph.add((node, DCAT.mediaType, media))
    _add_checksum(graph, node, path, content)
    return node


def _add_checksum(graph: Graph, node: URIRef, path: str, content: bytes) -> None:
    checksum = URIRef(urn_of("checksum", path))
    digest = Literal(hashlib.sha256(content).hexdigest(), datatype=XSD.hexBinary, normalize=False)
    graph.add((checksum, RDF.type, SPDX.Checksum))
    graph.add((checksum, SPDX.algorithm, SHA_256))
    graph.add((checksum, SPDX.checksumValue, digest))
    graph.add((node, SPDX.checksum, checksum))


def _add_api(graph: Graph, base: str) -> URIRef:
    node = URIRef(urn_of("data_service", "hsds"))
    root, description = URIRef(f"{base}/api/hsds/"), URIRef(f"{base}/api/hsds/openapi.json")
    graph.add((node, RDF.type, DCAT.DataService))
    add_texts(graph, node, DCTERMS.title, SERIES["hsds"].title)
    graph.add((node, DCAT.endpointURL, root))
    for resource in (root, description):
        graph.add((resource, RDF.type, RDFS.Resource))
    graph.add((node, DCAT.endpointDescription, description))
    graph.add((node, DCAT.servesDataset, URIRef(urn_of("dataset", "hsds"))))
    return node
