"""Needs measured for one place and for all, and the desk that keeps up with the answers."""

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from samspel.app.briefing import write_paper
from samspel.app.costing import add_costs
from samspel.app.desk import Desk, find_home, open_desk
from samspel.app.drafting import find_paper
from samspel.app.needs import BOTH, FIGURES, MATERIAL, NeedFilter, find_material, measure_everywhere, measure_needs
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.needs.measuring import Need
from samspel.needs.verdict import SEVERITY, Strength, Verdict
from samspel.rendering.blocks import Paragraph
from samspel.reports.needs import describe_inquiry
from samspel.reports.needs_data import render_costed_need
from samspel.reports.paper_figures import MOST_FIGURES, choose_figures, describe_paper_figures
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.place import Place

At = Callable[[str], Place]


def find_need(desk: Desk, place: Place, number: int) -> Need:
    return next(need for need in measure_needs(desk, place) if need.demand.number == number)


def tell(needs: tuple[Need, ...]) -> list[tuple[int, Verdict, tuple[float | None, ...]]]:
    return [(n.demand.number, n.verdict, tuple(m.observation.value for m in n.measurements)) for n in needs]


@pytest.mark.parametrize("code", ["2181", "0980", "21", "09"])
def test_every_demand_is_measured_once_in_order_of_need(still_desk: Desk, at: At, code: str) -> None:
    needs, demands = measure_needs(still_desk, at(code)), still_desk.catalogue.demands.values()
    own = [one.number for one in demands if code != "21" or one.responsible != "municipality"]
    assert sorted(need.demand.number for need in needs) == own
    order = [SEVERITY.index(need.verdict) for need in needs]
    assert order == sorted(order)


def test_the_country_has_no_needs(still_desk: Desk, catalogue: Catalogue) -> None:
    with pytest.raises(BadInputError) as caught:
        measure_needs(still_desk, catalogue.places.country)
    assert caught.value.code == "not_for_country"


def test_all_places_at_once_equal_one_by_one(still_desk: Desk, catalogue: Catalogue) -> None:
    everywhere = {place.code: tell(needs) for place, needs in measure_everywhere(still_desk)}
    assert list(everywhere) == [place.code for place in catalogue.places.municipalities]
    for place in reversed(catalogue.places.municipalities):
        assert everywhere[place.code] == tell(still_desk.assessor.measure_place(place)), place.name


def test_measuring_everywhere_shows_its_progress(still_desk: Desk) -> None:
    seen: list[Place] = []

    def watch(places: object) -> list[Place]:
        seen.extend(places)  # type: ignore[arg-type]
        return seen[:2]

    assert [place.code for place, _ in measure_everywhere(still_desk, watch)] == ["0114", "0115"]
    assert len(seen) == 290


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("responsible", "region", lambda need: need.demand.responsible == "region"),
        ("obligation", "mandatory", lambda need: need.demand.obligation == "mandatory"),
        ("area", "health-care", lambda need: need.demand.area == "health-care"),
        ("verdict", "unknown", lambda need: need.verdict is Verdict.UNKNOWN),
        ("kind", "access", lambda need: "access" in need.kinds),
        ("body", "21", lambda need: need.demand.responsible == "region"),
        ("body", "2181", lambda need: need.demand.responsible != "region"),
    ],
)
def test_a_filter_keeps_what_it_names_and_nothing_else(
    still_desk: Desk, at: At, field: str, value: str, read: Callable[[Need], bool]
) -> None:
    everything = measure_needs(still_desk, at("2181"))
    kept = measure_needs(still_desk, at("2181"), NeedFilter(**{field: value}))
    assert 0 < len(kept) < len(everything)
    assert [need.demand.number for need in kept] == [need.demand.number for need in everything if read(need)]


def test_an_answer_is_seen_at_once(desk: Desk, at: At, answer_offered: Callable[[str], Path]) -> None:
    assert find_need(desk, at("2181"), 2).strength is Strength.INDICATED
    answer_offered("no")
    assert find_need(desk, at("2181"), 2).verdict is Verdict.LARGE
    answer_offered("yes")
    assert find_need(desk, at("2181"), 2).strength is Strength.INDICATED


def test_an_answer_that_another_program_kept_is_seen(
    desk: Desk, at: At, home: Path, answer_offered: Callable[[str], Path]
) -> None:
    path = answer_offered("no")
    data = path.read_bytes()
    path.unlink()
    assert find_need(desk, at("2181"), 2).strength is Strength.INDICATED
    path.write_bytes(data)
    assert find_need(desk, at("2181"), 2).verdict is Verdict.LARGE
    os.remove(path)  # noqa: PTH107 - as another program would
    assert find_need(desk, at("2181"), 2).strength is Strength.INDICATED


