"""Compiles the few inner loops that arrays cannot express."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function compiled by numba, without Python's lock; kept on disk so that the next start is quick."""
    return cast(Function, numba.njit(nogil=True, cache=True)(function))
