"""The rules of elected posts as they are loaded."""

from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.mandates import FILE, load_post_rules
from samspel.terms.errors import ContentError


def test_the_shipped_rules_name_indicators_that_there_are(catalogue: Catalogue) -> None:
    figures = load_post_rules().figures
    assert {figures.left, *figures.seats} <= catalogue.indicators.keys()


def test_a_kind_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_post_rules().find_kind("mayor")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('term = "decided"', 'term = "life"'),
        ('choice = "companies"', 'choice = "firms"'),
        ('usual = "apart"', 'usual = "maybe"'),
        ('options = ["yes", "no"]', 'options = ["no"]'),
        ('day = "10-15"', 'day = "15 oct"'),
        ('council = "council"', 'council = "senate"'),
        ('id = "auditor"\nseat', 'id = "committee"\nseat'),
        ("day = 2026-09-13", "day = 2036-09-13"),
        ('mark = "R"', 'mark = "X"'),
    ],
)
def test_a_rule_that_breaks_is_told_by_the_file(before: str, after: str, content_copy: Path) -> None:
    path = content_copy / FILE
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ContentError, match=r"posts\.toml"):
        load_post_rules(content_copy)
