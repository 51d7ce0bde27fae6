"""Exact intervals and three-valued truth.

An interval is (low, high), both included, ints or Fractions, never floats; None is no bound on that
side. A truth is True, False or None for unknown. Every function here keeps inclusion: narrower
arguments give a narrower (or equal) answer. The soundness of every verdict rests on that.
"""

from __future__ import annotations

from fractions import Fraction

Exact = int | Fraction
Bound = int | Fraction | None
Interval = tuple[Bound, Bound]
Truth = bool | None

ZERO: Interval = (0, 0)
UNBOUNDED: Interval = (None, None)
NOT_NEGATIVE: Interval = (0, None)


def tidy(number: Exact) -> Exact:
    """The same number, as an int where it is one."""
    if number.__class__ is int or number.denominator != 1:
        return number
    return number.numerator


def times(a: Exact, b: Exact) -> Exact:
    """The product. Most come out whole, and then no Fraction is made on the way."""
    if a.__class__ is int and b.__class__ is int:
        return a * b
    top, bottom = a.numerator * b.numerator, a.denominator * b.denominator
    return top // bottom if top % bottom == 0 else Fraction(top, bottom)


def over(a: Exact, b: Exact) -> Exact:
    """The quotient; `b` is not zero."""
    top, bottom = a.numerator * b.denominator, a.denominator * b.numerator
    return top // bottom if top % bottom == 0 else Fraction(top, bottom)


def point(number: Exact) -> Interval:
    """The interval that holds one number."""
    number = tidy(number)
    return number, number


def is_point(a: Interval) -> bool:
    """Whether the interval holds exactly one number."""
    return a[0] is not None and a[0] == a[1]


def add(a: Interval, b: Interval) -> Interval:
    """Every sum of a number in `a` and one in `b`."""
    (al, ah), (bl, bh) = a, b
    return (
        None if al is None or bl is None else al + bl,
        None if ah is None or bh is None else ah + bh,
    )


def negate(a: Interval) -> Interval:
    """Every number in `a` with its sign turned."""
    low, high = a
    return (None if high is None else -high), (None if low is None else -low)


def subtract(a: Interval, b: Interval) -> Interval:
    """Every difference of a number in `a` and one in `b`."""
    (al, ah), (bl, bh) = a, b
    return (
        None if al is None or bh is None else al - bh,
        None if ah is None or bl is None else ah - bl,
    )


def multiply(a: Interval, b: Interval) -> Interval:
    """Every product. Zero times anything, even something undefined, is zero."""
    if a == ZERO or b == ZERO:
        return ZERO
    (al, ah), (bl, bh) = a, b
    if al is None or bl is None:
        return UNBOUNDED
    if al >= 0 and bl >= 0:
        return times(al, bl), (None if ah is None or bh is None else times(ah, bh))
    if ah is None or bh is None:
        return UNBOUNDED
    corners = (al * bl, al * bh, ah * bl, ah * bh)
    return tidy(min(corners)), tidy(max(corners))


def divide(a: Interval, b: Interval) -> Interval:
    """Every quotient; anything at all when `b` holds zero, for then the quotient may not exist."""
    low, high = b
    if low is not None and low > 0:
        least_one, most = a
        if least_one is not None and least_one >= 0:
            return 0 if high is None else over(least_one, high), (
                None if most is None else over(most, low)
            )
        return multiply(a, (0 if high is None else Fraction(1) / high, Fraction(1) / low))
    if high is not None and high < 0:
        return divide(negate(a), negate(b))
    return UNBOUNDED


def least(a: Interval, b: Interval) -> Interval:
    """Every smaller one of a number in `a` and one in `b`."""
    (al, ah), (bl, bh) = a, b
    low = None if al is None or bl is None else min(al, bl)
    if ah is None or bh is None:
        return low, bh if ah is None else ah
    return low, min(ah, bh)


def greatest(a: Interval, b: Interval) -> Interval:
    """Every greater one of a number in `a` and one in `b`."""
    (al, ah), (bl, bh) = a, b
    high = None if ah is None or bh is None else max(ah, bh)
    if al is None or bl is None:
        return bl if al is None else al, high
    return max(al, bl), high


def hull(a: Interval, b: Interval) -> Interval:
    """The smallest interval that holds both."""
    (al, ah), (bl, bh) = a, b
    return (
        None if al is None or bl is None else min(al, bl),
        None if ah is None or bh is None else max(ah, bh),
    )


def scale(a: Interval, factor: int) -> Interval:
    """Every number in `a` times a positive whole number."""
    low, high = a
    return (
        None if low is None else times(low, factor),
        None if high is None else times(high, factor),
    )


def round_down(a: Interval, step: Exact) -> Interval:
    """Every number in `a`, down to a multiple of the positive `step`."""
    low, high = a
    return (
        None if low is None else tidy(low // step * step),
        None if high is None else tidy(high // step * step),
    )


def round_up(a: Interval, step: Exact) -> Interval:
    """Every number in `a`, up to a multiple of the positive `step`."""
    return negate(round_down(negate(a), step))


def round_half_up(a: Interval, step: Exact) -> Interval:
    """Every number in `a`, to the nearest multiple of the positive `step`; halves go up."""
    return round_down(add(a, point(Fraction(step) / 2)), step)


def is_less(a: Interval, b: Interval) -> Truth:
    """Whether a number in `a` is below one in `b`: surely, surely not, or unknown."""
    (al, ah), (bl, bh) = a, b
    if ah is not None and bl is not None and ah < bl:
        return True
    if al is not None and bh is not None and al >= bh:
        return False
    return None


def is_more(a: Interval, b: Interval) -> Truth:
    """Whether a number in `a` is above one in `b`."""
    return is_less(b, a)


def is_not_less(a: Interval, b: Interval) -> Truth:
    """Whether a number in `a` is not below one in `b`."""
    (al, ah), (bl, bh) = a, b
    if ah is not None and bl is not None and ah < bl:
        return False
    if al is not None and bh is not None and al >= bh:
        return True
    return None


def is_not_more(a: Interval, b: Interval) -> Truth:
    """Whether a number in `a` is not above one in `b`."""
    return is_not_less(b, a)


def is_equal(a: Interval, b: Interval) -> Truth:
    """Whether a number in `a` equals one in `b`: surely only when both are the same point."""
    (al, ah), (bl, bh) = a, b
    if (ah is not None and bl is not None and ah < bl) or (
        al is not None and bh is not None and bh < al
    ):
        return False
    return True if is_point(a) and is_point(b) else None


def negated(truth: Truth) -> Truth:
    """Not: unknown stays unknown."""
    return None if truth is None else not truth


def conjoin(a: Truth, b: Truth) -> Truth:
    """And: one no decides, whatever else is unknown."""
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def disjoin(a: Truth, b: Truth) -> Truth:
    """Or: one yes decides, whatever else is unknown."""
    if a is True or b is True:
        return True
    return None if a is None or b is None else False
