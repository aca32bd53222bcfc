"""A demand that is written to a file says the same when it is read again."""

from pathlib import Path

import msgspec
import pytest

from samspel.catalogue.loading import find_content
from samspel.catalogue.own import read_own
from samspel.catalogue.own_writing import write_own
from samspel.catalogue.records.handbooks import OwnDemand

TEMPLATES = sorted((find_content() / "templates").glob("own_demand_*.toml"))


def write_and_read(own: OwnDemand, folder: Path) -> OwnDemand:
    path = folder / "krav.toml"
    path.write_text(write_own(own), encoding="utf-8")
    return read_own(path)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_is_read_as_it_was_written(path: Path, tmp_path: Path) -> None:
    own = read_own(path)
    assert write_and_read(own, tmp_path) == own


@pytest.mark.parametrize("words", ['”"”', "a\\b", "'''", "#", "å\tb", "{committee}", "]\n[sv]", "x = 1"])
def test_signs_that_mean_something_to_a_reader_of_toml_are_words(words: str, tmp_path: Path) -> None:
    own = read_own(TEMPLATES[0])
    said = msgspec.structs.replace(own.sv, asks=words, against=[words], answer=[words], note=words)
    changed = msgspec.structs.replace(own, sv=said)
    assert write_and_read(changed, tmp_path) == changed


def test_a_limit_of_nought_is_written(tmp_path: Path) -> None:
    own = read_own(TEMPLATES[0])
    measure = msgspec.structs.replace(own.measures[0], met=0.0, large=5.0)
    changed = msgspec.structs.replace(own, measures=[measure])
    assert write_and_read(changed, tmp_path).measures[0].met == 0.0
    assert "strength" not in write_own(changed)
