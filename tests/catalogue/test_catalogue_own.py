"""A demand of somebody's own: the template as it stands, what is filled in, and every mistake told in a sentence."""

import re
from pathlib import Path

import msgspec
import pytest

from samspel.catalogue.handbooks import FIRST_OWN
from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.own import LARGEST_FILE, add_own, is_own, make_own, read_own
from samspel.catalogue.records.handbooks import OwnDemand
from samspel.catalogue.texts import LANGUAGES
from samspel.terms.errors import BadInputError, ContentError

TEMPLATES = {lang: find_content() / "templates" / f"own_demand_{lang}.toml" for lang in LANGUAGES}
SHORTEST = """
id = "kort"
area = "culture-leisure"
responsible = "municipality"
[sv]
title = "Ett kort krav"
asks = "Kommunen ska hålla badet öppet på kvällen."
motion_why = "Den som arbetar dag hinner inte dit."
proposals = ["att ge {committee} i uppdrag att senast {date} hålla badet öppet till klockan 21"]
[[question]]
id = "kvall"
role = "decides"
body = "municipality"
answer = "yes_no"
met_when = "yes"
unmet = "some"
sv = "Är badet öppet efter klockan 19?"
"""


@pytest.fixture
def own() -> OwnDemand:
    """The template's demand."""
    return read_own(TEMPLATES["sv"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_is_a_whole_demand_that_can_be_read_as_it_stands(catalogue: Catalogue, lang: str) -> None:
    path = TEMPLATES["sv" if lang == "sv" else "en"]
    made = make_own(catalogue, read_own(path), FIRST_OWN, path)
    assert is_own(made)
    assert made.whose is not None
    assert made.whose.is_translated is (lang == "en")
    assert made.en.law == catalogue.texts["sv" if lang == "sv" else "en"]("own.law")
    assert [measure.strength for measure in made.measures] == ["indicated"]


def test_what_is_left_out_is_said_by_the_program_in_the_language_of_the_rest(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "krav.toml"
    path.write_text(SHORTEST, encoding="utf-8")
    made = make_own(catalogue, read_own(path), FIRST_OWN, path)
    assert made.sv.motion_title == made.en.title == "Ett kort krav"
    assert made.sv.proposals_existing == made.sv.proposals
    assert made.sv.law == catalogue.texts["sv"]("own.law")
    assert made.en == made.sv
    assert made.sv.measured == catalogue.texts["sv"]("own.measured_none")
    assert made.questions[0].en == made.questions[0].sv
    assert (made.sv.against, made.duty, made.checked, made.obligation) == ([], None, None, "voluntary")


def test_own_demands_come_after_the_handbooks(catalogue: Catalogue, own: OwnDemand) -> None:
    both = add_own(catalogue, [make_own(catalogue, own, FIRST_OWN)])
    assert list(both.demands) == [*catalogue.demands, own.id]
    assert both.demands_by_number[FIRST_OWN].id == own.id
    # the same demand again is no other's name: that is how one is changed
    assert make_own(both, own, FIRST_OWN).id == own.id


def test_a_limit_of_ones_own_is_told_as_such(catalogue: Catalogue, own: OwnDemand) -> None:
    limited = msgspec.structs.replace(own.measures[0], rule="threshold", need=None, met=90.0, large=50.0)
    made = make_own(catalogue, msgspec.structs.replace(own, measures=[limited]), FIRST_OWN)
    assert made.measures[0].threshold_from == "own"
    by_law = msgspec.structs.replace(limited, threshold_from="law")
    made = make_own(catalogue, msgspec.structs.replace(own, measures=[by_law]), FIRST_OWN)
    assert made.measures[0].threshold_from == "law"


PROPOSAL = "att ge {committee} i uppdrag att senast {date} göra något"
IN_TEXT: list[tuple[dict[str, object], str, str]] = [
    ({"title": "z" * 71}, "own_long", "title"),
    ({"title": " "}, "own_empty", "title"),
    ({"asks": "z" * 301}, "own_long", "asks"),
    ({"law": "z" * 1501}, "own_long", "law"),
    ({"motion_why": "ord " * 91}, "own_words", "motion_why"),
    ({"motion_why": "ett\n\ntvå"}, "own_words", "motion_why"),
    ({"answer": []}, "own_answers", "against"),
    ({"against": ["z"] * 5, "answer": ["z"] * 5}, "own_many", "against"),
    ({"proposals": [f"{PROPOSAL} i {{byn}}"]}, "own_proposal", "proposals"),
    ({"proposals": []}, "own_empty", "proposals"),
    ({"proposals": [PROPOSAL] * 3}, "own_many", "proposals"),
    ({"proposals": ["att kommunen ska göra något senast {date} med {committee}"]}, "own_proposal", "proposals"),
    ({"proposals": [f"{PROPOSAL}."]}, "own_proposal", "proposals"),
    ({"proposals_existing": [f"{PROPOSAL} {{date}}"]}, "own_proposal", "proposals_existing"),
    ({"title": "Barnomsorg på kvällar, nätter och helger"}, "own_taken", "title"),
]
IN_DEMAND: list[tuple[dict[str, object], str, str]] = [
    ({"area": "moon"}, "own_unknown", "area"),
    ({"area": ""}, "own_empty", "area"),
    ({"responsible": "region"}, "own_no_committee", "area"),
    ({"id": "childcare-odd-hours"}, "own_taken", "id"),
    ({"questions": []}, "own_empty", "question"),
]


def check_told(catalogue: Catalogue, own: OwnDemand, code: str, field: str) -> None:
    """The first mistake has a code and a field, and its sentence names the field in both languages."""
    with pytest.raises(BadInputError) as caught:
        make_own(catalogue, own, FIRST_OWN)
    assert (caught.value.code, caught.value.facts["own_field"]) == (code, field)
    for texts in catalogue.texts.values():
        told = texts.explain(caught.value)
        assert told.what
        assert told.do
        assert not re.search(r"\{(?!committee\}|date\}|byn\})", str(told))


@pytest.mark.parametrize(
    ("facts", "code", "field"), IN_TEXT, ids=[f"{c} {f} {n}" for n, (_, c, f) in enumerate(IN_TEXT)]
)
def test_a_mistake_in_the_words_is_told_by_its_field(
    catalogue: Catalogue, own: OwnDemand, facts: dict[str, object], code: str, field: str
) -> None:
    check_told(catalogue, msgspec.structs.replace(own, sv=msgspec.structs.replace(own.sv, **facts)), code, field)


@pytest.mark.parametrize(("facts", "code", "field"), IN_DEMAND, ids=[f"{c} {f}" for _, c, f in IN_DEMAND])
def test_a_mistake_in_the_demand_is_told_by_its_field(
    catalogue: Catalogue, own: OwnDemand, facts: dict[str, object], code: str, field: str
) -> None:
    check_told(catalogue, msgspec.structs.replace(own, **facts), code, field)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"sv": "Finns det tak."}, "own_question"),
        ({"sv": "Har kommunen tak?", "body": "region"}, "own_about"),
        ({"role": "context", "met_when": None, "unmet": None}, "own_undecided"),
        ({"sv": f"{'z' * 300}?"}, "own_long"),
    ],
)
def test_a_mistake_in_a_question_is_told(
    catalogue: Catalogue, own: OwnDemand, facts: dict[str, object], code: str
) -> None:
    asked = msgspec.structs.replace(own.questions[0], **facts)
    measures = [] if code == "own_undecided" else own.measures
    check_told(catalogue, msgspec.structs.replace(own, questions=[asked], measures=measures), code, "question")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"indicator": "cycle_supply_satisfactio"}, "own_unknown_measure"),
        ({"need": "high"}, "own_direction_low"),
        ({"indicator": "unemployment"}, "own_direction_high"),
        ({"rule": "exposure"}, "own_rule"),
        ({"indicator": "university_research"}, "own_untrusted"),
        ({"strength": "measured"}, "own_strength"),
        ({"threshold_from": "samspel"}, "own_limit"),
    ],
)
def test_a_mistake_in_a_measure_is_told(
    catalogue: Catalogue, own: OwnDemand, facts: dict[str, object], code: str
) -> None:
    measure = msgspec.structs.replace(own.measures[0], **facts)
    check_told(catalogue, msgspec.structs.replace(own, measures=[measure]), code, "measure")


