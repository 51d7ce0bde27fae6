"""While an app loads, nobody looks for garbage; afterwards somebody does, whatever happened."""

from __future__ import annotations

import gc

import pytest

from shared.garbage import loading


def test_nobody_looks_for_garbage_while_loading() -> None:
    assert gc.isenabled()
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_start_that_fails_leaves_the_collector_on() -> None:
    with pytest.raises(RuntimeError), loading():
        raise RuntimeError
    assert gc.isenabled()
