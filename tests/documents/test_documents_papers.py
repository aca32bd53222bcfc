"""The papers: to the right assembly, committee or chair, with the writer's words or places to fill in."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs
from pypdf import PdfReader

from brief_readers import read_words
from given_answers import GIVEN
from samspel.app.aftermath import plan_aftermath
from samspel.app.briefing import Written, render, suggest_words, write_paper
from samspel.app.desk import Desk
from samspel.app.drafting import sort_words
from samspel.app.simulating import simulate
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.documents.matter import Matter
from samspel.documents.papers import compose_paper, count_characters, list_remarks
from samspel.needs.verdict import Verdict
from samspel.rendering.blocks import Bullets, Heading, Lines, Paragraph
from samspel.reports.paper_figures import shows_some
from samspel.reports.writing import Writer
from samspel.scenarios.shocks import COUNTRY, Shock
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError, ContentError
from shipped import load_shipped

DAY = date(2026, 11, 22)
SHIPPED = load_shipped()
REGIONAL = [demand.number for demand in SHIPPED.demands.values() if demand.responsible == "region"]
MUNICIPAL = [demand.number for demand in SHIPPED.demands.values() if demand.responsible == "municipality"]
STORY = "Två på skiftet fick tacka nej i våras.\nIngen kunde ta deras pass."
WHOLE = {"story": STORY, "situation": "none", "exists": "Natten ges inte längre.", "signed": "Eva Ek (S)\nBo Berg (V)"}
NOTHING, OTHERWISE = "paper.nothing_exists", "paper.not_as_proposed"


def write(
    desk: Desk,
    words: Mapping[str, str],
    *,
    paper: str = "motion",
    number: int = 2,
    code: str = "2181",
    lang: Lang = "sv",
) -> Written:
    catalogue = desk.catalogue
    place, demand = catalogue.places.by_code[code], catalogue.demands_by_number[number]
    return write_paper(desk, place, demand, catalogue.papers[paper], lang, DAY, words=words)


def list_decided(written: Written) -> tuple[str, ...]:
    """The draft decisions."""
    (decided,) = [block.items for block in written.document.blocks if isinstance(block, Bullets)]
    return decided


@pytest.mark.parametrize("number", MUNICIPAL[::6])
def test_a_municipal_demand_goes_to_the_municipal_council(still_desk: Desk, number: int) -> None:
    written = write(still_desk, WHOLE, number=number)
    assert written.document.kicker == "Motion till kommunfullmäktige i Sandvikens kommun"
    assert "Därför föreslår vi att kommunfullmäktige beslutar" in read_words(written.document)


@pytest.mark.parametrize("number", REGIONAL[::3])
@pytest.mark.parametrize("code", ["2181", "21"])
def test_a_regional_demand_goes_to_the_regional_council(still_desk: Desk, number: int, code: str) -> None:
    written = write(still_desk, WHOLE, number=number, code=code)
    assert written.document.kicker == "Motion till regionfullmäktige i Region Gävleborg"


def test_what_exists_is_told_of_the_area_of_the_body_that_decides(still_desk: Desk) -> None:
    for number, code in ((REGIONAL[0], "21"), (MUNICIPAL[0], "2181")):
        told = still_desk.catalogue.texts["sv"](
            "paper.nothing_exists", area=still_desk.catalogue.places.by_code[code].area
        )
        assert told in read_words(write(still_desk, {**WHOLE, "exists": ""}, number=number).document)


def test_on_gotland_the_regional_council_decides_everything(still_desk: Desk) -> None:
    for number in (2, 33, 43):
        written = write(still_desk, WHOLE, number=number, code="0980")
        assert written.document.kicker == "Motion till regionfullmäktige i Region Gotland"


def test_the_writers_words_stand_first_and_several_sign_as_we(still_desk: Desk) -> None:
    document = write(still_desk, WHOLE).document
    first, second = STORY.splitlines()
    assert [block.text for block in document.blocks[:2] if isinstance(block, Paragraph)] == [first, second]
    assert [block.labels for block in document.blocks if isinstance(block, Lines)] == [("Eva Ek (S)", "Bo Berg (V)")]
    alone = write(still_desk, {**WHOLE, "signed": "Eva Ek (S)"}).document
    assert "Därför föreslår jag att" in read_words(alone)


def test_a_demand_that_is_named_again_stands_once_in_a_response(still_desk: Desk) -> None:
    titles = [still_desk.catalogue.demands_by_number[number].sv.title for number in (2, 3)]
    document = write(still_desk, {"more": "2, 3, 3,"}, paper="remissvar").document
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == titles


@pytest.mark.parametrize(("day", "is_told"), [("2026-11-21", True), ("2026-11-22", False), ("", False)])
def test_a_day_that_has_been_is_told(still_desk: Desk, day: str, is_told: bool) -> None:
    remarks = write(still_desk, {**WHOLE, "deadline": day}).remarks
    assert remarks == (("21 november 2026 har redan varit. Välj en senare dag.",) if is_told else ())


def test_where_something_exists_the_second_set_of_decisions_is_asked_for(still_desk: Desk) -> None:
    told = still_desk.catalogue.demands_by_number[2].sv
    none = list_decided(write(still_desk, WHOLE))
    some = list_decided(write(still_desk, {**WHOLE, "situation": "some", "exists": "Natt finns, högst fyra månader."}))
    assert len(none) == len(told.proposals[:2])
    assert len(some) == len(told.proposals_existing[:2])
    assert none != some
    assert all("senast den 30 november 2027" in one for one in (*none, *some))


@pytest.mark.parametrize(("lang", "lead"), [("sv", "I dag:"), ("en", "Today:")])
def test_a_few_words_on_what_exists_are_led_in_and_end_with_a_point(still_desk: Desk, lang: Lang, lead: str) -> None:
    exists = "Ett samarbete med företagen i dag\nVad mer?"
    words = {**WHOLE, "situation": "some", "exists": exists}
    blocks = [one for one in write(still_desk, words, lang=lang).document.blocks if isinstance(one, Paragraph)]
    first, then = (one for one in blocks if one.text.startswith(("Ett samarbete", "Vad mer")))
    assert (first.lead, first.text) == (lead, "Ett samarbete med företagen i dag.")
    assert (then.lead, then.text) == ("", "Vad mer?")
    words["exists"] = "Företagen samarbetar i dag."
    blocks = [one for one in write(still_desk, words, lang=lang).document.blocks if isinstance(one, Paragraph)]
    assert [one.lead for one in blocks if one.text == words["exists"]] == [""]


def test_what_exists_without_saying_whether_it_does_counts_as_something(still_desk: Desk) -> None:
    words = {"story": STORY, "exists": "Natt finns.", "signed": "Eva Ek (S)"}
    assert write(still_desk, words).remarks == ()
    lacking = write(still_desk, {**words, "situation": "some", "exists": ""})
    assert len(lacking.remarks) == 1


def test_committee_and_day_are_the_writers_where_given(still_desk: Desk) -> None:
    words = {**WHOLE, "committee": "utbildningsnämnden", "deadline": "2027-06-30"}
    (first, *_) = list_decided(write(still_desk, words))
    assert first.startswith("att ge utbildningsnämnden i uppdrag att")
    assert "senast den 30 juni 2027" in first


def test_a_committees_own_initiative_gives_its_administration_the_task(still_desk: Desk) -> None:
    written = write(still_desk, WHOLE, paper="namndinitiativ")
    assert written.document.kicker == "Initiativ till kunskapsnämnden i Sandvikens kommun"
    assert all(one.startswith("att ge förvaltningen i uppdrag att") for one in list_decided(written))


def test_an_interpellation_names_its_chair_and_has_one_signer(still_desk: Desk) -> None:
    written = write(still_desk, WHOLE, paper="interpellation")
    assert written.document.kicker == "Interpellation till ordföranden i kunskapsnämnden"
    assert len(written.remarks) == 1
    named = write(still_desk, {**WHOLE, "signed": "Eva Ek (S)", "chair": "Bo Berg"}, paper="interpellation")
    assert named.document.kicker == "Interpellation till Bo Berg"
    assert named.remarks == ()
    assert 1 <= len(list_decided(named)) <= 3


def test_ones_own_question_is_put_first_and_alone_where_only_one_may_be(still_desk: Desk) -> None:
    words = {"signed": "Eva Ek (S)", "own_question": "När öppnar nattomsorgen?"}
    document = write(still_desk, words, paper="fraga").document
    assert "När öppnar nattomsorgen?" in read_words(document)
    assert "Erbjuder kommunen" not in read_words(document)


def test_a_budget_proposal_says_how_much_each_year_and_how_it_is_paid(still_desk: Desk) -> None:
    words = {**WHOLE, "sums": "2027: 1 200 000\n2028: 800000", "financing": "Oförutsett minskas lika mycket."}
    written = write(still_desk, words, paper="budgetyrkande")
    said = read_words(written.document).replace("\u00a0", " ")
    sums = "1 200 000 kronor år 2027 och 800 000 kronor år 2028"
    assert f"att utöka budgetramen för kunskapsnämnden med {sums}, utöver budgetförslaget" in said
    assert "att finansiera utökningen så här: Oförutsett minskas lika mycket." in said
    assert written.remarks == ()


@pytest.mark.parametrize(
    ("given", "said"), [("sums", "1 200 000 kronor år 2027"), ("financing", "Oförutsett minskas.")]
)
def test_what_is_told_of_a_budget_stands_though_the_rest_is_missing(still_desk: Desk, given: str, said: str) -> None:
    told = {"sums": "2027: 1 200 000", "financing": "Oförutsett minskas."}[given]
    document = write(still_desk, {**WHOLE, given: told}, paper="budgetyrkande").document
    assert said in read_words(document).replace("\u00a0", " ")
    assert [one.style for one in document.blocks if isinstance(one, Paragraph)].count("gap") == 1


def test_a_response_takes_up_each_demand_that_is_named(still_desk: Desk) -> None:
    words = {"organisation": "Klubben", "plan": "översiktsplanen", "reference": "KS 1", "more": "12, 16", "signed": "E"}
    document = write(still_desk, words, paper="remissvar").document
    by_number = still_desk.catalogue.demands_by_number
    assert document.title == "Yttrande över översiktsplanen"
    assert [title for number in (2, 12, 16) if (title := by_number[number].sv.title) not in read_words(document)] == []


@pytest.mark.parametrize(("code", "number", "more"), [("2181", 2, "12, 43"), ("21", 36, "48")])
def test_a_response_takes_up_no_demand_that_another_body_decides(
    still_desk: Desk, code: str, number: int, more: str
) -> None:
    words = {"organisation": "Klubben", "plan": "planen", "reference": "KS 1", "more": more, "signed": "E"}
    with pytest.raises(BadInputError) as caught:
        write(still_desk, words, paper="remissvar", number=number, code=code)
    assert caught.value.code == "paper_more_body"
    assert caught.value.facts["number"] == int(more.rsplit(", ", maxsplit=1)[-1])


def test_a_letter_to_the_editor_counts_its_characters(still_desk: Desk) -> None:
    words = {"story": STORY, "signed": "Eva Ek"}
    assert write(still_desk, {**words, "story": "Två " * 150}, paper="insandare").remarks == ()
    (long,) = write(still_desk, {**words, "story": "Två " * 900}, paper="insandare").remarks
    assert "3000" in long


def test_a_leaflet_has_a_code_and_an_address_without_a_scheme(still_desk: Desk) -> None:
    words = {"organisation": "Klubben", "address": "https://ek.example/rost"}
    document = write(still_desk, words, paper="lunchrumsblad").document
    assert document.layout == "leaflet"
    assert "ek.example/rost" in read_words(document)
    assert "https" not in read_words(document)


def test_a_request_puts_each_question_under_the_rule_that_gives_a_right_to_it(
    still_desk: Desk, catalogue: Catalogue
) -> None:
    words = {"sender": "klubben@ek.example", "documents": "Riktlinjerna"}
    document = write(still_desk, words, paper="begaran").document
    said = read_words(document)
    grounds = [ground.sv for ground in catalogue.kinds.ground]
    assert [said.find(ground) for ground in grounds] == sorted(said.find(ground) for ground in grounds)
    (documents, facts, service) = [block.items for block in document.blocks if isinstance(block, Bullets)]
    assert documents == ("Riktlinjerna",)
    asked = {question.sv: question.answer for question in catalogue.demands_by_number[2].questions}
    assert {asked[one] for one in facts} == {"number"}
    assert {asked[one] for one in service} == {"yes_no"}


def test_a_letter_to_the_government_is_about_a_goal_and_nothing_else(still_desk: Desk) -> None:
    catalogue = still_desk.catalogue
    paper, place = catalogue.papers["skrivelse"], catalogue.places.by_code["2181"]
    goal = next(iter(catalogue.goals.values()))
    words = {"organisation": "Klubben", "request": "att avdraget införs", "signed": "Eva Ek"}
    written = write_paper(still_desk, place, goal, paper, "sv", DAY, words=words)
    assert goal.sv.state in read_words(written.document)
    assert written.remarks == ()
    with pytest.raises(BadInputError) as caught:
        write_paper(still_desk, place, goal, catalogue.papers["motion"], "sv", DAY, words=words)
    assert caught.value.code == "paper_subject"


@pytest.mark.parametrize("number", MUNICIPAL[:1])
def test_no_paper_is_put_to_a_body_that_cannot_decide(still_desk: Desk, number: int) -> None:
    for code, told in (("21", "wrong_body"), ("00", "not_for_country")):
        with pytest.raises(BadInputError) as caught:
            write(still_desk, WHOLE, number=number, code=code)
        assert caught.value.code == told


def test_what_stands_in_an_empty_field_is_suggested(still_desk: Desk) -> None:
    catalogue = still_desk.catalogue
    place, demand = catalogue.places.by_code["2181"], catalogue.demands_by_number[2]
    usual = suggest_words(still_desk, place, demand, catalogue.papers["motion"], "sv", DAY)
    assert usual == {"committee": "kunskapsnämnden", "deadline": "2027-11-30", "town": "Sandviken"}


def test_a_kind_with_a_block_that_does_not_exist_is_told(still_desk: Desk) -> None:
    paper = structs.replace(still_desk.catalogue.papers["motion"], blocks=("stroy",))
    writer = Writer(still_desk.observations, still_desk.catalogue.texts["sv"], DAY)
    with pytest.raises(ContentError):
        compose_paper(Matter(writer=writer, paper=paper, place=still_desk.catalogue.places.by_code["2181"]))


@pytest.mark.parametrize(("code", "usual"), [("2181", {"town": "Sandviken"}), ("21", {})])
def test_the_town_of_a_letter_on_a_goal_is_suggested_only_where_the_paper_prints_it(
    still_desk: Desk, code: str, usual: dict[str, str]
) -> None:
    catalogue = still_desk.catalogue
    place, goal, paper = (
        catalogue.places.by_code[code],
        next(iter(catalogue.goals.values())),
        catalogue.papers["skrivelse"],
    )
    assert suggest_words(still_desk, place, goal, paper, "sv", DAY) == usual


@pytest.mark.parametrize("situation", ["none", "some", ""])
@pytest.mark.parametrize("number", [2, 32])
def test_what_the_writer_says_of_what_exists_always_stands(still_desk: Desk, situation: str, number: int) -> None:
    """Beside a no too, which then says no more than that it is not there as proposed."""
    words = {**WHOLE, "situation": situation, "exists": "Kommunen svarade i november att natt inte erbjuds."}
    area = still_desk.catalogue.places.by_code["2181"].area
    for kind in ("motion", "interpellation", "talepunkter"):
        said = read_words(write(still_desk, words, paper=kind, number=number).document)
        assert words["exists"] in said, kind
        assert still_desk.catalogue.texts["sv"](NOTHING, area=area) not in said, kind
    motion = read_words(write(still_desk, words, number=number).document)
    assert (still_desk.catalogue.texts["sv"](OTHERWISE, area=area) in motion) is (situation == "none")


@pytest.mark.parametrize("kind", ["motion", "interpellation", "yrkande"])
def test_a_paper_is_not_ready_before_its_writer_has_answered_a_figure_that_says_that_something_exists(
    still_desk: Desk, kind: str
) -> None:
    whole = {**WHOLE, "situation": "none", "exists": "", "item": "§ 12", "signed": "Eva Ek (S)"}
    lacking = write(still_desk, whole, paper=kind)
    (told,) = lacking.remarks
    assert told.startswith("Som mest under åren 2020–2022 hade 32 barn i Sandvikens kommun omsorg på obekväm tid")
    assert "”Vad finns i dag?”" in told
    assert lacking.document.kicker.startswith("Utkast, inte färdigt")
    for answered in ({"exists": "De 32 gick på dagtid."}, {"situation": "some", "exists": "Natt finns."}):
        ready = write(still_desk, {**whole, **answered}, paper=kind)
        assert ready.remarks == ()
        assert not ready.document.kicker.startswith("Utkast")
    assert write(still_desk, whole, paper=kind, number=32).remarks == ()


@pytest.mark.parametrize("kind", ["motion", "yrkande", "budgetyrkande", "medborgarforslag"])
def test_the_words_before_the_draft_decisions_name_who_decides(still_desk: Desk, kind: str) -> None:
    words = {**WHOLE, "sums": "2027: 1", "financing": "Oförutsett.", "item": "§ 12"}
    assert "att kommunfullmäktige beslutar" in read_words(write(still_desk, words, paper=kind).document)


def test_what_is_not_handed_in_is_no_draft_though_something_is_missing(still_desk: Desk) -> None:
    written = write(still_desk, {}, paper="talepunkter")
    assert written.document.kicker == "Talepunkter"
    assert written.remarks == ("Fyll i: Vad har hänt?",)


def test_the_bounds_of_a_paper_are_within_it(still_desk: Desk) -> None:
    signed = "\n".join(f"Eva {number} (S)" for number in range(6))
    assert write(still_desk, {**WHOLE, "signed": signed}).remarks == ()
    (told,) = write(still_desk, {**WHOLE, "signed": f"{signed}\nBo (V)"}).remarks
    assert told.startswith("7 har skrivit under.")
    paper = still_desk.catalogue.papers["insandare"]
    words = {"story": STORY, "signed": "Eva Ek"}
    count = count_characters(write(still_desk, words, paper="insandare").document)
    matter = Matter(
        writer=Writer(still_desk.observations, still_desk.catalogue.texts["sv"], DAY),
        paper=paper,
        place=still_desk.catalogue.places.by_code["2181"],
        words=words,
    )
    document = write(still_desk, words, paper="insandare").document
    for least, most, codes in (
        (count, count, []),
        (count + 1, None, ["paper.remark_short"]),
        (None, count - 1, ["paper.remark_long"]),
    ):
        bound = replace(matter, paper=structs.replace(paper, least_characters=least, most_characters=most))
        assert [one.code for one in list_remarks(bound, document)] == codes


def test_the_writer_is_told_of_a_paper_that_takes_more_than_its_page(still_desk: Desk) -> None:
    long = {**WHOLE, "story": STORY * 40}
    (told,) = write(still_desk, long).remarks
    assert told == "Papperet blir 2 sidor, och bör rymmas på 1. Korta din egen text."
    assert write(still_desk, WHOLE).remarks == ()


EVENTS = [
    Shock(kind="closure", year=2027, jobs=400.0),
    Shock(kind="notice", year=2027, until=2029, jobs=150.0),
    Shock(kind="decline", year=2027, until=2030, percent=5.0),
    Shock(kind="downturn", year=2027, percent=6.0, sector=COUNTRY),
    Shock(kind="conversion", year=2027, jobs=50.0, new_jobs=60.0, new_year=2029),
    Shock(kind="establishment", year=2027, jobs=300.0),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_letter_after_an_event_comes_filled_in_on_one_page_and_lacks_only_who_writes(
    still_desk: Desk, event: Shock, lang: Lang
) -> None:
    catalogue = still_desk.catalogue
    paper, place = catalogue.papers["skrivelse"], catalogue.places.by_code["2181"]
    scenario = Request(shocks=(event,), draws=50)
    plan = plan_aftermath(still_desk, simulate(still_desk, place, scenario))
    for goal in (one.goal for one in plan.goals):
        usual = suggest_words(still_desk, place, goal, paper, lang, DAY, scenario)
        assert sort_words(catalogue, paper, usual).errors == ()
        written = write_paper(still_desk, place, goal, paper, lang, DAY, words={}, scenario=scenario)
        assert len(written.remarks) == 2
        words = {"organisation": "Klubben", "signed": "Eva Ek"}
        whole = write_paper(still_desk, place, goal, paper, lang, DAY, words=words, scenario=scenario)
        assert whole.remarks == ()
        said = read_words(whole.document)
        assert usual["story"] in said
        assert all(line in said for line in usual["request"].splitlines())
        assert catalogue.texts[lang].of(goal).state not in said, "nothing is asked beside the requests"
        (pdf,) = render(whole.document, ["pdf"]).values()
        assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
        changed = write_paper(
            still_desk, place, goal, paper, lang, DAY, words={**words, "effects": "Egna ord."}, scenario=scenario
        )
        assert "Egna ord." in read_words(changed.document)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    ("number", "code", "key", "other"), [(2, "2181", OTHERWISE, NOTHING), (32, "2181", NOTHING, OTHERWISE)]
)
def test_a_paper_does_not_say_that_nothing_exists_where_figures_say_that_something_does(
    still_desk: Desk, number: int, code: str, key: str, other: str, lang: Lang
) -> None:
    catalogue = still_desk.catalogue
    need = still_desk.assessor.measure_demand(catalogue.demands_by_number[number], catalogue.places.by_code[code])
    assert shows_some(need) is (key == OTHERWISE)
    words = {**WHOLE, "exists": ""}
    said = read_words(write(still_desk, words, number=number, code=code, lang=lang).document)
    area, texts = catalogue.places.by_code[code].area, catalogue.texts[lang]
    assert texts(key, area=area) in said
    assert texts(other, area=area) not in said


def test_an_answer_of_the_body_is_not_gainsaid_by_its_paper(still_desk: Desk) -> None:
    """A body that has said yes to the question that decides has something, whatever the figures."""
    catalogue = still_desk.catalogue
    need = still_desk.assessor.measure_demand(catalogue.demands_by_number[32], catalogue.places.by_code["2181"])
    asked = next(one for one in need.inquiries if one.question.role == "decides")
    for verdict, is_told in ((Verdict.MET, True), (Verdict.LARGE, False), (None, False)):
        one = replace(asked, answer=GIVEN, verdict=verdict)
        assert shows_some(replace(need, inquiries=(one,), measurements=())) is is_told
