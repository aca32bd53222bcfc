"""An answer that was given, for tests to change what they are about with `replace`."""

from datetime import date

from samspel.needs.answers import Answer

GIVEN = Answer(
    body="2181",
    demand="childcare-odd-hours",
    item="offered",
    kind="question",
    value="no",
    country=None,
    answered_by="x",
    day=date(2026, 11, 20),
    source="",
)
"""Sandviken's municipality says that it offers no childcare at odd hours."""