def test_too_many_questions_and_measures_are_told(catalogue: Catalogue, own: OwnDemand) -> None:
    many = [msgspec.structs.replace(own.questions[0], id=f"q{number}") for number in range(6)]
    check_told(catalogue, msgspec.structs.replace(own, questions=many), "own_many", "question")
    check_told(catalogue, msgspec.structs.replace(own, measures=own.measures * 7), "own_many", "measure")


def test_all_mistakes_are_told_at_once(catalogue: Catalogue, own: OwnDemand) -> None:
    said = msgspec.structs.replace(own.sv, title="", proposals=[])
    with pytest.raises(BadInputError) as caught:
        make_own(catalogue, msgspec.structs.replace(own, area="moon", sv=said, questions=[]), FIRST_OWN)
    assert [one.code for one in caught.value.others] == ["own_empty", "own_empty", "own_empty"]


RULES = [
    ("months = 12", "months = 99", "months", "1 to 48"),
    ('id = "eget-cykelstall-stationen"', 'id = "Eget krav"', "id", "a letter first"),
    ('id = "under-tak"', 'id = "a/b"', "question.id", "a letter first"),
    ('unmet = "large"\n', "", "question[0]", "met_when and unmet"),
    ('need = "low"\n', "", "measure[0].need", "the keys of rule relative"),
    ('met_when = "yes"', "met = 1.0", "question[0]", "met_when and unmet"),
    ("months = 12", 'months = 12\nstudies = ["none"]', "studies", "an id that exists"),
    ("months = 12", 'months = 12\nlevers = ["none"]', "levers", "an id that exists"),
    ("months = 12", 'months = 12\nduty = "none"', "duty", "an id that exists"),
    ("months = 12", 'months = 12\ncommittees = ["regional-health"]', "committees", "one of a municipality"),
    ("[sv]\n", '[sv]\nexists_question = "Finns."\n', "sv.exists_question", "a question"),
    ('need = "low"\n', 'need = "low"\nnewest = true\n', "measure[0].newest", "a fixed limit"),
    ('role = "leading"', 'role = "reserve"', "measure.role", "a leading measure"),
]


