from pathlib import Path

import pytest

from samspel.scenarios.care_groups import load_care_groups
from samspel.terms.errors import ContentError


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("first = 20", "first = 21", "20_44.first"),
        ("last = 44", "last = 46", "45_64.first"),
        ("last = 100", "last = 99", "85_plus.last"),
        ("weight = 2.4", "weight = 0.0", "75_84.weight"),
        ("weight = 2.4", 'weight = "2.4"', "group[4].weight"),
        ('grade = "D"', "", "group[0].grade"),
    ],
)
def test_wrong_groups_of_care_are_told(content_copy: Path, old: str, new: str, key: str) -> None:
    path = content_copy / "circle" / "region_cost_by_age.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_care_groups(content_copy)
    assert (caught.value.facts["file"], caught.value.key) == ("region_cost_by_age.toml", key)
