"""Samspel from Python: what commands and pages show, as frames and typed records (docs/python.md)."""

from samspel.library.asking import Samspel, open_samspel
from samspel.library.mistakes import AskingError

__all__ = ["AskingError", "Samspel", "open_samspel"]
