"""What is judged is one observation, told alike on every face, and where a place's picture differs a note says why."""

from collections.abc import Callable
from datetime import date

import pytest

from samspel.app.briefing import compose_brief
from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.needs.measuring import Measurement, Need
from samspel.needs.rows import build_judged_row
from samspel.rendering.blocks import Paragraph, unfold
from samspel.rendering.table import Table, list_records
from samspel.reports.figures import format_number, format_period, format_value
from samspel.reports.measure_words import describe_measurement, describe_span
from samspel.reports.need import compose_need
from samspel.reports.need_table import tabulate_needs
from samspel.reports.needs_data import render_costed_need
from samspel.terms.origin import WEAKNESS, Basis
from samspel.terms.place import Place

At = Callable[[str], Place]
DAY = date(2026, 11, 22)
PLACES = ["1060", "0617", "2181", "0980", "21"]


def list_judged(desk: Desk, place: Place) -> list[tuple[Need, Measurement]]:
    """What gave a verdict by several years put together."""
    return [
        (need, part)
        for need in measure_needs(desk, place)
        for part in need.telling
        if isinstance(part, Measurement) and part.observation.since is not None
    ]


@pytest.mark.parametrize("code", PLACES)
def test_value_years_basis_middle_and_rank_of_file_and_json_are_those_of_the_sentence(
    still_desk: Desk, at: At, code: str
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    found, ranks = list_judged(still_desk, at(code)), list[int]()
    for need, part in found:
        indicator = catalogue.indicators[part.measure.indicator]
        (costed,) = add_costs(still_desk, [need])
        (row,) = list_records(tabulate_needs(catalogue, texts, [costed]))
        measured = render_costed_need(catalogue, texts, costed)["measurements"]
        told = next(one for one in measured if one["indicator"] == indicator.id)
        assert (told["observation"]["value"], told["similar_median"]) == (row["value"], row["similar_median"])
        assert (told["observation"]["period"], told["judged"]["value"]) == (row["period"], row["value"])
        said = describe_measurement(catalogue, texts, part)
        assert isinstance(row["value"], float)
        assert f"{format_value(texts, indicator, row['value'])} ({row['period']}, {row['basis_words']}" in said
        assert (None if part.judgement is None else part.judgement.similar) == row["similar_median"]
        better, count = (int(str(row[name] or 0)) for name in ("better", "count"))
        ranks.append(count)
        assert (f"Plats {texts.number(better + 1)} av {texts.number(count)}" in said) is (count > 0)
        assert str(row["period"]) in str(row["reason"])
    assert any(ranks)


@pytest.mark.parametrize(("code", "number"), [("1060", 28), ("0617", 5), ("1060", 22), ("0617", 30), ("2181", 1)])
def test_the_table_of_the_motion_holds_what_its_sentence_says(still_desk: Desk, at: At, code: str, number: int) -> None:
    catalogue, texts, place = still_desk.catalogue, still_desk.catalogue.texts["sv"], at(code)
    demand = catalogue.demands_by_number[number]
    document = compose_brief(still_desk, place, demand, "sv", DAY)
    table = next(block for block in document.blocks if isinstance(block, Table) and block.name == "figures")
    need = next(one for one in measure_needs(still_desk, place) if one.demand is demand)
    for part, row in zip(need.measurements, list_records(table), strict=True):
        if part.observation.since is None:
            continue
        indicator = catalogue.indicators[part.measure.indicator]
        assert (row["value"], row["similar_median"]) == (part.observation.value, part.similar)
        assert row["period"] == format_period(catalogue, texts, part.observation)
        assert format_number(texts, indicator, part.similar) in describe_measurement(catalogue, texts, part)
        span = describe_span(still_desk.observations, texts, part)
        assert not span or Paragraph(span, style="note") in document.blocks


@pytest.mark.parametrize("code", PLACES)
def test_a_mean_that_samspel_works_out_is_not_called_measured(still_desk: Desk, at: At, code: str) -> None:
    means = 0
    for _, part in list_judged(still_desk, at(code)):
        one = part.observation
        is_mean = one.since is not None and one.since < one.period.year and part.measure.rule != "expected"
        means += is_mean
        assert not is_mean or WEAKNESS.index(one.basis) >= WEAKNESS.index(Basis.CALCULATED)
    assert means


def test_the_indicators_own_mean_of_years_is_calculated_and_its_single_years_measured(still_desk: Desk) -> None:
    catalogue, place = still_desk.catalogue, still_desk.catalogue.places.by_code["0617"]
    means = [one.id for one in catalogue.indicators.values() if one.figure is not None and one.figure.mean_of > 1]
    assert means
    for name in means:
        assert still_desk.observations.latest(name, place).basis is Basis.CALCULATED
        assert still_desk.observations.yearly(name).latest(place).basis is Basis.MEASURED


@pytest.mark.parametrize("code", PLACES)
def test_where_the_picture_of_the_place_differs_the_page_of_the_demand_says_why(
    still_desk: Desk, at: At, code: str
) -> None:
    texts, observations = still_desk.catalogue.texts["sv"], still_desk.observations
    unlike = 0
    for need, part in list_judged(still_desk, at(code)):
        indicator = still_desk.catalogue.indicators[part.measure.indicator]
        shown = observations.latest(indicator.id, part.observation.place)
        pair = [format_value(texts, indicator, one.value) for one in (part.observation, shown)]
        span = describe_span(observations, texts, part)
        unlike += pair[0] != pair[1] and shown.value is not None
        assert pair[0] == pair[1] or (pair[0] in span and pair[1] in span) or shown.value is None
        (row,) = add_costs(still_desk, [need])
        assert not span or Paragraph(span, style="note") in unfold(compose_need(observations, texts, row))
    assert unlike


def test_region_and_country_stand_beside_in_the_same_years(still_desk: Desk, at: At) -> None:
    need = next(one for one in measure_needs(still_desk, at("1060")) if one.demand.number == 28)
    row = build_judged_row(still_desk.observations, need.measurements[0])
    assert {(one.since, one.period.year) for one in (row.here, row.region, row.country)} == {(2021, 2022)}
    yearly = still_desk.observations.yearly(row.indicator.id)
    for one in (row.here, row.country):
        years = [float(yearly.in_year(year)[one.place.index]) for year in (2021, 2022)]
        assert one.value == pytest.approx(sum(years) / 2)
