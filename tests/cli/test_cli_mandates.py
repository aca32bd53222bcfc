"""`samspel mandates`: the counts of a unit, without names."""

import json
from datetime import date

import ready_django  # noqa: F401 - models need the settings
from cli.program_runs import Run
from samspel.mandates.entries import PersonEntry, PostEntry
from samspel.terms.clock import get_today
from samspel.workspace.mandates import add_person
from samspel.workspace.models import Count, LogEntry, Unit
from whole_web import application, web_home
from workspace_database import branch, database, postgres

__all__ = ["application", "branch", "database", "postgres", "web_home"]


def fill(unit: Unit) -> None:
    seat = PostEntry(kind="council_member", place="2181", begins=date(2026, 10, 15))
    add_person(unit, PersonEntry(name="Kim Exempel"), [seat], None)


def test_the_counts_of_a_unit_are_printed_without_a_name_and_nothing_is_noted(run: Run, branch: Unit) -> None:
    fill(branch)
    before = LogEntry.objects.count()
    told = run("mandates", "avdelning", "1")
    assert told.code == 0
    assert "1 person med uppdrag (ersättare inräknade" in told.out
    assert "Kim" not in told.out
    assert LogEntry.objects.count() == before


def test_machines_get_the_same_numbers(run: Run, branch: Unit) -> None:
    fill(branch)
    (found,) = json.loads(run("mandates", str(branch.pk), "--json").out)
    assert found["figures"] == {"persons": 1, "posts": 1, "only_substitutes": 0, "vacant": 0, "apart": 0}
    assert (found["goal"]["wanted"], found["goal"]["missing"]) == (10, 9)
    assert found["places"][0]["seats"] == 51


def test_a_count_is_kept_of_every_unit_or_of_the_one_that_is_named(run: Run, branch: Unit) -> None:
    assert run("mandates", "count").code == 0
    assert {one.taken_on for one in Count.objects.filter(unit=branch)} == {get_today()}


def test_a_unit_that_does_not_exist_is_told_with_the_nearest(run: Run, branch: Unit) -> None:
    told = run("mandates", "Avdelning", "11")
    assert told.code == 1
    assert "Avdelning 1" in told.err


def test_without_any_unit_it_says_how_to_make_one(run: Run, database: str) -> None:
    told = run("mandates")
    assert told.code == 0
    assert "under Arbetsyta" in told.out
