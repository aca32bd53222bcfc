"""The rules of networks are loaded strictly."""

from pathlib import Path

import pytest

from samspel.catalogue.sharing import FILE, load_share_rules
from samspel.terms.errors import ContentError


def test_the_shipped_rules_are_loaded() -> None:
    assert "procent" in load_share_rules().figure_words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("code_days = 14", "code_days = 0"),
        ('"procent"', '"Procent"'),
        ('"promille"', '"procent"'),
        ("most_points", "x"),
    ],
)
def test_what_breaks_a_rule_is_told(content_copy: Path, old: str, new: str) -> None:
    path = content_copy / FILE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError):
        load_share_rules(content_copy)
