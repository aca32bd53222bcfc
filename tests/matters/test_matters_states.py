"""What may happen to a matter: every state, event and kind of the content tried, and what is never allowed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from matters.made_matters import FIRST, bring, make_matter, make_step, walk
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.matters import load_rules
from samspel.catalogue.records.matters import Event, Kind, State
from samspel.matters.decision import read_decision
from samspel.matters.states import Rules, apply, find_events, find_path, find_state
from samspel.matters.words import Vocabulary
from samspel.terms.errors import BadInputError, ContentError

KINDS: tuple[Kind, ...] = get_args(Kind)
STATES: tuple[State, ...] = get_args(State)
EVENTS: tuple[Event, ...] = get_args(Event)
NEVER_FOR = {"interpellation": "granted", "fraga": "granted"}


def test_every_state_and_event_is_in_the_content_once(rules: Rules) -> None:
    assert set(rules.states) == set(STATES)
    assert set(rules.events) == set(EVENTS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_event_is_allowed_where_the_content_says_and_refused_elsewhere_with_what_is_allowed(
    rules: Rules, kind: Kind
) -> None:
    for state in STATES:
        matter = bring(kind, state, rules)
        if matter is None:
            continue
        allowed = rules.list_allowed(state, kind)
        for event in EVENTS:
            start = matter
            if "appeal" in rules.events[event].needs and event in allowed:
                start = apply(matter, make_step("appealed", matter, rules), rules)
            step = make_step(event, start, rules)
            way = rules.find_way(event, state, kind)
            if event in allowed:
                assert way is not None
                assert find_state(apply(start, step, rules), rules) == (way.to or state), (state, event)
            else:
                with pytest.raises(BadInputError) as refused:
                    apply(start, step, rules)
                assert refused.value.code.startswith("matter_")


@pytest.mark.parametrize("kind", KINDS)
def test_an_end_never_opens_but_by_a_court(rules: Rules, kind: Kind) -> None:
    for state in STATES:
        if rules.phase(state) == "open":
            continue
        for event in rules.list_allowed(state, kind):
            way = rules.find_way(event, state, kind)
            assert way is not None
            assert way.to is None or rules.phase(way.to) != "open" or event == "taken_anew"


@pytest.mark.parametrize("kind", ["interpellation", "fraga"])
def test_a_question_is_never_granted(rules: Rules, kind: Kind) -> None:
    assert all(bring(kind, state, rules) is None for state in STATES if rules.phase(state) == "won")
    matter = walk(kind, rules, "handed_in", "permitted")
    with pytest.raises(BadInputError) as refused:
        apply(matter, make_step("approved", matter, rules), rules)
    assert refused.value.code == "matter_never_granted"


@pytest.mark.parametrize("by", ["board", "committee"])
@pytest.mark.parametrize("event", ["approved", "rejected", "answered", "written_off"])
def test_only_the_council_ends_a_motion(rules: Rules, event: Event, by: str) -> None:
    matter = walk("motion", rules, "handed_in", "referred", "proposal")
    step = replace(make_step(event, matter, rules), by=by)  # type: ignore[arg-type]
    with pytest.raises(BadInputError) as refused:
        apply(matter, step, rules)
    assert refused.value.code == "matter_only_council"
    assert find_state(matter, rules) == "proposed"


def test_a_committee_decides_a_citizens_proposal_after_it_was_handed_over_and_not_before(rules: Rules) -> None:
    before = walk("medborgarforslag", rules, "handed_in", "referred", "proposal")
    step = replace(make_step("approved", before, rules), by="committee")
    with pytest.raises(BadInputError) as refused:
        apply(before, step, rules)
    assert refused.value.code == "matter_not_deciding"
    after = walk("medborgarforslag", rules, "handed_in", "referred", "handed_over", "proposal")
    assert after.decider == ("TN", "committee")
    assert find_state(apply(after, make_step("approved", after, rules), rules), rules) == "granted"


def test_a_matter_that_is_put_off_needs_a_day_and_one_that_is_sent_back_a_reason(rules: Rules) -> None:
    matter = walk("motion", rules, "handed_in", "referred", "proposal")
    for event, fact, empty in (
        ("put_off", "tabled_to", None),
        ("sent_back", "purpose", ""),
        ("answered", "reason", ""),
    ):
        step = replace(make_step(event, matter, rules), **{fact: empty})  # type: ignore[arg-type]
        with pytest.raises(BadInputError) as refused:
            apply(matter, step, rules)
        assert (refused.value.code, refused.value.facts["matter_need"]) == ("matter_needs", fact)


def test_a_court_sets_aside_only_what_is_appealed(rules: Rules) -> None:
    matter = walk("motion", rules, "handed_in", "referred", "proposal", "approved", "posted")
    with pytest.raises(BadInputError) as refused:
        apply(matter, make_step("set_aside", matter, rules), rules)
    assert refused.value.facts["matter_need"] == "appeal"
    appealed = apply(matter, make_step("appealed", matter, rules), rules)
    assert appealed.is_appealed
    dismissed = apply(appealed, make_step("appeal_dismissed", appealed, rules), rules)
    assert (find_state(dismissed, rules), dismissed.is_appealed) == ("granted", False)
    aside = apply(appealed, make_step("set_aside", appealed, rules), rules)
    assert find_state(apply(aside, make_step("taken_anew", aside, rules), rules), rules) == "preparing"


def test_steps_stand_in_their_order(rules: Rules) -> None:
    matter = walk("motion", rules, "handed_in", "referred")
    with pytest.raises(BadInputError) as refused:
        apply(matter, make_step("proposal", matter, rules, on=date(2020, 1, 1)), rules)
    assert refused.value.code == "matter_order"


def test_steps_are_added_and_never_changed(rules: Rules) -> None:
    matter = make_matter("motion", rules)
    after = apply(matter, make_step("handed_in", matter, rules), rules)
    assert (len(matter.steps), len(after.steps), after.steps[0].on) == (0, 1, FIRST)
    assert find_state(matter, rules) == "draft"


def test_a_refusal_says_what_is_allowed_in_words(rules: Rules, catalogue: Catalogue) -> None:
    matter = walk("motion", rules, "handed_in")
    with pytest.raises(BadInputError) as refused:
        apply(matter, make_step("reported", matter, rules), rules)
    told = str(catalogue.texts["sv"].explain(refused.value))
    assert "återrapporterad" in told
    assert "väckt och skickad för beredning" in told


def list_refusals(rules: Rules) -> Iterator[BadInputError]:
    """What is refused of every event for every kind in every state, by three of those who may act."""
    for kind in KINDS:
        for state in STATES:
            matter = bring(kind, state, rules)
            for event in EVENTS if matter is not None else ():
                for by in ("board", "mover", "court"):
                    try:
                        apply(matter, replace(make_step(event, matter, rules), by=by, reason=""), rules)  # type: ignore[arg-type]
                    except BadInputError as error:
                        yield error


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_refusal_has_its_words(rules: Rules, catalogue: Catalogue, lang: str) -> None:
    refused = list(list_refusals(rules))
    assert all("{" not in str(catalogue.texts[lang].explain(error)) for error in refused)  # type: ignore[index]
    seen = {error.code for error in refused}
    assert {"matter_event", "matter_who", "matter_needs", "matter_only_council", "matter_ended_opens"} <= seen


def test_a_reading_offers_the_events_that_it_can_be_kept_as(rules: Rules, lexicon: Vocabulary) -> None:
    matter = walk("motion", rules, "handed_in", "referred", "proposal")

    def offer(text: str) -> tuple[Event, ...]:
        return find_events(matter, read_decision(text, body="KF", lexicon=lexicon), rules)

    assert offer("Motionen avslås.") == ("rejected",)
    assert offer("Motionen bifalls delvis.") == ("approved_in_part",)
    assert offer("Ärendet bordläggs till nästa sammanträde.") == ("put_off",)
    assert offer("Kommunfullmäktige beslutar enligt kommunstyrelsens förslag.") == ()


def test_a_broken_rule_of_the_content_is_told(tmp_path: Path, catalogue: Catalogue) -> None:
    whole = (catalogue.folder / "matters" / "states.toml").read_text(encoding="utf-8")
    (tmp_path / "matters").mkdir()
    path = tmp_path / "matters" / "states.toml"
    for old, new in (
        ('from = ["lodged", "preparing", "proposed"]\nto = "not_admitted"', 'from = ["rejected"]\nto = "preparing"'),
        ('law = "one_year"', 'law = "no_such"'),
        ('keeps = true\nkinds = ["remissvar"]', 'kinds = ["remissvar"]'),
        ('id = "third_again"\nlaw = "minority"', 'id = "third_again"\nlaw = "no_such"'),
        ('[[doubt]]\nid = "third_again"\nlaw = "minority"\n', ""),
        ('law = "simple_majority"', 'law = "minority"'),
    ):
        assert old in whole
        changed = whole.replace(old, new)
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(ContentError):
            load_rules(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_path_to_a_decision_can_be_walked_and_neither_decides_nor_ends_anything(rules: Rules, kind: Kind) -> None:
    states = [one for one in STATES if rules.phase(one) == "open"]
    events = [one.id for one in rules.content.events if one.decides]
    paths = {(state, event): find_path(event, state, kind, rules) for state in states for event in events}
    walked = {way: path for way, path in paths.items() if path is not None}
    assert any(walked.values()) is (kind != "uppdrag"), "an assignment is carried out, and decided by nobody"
    for (state, event), path in walked.items():
        here = state
        for step in path:
            way = rules.find_way(step, here, kind)
            assert way is not None
            assert way.to is not None
            assert not rules.events[step].decides
            here = way.to
            assert rules.phase(here) == "open"
        assert rules.find_way(event, here, kind) is not None


def test_a_motion_that_was_handed_in_is_raised_and_proposed_before_it_is_decided(rules: Rules) -> None:
    assert find_path("rejected", "lodged", "motion", rules) == ("referred", "proposal")
    assert find_path("rejected", "preparing", "motion", rules) == ("proposal",)
    assert find_path("rejected", "proposed", "motion", rules) == ()
    assert find_path("approved", "lodged", "fraga", rules) is None
