"""The published schemas and shapes our open data is held to; they stand beside the project.

They are other people's, under licenses of their own, so they are not copied into it. Where the
folder is missing, only the tests that read it are left out, and the run prints which and why; what
we say ourselves (ids, references, paging, the OpenAPI description) is tested everywhere.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from rdflib import RDF, Graph
from rdflib.namespace import SH

CONTRACTS = Path(__file__).parents[3] / "shared" / "contracts"


def needs(folder: str, published: str, held: str) -> pytest.MarkDecorator:
    """Leaves a test out, with its reason, where the folder of what others publish is missing.

    What is in the folder must be whole: a document missing from it fails the test.
    """
    path = CONTRACTS / folder
    why = f"{published} and not copied into the project; put them into ../shared/contracts/{folder}"
    return pytest.mark.skipif(not path.is_dir(), reason=f"{why} to hold {held} to them")


needs_contracts = needs("", "HSDS, CPSV-AP and DCAT-AP are published by others", "the exports")


@cache
def schema(name: str) -> Any:
    """A validator of one compiled HSDS schema, formats included."""
    text = (CONTRACTS / "hsds" / name).read_text(encoding="utf-8")
    return jsonschema_rs.validator_for(json.loads(text), validate_formats=True)


@cache
def shapes(folder: str) -> Graph:
    """SHACL shapes; property shapes that were published without a path say nothing and go."""
    (path,) = (CONTRACTS / folder).glob("*.ttl")
    graph = Graph().parse(path)
    for shape in set(graph.objects(None, SH.property)):
        if (shape, SH.path, None) not in graph:
            graph.remove((shape, None, None))
            graph.remove((None, None, shape))
    assert (None, RDF.type, SH.NodeShape) in graph
    return graph
