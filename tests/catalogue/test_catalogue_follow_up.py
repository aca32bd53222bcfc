"""When a need is measured again."""

from datetime import date
from pathlib import Path

import pytest

from samspel.catalogue.follow_up import load_follow_up
from samspel.terms.errors import ContentError


def test_a_term_ends_after_the_day_that_it_is_asked_for() -> None:
    rules = load_follow_up()
    assert rules.end_of_term(date(2026, 10, 14)) == date(2026, 10, 15)
    assert rules.end_of_term(date(2026, 10, 15)) == date(2030, 10, 15)


def test_a_rule_that_cannot_be_is_told(content_copy: Path) -> None:
    path = content_copy / "workspace" / "follow_up.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("swings = 1.0", "swings = 0"), encoding="utf-8")
    with pytest.raises(ContentError):
        load_follow_up(content_copy)
