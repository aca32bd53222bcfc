"""Which timetable file is a county's: every region has one, and the guide says the same."""

import re
from pathlib import Path

from samspel.catalogue.loading import Catalogue
from samspel.sources.timetable_files import load_timetable_files
from samspel.terms.place import PlaceKind

GUIDE = Path(__file__).parents[2] / "docs" / "anvandarguide.md"


def test_every_region_has_one_operator_with_an_id_of_its_own(catalogue: Catalogue) -> None:
    operators = load_timetable_files().operator
    regions = [place.code for place in catalogue.places.everywhere if place.kind is PlaceKind.REGION]
    assert sorted(one.region for one in operators) == sorted(regions)
    assert len({one.id for one in operators}) == len(operators)
    assert all(re.fullmatch("[a-z]+", one.id) for one in operators)


def test_the_guide_has_the_same_operators_address_and_number_of_calls() -> None:
    files, guide = load_timetable_files(), GUIDE.read_text(encoding="utf-8")
    assert re.findall(r"^\| [^|]+ \| ([^|]+) \| `([a-z]+)` \|$", guide, re.M) == [
        (one.name, one.id) for one in files.operator
    ]
    assert files.locate("xt", "DIN-NYCKEL") in guide
    assert f"högst {files.calls_a_month} gånger i månaden och {files.calls_a_minute} gånger i minuten" in guide
    assert f"filen `{files.trains}`" in guide
    assert files.page in guide
