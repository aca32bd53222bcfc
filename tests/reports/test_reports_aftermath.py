"""After an event: the answer in sentences, the bridge, and what to do now."""

import dataclasses
import re
from typing import Literal
from xml.etree import ElementTree

import msgspec
import pytest
from msgspec.structs import replace

from samspel.app.aftermath import plan_aftermath
from samspel.app.desk import Desk
from samspel.app.simulating import simulate
from samspel.catalogue.records.base import Lang
from samspel.documents.papers import list_said
from samspel.rendering.blocks import Bullets, Fold, Paragraph, Picture, unfold
from samspel.rendering.table import Link, Table, list_records, words
from samspel.reports.aftermath import (
    compose_next,
    compose_opening,
    describe_happened,
    describe_sureness,
    describe_years,
    explain_elsewhere,
    name_events,
    write_letter,
)
from samspel.reports.cases import (
    CASE_LINK,
    MOST_ALIKE,
    compose_all_cases,
    compose_cases,
    compose_nearest_cases,
    tabulate_cases,
)
from samspel.reports.record import describe_caution
from samspel.reports.simulation import compose_answer
from samspel.reports.simulation_brief import compose_event, compose_event_figures
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.fates import find_fates
from samspel.scenarios.shocks import KINDS, Shock
from samspel.scenarios.simulation import Request
from samspel.trials.simulated import Simulated

CLOSURE = Shock(kind="closure", year=2027, jobs=400.0)


@pytest.fixture(scope="module")
def simulation(still_desk: Desk) -> Simulated:
    place = still_desk.catalogue.places.by_code["2181"]
    return simulate(still_desk, place, Request(shocks=(CLOSURE,), draws=200, years=10))


def test_the_sentence_tells_what_the_run_says_in_its_first_third_and_fifth_year(
    still_desk: Desk, simulation: Simulated
) -> None:
    told = describe_years(still_desk.catalogue.texts["sv"], simulation)
    effect = simulation.main.effect.band("unemployed")[MEDIAN]
    assert simulation.town.year == 2024
    assert f"omkring {effect[3]:.0f} fler år 2027" in told
    assert f"omkring {effect[5]:.0f} fler år 2029" in told
    assert "färre år 2031" in told
    assert "miljoner kronor lägre" in told


def test_how_many_live_elsewhere_and_the_jobs_here_stand_in_the_first_sentences(still_desk: Desk) -> None:
    place = still_desk.catalogue.places.by_code["0481"]
    run = simulate(still_desk, place, Request(shocks=(CLOSURE,), draws=200, years=10))
    commuters = next(fate for fate in find_fates(run) if fate.id == "commuters").band[MEDIAN]
    for lang, about, live in (
        ("sv", "Omkring", "bor i andra kommuner"),
        ("en", "About", "live in other municipalities"),
    ):
        texts = still_desk.catalogue.texts[lang]  # type: ignore[index]  # as the two are
        told = describe_happened(texts, run)
        first, then = told.index(f"{about} {round(400 * commuters, -1):.0f} "), told.index(describe_years(texts, run))
        assert first < told.index(live) < then
        of_all = f"{run.town.commuting_in * 100:.0f}"
        reasons = {texts("after.elsewhere_more", gone=gone, of_all=of_all) for gone in ("64", "65")}
        assert explain_elsewhere(texts, run) in reasons, "both shares stand together with why they differ"
        assert explain_elsewhere(texts, run) not in told
        assert "\n".join(list_said(compose_opening(texts, run))).count(explain_elsewhere(texts, run)) == 1
        lost = -run.main.effect.band("jobs")[MEDIAN][7]
        assert lost > 100.0
        assert f"{round(lost, -1):.0f} {'färre' if lang == 'sv' else 'fewer'}" in told[then:]


