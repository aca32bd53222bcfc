"""Another organisation's handbook is held to every rule of a demand that ours is: each broken demand of the tests of
loading is broken in theirs too, and told with the same words.
"""

import re
from pathlib import Path

import pytest

from catalogue import test_catalogue_checks, test_catalogue_proposal_checks, test_catalogue_reading
from catalogue.breaches import Breach
from foreign import move, write_handbook
from samspel.catalogue.handbooks import add_handbook
from samspel.catalogue.loading import Catalogue, find_content
from samspel.terms.errors import ContentError

MODULES = (test_catalogue_checks, test_catalogue_proposal_checks, test_catalogue_reading)
DEMAND = re.compile(r"(?P<number>\d\d)-(?P<id>[a-z0-9-]+)\.toml")
LEAST = 60
"""Broken demands that there are at least to try."""
CASES: list[Breach] = [
    breach for module in MODULES for breach in module.CASES if DEMAND.fullmatch(breach.file) and breach.key != "id"
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_what_breaks_a_demand_of_ours_breaks_one_of_theirs(
    catalogue: Catalogue, tmp_path: Path, breach: Breach
) -> None:
    named = DEMAND.fullmatch(breach.file)
    assert named is not None
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    (ours / "handbook").mkdir(parents=True)
    text = (find_content() / "handbook" / breach.file).read_bytes()
    (ours / "handbook" / breach.file).write_bytes(text)
    breach.change(ours)
    write_handbook(theirs, "instead").unlink()
    number, name = 100 + int(named["number"]), f"x-{named['id']}"
    broken = (ours / "handbook" / breach.file).read_bytes()
    moved = move(broken.decode(errors="surrogateescape"), number, name) if b"number = " in broken else broken.decode()
    path = theirs / "handbook" / f"{number}-{name}.toml"
    path.write_bytes(moved.encode(errors="surrogateescape"))
    with pytest.raises(ContentError) as caught:
        add_handbook(catalogue, theirs)
    facts = caught.value.facts
    assert facts["file"] == f"handbook/{path.name}"
    assert facts["key"] == breach.key
    assert facts["expected"] == breach.expected


def test_there_are_many_broken_demands_to_try() -> None:
    assert len(CASES) >= LEAST
