"""Conversions between units."""

PER_CENT = 100.0
THOUSAND = 1000.0
MINUTES_PER_HOUR = 60.0
