"""The kinds of lists of own figures: declared strictly, and told apart by what they need."""

from pathlib import Path

import pytest

from copies import copy_file
from samspel.catalogue.added import FILE, load_added
from samspel.catalogue.loading import Catalogue
from samspel.terms.errors import ContentError


def test_each_kind_says_in_both_languages_what_it_holds(catalogue: Catalogue) -> None:
    kinds = load_added(catalogue.folder)
    assert {one.id for one in kinds} >= {"figures", "employers", "workplaces"}
    assert [one.id for one in kinds if one.gives_figures] == ["figures"]
    for kind in kinds:
        for told in (one for column in kind.columns for one in (column.sv, column.en)):
            assert told.name, kind.id
            assert told.note, kind.id


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id = "year"\nkind = "year"', 'id = "value"\nkind = "year"', "each column once"),
        ('id = "year"\nkind = "year"', 'id = "year"\nkind = "number"', "one column of each such kind"),
        ("is_needed = true", "is_needed = false", "needed columns that no other list has"),
        ('kind = "count"', 'kind = "figure"', ""),
    ],
)
def test_a_list_that_breaks_a_rule_is_told(
    old: str, new: str, expected: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    copy_file(catalogue.folder / FILE, tmp_path / FILE)
    path = tmp_path / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_added(tmp_path)
    assert expected in str(caught.value)
