"""The fair test as it is kept: read as it was written, and told where it is broken."""

from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.terms.errors import ContentError
from samspel.trials.fair import FILE, read_fair, write_fair
from samspel.trials.origins import AHEAD, OWN


def test_what_is_written_is_read(catalogue: Catalogue, tmp_path: Path) -> None:
    kept = read_fair(catalogue.folder)
    (tmp_path / "circle").mkdir()
    write_fair(tmp_path / "circle" / FILE, kept)
    assert read_fair(tmp_path) == kept
    assert (tmp_path / "circle" / FILE).read_bytes() == (catalogue.folder / "circle" / FILE).read_bytes()
    assert 0.0 < kept.baseline.find(OWN, "all", AHEAD[0]).error < 0.01
    assert kept.cases.count == sum(score.count for score in kept.cases.scores)


@pytest.mark.parametrize("written", ["", "{}", '{"baseline": 1, "slopes": [], "cases": {}}'])
def test_a_broken_one_is_told(tmp_path: Path, written: str) -> None:
    (tmp_path / "circle").mkdir()
    (tmp_path / "circle" / FILE).write_text(written, "utf-8")
    with pytest.raises(ContentError) as caught:
        read_fair(tmp_path)
    assert caught.value.facts["file"] == FILE


def test_a_missing_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        read_fair(tmp_path)