@pytest.mark.parametrize(("old", "new", "key", "expected"), RULES, ids=[key for _, _, key, _ in RULES])
def test_every_other_rule_of_the_handbook_holds_and_names_file_and_key(
    catalogue: Catalogue, tmp_path: Path, old: str, new: str, key: str, expected: str
) -> None:
    path = tmp_path / "krav.toml"
    text = TEMPLATES["sv"].read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        make_own(catalogue, read_own(path), FIRST_OWN, path)
    facts = caught.value.facts
    assert (facts["file"], facts["key"]) == ("krav.toml", key)
    assert expected in str(facts["expected"])


def test_a_key_that_is_none_and_a_sign_that_commands_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "krav.toml"
    text = TEMPLATES["sv"].read_text(encoding="utf-8")
    path.write_text(text.replace("months = 12", "month = 12"), encoding="utf-8")
    with pytest.raises(ContentError, match="unknown key month"):
        read_own(path)
    path.write_text(text.replace('title = "', 'title = "\\u202e', 1), encoding="utf-8")
    with pytest.raises(ContentError, match="without control characters"):
        read_own(path)


def test_what_is_no_file_or_far_too_large_is_no_demand(tmp_path: Path) -> None:
    path = tmp_path / "krav.toml"
    for one in (path, tmp_path):
        with pytest.raises(BadInputError, match="own no file"):
            read_own(one)
    path.write_text("#" * (LARGEST_FILE + 1), encoding="utf-8")
    with pytest.raises(BadInputError, match="own no file"):
        read_own(path)
