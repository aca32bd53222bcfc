"""What explains a unit's file is loaded strictly."""

from pathlib import Path

import pytest

from samspel.catalogue.exported import FILE, load_guide
from samspel.terms.errors import ContentError


def test_the_shipped_guide_is_loaded() -> None:
    assert load_guide().tables["voice"].sv.startswith("Röster")


@pytest.mark.parametrize(("old", "new"), [('version = { sv = "', 'version = { sw = "'), ("[tables]", "[tabels]")])
def test_what_breaks_a_rule_is_told(content_copy: Path, old: str, new: str) -> None:
    path = content_copy / FILE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError):
        load_guide(content_copy)
