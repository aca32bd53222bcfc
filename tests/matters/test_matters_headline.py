"""Where a demand stands: four answers that are never one, what counts as won, and the next step."""

from dataclasses import replace

import pytest

from matters.made_matters import walk
from samspel.catalogue.loading import Catalogue
from samspel.matters.headline import Measurement, headline
from samspel.matters.matter import Point
from samspel.matters.reading import PointVerdict
from samspel.matters.states import Rules
from samspel.reports.matters import list_answers

TO_DECISION = ("handed_in", "referred", "proposal")
TO_DONE = (*TO_DECISION, "approved", "task_given", "reported", "done")
SMALLER, SAME = Measurement(before=10.0, now=4.0), Measurement(before=10.0, now=10.0)


def test_without_a_matter_the_next_step_is_to_raise_one(rules: Rules) -> None:
    found = headline([], None, rules)
    assert (found.paper, found.said, found.done, found.gap, found.counts) == (
        None,
        "none",
        "nothing_to_do",
        "unknown",
        "no_matter",
    )
    assert found.next == ("raise",)


def test_a_yes_is_decided_and_not_won_until_it_is_done_and_seen(rules: Rules) -> None:
    yes = headline([walk("motion", rules, *TO_DECISION, "approved")], None, rules)  # type: ignore[arg-type]
    assert (yes.paper, yes.said, yes.done, yes.counts) == ("granted", "yes", "no_sign", "decided")
    told = headline([walk("motion", rules, *TO_DONE[:-1])], None, rules)  # type: ignore[arg-type]
    assert (told.done, told.counts) == ("body_says", "decided")
    done = headline([walk("motion", rules, *TO_DONE)], SMALLER, rules)  # type: ignore[arg-type]
    assert (done.done, done.gap, done.counts) == ("seen", "smaller", "won")


def test_what_is_done_without_a_smaller_gap_is_won_and_not_effective(rules: Rules) -> None:
    found = headline([walk("motion", rules, *TO_DONE)], SAME, rules)  # type: ignore[arg-type]
    assert (found.said, found.done, found.gap, found.counts) == ("yes", "seen", "same", "won_not_effective")


def test_an_answer_is_no_victory_unless_our_own_figure_agrees(rules: Rules) -> None:
    def answer(reason: str, measured: Measurement | None) -> str:
        matter = walk("motion", rules, *TO_DECISION, "answered", reason=reason)  # type: ignore[arg-type]
        return headline([matter], measured, rules).counts

    assert answer("under_way", Measurement(before=1.0, now=0.0, is_met=True)) == "no"
    assert answer("already_done", None) == "if_measured"
    assert answer("already_done", Measurement(before=1.0, now=0.0, is_met=True)) == "won"


def test_a_yes_to_an_inquiry_is_not_won(rules: Rules) -> None:
    matter = replace(walk("motion", rules, *TO_DECISION, "approved"), direction="investigate")  # type: ignore[arg-type]
    found = headline([matter], None, rules)
    assert (found.counts, found.standings[0].shown, found.next) == ("no", "inquiry", ("wake_at_report",))


@pytest.mark.parametrize(("point", "said", "counts"), [(1, "yes", "decided"), (2, "no", "no"), (3, "no", "no")])
def test_a_demand_that_hangs_on_one_point_has_that_points_verdict(
    rules: Rules, point: int, said: str, counts: str
) -> None:
    verdicts = (PointVerdict("1", "yes"), PointVerdict("rest", "no"))
    matter = walk("motion", rules, *TO_DECISION, "approved_in_part", verdicts=verdicts)  # type: ignore[arg-type]
    mine = replace(matter, points=tuple(Point(number) for number in (1, 2, 3)), hangs_on=point)
    assert (headline([mine], None, rules).said, headline([mine], None, rules).counts) == (said, counts)
    assert headline([matter], None, rules).counts == "per_point"


def test_the_matter_that_is_furthest_on_heads_the_demand_and_all_are_shown(rules: Rules) -> None:
    rejected = walk("motion", rules, *TO_DECISION, "rejected")  # type: ignore[arg-type]
    waiting = walk("medborgarforslag", rules, "handed_in", "referred")
    assert headline([rejected, waiting], None, rules).paper == "preparing"
    granted = walk("namndinitiativ", rules, "handed_in", "approved")
    found = headline([rejected, waiting, granted], None, rules)
    assert (found.paper, [one.state for one in found.standings]) == ("granted", ["rejected", "preparing", "granted"])


def test_a_sign_that_the_body_says_done_is_not_done(rules: Rules) -> None:
    events = (*TO_DECISION, "approved", "sign")
    matter = walk("motion", rules, *events, sign="said_done")  # type: ignore[arg-type]
    assert headline([matter], SMALLER, rules).done == "body_says"
    assert headline([matter], SMALLER, rules).counts == "decided"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_four_answers_stand_apart_in_words(rules: Rules, catalogue: Catalogue, lang: str) -> None:
    found = headline([walk("motion", rules, *TO_DONE)], SAME, rules)  # type: ignore[arg-type]
    answers = list_answers(catalogue.texts[lang], found)  # type: ignore[index]
    assert [question for question, _, _ in answers] == ["paper", "said", "done", "gap", "counts", "next"]
    assert all(words for _, _, words in answers)
