"""Compiles the few inner loops that arrays cannot express."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
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
    options: Any = {"nogil": True, "cache": True, "_nrt": False}
    return cast(Function, numba.njit(**options)(function))
