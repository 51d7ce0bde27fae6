"""Columns of exact numbers: whole numbers over whole numbers, never a float.

A column is `num / den`; each is one Python int for all rows or an array, int64 as long as it is
sure to fit and Python ints (dtype object) from there on. `most` and `den_most` bound what stands in
them, so that this is known before it is calculated. Denominators are positive.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm
from typing import Any, NamedTuple

import numpy as np

Whole = Any  # an int, or an array of int64 or of Python ints
Mask = Any  # a bool, or an array of them
FITS = 2**62


class Ratio(NamedTuple):
    """One exact number a row; `most` and `den_most` are at least as large as any of them."""

    num: Whole
    den: Whole
    most: int
    den_most: int

    def take(self, rows: np.ndarray) -> Ratio:
        """The numbers of these rows, in this order."""
        return self._replace(num=_take(self.num, rows), den=_take(self.den, rows))


def _take(whole: Whole, rows: np.ndarray) -> Whole:
    return whole[rows] if isinstance(whole, np.ndarray) else whole


def constant(number: int | Fraction) -> Ratio:
    """The same number in every row."""
    exact = Fraction(number)
    return Ratio(exact.numerator, exact.denominator, abs(exact.numerator), exact.denominator)


def whole(numbers: np.ndarray) -> Ratio:
    """A column of whole numbers."""
    return Ratio(numbers, 1, _largest(numbers), 1)


NOTHING = constant(0)


def _largest(numbers: Whole) -> int:
    if not isinstance(numbers, np.ndarray):
        return abs(int(numbers))
    return max(abs(int(numbers.max())), abs(int(numbers.min()))) if numbers.size else 0


def _tightened(a: Ratio) -> Ratio:
    """The same numbers in lowest terms, with bounds as narrow as they are."""
    if isinstance(a.den, np.ndarray):
        common: Whole = np.gcd(a.num, a.den)
    else:
        common = gcd(int(np.gcd.reduce(a.num)) if isinstance(a.num, np.ndarray) else a.num, a.den)
    num, den = a.num // common, a.den // common
    return Ratio(num, den, _largest(num), _largest(den))


def _widened(a: Ratio) -> Ratio:
    """The same numbers as Python ints, which have no end."""
    num, den = (
        one.astype(object) if isinstance(one, np.ndarray) else one for one in (a.num, a.den)
    )
    return a._replace(num=num, den=den)


def _fitted(a: Ratio, b: Ratio, need: Callable[[Ratio, Ratio], int]) -> tuple[Ratio, Ratio]:
    """Both in a form in which nothing up to what they need overflows."""
    if need(a, b) < FITS:
        return a, b
    a, b = _tightened(a), _tightened(b)
    if need(a, b) < FITS:
        return a, b
    return _widened(a), _widened(b)


def _for_product(a: Ratio, b: Ratio) -> int:
    return max(a.most, b.most, a.most * b.most, a.den_most * b.den_most)


def _for_common(a: Ratio, b: Ratio) -> int:
    return max(a.most * b.den_most + b.most * a.den_most, a.den_most * b.den_most)


def times(a: Ratio, b: Ratio) -> Ratio:
    """Each product."""
    a, b = _fitted(a, b, _for_product)
    return Ratio(a.num * b.num, a.den * b.den, a.most * b.most, a.den_most * b.den_most)


def alike(a: Ratio, b: Ratio) -> tuple[Ratio, Ratio]:
    """Both over the same denominator (the very same object)."""
    if a.den is b.den:
        return a, b
    a, b = _fitted(a, b, _for_common)
    if isinstance(a.den, int) and isinstance(b.den, int):
        den: Whole = lcm(a.den, b.den)
        return _over(a, den, den // a.den, den), _over(b, den, den // b.den, den)
    den, most = a.den * b.den, a.den_most * b.den_most
    return _over(a, den, b.den, most), _over(b, den, a.den, most)


def _over(a: Ratio, den: Whole, factor: Whole, den_most: int) -> Ratio:
    if isinstance(factor, int):
        num = a.num if factor == 1 else a.num * factor
        return Ratio(num, den, a.most * factor, den_most)
    return Ratio(a.num * factor, den, a.most * _largest(factor), den_most)


def plus(a: Ratio, b: Ratio) -> Ratio:
    """Each sum."""
    a, b = alike(a, b)
    if a.most + b.most >= FITS:
        a, b = _widened(a), _widened(b)
    return Ratio(a.num + b.num, a.den, a.most + b.most, a.den_most)


def minus(a: Ratio) -> Ratio:
    """Each number with its sign turned."""
    return a._replace(num=-a.num)


def inverse(a: Ratio) -> Ratio:
    """One over each number, none of which may be zero."""
    if not isinstance(a.num, np.ndarray):
        sign, num = (1 if a.num > 0 else -1), abs(a.num)
        return Ratio(a.den * sign, num, a.den_most, num)
    signs = np.where(a.num > 0, 1, -1)
    return Ratio(a.den * signs, a.num * signs, a.den_most, a.most)


def is_below(a: Ratio, b: Ratio) -> Mask:
    """Where a number is less than the other."""
    a, b = alike(a, b)
    return a.num < b.num


def is_same(a: Ratio, b: Ratio) -> Mask:
    """Where they are equal."""
    a, b = alike(a, b)
    return a.num == b.num


def is_all_positive(a: Ratio) -> bool:
    """Whether no number is below zero."""
    return bool(np.all(a.num >= 0))


def choose(mask: Mask, a: Ratio, b: Ratio) -> Ratio:
    """Where `mask` says so the one, elsewhere the other."""
    if not isinstance(mask, np.ndarray):
        return a if mask else b
    if a is b:
        return a
    if isinstance(a.den, int) and isinstance(b.den, int):
        a, b = alike(a, b)
        den: Whole = a.den
    else:
        den = _where(mask, a.den, b.den)
    num = _where(mask, a.num, b.num)
    return Ratio(num, den, max(a.most, b.most), max(a.den_most, b.den_most))


def _where(mask: np.ndarray, a: Whole, b: Whole) -> Whole:
    """Numbers too large for int64 would be guessed at, so they are handed on as Python ints."""
    one, other = (_as_array(number) for number in (a, b))
    return np.where(mask, one, other)


def _as_array(number: Whole) -> np.ndarray:
    if isinstance(number, np.ndarray):
        return number
    return np.array(number, dtype=_dtype(abs(number)))


def smaller(a: Ratio, b: Ratio) -> Ratio:
    """The smaller one of each two."""
    if isinstance(a.den, int) and isinstance(b.den, int):
        a, b = alike(a, b)
        return a._replace(num=_minimum(a.num, b.num), most=max(a.most, b.most))
    return choose(is_below(a, b), a, b)


def _minimum(a: Whole, b: Whole) -> Whole:
    if isinstance(a, int) and isinstance(b, int):
        return min(a, b)
    return np.minimum(_as_array(a), _as_array(b))


def _maximum(a: Whole, b: Whole) -> Whole:
    if isinstance(a, int) and isinstance(b, int):
        return max(a, b)
    return np.maximum(_as_array(a), _as_array(b))


def larger(a: Ratio, b: Ratio) -> Ratio:
    """The larger one of each two."""
    if isinstance(a.den, int) and isinstance(b.den, int):
        a, b = alike(a, b)
        return a._replace(num=_maximum(a.num, b.num), most=max(a.most, b.most))
    return choose(is_below(a, b), b, a)


def is_whole(a: Ratio) -> bool:
    """Whether every number is sure to be a whole one."""
    return _is_one(a.den)


def floored(a: Ratio) -> Ratio:
    """Each number down to a whole one."""
    return a if _is_one(a.den) else Ratio(a.num // a.den, 1, a.most + 1, 1)


def round_down(a: Ratio, step: Fraction) -> Ratio:
    """Each number down to a multiple of the positive `step`."""
    return times(floored(times(a, constant(1 / step))), constant(step))


def _is_one(den: Whole) -> bool:
    return isinstance(den, int) and den == 1


def sums(a: Ratio, starts: np.ndarray, rows: int) -> Ratio:
    """The sums of the runs of rows that begin at `starts`; `rows` is how many there are in all."""
    if isinstance(a.den, np.ndarray):
        a = _over_one_den(a)
    most = a.most * rows
    if most >= FITS:
        a = _widened(_tightened(a))
    num = a.num if isinstance(a.num, np.ndarray) else np.full(rows, a.num, dtype=_dtype(a.most))
    return a._replace(num=np.add.reduceat(num, starts), most=most)


def _dtype(most: int) -> Any:
    return np.int64 if most < FITS else object


def _over_one_den(a: Ratio) -> Ratio:
    """The same numbers over one denominator for all rows."""
    a = _tightened(a)
    den = lcm(*(int(one) for one in np.unique(a.den)))
    if a.most * den >= FITS:
        a = _widened(a)
    return Ratio(a.num * (den // a.den), den, a.most * den, den)