def test_one_bodys_answer_says_nothing_of_another(desk: Desk, at: At, answer_offered: Callable[[str], Path]) -> None:
    answer_offered("no")
    assert find_need(desk, at("2180"), 2).strength is Strength.INDICATED


def test_the_assessor_is_kept_until_an_answer_comes(desk: Desk, answer_offered: Callable[[str], Path]) -> None:
    first = desk.assessor
    assert desk.assessor is first
    answer_offered("no")
    assert desk.assessor is not first


def test_a_damaged_answer_is_told_at_its_place_and_stops_no_other(
    desk: Desk, at: At, answer_offered: Callable[[str], Path]
) -> None:
    answer_offered("no").write_bytes(b"\xff")
    assert len(measure_needs(desk, at("0180"))) == len(measure_needs(desk, at("2181")))
    (trouble,) = desk.find_troubles(at("2181"))
    assert str(trouble.facts["file"]).startswith("answers/2181.csv")
    assert desk.find_troubles(at("0180")) == ()


def test_the_home_is_named_by_the_environment_or_is_the_users(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_home() == home
    for value in ("", None):
        monkeypatch.delenv("SAMSPEL_HOME") if value is None else monkeypatch.setenv("SAMSPEL_HOME", value)
        assert find_home().name == "samspel"
        assert find_home().is_absolute()


def test_a_desk_opens_the_content_it_is_given(content_copy: Path, home: Path) -> None:
    assert open_desk(content_copy).catalogue.folder == content_copy
    (content_copy / "areas.toml").write_text("[[area]\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        open_desk(content_copy)
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("areas.toml", 1)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_needs_of_every_municipality_can_be_written_as_json(still_desk: Desk, lang: Lang) -> None:
    texts = still_desk.catalogue.texts[lang]
    chosen = [needs for place, needs in measure_everywhere(still_desk) if place.index % 7 == 0]
    assert len(chosen) > 40
    for needs in chosen:
        plain = [render_costed_need(still_desk.catalogue, texts, row) for row in add_costs(still_desk, needs)]
        assert json.loads(json.dumps(plain, allow_nan=False)) == plain


def test_a_question_put_for_each_town_names_it_after_whom_to_ask(still_desk: Desk, at: Callable[[str], Place]) -> None:
    """Not as two colons in a row."""
    texts = still_desk.catalogue.texts["sv"]
    need = next(need for need in measure_needs(still_desk, at("2181")) if need.demand.id == "shift-transit")
    told = [describe_inquiry(texts, need, inquiry) for inquiry in need.inquiries]
    assert told[0].startswith("Fråga till Region Gävleborg om Sandvikens kommun: Går det")
    assert told[-1].startswith("Fråga till Sandvikens kommun: Hur")


@pytest.mark.parametrize("code", ["2181", "1060", "0180"])
def test_the_demands_with_what_a_motion_needs_are_those_whose_motion_tells_it(
    still_desk: Desk, at: At, code: str
) -> None:
    place, texts = at(code), still_desk.catalogue.texts["sv"]
    motion = find_paper(still_desk.catalogue, "motion", "demand")
    rows = {row.need.demand.id: row for row in add_costs(still_desk, measure_needs(still_desk, place))}
    kept = {value: measure_needs(still_desk, place, NeedFilter(material=value)) for value in MATERIAL}
    assert kept[BOTH]
    for value, needs in kept.items():
        found = {name for name, row in rows.items() if find_material(row) in (value, BOTH)}
        assert {need.demand.id for need in needs} == found
    for need in kept[BOTH]:
        figures = describe_paper_figures(still_desk.observations, texts, need)
        written = write_paper(still_desk, place, need.demand, motion, "sv", date(2026, 11, 30), words={})
        told = " ".join(one.text for one in written.document.blocks if isinstance(one, Paragraph))
        assert choose_figures(need)
        assert len(figures) <= MOST_FIGURES
        assert all(figure in told for figure in figures)
        assert texts("paper.cost_unknown", area=place.area) not in told
        assert re.search(r"\d+\s*(kr|miljoner|000 kronor)", told[told.index(figures[-1]) + len(figures[-1]) :])
    for need in kept[FIGURES]:
        assert choose_figures(need)
