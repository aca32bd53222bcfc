"""The fair test as it is kept: read as it was written, and told where it is broken or was tried by other rules."""

from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.terms.errors import ContentError
from samspel.trials.fair import FILE, read_fair, write_fair
from samspel.trials.origins import OWN


def test_what_is_written_is_read(catalogue: Catalogue, content_copy: Path) -> None:
    kept = read_fair(catalogue)
    path = content_copy / "circle" / FILE
    path.unlink()
    write_fair(path, kept)
    assert read_fair(load_catalogue(content_copy)) == kept
    assert path.read_bytes() == (catalogue.folder / "circle" / FILE).read_bytes()
    assert 0.0 < kept.baseline.find(OWN, "all", kept.baseline.rules.ahead[0]).error < 0.01
    assert kept.cases.count == sum(score.count for score in kept.cases.scores)


@pytest.mark.parametrize("written", ["", "{}", '{"baseline": 1, "slopes": [], "cases": {}}'])
def test_a_broken_one_is_told(content_copy: Path, written: str) -> None:
    (content_copy / "circle" / FILE).write_text(written, "utf-8")
    with pytest.raises(ContentError) as caught:
        read_fair(load_catalogue(content_copy))
    assert caught.value.facts["file"] == FILE


@pytest.mark.parametrize(
    ("before", "key"),
    [('"baseline"', "made_up"), ('"method"', "baseline.scores.made_up"), ('"needed"', "cases.made_up")],
)
def test_a_key_that_no_field_has_is_told(content_copy: Path, before: str, key: str) -> None:
    path = content_copy / "circle" / FILE
    text = path.read_text("utf-8")
    path.write_text(text.replace(before, f'"made_up": 1, {before}', 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_fair(load_catalogue(content_copy))
    assert (caught.value.facts["file"], caught.value.key) == (FILE, key)


def test_a_missing_one_is_told(content_copy: Path) -> None:
    (content_copy / "circle" / FILE).unlink()
    with pytest.raises(ContentError):
        read_fair(load_catalogue(content_copy))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("inside_needed = 0.8", "inside_needed = 0.7"),
        ("least_group = 0.7", "least_group = 0.6"),
        ("parted = 2020", "parted = 2021"),
        ("asked = [0.8, 1.2]", "asked = [0.7, 1.3]"),
        ("level = 0.05", "level = 0.1"),
    ],
)
def test_one_that_was_tried_by_other_rules_is_told(content_copy: Path, old: str, new: str) -> None:
    path = content_copy / "circle" / "trials.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_fair(load_catalogue(content_copy))
    assert (caught.value.facts["file"], caught.value.key) == (FILE, "rules")
