"""Compiles the few inner loops that arrays cannot express."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.core import options
from numba.cpython.unsafe.numbers import trailing_zeros

find_lowest_bit = cast(Callable[[np.uint64], int], trailing_zeros)
"""The number of a word's lowest bit, for compiled loops alone."""

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function compiled by numba, without Python's lock; kept on disk so that the next start is quick."""
    return cast(Function, numba.njit(nogil=True, cache=True)(function))


def compiled_without_counting(function: Function) -> Function:
    """The function compiled as above, for loops that reach into records of arrays and make none: there numba would
    count references to the arrays each time, which takes longer than the work.
    """
    switches = list_switches(getattr(options, "DefaultOptions", None))
    return cast(Function, numba.njit(nogil=True, cache=True, **switches)(function))


def list_switches(known: object) -> dict[str, Any]:
    """What turns counting off, by what options numba has: it does not document this one, and where it is gone loops are
    slower and nothing else.
    """
    return {"_nrt": False} if hasattr(known, "_nrt") else {}
