"""The rules that the model is tried by: what is not of the form, or contradicts itself, is refused with its key."""

from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.trials import FILE, load_trial_rules
from samspel.terms.errors import ContentError


def test_the_eras_follow_each_other(catalogue: Catalogue) -> None:
    rules = catalogue.trial_rules.origins
    (first, last), (after, end), (start, whole) = (rules.eras[era] for era in ("before", "after", "all"))
    assert (first, last + 1) == (start, after)
    assert end == whole
    assert last >= first


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("look_back = 2018", "look_backward = 2018", "look_backward"),
        ("look_back = 2018", "", "look_back"),
        ("look_back = 2018", 'look_back = "2018"', "look_back"),
        ("inside_needed = 0.8", "inside_needed = 1.8", "cases.inside_needed"),
        ("after = [1, 3, 5]", "after = [1, 5, 3]", "cases.after"),
        ("after = [1, 3, 5]", "after = []", "cases.after"),
        ("ahead = [1, 3, 5, 10]", "ahead = [1, 3, 3, 10]", "origins.ahead"),
        ("groups_ahead = 5", "groups_ahead = 4", "origins.groups_ahead"),
        ("parted = 2020", "parted = 2000", "origins.parted"),
        ("asked = [0.8, 1.2]", "asked = [1.1, 1.2]", "slopes.asked"),
        ("fewest = 3", "fewest = 1", "slopes.fewest"),
    ],
)
def test_what_breaks_a_rule_is_told_with_its_key(
    catalogue: Catalogue, tmp_path: Path, old: str, new: str, key: str
) -> None:
    text = (catalogue.folder / "circle" / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "circle").mkdir()
    (tmp_path / "circle" / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_trial_rules(tmp_path)
    assert (caught.value.facts["file"], caught.value.key) == (FILE, key)
