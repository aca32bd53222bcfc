"""`samspel brief` with papers and one's own words."""

import re
from pathlib import Path

import pytest

from cli.program_runs import Run

MOTION = ("brief", "Sandviken", "--demand", "2", "--date", "2026-11-22", "--format", "txt")
STORY = "Två på skiftet fick tacka nej i våras."
SIGNED = ("--signed", "Eva Ek (S)", "--signed", "Bo Berg (V)")
FILE = Path("motion-2181-02-childcare-odd-hours.txt")


def test_a_motion_holds_ones_own_words_and_they_are_kept_for_the_next_paper(run: Run) -> None:
    outcome = run(*MOTION, "--story", STORY, "--exists", "Natt finns.", "--committee", "skolnämnden", *SIGNED)
    assert (outcome.code, outcome.err) == (0, "")
    told = FILE.read_text(encoding="utf-8")
    assert told.startswith("Motion till kommunfullmäktige i Sandvikens kommun\n")
    for words in (STORY, "Natt finns.", "att ge skolnämnden i uppdrag", "Eva Ek (S)\nBo Berg (V)"):
        assert words in told
    outcome = run(*MOTION, "--paper", "talepunkter")
    assert STORY in Path("talepunkter-2181-02-childcare-odd-hours.txt").read_text(encoding="utf-8")


def test_without_words_the_motion_is_a_draft_and_what_it_lacks_is_told_beside(run: Run) -> None:
    outcome = run(*MOTION)
    assert outcome.code == 0
    assert outcome.err.count("Ännu ett utkast") == 4
    assert FILE.read_text(encoding="utf-8").startswith("Utkast, inte färdigt")


def test_events_give_the_background_that_holds_what_they_change(run: Run) -> None:
    outcome = run(*MOTION, "--shock", "2027:400:industri", "--draws", "20", "--years", "5")
    assert outcome.code == 0
    assert "underlag-2181-02-childcare-odd-hours.txt" in outcome.out


def test_a_goal_gives_a_letter_to_the_government(run: Run) -> None:
    outcome = run("brief", "Sandviken", "--goal", "lifelong-learning", "--organisation", "Klubben", "--format", "txt")
    assert outcome.code == 0
    assert "skrivelse-2181-lifelong-learning.txt" in outcome.out


def test_a_letter_tells_of_an_event_and_not_what_the_model_makes_of_it(run: Run) -> None:
    words = ("--organisation", "Klubben", "--signed", "E", "--format", "txt", "--shock", "2027:400:industri")
    outcome = run("brief", "Sandviken", "--goal", "lifelong-learning", *words, "--draws", "20", "--years", "5")
    assert (outcome.code, outcome.err) == (0, "")
    (file,) = Path().glob("skrivelse-*.txt")
    told = file.read_text(encoding="utf-8")
    assert "400 jobb" in told
    assert not re.search("omkring [0-9]+ fler år 2027", told), "what the model says is no reason of the letter's own"


def test_several_demands_go_into_one_response(run: Run) -> None:
    words = ("--paper", "remissvar", "--organisation", "Klubben", "--plan", "planen", "--reference", "1")
    outcome = run("brief", "Sandviken", "--demand", "12", "--demand", "16", *words, "--signed", "E", "--format", "txt")
    assert outcome.code == 0
    (file,) = Path().glob("remissvar-*.txt")
    assert "Fler bostäder" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--demand", "2", "--paper", "motin"), 1, "motion"),
        (("--demand", "2", "--item", "§ 1"), 1, "Motion frågar inte efter --item"),
        (("--demand", "2", "--story", "a" * 901), 1, "--story, som börjar"),
        (("--demand", "2", "--paper", "budgetyrkande", "--sums", "2027: x"), 1, "Var: --sums."),
        (("--demand", "2", "--signed", "Eva Ek"), 1, "saknar namn eller parti"),
        (("--demand", "2", "--demand", "3", "--story", "a"), 1, "2 krav"),
        (("--story", "a"), 2, "ange --demand eller --goal. Se"),
        (("--paper", "motion"), 2, "--demand"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, words: tuple[str, ...], code: int, told: str) -> None:
    outcome = run("brief", "Sandviken", *words)
    assert outcome.code == code
    assert told in outcome.err


def test_one_to_three_demands_become_a_sheet(run: Run) -> None:
    demands = ("--demand", "2", "--demand", "33", "--demand", "14")
    words = ("--address", "samspel.example", "--organisation", "Klubb 7")
    outcome = run("brief", "Sandviken", *demands, "--sheet", "a5", *words, "--format", "txt")
    assert (outcome.code, outcome.err) == (0, "")
    told = Path("blad-a5-2181-2-33-14.txt").read_text(encoding="utf-8")
    assert told.startswith("Industri och välfärd\n\nTre krav på Sandvikens kommun\n")
    assert "samspel.example/plats/2181/blad/?krav=2,33,14" in told
    assert "Avsändare. Klubb 7" in told


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ((), 1, "Inget krav är valt."),
        (("--demand", "1,2,3,4"), 1, "högst 3"),
        (("--demand", "2", "--address", "x y"), 1, "serverns adress"),
        (("--demand", "2", "--paper", "motion"), 2, "Ett blad tar en plats"),
        (("--demand", "2", "--story", "Ett."), 2, "Ett blad tar en plats"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(run: Run, options: tuple[str, ...], code: int, told: str) -> None:
    outcome = run("brief", "Sandviken", "--sheet", "a4", *options)
    assert outcome.code == code
    assert told in " ".join(outcome.err.split())
