"""Entries of dated tables, looked up for many rows at once."""

from __future__ import annotations

import numpy as np

from shared.diagnosis.parameters import ParameterInForce, Table
from shared.simulation import ratios, spans
from shared.simulation.ratios import Mask, Ratio, choose, constant, floored
from shared.simulation.spans import Span, point


def entry(parameter: ParameterInForce, n: Span) -> Span:
    """The entry for each `n`, itself rounded down; any number from zero up where there is none."""
    if parameter.table is None:
        return spans.NOT_NEGATIVE
    if n.is_exact:
        return _at(parameter.table, floored(n.low))
    return _over(parameter.table, n)


def _over(table: Table, n: Span) -> Span:
    """Every entry from the least `n` to the most, those between them included."""
    first, last = floored(n.low), floored(n.high)
    found = spans.hull(_at(table, first), _at(table, last))
    for place, one in enumerate(table.entries, 1):
        inside = (first.num <= place) & (last.num >= place)
        held = spans.hull(found, point(constant(one)))
        found = Span(
            choose(inside, held.low, found.low),
            choose(inside, held.high, found.high),
            found.no_low,
            found.no_high,
        )
    unended = n.no_low | n.no_high
    return _not_negative_where(unended, found)


def _at(table: Table, n: Ratio) -> Span:
    """The entries of whole numbers."""
    beyond = n.num > len(table.entries)
    found = _listed(table, n)
    if table.each_next is not None and np.any(beyond):
        more = ratios.plus(n, constant(-len(table.entries)))
        later = ratios.times(more, constant(table.each_next))
        found = choose(beyond, ratios.plus(constant(table.entries[-1]), later), found)
    missing = n.num < 1 if table.each_next is not None else (n.num < 1) | beyond
    return _not_negative_where(missing, point(found))


def _listed(table: Table, n: Ratio) -> Ratio:
    found = constant(table.entries[0])
    for place, one in enumerate(table.entries[1:], 2):
        found = choose(n.num >= place, constant(one), found)
    return found


def _not_negative_where(mask: Mask, found: Span) -> Span:
    if not np.any(mask):
        return found
    low = choose(mask, ratios.NOTHING, found.low)
    no_low = found.no_low & np.logical_not(mask)
    return Span(low, choose(mask, constant(0), found.high), no_low, found.no_high | mask)
