"""Loops are compiled without counting where numba can, and compiled all the same where it cannot."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numba.core.options import DefaultOptions

from samspel.reach.compiling import compiled_without_counting, list_switches


def test_this_numba_has_the_switch() -> None:
    assert list_switches(DefaultOptions) == {"_nrt": False}


@pytest.mark.parametrize("known", [object(), None])
def test_loops_are_compiled_without_the_switch_where_numba_has_none(
    known: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list_switches(known) == {}
    given: list[dict[str, Any]] = []

    def njit(**options: Any) -> Callable[[Any], Any]:
        given.append(options)
        return lambda function: function

    monkeypatch.setattr("samspel.reach.compiling.options.DefaultOptions", known)
    monkeypatch.setattr("samspel.reach.compiling.numba.njit", njit)
    assert compiled_without_counting(np.negative) is np.negative
    assert given == [{"nogil": True, "cache": True}]
