"""The form of an own demand: what was typed becomes a demand, and a demand what would be typed."""

import msgspec
import pytest
from django.http import QueryDict

from samspel.catalogue.handbooks import FIRST_OWN
from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.own import make_own, read_own
from samspel.web.presenters.own_form import compose_own, describe_surplus, fill_in, read_typed, suggest_direction

pytestmark = pytest.mark.usefixtures("application")
FIELDS = {
    "titel": "Tak  över\ncyklarna",
    "krav": "Kommunen ska sätta tak över cyklarna.",
    "varfor": "Många tar tåget klockan sex.",
    "vem": "municipality",
    "omrade": "planning-housing",
    "att1": "sätta tak över cyklarna.",
    "fraga1": "Finns det tak?",
    "svar1": "yes",
    "brist1": "some",
}


def post(**fields: str | list[str]) -> QueryDict:
    """What a browser sends: the fields with some others or without."""
    query = QueryDict(mutable=True)
    for name, value in {**FIELDS, **fields}.items():
        query.setlist(name, [value] if isinstance(value, str) else value)
    return query


def test_what_is_typed_is_a_whole_demand(catalogue: Catalogue) -> None:
    own = compose_own(catalogue, read_typed(catalogue, post()))
    assert own.sv.title == "Tak över cyklarna"
    assert own.id.startswith("eget-tak-over-cyklarna-")
    assert own.sv.proposals == ["att ge {committee} i uppdrag att senast {date} sätta tak över cyklarna"]
    assert (own.questions[0].met_when, own.questions[0].unmet, own.questions[0].body) == ("yes", "some", "municipality")
    assert make_own(catalogue, own, FIRST_OWN).sv.title == "Tak över cyklarna"
    assert own.sv.proposals[0].startswith(catalogue.proposal_leads["sv"])


def test_a_whole_draft_decision_may_be_typed_too(catalogue: Catalogue) -> None:
    whole = "att ge {committee} i uppdrag att sätta tak över cyklarna senast {date}"
    assert compose_own(catalogue, read_typed(catalogue, post(att1=whole))).sv.proposals == [whole]


@pytest.mark.parametrize(
    ("answer", "role", "kind", "met"),
    [
        ("yes", "decides", "yes_no", "yes"),
        ("no", "decides", "yes_no", "no"),
        ("number", "context", "number", None),
        ("text", "context", "text", None),
        ("nonsense", "decides", "yes_no", "yes"),
    ],
)
def test_what_an_answer_means_is_chosen(
    catalogue: Catalogue, answer: str, role: str, kind: str, met: str | None
) -> None:
    question = compose_own(catalogue, read_typed(catalogue, post(svar1=answer))).questions[0]
    assert (question.role, question.answer, question.met_when) == (role, kind, met)


def test_measures_lead_step_in_and_are_shown_in_the_order_they_were_chosen(catalogue: Catalogue) -> None:
    typed = read_typed(
        catalogue,
        post(
            matt=["cycle_supply_satisfaction", "population", "none-such"],
            lagg=["cycle_cleared_satisfaction", "unemployment", "population"],
        ),
    )
    assert [one.direction for one in typed.measures] == ["low", "context", "low", "high"]
    own = compose_own(catalogue, typed)
    assert [one.role for one in own.measures] == ["leading", "context", "reserve", "context"]
    assert make_own(catalogue, own, FIRST_OWN).measures[0].need == "low"
    left = read_typed(catalogue, post(matt=["population", "unemployment"], bort=["population"]))
    assert [one.id for one in left.measures] == ["unemployment"]


def test_a_measure_too_many_is_told_and_none_is_lost(catalogue: Catalogue) -> None:
    texts, names = catalogue.texts["sv"], list(catalogue.indicators)
    seven = read_typed(catalogue, post(lagg=names[:7]))
    assert [one.id for one in seven.measures] == names[:7]
    assert "7 mått är valda" in describe_surplus(texts, seven)
    assert describe_surplus(texts, read_typed(catalogue, post(lagg=names[:6]))) == ""


def test_a_need_is_what_is_worse(catalogue: Catalogue) -> None:
    found = {one.direction: suggest_direction(one) for one in catalogue.indicators.values()}
    assert found == {"higher": "low", "lower": "high", "none": "context"}


def test_a_demand_is_typed_again_as_it_was(catalogue: Catalogue) -> None:
    typed = read_typed(
        catalogue,
        post(
            att2="sätta fler ställ",
            finns="laga taket",
            fraga2="Hur många ställ finns?",
            svar2="number",
            mot1="Det kostar.",
            bemot1="Mindre än en parkering.",
            matt=["cycle_supply_satisfaction"],
        ),
    )
    own = compose_own(catalogue, typed)
    again = fill_in(catalogue, own)
    assert again is not None
    assert compose_own(catalogue, again) == own
    assert again.proposals == ("sätta tak över cyklarna", "sätta fler ställ")


def test_a_demand_with_more_than_the_form_has_is_not_changed_in_it(catalogue: Catalogue) -> None:
    own = compose_own(catalogue, read_typed(catalogue, post()))
    assert fill_in(catalogue, own) is not None
    assert fill_in(catalogue, msgspec.structs.replace(own, months=6)) is None
    assert fill_in(catalogue, msgspec.structs.replace(own, questions=own.questions * 3)) is None
    assert fill_in(catalogue, read_own(find_content() / "templates" / "own_demand_en.toml")) is None


def test_a_sign_that_commands_is_not_kept_and_a_flood_is_cut(catalogue: Catalogue) -> None:
    typed = read_typed(catalogue, post(titel="Tak\u202eöver\x1b[31m", varfor="z" * 100_000))
    assert "\u202e" not in typed.title
    assert "\x1b" not in typed.title
    assert len(typed.why) == 4_000
