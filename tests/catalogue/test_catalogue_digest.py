"""The rules of the digest are loaded strictly."""

from pathlib import Path

import pytest

from samspel.catalogue.digest import FILE, load_digest_rules
from samspel.terms.errors import ContentError


def test_the_shipped_rules_are_loaded() -> None:
    assert load_digest_rules().ahead_days >= 1


@pytest.mark.parametrize(
    ("old", "new"), [("ahead_days = 14", "ahead_days = 0"), ("timeout = 30", "timeout = -1"), ("timeout", "x")]
)
def test_what_breaks_a_rule_is_told(content_copy: Path, old: str, new: str) -> None:
    path = content_copy / FILE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError):
        load_digest_rules(content_copy)
