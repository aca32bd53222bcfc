"""A demand on a sheet: how it is here, how surely that is known, and who decides, in plain sentences."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from given_answers import GIVEN
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.records.base import Lang
from samspel.needs.answers import Answers
from samspel.needs.deciding import find_addressee
from samspel.needs.measuring import Measurement, NeedsAssessor
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.measure_words import describe_threshold
from samspel.reports.needs import describe_question
from samspel.reports.paper_figures import name_publishers
from samspel.reports.sheet import Asked, Detail, describe_here, describe_who
from samspel.terms.place import Place, PlaceKind

PLACES = ("2181", "0980", "2584", "0184", "21")
VERDICTS = (Verdict.LARGE, Verdict.SOME, Verdict.MET)
At = Callable[[str], Place]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("detail", [Detail.SHORT, Detail.WHOLE])
def test_what_is_suggested_is_never_told_as_measured(still_desk: Desk, at: At, lang: Lang, detail: Detail) -> None:
    texts = still_desk.catalogue.texts[lang]
    shows, suggests = {"sv": (" visar ", " tyder på "), "en": (" shows ", " suggests ")}[lang]
    seen = set[Strength | None]()
    for need in (need for code in PLACES for need in measure_needs(still_desk, at(code))):
        told = describe_here(still_desk.observations, texts, need, detail)
        seen.add(need.strength)
        is_suggested = texts("sheet.indicated", basis="{}", verdict="{}").rpartition("{}")[2] in told
        assert (is_suggested and suggests in told) or need.strength is not Strength.INDICATED, told
        is_measured = need.strength is Strength.MEASURED
        grounds = [need.verdict.value] if is_measured else []
        grounds += ["split", "nearer"] if need.verdict is Verdict.SIMILAR else []
        is_shown = any(f"{shows}{texts(f'sheet.verdict_{one}')}" in told for one in grounds)
        assert is_shown or not is_measured, told
        is_unknown = need.verdict is Verdict.UNKNOWN
        assert told.startswith(texts("sheet.unknown")) is is_unknown
        asked = [texts.of(one.question) for one in need.open_questions[:1]] if is_unknown else []
        assert all(question in told for question in asked)
    assert {None, Strength.INDICATED, Strength.MEASURED} <= seen


def test_each_figure_says_year_publisher_and_basis(still_desk: Desk, at: At) -> None:
    texts, catalogue = still_desk.catalogue.texts["sv"], still_desk.catalogue
    for need in (need for code in PLACES for need in measure_needs(still_desk, at(code))):
        measured = [part for part in need.telling if isinstance(part, Measurement)]
        if not measured or need.verdict in (Verdict.UNKNOWN, Verdict.NOT_HERE):
            continue
        told, observation = describe_here(still_desk.observations, texts, need, Detail.SHORT), measured[0].observation
        basis = texts(f"sheet.basis_{observation.basis.value}")
        assert basis in told or need.strength is Strength.ANSWERED, told
        publishers = name_publishers(catalogue, texts, observation.origins)
        assert f" {publishers}" in told, told
        assert not observation.period.is_stated or str(observation.period.year) in told, told


def test_an_answer_is_told_with_who_gave_it(still_desk: Desk, at: At) -> None:
    place, demand = at("2181"), still_desk.catalogue.demands_by_number[2]
    assessor = NeedsAssessor(still_desk.observations, Answers([replace(GIVEN, value="no")]))
    need = assessor.measure_demand(demand, place)
    told = describe_here(still_desk.observations, still_desk.catalogue.texts["sv"], need, Detail.SHORT)
    assert need.strength is Strength.ANSWERED
    question = describe_question(still_desk.catalogue.texts["sv"], need.inquiries[0])
    assert told.startswith(f"På frågan ”{question}” har Sandvikens kommun svarat nej.")
    assert "Svaret visar ett stort behov." in told


def test_who_decides_is_an_assembly_and_the_committee_that_can_get_the_task(still_desk: Desk, at: At) -> None:
    def tell(code: str, number: int) -> str:
        demand = still_desk.catalogue.demands_by_number[number]
        need = still_desk.assessor.measure_demand(demand, at(code))
        asked = Asked(need=need, to=find_addressee(still_desk.catalogue, demand, at(code)))
        return describe_who(still_desk.catalogue, still_desk.catalogue.texts["sv"], asked)

    assert tell("2181", 2) == "Kommunfullmäktige i Sandvikens kommun. Uppdraget kan gå till kunskapsnämnden."
    assert tell("2181", 33).endswith("Ansvaret delas med Region Gävleborg, som kan ha det ensam enligt avtal.")
    assert "delas" not in tell("0980", 33)
    assert tell("21", 46).startswith("Regionfullmäktige i Region Gävleborg.")


def test_comparisons_that_point_different_ways_are_both_told(still_desk: Desk, at: At) -> None:
    """Else a figure that is lower than in similar places is told as the same, and nobody can see why."""
    texts, found = still_desk.catalogue.texts["sv"], 0
    for need in (need for code in PLACES for need in measure_needs(still_desk, at(code))):
        first = next((part for part in need.telling if isinstance(part, Measurement)), None)
        said = None if first is None else first.judgement
        if first is None or said is None or said.value is None or said.similar is None or said.group is None:
            continue
        is_split = (said.value - said.similar) * (said.value - said.group) < 0.0
        told = describe_here(still_desk.observations, texts, need, Detail.WHOLE)
        assert ("åt olika håll" in told) is (is_split and need.verdict is Verdict.SIMILAR)
        assert "I kommungruppen är den" in told or first.observation.place.kind is PlaceKind.REGION
        found += "åt olika håll" in told
    assert found


@pytest.mark.parametrize(
    ("name", "number", "similar", "group"), [("0764", 33, "35,8 %", "49,9 %"), ("1473", 6, "4,5", "7,8")]
)
def test_a_verdict_that_the_group_decides_says_so_beside_a_middle_that_is_far_away(
    still_desk: Desk, at: At, name: str, number: int, similar: str, group: str
) -> None:
    """Alvesta's 53.8 per cent are much more than its similar places' 35.8, and no more than its group's 49.9."""
    texts, demand = still_desk.catalogue.texts["sv"], still_desk.catalogue.demands_by_number[number]
    need = still_desk.assessor.measure_demand(demand, at(name))
    told = describe_here(still_desk.observations, texts, need, Detail.BESIDE).replace("\u00a0", " ")
    assert f"medianen {similar}" in told
    assert f"I kommungruppen är den {group}" in told
    assert "den mindre av de två skillnaderna som räknas" in told
    assert "ungefär samma läge som i kommungruppen" in told
    assert "som på liknande platser" not in told


