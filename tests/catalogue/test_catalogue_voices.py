"""The rules of remarks: broken ones are told by the file."""

from pathlib import Path

import pytest

from samspel.catalogue.voices import load_voice_rules
from samspel.terms.errors import ContentError


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("mail = '[", "mail = '([", "mail"),
        ("fewest = 5", "fewest = 0", "fewest"),
        ("shortest = 8", "shortest = 900", "fewest"),
    ],
)
def test_a_broken_rule_is_told_by_the_file(content_copy: Path, old: str, new: str, key: str) -> None:
    path = content_copy / "workspace" / "voices.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ContentError) as told:
        load_voice_rules(content_copy)
    assert (told.value.facts["file"], told.value.key) == ("voices.toml", key)
