"""Samspel: what industry and welfare in a Swedish municipality need from each other, and what to ask of whom."""

__version__ = "0.1.0"
