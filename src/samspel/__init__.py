"""Samspel: what industry and welfare in a Swedish municipality need from each other, and what to ask of whom."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samspel.library import AskingError, Samspel, open_samspel

__version__ = "0.1.0"
__all__ = ["AskingError", "Samspel", "__version__", "open_samspel"]


def __getattr__(name: str) -> object:
    """What others import from here is loaded when they do: no command has to wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("samspel.library"), name)
