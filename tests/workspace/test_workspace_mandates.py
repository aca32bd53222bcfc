"""Elected posts as they are kept: counted, changed, erased; history stays."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from samspel.catalogue.mandates import load_post_rules
from samspel.mandates.entries import PersonEntry, PostEntry
from samspel.mandates.watching import list_endings
from samspel.workspace.erasing import erase_holder
from samspel.workspace.log import find_break
from samspel.workspace.mandates import (
    Settings,
    add_person,
    add_post,
    change_person,
    change_post,
    erase_due,
    find_holder,
    list_codes,
    list_holders,
    look_over_unit,
    make_person,
    read_counts,
    read_people,
    read_settings,
    save_settings,
    take_count,
)
from samspel.workspace.models import Account, Holder, LogEntry, Unit
from samspel.workspace.versions import ChangedMeanwhileError

RULES = load_post_rules()
DAY = date(2026, 12, 1)
SEAT = PostEntry(kind="council_member", place="2181", begins=date(2026, 10, 15), ends=date(2030, 10, 14), party="X")
OLD = PostEntry(kind="board_member", place="2181", begins=date(2023, 1, 1), ends=date(2026, 12, 31))


def test_people_of_the_parts_are_counted_in_the_whole_and_others_are_not(
    branch: Unit, club: Unit, other_branch: Unit, local: Account
) -> None:
    add_person(branch, PersonEntry(name="Kim Exempel"), [SEAT, OLD], local)
    add_person(club, PersonEntry(), [OLD], local)
    add_person(other_branch, PersonEntry(), [OLD], local)

    found = look_over_unit(branch, RULES, DAY, {}, sees_all=True)

    assert (found.whole.persons, found.whole.posts) == (2, 3)
    assert found.goal is not None
    assert (found.goal.wanted, found.goal.missing) == (10, 8)
    assert look_over_unit(club, RULES, DAY, {}, sees_all=True).whole.persons == 1


def test_erasing_a_person_never_changes_a_count_that_was_taken(branch: Unit, local: Account) -> None:
    holder = add_person(branch, PersonEntry(), [SEAT], local)
    taken = take_count(branch, DAY, RULES, local)
    erase_holder(holder, local)

    assert read_counts(branch) == taken
    assert [(one.place, one.tally.persons, one.members) for one in taken] == [("", 1, 1000), ("2181", 1, 1000)]
    assert look_over_unit(branch, RULES, DAY, {}, sees_all=True).whole.persons == 0
    assert [point.persons for point in look_over_unit(branch, RULES, DAY, {}, sees_all=True).course] == [1]


def test_a_count_that_is_taken_again_the_same_day_replaces_the_first(branch: Unit, local: Account) -> None:
    take_count(branch, DAY, RULES, local)
    add_person(branch, PersonEntry(), [SEAT], local)

    assert [one.tally.persons for one in take_count(branch, DAY, RULES, local)] == [1, 1]


def test_every_look_at_names_is_noted_and_no_name_is(branch: Unit, local: Account) -> None:
    holder = add_person(branch, PersonEntry(name="Kim Exempel"), [SEAT], local)
    list_holders(branch, local)
    find_holder(branch, holder.pk, local)

    entries = list(LogEntry.objects.all())
    assert [(one.action, one.facts) for one in entries][1:] == [("mandate.read", {"count": 1})] * 2
    assert "Kim" not in str([(one.thing, one.facts) for one in entries])
    assert find_break(entries) is None


def test_to_count_opens_no_name(branch: Unit, local: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(branch, PersonEntry(name="Kim Exempel"), [SEAT], local)
    monkeypatch.setattr("samspel.workspace.sealing.Seal.open", lambda *_: pytest.fail("a name was opened"))
    monkeypatch.setattr("samspel.workspace.fields.SealedTextField.from_db_value", lambda _, value, *__: value)

    assert len(read_people(branch)) == 1
    assert LogEntry.objects.filter(action="mandate.read").count() == 0


def test_the_database_never_sees_a_name_a_contact_or_a_party(branch: Unit, local: Account) -> None:
    add_person(branch, PersonEntry(name="Kim Exempel", contact="kim@exempel.se", consented_on=DAY), [SEAT], local)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact FROM workspace_holder")
        assert "xempel" not in str(cursor.fetchall())
        cursor.execute("SELECT party FROM workspace_post")
        assert "X" not in [row[0] for row in cursor.fetchall()]


def test_a_person_of_another_branch_is_not_found(branch: Unit, other_branch: Unit, local: Account) -> None:
    holder = add_person(other_branch, PersonEntry(), [SEAT], local)
    assert find_holder(branch, holder.pk, local) is None


def test_the_second_who_changes_the_same_person_or_post_is_told(branch: Unit, local: Account) -> None:
    holder = add_person(branch, PersonEntry(name="Kim Exempel"), [SEAT], local)
    post = add_post(holder, OLD, local)
    change_person(holder, 1, PersonEntry(name="Kim E"), local)
    change_post(post, 1, OLD, local)

    with pytest.raises(ChangedMeanwhileError):
        change_person(holder, 1, PersonEntry(name="K E"), local)
    with pytest.raises(ChangedMeanwhileError):
        change_post(post, 1, SEAT, local)
    assert Holder.objects.get(pk=holder.pk).name == "Kim E"


def test_choices_are_kept_and_counted_by(branch: Unit, local: Account) -> None:
    judge = PostEntry(kind="lay_judge", place="2181", begins=date(2024, 1, 1))
    add_person(branch, PersonEntry(), [judge], local)
    chosen = {"substitutes": "no", "companies": "no", "lay_judges": "yes"}
    save_settings(branch, branch.version, Settings(chosen=chosen, members_are="pensionärer ej"), local)  # type: ignore[arg-type]

    unit = Unit.objects.get(pk=branch.pk)
    assert read_settings(unit, RULES).chosen == chosen
    assert look_over_unit(unit, RULES, DAY, {}, sees_all=True).whole.persons == 1
    assert not read_settings(unit, RULES).with_party


def test_those_whose_time_is_over_are_erased_and_nobody_else(branch: Unit, local: Account) -> None:
    add_person(branch, PersonEntry(member_until=date(2026, 1, 1)), [SEAT], local)
    kept = add_person(branch, PersonEntry(), [SEAT], local)

    assert erase_due(branch, DAY, RULES, local) == 1
    assert [holder.pk for holder in Holder.objects.all()] == [kept.pk]


def test_places_are_those_of_the_unit_and_where_somebody_holds_a_post(branch: Unit, local: Account) -> None:
    add_person(branch, PersonEntry(), [SEAT, PostEntry(kind="auditor", place="21", begins=date(2027, 1, 1))], local)
    assert list_codes(branch) == ("2181", "21")


def test_a_vacancy_without_a_name_is_nobody_and_an_empty_place(branch: Unit, local: Account) -> None:
    empty = replace(SEAT, status="vacant")
    for _ in range(6):
        add_person(branch, PersonEntry(), [SEAT], local)
    nobody = add_person(branch, PersonEntry(), [empty], local)

    found = look_over_unit(branch, RULES, DAY, {}, sees_all=True)
    assert (found.whole.persons, found.whole.posts, found.whole.vacant) == (6, 6, 1)
    endings = list_endings(read_people(branch), DAY, RULES, {}, date(2031, 1, 1))
    assert [one.persons for one in endings] == [6]
    assert make_person(nobody).posts[0].is_empty
    before = look_over_unit(branch, RULES, date(2026, 10, 1), {}, sees_all=True).whole
    assert (before.later, before.vacant) == (6, 0)

    named = add_person(branch, PersonEntry(name="Kim Exempel"), [empty], local)
    assert look_over_unit(branch, RULES, DAY, {}, sees_all=True).whole.persons == 7, (
        "who leaves holds it to the last day"
    )
    assert not make_person(named).posts[0].is_empty
