"""The chain in words: no cause is promised, every link's evidence is told, and the picture is told to those who do not
see it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec
import pytest

from samspel.app.chain import find_model, show_chain
from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.drawing.ring import Station
from samspel.needs.chain import Course, LinkState, LinkView, Sign
from samspel.needs.measuring import Need
from samspel.needs.verdict import Strength, Verdict
from samspel.rendering.blocks import Fold, Heading
from samspel.rendering.table import list_records, words
from samspel.reports.chain import (
    compose_chain,
    describe_short,
    draw_chain,
    render_chain,
    tabulate_chain,
    tabulate_figures_of_chain,
    tabulate_link,
)
from samspel.reports.chain_words import (
    describe_course,
    describe_model,
    describe_needs,
    describe_state,
    format_moved,
    label_state,
)
from samspel.terms.blank import Blank
from samspel.terms.place import Place

At = Callable[[str], Place]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["1060", "0980", "21", "00"])
def test_every_link_stands_in_the_table_the_picture_and_its_words(
    still_desk: Desk, at: At, code: str, lang: Lang
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    view = show_chain(still_desk, at(code))
    table = tabulate_chain(catalogue, texts, view, find_model(still_desk))
    picture = draw_chain(catalogue, texts, view)
    for one, row in zip(view.links, words(table).texts, strict=True):
        assert row[1].startswith(label_state(texts, one.state))
        assert row[0] in picture.alt
        assert texts.of(one.link).known in row[3]
    assert all(picture.svg.count(f">{number}<") >= 1 for number in range(1, 7))
    assert texts("chain.short.cause") in describe_short(catalogue, texts, view)


def test_where_no_study_has_measured_a_link_that_is_said(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("2181"))
    rows = list_records(tabulate_chain(catalogue, texts, view, find_model(still_desk)))
    told = {row["link"]: (row["studies"], row["model"]) for row in rows}
    assert told["need-firms"] == ("Studier: ingen har mätt ledet, 1 beskriver.", texts("chain.model_hypothesis"))
    assert told["tax-base-welfare"][0] == texts("chain.studies_none")
    assert told["firms-jobs"][0] == "Studier: 6 fann verkan, 1 ingen, 2 beskriver."


def test_the_page_goes_through_every_link_with_its_studies_and_numbers(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("2181"))
    blocks = compose_chain(catalogue, texts, view, find_model(still_desk))
    assert sum(isinstance(block, Heading) for block in blocks) == 6
    folds = [block.summary for block in blocks if isinstance(block, Fold)]
    with_studies = [link for link in catalogue.chain.links if link.studies]
    with_demands = [one for one in view.links if one.needs]
    assert len(folds) == len(with_studies) + 6 + 6 + len(with_demands)
    assert texts("chain.demands", number=2, demands=len(view.links[1].needs)) in folds


def test_a_link_whose_state_is_not_known_says_why(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("00"))
    assert {one.state for one in view.links} == {LinkState.UNKNOWN}
    table = words(tabulate_chain(catalogue, texts, view, find_model(still_desk)))
    assert all(texts("chain.unknown_country") in row[1] for row in table.texts)


def test_the_figures_of_the_chain_say_unit_of_change_and_whether_they_lead(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("2181"))
    records = list_records(tabulate_figures_of_chain(catalogue, texts, view))
    assert sum(record["is_leading"] is True for record in records) == 6
    assert {record["change_is_in"] for record in records} == {"per cent", "percentage points"}
    plain = render_chain(catalogue, texts, view, find_model(still_desk))
    assert len(plain["links"]) == 6
    assert {entry["link"] for entry in plain["demands"]} <= {link.id for link in catalogue.chain.links}


def make_needs(desk: Desk, at: At, *told: tuple[int, Verdict, Strength | None]) -> tuple[Need, ...]:
    """Demands by number as if they had been found so."""
    found = ((desk.catalogue.demands_by_number[number], verdict, strength) for number, verdict, strength in told)
    return tuple(
        replace(desk.assessor.measure_demand(demand, at("2181")), verdict=verdict, strength=strength)
        for demand, verdict, strength in found
    )


def find_link(desk: Desk, at: At, code: str, *, beyond_all: bool) -> tuple[LinkView, Course]:
    """The first link whose leading figure is told so."""
    links = show_chain(desk, at(code)).links
    return next((one, one.lead) for one in links if one.lead is not None and one.lead.beyond_all is beyond_all)


FIRM = (7, Verdict.LARGE, Strength.MEASURED)
ANSWERED = (2, Verdict.LARGE, Strength.ANSWERED)
WEAK = (16, Verdict.LARGE, Strength.INDICATED)
OPEN = (3, Verdict.UNKNOWN, None)
SMALL = (4, Verdict.SMALL, Strength.MEASURED)


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        ((), ""),
        ((FIRM, ANSWERED), "Stort: krav 2 (svarat) och 7 (belagt)."),
        ((FIRM, WEAK), "Stort: krav 7 (belagt). Tyder på stort: krav 16."),
        ((WEAK, OPEN), "Tyder på stort: krav 16. Okänt: 1 av 2."),
        ((SMALL, OPEN), "Inget stort behov känt. Okänt: 1 av 2."),
        ((FIRM, OPEN), "Stort: krav 7 (belagt). Okänt: 1 av 2."),
    ],
)
def test_what_is_indicated_is_told_apart_from_what_is_known(
    still_desk: Desk, at: At, needs: Sequence[tuple[int, Verdict, Strength | None]], told: str
) -> None:
    assert describe_needs(still_desk.catalogue.texts["sv"], make_needs(still_desk, at, *needs)) == told


def test_a_change_has_a_sign_but_not_where_it_is_rounded_to_none(still_desk: Desk, at: At) -> None:
    texts = still_desk.catalogue.texts["sv"]
    _, course = find_link(still_desk, at, "2181", beyond_all=False)
    assert not course.is_share
    assert format_moved(texts, course, 2.5).startswith("+2,5")
    assert format_moved(texts, course, -2.5).startswith("\u22122,5")
    for change in (0.0, 0.01, -0.01):
        assert format_moved(texts, course, change) == texts.quantity(0.0, "percent")


def test_a_change_beyond_all_says_so_and_regions_stand_beside_regions(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    for code, beside, other in (("2181", "liknande", "andra regioner"), ("21", "andra regioner", "liknande")):
        for is_beyond in (True, False):
            one, course = find_link(still_desk, at, code, beyond_all=is_beyond)
            told = describe_course(catalogue, texts, course)
            assert ("mot mitten av alla sedan" in told) is is_beyond
            assert f", {beside} " in told
            assert other not in told
            state = describe_state(texts, replace(one, state=LinkState.STRAINED, signs=(Sign.BEHIND,)), at(code))
            assert beside in state
            assert other not in state


def test_a_blank_figure_with_a_known_need_is_no_reason_for_an_unknown_link(still_desk: Desk, at: At) -> None:
    texts = still_desk.catalogue.texts["sv"]
    one, course = find_link(still_desk, at, "2181", beyond_all=False)
    blank = replace(course, latest=replace(course.latest, value=None), first=None, change=None, swing=None)
    for needs, key in (((), "chain.unknown_blank"), ((SMALL,), "chain.unknown_course")):
        link = replace(one, lead=blank, state=LinkState.UNKNOWN, signs=(), needs=make_needs(still_desk, at, *needs))
        assert texts(key) in describe_state(texts, link, at("2181"))


def test_a_hypothesis_is_called_one_and_lends_its_basis_to_no_other(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    known = next(one for model in find_model(still_desk).values() for one in model if not one.hypothesis)
    assert describe_model(texts, ()) == texts("chain.model_none")
    assert describe_model(texts, (known, known)) == texts("chain.model", bases=texts(f"basis.{known.basis.value}"))
    assert describe_model(texts, (known, msgspec.structs.replace(known, hypothesis=True))) == texts(
        "chain.model_hypothesis"
    )


def test_the_picture_has_at_each_part_the_link_that_leads_to_it(
    still_desk: Desk, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view, drawn = show_chain(still_desk, at("2181")), list[Station]()

    def draw(stations: Sequence[Station], *_: object, **__: object) -> str:
        drawn.extend(stations)
        return ""

    monkeypatch.setattr("samspel.reports.chain.draw_ring", draw)
    draw_chain(catalogue, texts, view)
    for node, station in zip(catalogue.chain.nodes, drawn, strict=True):
        (into,) = [one for one in view.links if one.link.end == node.id]
        assert into.lead is not None
        assert (station.name, station.words) == (texts.of(node).name, label_state(texts, into.state))
        assert station.figure[0] == texts.of(into.lead.indicator).name


def test_only_standings_that_some_link_has_are_told(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    assert len(describe_short(catalogue, texts, show_chain(still_desk, at("00")))) == 2


def test_a_figure_without_a_first_year_has_none_in_files(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("2181"))
    one = view.links[0]
    assert one.lead is not None
    bare = replace(one, lead=replace(one.lead, first=None, change=None), figures=())
    (record,) = list_records(tabulate_figures_of_chain(catalogue, texts, replace(view, links=(bare,))))
    assert record["first_year"] is None
    assert record["year"] == one.lead.latest.period.year


def test_each_reason_for_a_blank_and_each_credit_stands_once(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("2181"))
    _, course = find_link(still_desk, at, "2181", beyond_all=False)
    blank = replace(course, latest=replace(course.latest, value=None, blank=Blank.NOT_PUBLISHED))
    table = tabulate_link(catalogue, texts, view, replace(view.links[0], lead=None, figures=(blank, blank)))
    assert len(table.notes) == 1
    credits = tabulate_chain(catalogue, texts, view, find_model(still_desk)).notes[-1]
    parts = [part.rpartition("är: ")[2].partition(":") for part in credits.split("; ")]
    assert sorted(int(number) for numbers, _, _ in parts for number in re.findall(r"[0-9]+", numbers)) == [*range(1, 7)]
    assert len({credit for _, _, credit in parts}) == len(parts)


def test_the_caption_says_which_links_go_from_side_to_side(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    sides = {node.id: node.side for node in catalogue.chain.nodes}
    ways = [(sides[link.start], sides[link.end]) for link in catalogue.chain.links]
    there, back = (
        texts.listing([str(number) for number, found in enumerate(ways, 1) if found == way])
        for way in (("welfare", "industry"), ("industry", "welfare"))
    )
    caption = draw_chain(catalogue, texts, show_chain(still_desk, at("2181"))).caption
    assert caption == texts("chain.picture_caption", there=there, back=back)
    assert there != back
