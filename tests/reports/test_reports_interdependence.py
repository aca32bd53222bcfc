"""The table of industry and welfare: every number has year, basis and publisher, every blank its reason."""

from collections.abc import Callable

import pytest

from samspel.app.desk import Desk
from samspel.app.places import show_place
from samspel.catalogue.records.base import Lang
from samspel.rendering.table import Table, list_records, words
from samspel.reports.interdependence import compose_interdependence, tabulate_interdependence
from samspel.terms.place import Place

At = Callable[[str], Place]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["2181", "21", "01", "00"])
def test_every_number_has_year_basis_and_publisher(still_desk: Desk, at: At, code: str, lang: Lang) -> None:
    catalogue = still_desk.catalogue
    table = tabulate_interdependence(catalogue, catalogue.texts[lang], show_place(still_desk, at(code)).interdependence)
    blanks = 0
    for record, row in zip(list_records(table), words(table).texts, strict=True):
        if record["latest"] is None:
            blanks += 1
            assert record["blank"]
            assert any(str(record["blank"]) in note and str(record["name"]) in note for note in table.notes)
        else:
            assert f"({record['period']})" in row[2]
            assert row[-1] == f"{record['basis_words']}, {record['publisher']}"
    assert blanks == (0 if code == "2181" else 2)


def test_a_change_is_the_latest_less_the_first(still_desk: Desk, at: At) -> None:
    catalogue = still_desk.catalogue
    measured = show_place(still_desk, at("2181")).interdependence
    for record in list_records(tabulate_interdependence(catalogue, catalogue.texts["sv"], measured)):
        first, latest, change = (record[key] for key in ("first", "latest", "change"))
        assert isinstance(first, int | float)
        assert isinstance(latest, int | float)
        assert change == pytest.approx(latest - first)


def test_printed_figures_stand_beside_ours_in_stockholm_county_only(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]

    def tables(code: str) -> list[Table]:
        measured = show_place(still_desk, at(code)).interdependence
        return [one for one in compose_interdependence(catalogue, texts, measured) if isinstance(one, Table)]

    printed = words(tables("01")[1]).texts
    assert [row[1] for row in printed] == ["omkring 70 000", "omkring 230 000", "omkring 290 000", "över 40 procent"]
    assert all(row[3] for row in printed)
    assert len(tables("2181")) == 1
