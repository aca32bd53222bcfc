"""How often the bands held: each municipality counted once, and the widths judged by what they held."""

import pytest

from made_looks import look
from samspel.app.desk import Desk
from samspel.rendering.table import words
from samspel.research.coverage import Covering, cover
from samspel.research.coverage_words import describe_coverage, tabulate_coverage
from samspel.terms.place import Place, PlaceKind


@pytest.fixture(scope="module")
def covering(still_desk: Desk) -> Covering:
    return cover(still_desk)


def test_the_classes_and_the_groups_each_hold_every_municipality(still_desk: Desk, covering: Covering) -> None:
    texts = still_desk.catalogue.texts["en"]
    rows = words(tabulate_coverage(still_desk.catalogue, texts, covering)).texts
    years, groups = len(covering.years), len(still_desk.catalogue.places.groups)
    assert covering.years == (2019, 2021, 2023, 2024)
    counts = [int(row[1]) for row in rows]
    assert counts[:years] == [290] * years
    assert sum(counts[years:-groups]) == sum(counts[-groups:]) == 290
    for row in rows:
        inside, half, above, below = (float(cell) for cell in row[2:6])
        assert inside + above + below == pytest.approx(100.0, abs=1.6), "rounded to whole per cent"
        assert half <= inside


def place(number: int) -> Place:
    return Place(
        code=str(number),
        name=f"Ort{number}",
        kind=PlaceKind.MUNICIPALITY,
        body="",
        area="",
        region="01",
        group="rural",
        index=number,
    )


@pytest.mark.parametrize(
    ("observed", "words"),
    [
        ([100.0] * 8 + [70.0, 130.0], ("80 per cent band held in 80 per cent", "about the right width", "too wide")),
        ([115.0] * 10, ("too wide", "50 per cent band held in 0 per cent", "too narrow")),
        ([100.0] * 5 + [70.0] * 5, ("80 per cent band held in 50 per cent", "too narrow", "0 municipalities had more")),
    ],
)
def test_the_width_is_judged_by_what_the_bands_held(
    still_desk: Desk, observed: list[float], words: tuple[str, ...]
) -> None:
    looks = {place(number): (look(value),) for number, value in enumerate(observed)}
    told = " ".join(describe_coverage(still_desk.catalogue, still_desk.catalogue.texts["en"], Covering(looks)))
    for word in words:
        assert word in told


def test_the_furthest_outside_are_named_in_order(still_desk: Desk) -> None:
    values = [100.0, 60.0, 75.0, 150.0, 121.0]
    looks = {place(number): (look(value),) for number, value in enumerate(values)}
    told = " ".join(describe_coverage(still_desk.catalogue, still_desk.catalogue.texts["en"], Covering(looks)))
    assert "Ort1 and Ort2." in told
    assert "Ort3 and Ort4." in told
    assert "Ort0" not in told
