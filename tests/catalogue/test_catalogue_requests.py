"""The rules of questions to bodies: broken ones are told by the file."""

from pathlib import Path

import pytest

from samspel.catalogue.requests import load_request_rules
from samspel.terms.errors import ContentError


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("link_days = 60", "link_days = 0", "link_days"),
        ("most_a_day = 20", "most_a_day = -1", "most_a_day"),
        ("days = 21", "days = 0", "questions.days"),
        ('clock = "document"', 'clock = "year"', "documents.days"),
        ('clock = "document"', 'clock = "none"', "documents.days"),
        ('clock = "document"', 'clock = "document"\ndays = 3', "documents.days"),
        ('id = "questions"', 'id = "documents"', "id"),
    ],
)
def test_a_broken_rule_is_told_by_the_file(content_copy: Path, old: str, new: str, key: str) -> None:
    path = content_copy / "workspace" / "requests.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ContentError) as told:
        load_request_rules(content_copy)
    assert told.value.facts["file"] == "requests.toml"
    assert told.value.key == key


def test_each_ground_has_days_and_says_where_the_law_stands(content_copy: Path) -> None:
    for ground in load_request_rules(content_copy).grounds:
        assert ground.days >= 1
        assert bool(ground.law) == (ground.mark != "O")
