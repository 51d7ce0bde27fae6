"""The published schemas and shapes our open data is held to; they stand beside the project.

Where that folder is missing the tests that read it are left out, and say so: nothing of it is ours
to copy.
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

needs_contracts = pytest.mark.skipif(
    not CONTRACTS.is_dir(), reason=f"the published contracts are not here: {CONTRACTS}"
)


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