def test_what_can_be_used_soonest_is_asked_first(still_desk: Desk, simulation: Simulated) -> None:
    plan = plan_aftermath(still_desk, simulation)
    assert [one.id for one in plan.authorities][:2] == ["employment-service", "county-board"]
    for texts in still_desk.catalogue.texts.values():
        said = "\n".join(list_said(compose_next(still_desk.catalogue, texts, plan, in_paper=True)))
        first, second = texts.of(plan.authorities[0]).asks[1:], texts.of(plan.goals[0].ask).asks
        assert said.index(first) < said.index(second)
        fund = next(texts.of(one) for one in plan.authorities if one.id == "adjustment-fund")
        assert "200" in fund.law


def test_each_day_of_the_rules_stands_with_whose_they_are(still_desk: Desk, simulation: Simulated) -> None:
    plan = plan_aftermath(still_desk, simulation)
    said = "\n".join(
        list_said(compose_next(still_desk.catalogue, still_desk.catalogue.texts["sv"], plan, in_paper=True))
    )
    assert "27 januari 2020 (Myndigheten för yrkeshögskolan)" in said.replace("\xa0", " ")


def test_no_word_of_the_method_stands_on_the_first_screen(still_desk: Desk, simulation: Simulated) -> None:
    for texts in still_desk.catalogue.texts.values():
        said = "".join(str(getattr(block, "text", "")) for block in compose_opening(texts, simulation))
        assert not re.search("dragning|draw|Mitten är|median", said)


def test_the_parts_of_the_bridge_lie_end_to_end_and_make_up_all_jobs(still_desk: Desk, simulation: Simulated) -> None:
    blocks = list(compose_opening(still_desk.catalogue.texts["sv"], simulation))
    (picture,) = (block for block in blocks if isinstance(block, Picture))
    bars = [one.attrib for one in ElementTree.fromstring(picture.svg).iter() if one.tag.endswith("rect")][1:]
    spans = [(float(bar["x"]), float(bar["x"]) + float(bar["width"])) for bar in bars]
    whole, *parts = spans
    assert len(parts) == 5
    assert [start for start, _ in parts] == pytest.approx([whole[0], *(end for _, end in parts[:-1])], abs=0.2)
    assert parts[-1][1] == pytest.approx(whole[1], abs=0.2)
    counts = [int(one) for one in re.findall(r": (\d+)", picture.alt)]
    assert sum(counts) == 400


