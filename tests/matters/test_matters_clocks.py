"""Clocks: worked out from days and a body's own ways, never a state, and never a word that the law ends a matter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.made_matters import make_step, walk
from samspel.catalogue.loading import Catalogue
from samspel.matters.clocks import BodySettings, Clock, flags
from samspel.matters.matter import Matter
from samspel.matters.states import Rules, apply
from samspel.reports.matters import describe_clock, describe_law
from samspel.terms.clock import add_months

NOTHING = BodySettings()


def read(matter: Matter, today: date, rules: Rules, settings: BodySettings = NOTHING) -> dict[str, Clock]:
    return {one.code: one for one in flags(matter, settings, today, rules)}


def test_a_year_from_the_29th_of_february_is_the_28th() -> None:
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_are_added_as_a_calendar_has_them(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_the_year_of_a_motion_runs_from_when_it_was_raised_and_is_not_begun_anew(rules: Rules) -> None:
    raised = walk("motion", rules, "handed_in", "referred")
    start = raised.steps[-1].on
    returned = walk("motion", rules, "handed_in", "referred", "proposal", "sent_back", "proposal", "put_off")
    for matter in (raised, returned):
        assert read(matter, start + timedelta(days=365), rules)["year"].standing == "runs"
        passed = read(matter, start + timedelta(days=366), rules)["year"]
        assert (passed.standing, passed.due) == ("passed", add_months(start, 12))


def test_a_year_is_for_motions_and_citizens_proposals_alone_and_for_open_ones(rules: Rules) -> None:
    late = date(2030, 1, 1)
    assert "year" not in read(walk("namndinitiativ", rules, "handed_in", "referred"), late, rules)
    assert "year" not in read(walk("motion", rules, "handed_in", "referred", "proposal", "rejected"), late, rules)
    assert "year" in read(walk("medborgarforslag", rules, "handed_in", "referred"), late, rules)


def test_nothing_is_overdue_while_the_body_waits_for_us(rules: Rules) -> None:
    matter = walk("motion", rules, "handed_in", "referred", "asks_us")
    assert "year" not in read(matter, date(2030, 1, 1), rules)
    answered = apply(matter, make_step("we_answered", matter, rules), rules)
    assert read(answered, date(2030, 1, 1), rules)["year"].standing == "passed"


def test_the_list_is_due_only_where_its_months_are_known(rules: Rules) -> None:
    matter = walk("motion", rules, "handed_in", "referred")
    assert "list" not in read(matter, date(2027, 2, 1), rules)
    twice = BodySettings(list_months=(4, 10))
    assert read(matter, date(2027, 2, 1), rules, twice)["list"].due == date(2027, 4, 30)
    assert read(matter, date(2027, 11, 1), rules, twice)["list"].due == date(2028, 4, 30)


def test_what_is_put_off_has_its_day(rules: Rules) -> None:
    matter = walk("motion", rules, "handed_in", "referred", "proposal", "put_off", tabled_to=date(2027, 3, 1))
    assert read(matter, date(2027, 3, 1), rules)["tabled"].standing == "runs"
    assert read(matter, date(2027, 3, 2), rules)["tabled"].standing == "passed"


def test_an_appeal_is_open_three_weeks_from_when_the_minutes_were_posted(rules: Rules) -> None:
    matter = walk("motion", rules, "handed_in", "referred", "proposal", "approved", "posted")
    posted = matter.steps[-1].on
    assert read(matter, posted + timedelta(days=21), rules)["appeal"].due == posted + timedelta(days=21)
    assert "appeal" not in read(matter, posted + timedelta(days=22), rules)


def test_a_yes_without_a_sign_in_half_a_year_is_silent(rules: Rules) -> None:
    matter = walk("motion", rules, "handed_in", "referred", "proposal", "approved")
    decided = matter.steps[-1].on
    assert "silent" not in read(matter, add_months(decided, 6), rules)
    assert "silent" in read(matter, add_months(decided, 6) + timedelta(days=1), rules)
    seen = apply(matter, make_step("sign", matter, rules, on=add_months(decided, 5)), rules)
    assert "silent" not in read(seen, add_months(decided, 7), rules)


def test_a_task_is_due_and_long_past_its_day(rules: Rules) -> None:
    events = ("handed_in", "referred", "proposal", "approved", "task_given")
    matter = walk("motion", rules, *events, due=date(2027, 6, 30))  # type: ignore[arg-type]
    assert read(matter, date(2027, 6, 30), rules)["report"].standing == "runs"
    assert read(matter, date(2027, 7, 1), rules)["report"].standing == "passed"
    assert "long_past" not in read(matter, date(2028, 6, 30), rules)
    assert "long_past" in read(matter, date(2028, 7, 1), rules)


def test_a_question_waits_for_the_meeting_after_and_a_request_for_a_few_days(rules: Rules) -> None:
    put = walk("interpellation", rules, "handed_in", "permitted")
    meetings = BodySettings(meetings=(date(2027, 1, 12), date(2027, 2, 22), date(2027, 3, 22)))
    assert read(put, date(2027, 2, 22), rules, meetings)["question"].due == date(2027, 2, 22)
    assert read(put, date(2027, 2, 23), rules, meetings)["question"].standing == "passed"
    assert "question" not in read(put, date(2027, 2, 23), rules)
    asked = walk("begaran", rules, "handed_in")
    assert read(asked, asked.steps[0].on + timedelta(days=6), rules)["document"].standing == "passed"
    part = apply(asked, make_step("approved_in_part", asked, rules), rules)
    assert "document" not in read(part, date(2028, 1, 1), rules)


def test_the_last_day_to_hand_in_is_for_a_meeting_that_can_still_be_reached(rules: Rules) -> None:
    draft = walk("motion", rules)
    settings = BodySettings(meetings=(date(2027, 2, 22), date(2027, 3, 22)), hand_in_days=14)
    assert read(draft, date(2027, 2, 8), rules, settings)["hand_in"].due == date(2027, 2, 8)
    assert read(draft, date(2027, 2, 9), rules, settings)["hand_in"].due == date(2027, 3, 8)
    assert read(draft, date(2027, 2, 9), rules, replace(settings, hand_in_days=None)) == {}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_clock_has_its_sentence_and_its_rule_says_how_sure_it_is(
    rules: Rules, catalogue: Catalogue, lang: str
) -> None:
    texts = catalogue.texts[lang]  # type: ignore[index]
    day = date(2027, 3, 1)
    for rule in rules.content.clocks:
        for standing in ("runs", "passed"):
            clock = Clock(code=rule.id, standing=standing, since=day, due=day, law=rule.law)
            assert "{" not in describe_clock(texts, clock)
    told = {law.id: describe_law(texts, law) for law in rules.content.laws}
    assert "5 kap. 35" in told["one_year"]
    assert "2025" in told["one_year"]
    assert "2025" not in told["list_months"]


def test_no_sentence_says_that_the_law_ends_a_motion(catalogue: Catalogue) -> None:
    told = catalogue.texts["sv"]("matters.clock.year.passed", due="1 mars 2027", since="")
    assert "inte av sig självt" in told
    assert "kan skriva av" in told
