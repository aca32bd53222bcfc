"""What a renewal changed, in words."""

from datetime import UTC, datetime

from samspel.catalogue.loading import Catalogue
from samspel.needs.news import NewFigure, News, NewVerdict
from samspel.needs.verdict import Strength, Verdict
from samspel.rendering.blocks import Fold, Paragraph
from samspel.rendering.table import Table, list_records, words
from samspel.reports.news import UNFOLDED, compose_news, count_news, describe_news, tabulate_places
from samspel.terms.origin import Basis, Origin

MOMENT = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
"""The first of December in Sweden."""


def make_news(catalogue: Catalogue, *, figures: int = 1, verdicts: int = 1) -> News:
    place, table = catalogue.places.by_code["2181"], catalogue.tables["kolada"]
    figure = NewFigure(
        indicator=catalogue.indicators["staff_sick_leave"],
        place=place,
        before=6.1,
        before_year=2022,
        now=None,
        year=2024,
        basis=Basis.MEASURED,
        origins=(Origin(source=table.source, table=table.id, read=table.read),),
    )
    verdict = NewVerdict(
        demand=catalogue.demands["childcare-odd-hours"],
        place=place,
        before=Verdict.SOME,
        before_strength=Strength.MEASURED,
        now=Verdict.LARGE,
        strength=Strength.INDICATED,
        main=catalogue.indicators["children_odd_hours"],
    )
    return News(moment=MOMENT, figures=(figure,) * figures, verdicts=(verdict,) * verdicts)


def test_a_place_is_told_which_verdicts_and_figures_are_new(catalogue: Catalogue) -> None:
    texts, place = catalogue.texts["sv"], catalogue.places.by_code["2181"]
    first, verdicts, figures = compose_news(catalogue, texts, make_news(catalogue), place)
    assert isinstance(first, Paragraph)
    assert "1 december 2026" in first.text
    assert isinstance(verdicts, Table)
    assert isinstance(figures, Table)
    (told,) = words(verdicts).texts
    assert "behovet är större" in told
    assert place.area not in told
    (row,) = words(figures).texts
    assert row[1:6] == ("siffran saknas nu", "6,1\u00a0%", "2022", "–", "–")
    assert row[6:] == ("mätt", "Kolada (RKA)")
    (record,) = list_records(figures)
    assert (record["place"], record["kind"], record["after"], record["after_year"]) == ("2181", "blank", None, None)
    assert list_records(verdicts)[0]["place"] == "2181"


def test_nothing_new_is_said_and_many_figures_are_folded(catalogue: Catalogue) -> None:
    texts, place = catalogue.texts["sv"], catalogue.places.by_code["2181"]
    none = [
        one.text
        for one in compose_news(catalogue, texts, make_news(catalogue, figures=0, verdicts=0), place)
        if isinstance(one, Paragraph)
    ]
    assert none[1:] == ["Inget krav har fått en annan bedömning.", "Inga siffror är nya."]
    *_, last = compose_news(catalogue, texts, make_news(catalogue, figures=UNFOLDED + 1), place)
    assert isinstance(last, Fold)


def test_how_much_is_new_is_one_sentence(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    assert describe_news(texts, make_news(catalogue)) == (
        "Siffrorna hämtades 1 december 2026: en ny siffra, och ett krav har fått en annan bedömning."
    )
    many = describe_news(texts, make_news(catalogue, figures=2, verdicts=2))
    assert "2 nya siffror, och 2 krav har fått" in many


def test_places_stand_by_how_many_verdicts_changed(catalogue: Catalogue) -> None:
    places = (catalogue.places.by_code["2180"], catalogue.places.by_code["2181"])
    rows = count_news(make_news(catalogue, verdicts=2), places)
    assert [(one.place.code, one.verdicts, one.larger, one.figures) for one in rows] == [
        ("2181", 2, 2, 1),
        ("2180", 0, 0, 0),
    ]
    assert [record["figures"] for record in list_records(tabulate_places(catalogue.texts["sv"], rows, "x"))] == [1, 0]