def test_what_the_country_leads_one_to_expect_stands_beside_the_count_and_why_many_are_no_need(
    still_desk: Desk, at: At
) -> None:
    texts, demand = still_desk.catalogue.texts["sv"], still_desk.catalogue.demands_by_number[2]
    need = still_desk.assessor.measure_demand(demand, at("2181"))
    told = describe_here(still_desk.observations, texts, need, Detail.BESIDE).replace("\u00a0", " ")
    assert "hade 32 barn" in told
    assert "Med samma andel som i landet vore det omkring 10 barn. Att fler har det som krävs räknas" in told
    assert "omkring" not in describe_here(still_desk.observations, texts, need, Detail.SHORT)


def test_a_verdict_of_comparisons_that_cancel_out_says_so_and_is_not_gainsaid(still_desk: Desk, at: At) -> None:
    texts, demand = still_desk.catalogue.texts["sv"], still_desk.catalogue.demands_by_number[33]
    need = still_desk.assessor.measure_demand(demand, at("2181"))
    for detail in Detail:
        told = describe_here(still_desk.observations, texts, need, detail)
        assert "eftersom jämförelserna pekar åt olika håll" in told
        assert "bara jämförelsen med liknande" not in told


def test_the_limits_that_a_verdict_rests_on_stand_before_the_group(still_desk: Desk, at: At) -> None:
    texts = still_desk.catalogue.texts["sv"]
    resting = [
        (need, part)
        for code in PLACES
        for need in measure_needs(still_desk, at(code))
        for part in need.telling[:1]
        if isinstance(part, Measurement) and part.measure.rule == "threshold" and need.verdict in VERDICTS
    ]
    assert resting
    for need, part in resting:
        told = describe_here(still_desk.observations, texts, need, Detail.BESIDE)
        assert describe_threshold(texts, part, still_desk.catalogue) in told