def test_nothing_is_told_of_no_event(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    place = still_desk.catalogue.places.by_code["2181"]
    calm = simulate(still_desk, place, Request(draws=50, years=5))
    assert list(compose_opening(texts, calm)) == []
    plan = plan_aftermath(still_desk, calm)
    assert list(compose_next(still_desk.catalogue, texts, plan)) == []
    assert list(compose_cases(still_desk.catalogue, texts, plan)) == []
    assert list(compose_all_cases(still_desk.catalogue, texts, plan)) == []
    assert write_letter(texts, calm, plan, next(iter(still_desk.catalogue.goals.values()))) == {}


def test_what_to_do_is_four_tables_with_a_reason_for_each_demand(still_desk: Desk, simulation: Simulated) -> None:
    for texts in still_desk.catalogue.texts.values():
        plan = plan_aftermath(still_desk, simulation)
        blocks = *compose_next(still_desk.catalogue, texts, plan), *compose_all_cases(still_desk.catalogue, texts, plan)
        tables = [one for one in unfold(blocks) if isinstance(one, Table)]
        assert [table.name for table in tables] == ["urgent", "authorities", "state", "cases"]
        assert len(tables[0].rows) == len(plan.needs)
        assert len(tables[1].rows) == len(plan.authorities) > 3
        assert len(tables[3].rows) == len(plan.cases)
        (grounds,) = (one for one in blocks if isinstance(one, Fold) and one.summary == texts("after.grounds"))
        for told, ground in zip(map(texts.of, plan.authorities), grounds.blocks, strict=True):
            assert isinstance(ground, Paragraph)
            assert ground.lead.startswith(told.name)
            assert ground.text.startswith(told.why)
            assert told.law in ground.text
        begin = {"sv": "att regeringen ", "en": "that the government "}[texts.lang]
        assert all(row[-1].startswith(begin) for row in words(tables[2]).texts)
        for row in list_records(tables[1]):
            assert re.search(r"\(\d{4}:\d+\)|\(EU\) \d{4}/\d+", str(row["law"])), row["authority"]
            assert row["decides"]


def test_the_eu_fund_is_named_only_where_so_many_go_as_it_asks_for(still_desk: Desk, simulation: Simulated) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    few = simulate(still_desk, place, Request(shocks=(replace(CLOSURE, jobs=199.0),), draws=20, years=5))
    asked = [{one.id for one in plan_aftermath(still_desk, run).authorities} for run in (simulation, few)]
    assert asked[0] - asked[1] == {"adjustment-fund"}


def test_a_paper_asks_the_same_as_the_tables(still_desk: Desk, simulation: Simulated) -> None:
    for texts in still_desk.catalogue.texts.values():
        plan = plan_aftermath(still_desk, simulation)
        said = "\n".join(list_said(compose_next(still_desk.catalogue, texts, plan, in_paper=True)))
        told = [texts.of(one.ask) for one in plan.goals] + [texts.of(one) for one in plan.authorities]
        for one in told:
            assert one.asks[1:] in said
            assert one.law in said


def test_an_event_late_in_the_run_is_told_as_far_as_the_run_goes(still_desk: Desk) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    late = simulate(still_desk, place, Request(shocks=(CLOSURE,), draws=50, years=5))
    told = describe_years(still_desk.catalogue.texts["sv"], late)
    assert "år 2029" in told
    assert "2031" not in told


def test_a_letter_holds_the_event_and_what_is_asked_and_none_of_the_models_numbers(
    still_desk: Desk, simulation: Simulated
) -> None:
    plan = plan_aftermath(still_desk, simulation)
    for texts in still_desk.catalogue.texts.values():
        told = write_letter(texts, simulation, plan, plan.goals[1].goal)
        assert "400" in told["story"]
        assert "effects" not in told, "what the model makes of it goes along only where somebody chooses it"
        assert describe_years(texts, simulation) not in " ".join(told.values())
        years = [str(look.year) for look in simulation.past.looks if look.nearest == "unchanged"]
        assert years, "at the place of the letter the guess that nothing changes has been the better one"
        better = texts("record.against_nearer", years=texts.listing(years))
        assert better in describe_sureness(texts, simulation)
        first, second = told["request"].splitlines()
        assert first.startswith(texts.of(plan.goals[1].ask).asks)
        assert second.endswith(texts.of(plan.goals[0].ask).law)
        assert told["ministry"] == texts.of(plan.goals[0].ask).to


@pytest.mark.parametrize(
    ("shocks", "named"),
    [
        ((), ""),
        ((CLOSURE,), "400 jobb försvinner i Sandviken"),
        ((Shock(kind="notice", year=2027, jobs=400.0),), "Varsel om 400 jobb i Sandviken"),
        ((Shock(kind="decline", year=2027, percent=2.0, until=2030),), "Färre jobb i industrin i Sandviken"),
        (
            (Shock(kind="notice", year=2027, jobs=1400.0), CLOSURE),
            "Varsel om 1 400 jobb i Sandviken och fler händelser",
        ),
    ],
)
def test_a_letter_is_called_after_what_has_happened(still_desk: Desk, shocks: tuple[Shock, ...], named: str) -> None:
    catalogue = still_desk.catalogue
    assert name_events(catalogue.texts["sv"], catalogue.places.by_code["2181"], shocks).replace("\xa0", " ") == named
    for kind in KINDS:
        assert name_events(catalogue.texts["en"], catalogue.places.by_code["2181"], (replace(CLOSURE, kind=kind),))


def test_why_the_diagram_and_the_sentence_differ_stands_beside_them(still_desk: Desk, simulation: Simulated) -> None:
    plan = plan_aftermath(still_desk, simulation)
    for texts in still_desk.catalogue.texts.values():
        page = compose_opening(texts, simulation)
        for blocks in (page, compose_event(still_desk.catalogue, texts, simulation, plan)):
            assert "\n".join(list_said(blocks)).count(texts("after.bridge_unlike")) == 1


def test_what_the_goals_hold_nothing_of_is_told_where_the_state_is_asked(
    still_desk: Desk, simulation: Simulated
) -> None:
    plan = plan_aftermath(still_desk, simulation)
    for texts in still_desk.catalogue.texts.values():
        blocks = unfold(compose_next(still_desk.catalogue, texts, plan))
        (table,) = (one for one in blocks if isinstance(one, Table) and one.name == "state")
        assert texts("after.not_asked") in table.notes
        said = " ".join(msgspec.json.encode(texts.of(goal)).decode() for goal in still_desk.catalogue.goals.values())
        assert not re.search("a-kass|arbetsförmedling|unemployment insurance|employment service", said, re.IGNORECASE)


def test_a_case_says_whose_measure_it_is_and_that_its_years_are_its_own(
    still_desk: Desk, simulation: Simulated
) -> None:
    for lang, whose in (
        ("sv", "öppet arbetslösa och deltagare i program"),
        ("en", "openly unemployed and those in programmes"),
    ):
        texts = still_desk.catalogue.texts[lang]  # type: ignore[index]  # as the two are
        table, *_ = compose_all_cases(still_desk.catalogue, texts, plan_aftermath(still_desk, simulation))
        assert isinstance(table, Table)
        assert texts("after.unemployment") in words(table).heads
        assert any(whose in note for note in table.notes)


def test_what_is_asked_says_to_whom_and_under_which_rules(still_desk: Desk, simulation: Simulated) -> None:
    texts = still_desk.catalogue.texts["sv"]
    plan = plan_aftermath(still_desk, simulation)
    blocks = unfold(compose_next(still_desk.catalogue, texts, plan))
    (table,) = (one for one in blocks if getattr(one, "name", "") == "state")
    assert isinstance(table, Table)
    assert "Utbildningsdepartementet" in words(table).texts[0][-1]
    assert "(2022:856)" in words(table).texts[0][-1]


def test_a_fact_sheet_tells_the_event_once_with_what_to_do(still_desk: Desk, simulation: Simulated) -> None:
    for texts in still_desk.catalogue.texts.values():
        plan = plan_aftermath(still_desk, simulation)
        blocks = list(compose_event(still_desk.catalogue, texts, simulation, plan))
        blocks += compose_event_figures(still_desk.catalogue, texts, simulation)
        said = "\n".join(list_said(blocks))
        for once in (
            describe_years(texts, simulation),
            describe_caution(texts, simulation.past, has_more=False),
            texts("after.next"),
        ):
            assert said.count(once) == 1, once
        bridge = next(block for block in blocks if isinstance(block, Picture))
        assert texts("fates.note") in bridge.caption
        assert [block.name for block in blocks if isinstance(block, Table)] == ["urgent"]


def test_a_file_of_real_cases_has_each_number_in_a_column_of_its_own(still_desk: Desk, simulation: Simulated) -> None:
    texts = still_desk.catalogue.texts["sv"]
    table, *_ = compose_all_cases(still_desk.catalogue, texts, plan_aftermath(still_desk, simulation))
    assert isinstance(table, Table)
    (saab,) = (row for row in list_records(table) if row["place"] == "1488")
    assert (saab["year"], saab["people_first"], saab["people_before"]) == (2012, 2011, 55_499)
    assert (saab["people_after_1"], saab["people_after_5"]) == (55_749, saab["people_after"])
    assert saab["people_change"] == saab["people_after"] - saab["people_before"]  # type: ignore[operator]
    assert (saab["place"], saab["kind"], saab["jobs_basis"]) == ("1488", "closure", "estimated")
    assert str(saab["note"]).startswith("Omkring 3 700 direkta jobb")
    assert str(saab["addresses"]).startswith("https://arbetet.se/")
    assert {key for key, value in saab.items() if isinstance(value, str)} == {
        "case",
        "place",
        "kind",
        "jobs_basis",
        "note",
        "source",
        "addresses",
        "did",
        "did_addresses",
        "people_publisher",
        "unemployment_publisher",
        "industry_jobs_publisher",
        "basis",
        "basis_words",
    }


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_that_no_source_tells_what_a_place_did_itself_is_said_and_what_one_tells_stands_with_its_case(
    still_desk: Desk, simulation: Simulated, lang: Lang
) -> None:
    catalogue, plan = still_desk.catalogue, plan_aftermath(still_desk, simulation)
    texts = catalogue.texts[lang]
    silent = replace(plan.cases[0][0].sv, did=""), replace(plan.cases[0][0].en, did="")
    none = tuple((replace(case, sv=silent[0], en=silent[1]), seen) for case, seen in plan.cases)
    assert texts("after.acts_none") in tabulate_cases(catalogue, texts, dataclasses.replace(plan, cases=none)).notes
    table = tabulate_cases(catalogue, texts, plan)
    acted = [texts.of(case) for case, _ in plan.cases if texts.of(case).did]
    assert len(acted) > 5
    for row, (case, _) in zip(table.rows, plan.cases, strict=True):
        assert row[0].note.endswith(texts.of(case).did)
    (said,) = (note for note in table.notes if note.startswith(texts("after.acts_some", names="")[:30]))
    assert [texts.of(case).name in said for case, _ in plan.cases] == [not texts.of(case).did for case, _ in plan.cases]
    paper = "\n".join(list_said(compose_nearest_cases(catalogue, texts, plan)))
    told = [texts.of(case).did for case, _ in plan.cases[:MOST_ALIKE] if texts.of(case).did]
    assert told
    assert [paper.count(one) for one in told] == [1] * len(told)


def test_what_was_done_names_who_tells_it_and_has_an_address(still_desk: Desk, simulation: Simulated) -> None:
    for case, _ in plan_aftermath(still_desk, simulation).cases:
        assert bool(case.sv.did) == bool(case.did_addresses), case.id
        assert not case.sv.did or re.search(r"\([^()]+ \d{4}\)", case.sv.did), case.id


def test_each_real_case_stands_beside_the_country_in_the_same_years(still_desk: Desk, simulation: Simulated) -> None:
    """Almost every place grows, so that a closure would look harmless by itself."""
    texts, plan = still_desk.catalogue.texts["sv"], plan_aftermath(still_desk, simulation)
    table = tabulate_cases(still_desk.catalogue, texts, plan)
    at = [column.key for column in table.columns].index("people")
    notes = [row[at].note for row in table.rows if row[at].words != "tomt" and row[at].note]
    assert notes
    assert all("i riket samma år" in one and "%" in one for one in notes), notes


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_real_case_leads_to_what_the_model_missed_and_shows_every_year_that_is_compared(
    still_desk: Desk, simulation: Simulated, lang: Lang
) -> None:
    texts, plan = still_desk.catalogue.texts[lang], plan_aftermath(still_desk, simulation)
    table, folded = compose_all_cases(still_desk.catalogue, texts, plan)
    assert isinstance(table, Table)
    assert isinstance(folded, Fold)
    (studies,) = folded.blocks
    assert isinstance(studies, Bullets)
    assert len(studies.items) == len(plan.studies) > 0
    heads = [column.key for column in table.columns]
    for row, (case, seen) in zip(table.rows, plan.cases, strict=True):
        assert row[heads.index("case")].link == Link(CASE_LINK, case.id)
        for one in seen:
            told = row[heads.index(one.kind)].words
            assert all(str(year) in told for year, _ in ((one.first, one.before), *one.course))


def test_a_page_has_the_nearest_cases_in_sight_with_whose_they_are_and_every_one_folded(
    still_desk: Desk, simulation: Simulated
) -> None:
    catalogue, plan = still_desk.catalogue, plan_aftermath(still_desk, simulation)
    texts = catalogue.texts["sv"]
    nearest, _, every, studies = compose_cases(catalogue, texts, plan)
    assert isinstance(nearest, Table)
    assert isinstance(every, Fold)
    assert every.blocks == (tabulate_cases(catalogue, texts, plan),)
    assert len(nearest.rows) == MOST_ALIKE < len(plan.cases)
    assert any("SCB" in note for note in nearest.notes)
    assert nearest.notes[-1] == texts("after.nearest", shown=MOST_ALIKE, count=len(plan.cases))
    assert nearest.name != "cases", "the file that is named after the cases has all of them"
    few = dataclasses.replace(plan, cases=plan.cases[:MOST_ALIKE])
    assert list(compose_cases(catalogue, texts, few)) == [tabulate_cases(catalogue, texts, few), studies]


def test_a_paper_has_the_few_cases_that_are_most_alike_and_says_that_there_are_more(
    still_desk: Desk, simulation: Simulated
) -> None:
    texts, plan = still_desk.catalogue.texts["sv"], plan_aftermath(still_desk, simulation)
    table, *_, more = compose_nearest_cases(still_desk.catalogue, texts, plan)
    assert isinstance(table, Table)
    assert [row[0].words for row in table.rows] == [texts.of(case).name for case, _ in plan.cases[:MOST_ALIKE]]
    on_page, *_ = compose_cases(still_desk.catalogue, texts, plan)
    assert isinstance(on_page, Table)
    assert on_page.rows == table.rows, "the page and the paper have the same cases"
    apart = [plan.here.measure_to(plan.there[case.id]) for case, _ in plan.cases]
    assert apart == sorted(apart)
    assert apart[0][0] is False, "the same sector comes first"
    assert apart[-1][0] is True
    notes = [row[0].note for row in tabulate_cases(still_desk.catalogue, texts, plan).rows]
    assert notes[0].startswith("Samma sektor; ")
    assert notes[-1].startswith("Annan sektor: ")
    assert f"här {400 / simulation.town.jobs * 100:.0f}" in notes[0]
    assert more == Paragraph(texts("after.more_cases", shown=MOST_ALIKE, count=len(plan.cases)), style="note")


@pytest.mark.parametrize(("kind", "is_told"), [("notice", True), ("closure", False)])
def test_a_notice_is_counted_as_if_all_lost_their_jobs_and_that_is_said(
    still_desk: Desk, simulation: Simulated, kind: Literal["notice", "closure"], is_told: bool
) -> None:
    asked = dataclasses.replace(simulation.request, shocks=(replace(CLOSURE, kind=kind),))
    catalogue, run = still_desk.catalogue, dataclasses.replace(simulation, request=asked)
    texts = catalogue.texts["sv"]
    for blocks in (
        compose_opening(texts, run),
        compose_event(catalogue, texts, run, plan_aftermath(still_desk, run)),
        compose_answer(catalogue, texts, run, warns=True),
    ):
        assert sum("alla som varslas förlorar jobbet" in one for one in list_said(blocks)) == is_told


def test_a_case_says_what_came_after_its_figures(still_desk: Desk) -> None:
    place, opening = still_desk.catalogue.places.by_code["2580"], Shock(kind="establishment", year=2027, jobs=1000.0)
    simulation = simulate(still_desk, place, Request(shocks=(opening,), draws=50, years=8))
    plan = plan_aftermath(still_desk, simulation)
    texts = still_desk.catalogue.texts["sv"]
    for table in (tabulate_cases(still_desk.catalogue, texts, plan, is_short=short) for short in (True, False)):
        notes = {row[0].words: row[0].note for row in table.rows}
        assert "konkurs i mars 2025" in notes["Northvolt i Skellefteå"]
    *_, more = compose_nearest_cases(still_desk.catalogue, texts, plan)
    assert more == Paragraph(texts("after.every_case"), style="note")
