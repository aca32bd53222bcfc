"""Meetings of a network: agenda, members side by side, decisions, and what earlier ones left."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from pypdf import PdfReader

from samspel.app.briefing import render
from samspel.app.desk import Desk
from samspel.rendering.text import render_text
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.meetings import (
    TypedDecision,
    TypedMeeting,
    add_decision,
    change_decision,
    change_meeting,
    list_decisions,
    list_earlier,
    list_lines,
    list_meeting_days,
    list_meetings,
    make_meeting,
    remove_decision,
    remove_meeting,
    tell_meeting,
    write_minutes,
)
from samspel.workspace.models import Account, LogEntry, Meeting, Membership, Role, Unit
from samspel.workspace.permissions import ForbiddenError
from samspel.workspace.versions import ChangedMeanwhileError
from workspace_database import seat

SPRING, AUTUMN, TODAY = date(2026, 4, 20), date(2026, 10, 19), date(2026, 11, 30)
READABLE = 9.5
"""Points of the letters in a table."""


@pytest.fixture
def network(branch: Unit, other_branch: Unit) -> Unit:
    made = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")
    for unit in (branch, other_branch):
        Membership.objects.create(network=made, unit=unit, name=unit.name, places=unit.places, joined_on=SPRING)
    return made


@pytest.fixture
def officer(network: Unit) -> Account:
    return seat(network, Role.OFFICER)


@pytest.fixture
def spring(desk: Desk, network: Unit, officer: Account) -> Meeting:
    typed = TypedMeeting(
        name=" Vårmöte ",
        held_on=SPRING,
        agenda="Öppning\n\n  Bussarna  ",
        measures=("N00053", "N00053"),
        members=tuple(network.memberships.values_list("pk", flat=True)),
    )
    return make_meeting(desk, "sv", network, officer, typed)


def test_a_meeting_has_its_points_in_order_and_its_members_side_by_side(desk: Desk, spring: Meeting) -> None:
    told = tell_meeting(desk, "sv", spring, TODAY)

    assert (told.name, told.agenda) == ("Vårmöte", ("Öppning", "Bussarna"))
    assert [(name, [place.name for place in places]) for name, places in told.members] == [
        ("Avdelning 1", ["Sandviken"]),
        ("Avdelning 2", ["Gävle"]),
    ]
    assert told.beside is not None
    assert [place.code for place in told.beside.places] == ["2181", "2180"]
    assert len(told.beside.measures) == 1


def test_what_an_earlier_meeting_left_comes_up_at_the_next_and_no_more_once_it_is_done(
    desk: Desk, network: Unit, officer: Account, spring: Meeting
) -> None:
    asked = add_decision(spring, officer, TypedDecision(text="Fråga regionen", who="Avdelning 1", due=date(2026, 6, 1)))
    done = add_decision(spring, officer, TypedDecision(text="Bjud in Hofors"))
    change_decision(
        done, 1, officer, TypedDecision(text="Bjud in Hofors", done_on=date(2026, 5, 5), outcome="De kommer.")
    )
    autumn = make_meeting(desk, "sv", network, officer, TypedMeeting(name="Höstmöte", held_on=AUTUMN))

    assert list_earlier(spring) == []
    assert list_earlier(autumn) == [asked]
    told = tell_meeting(desk, "sv", autumn, TODAY)
    assert [(one.text, one.is_late, one.meeting) for one in told.earlier] == [("Fråga regionen", True, "Vårmöte")]
    assert [(one.name, one.decided, one.left) for one in list_lines(network, TODAY)] == [
        ("Höstmöte", 0, 0),
        ("Vårmöte", 2, 1),
    ]
    assert [one.text for one in list_decisions(network, TODAY)] == ["Fråga regionen", "Bjud in Hofors"]

    change_decision(asked, 1, officer, TypedDecision(text="Fråga regionen", done_on=AUTUMN))
    assert list_earlier(autumn) == []


def test_the_paper_says_all_of_it(desk: Desk, spring: Meeting, officer: Account) -> None:
    add_decision(spring, officer, TypedDecision(text="Fråga regionen", who="Avdelning 1", due=date(2026, 6, 1)))
    document = write_minutes(desk, "sv", spring, TODAY)

    said = render_text(document).decode()
    for words in (
        "Vårmöte",
        "Bruksorter",
        "1. Öppning",
        "2. Bussarna",
        "Sandviken",
        "Gävle",
        "Fråga regionen",
        "Avdelning 1",
    ):
        assert words in said, words
    files = render(document, ["pdf", "docx"])
    assert [name.rpartition(".")[2] for name in files] == ["pdf", "docx"]
    assert next(iter(files.values())).startswith(b"%PDF")


def test_members_see_the_meetings_and_others_do_not(
    branch: Unit, network: Unit, spring: Meeting, officer: Account
) -> None:
    add_decision(spring, officer, TypedDecision(text="Fråga", due=date(2026, 6, 1)))
    for unit in (branch, network):
        assert list(list_meetings(unit)) == [spring]
        assert [day.on for day in list_meeting_days(unit, "Att göra:")] == [SPRING, date(2026, 6, 1)]
    outside = Unit.objects.create(kind="branch", name="Utanför")
    assert list(list_meetings(outside)) == []
    assert list(list_meeting_days(outside, "")) == []
    Membership.objects.filter(unit=branch).update(left_on=TODAY)
    assert list(list_meetings(branch)) == []


def test_only_those_who_run_the_network_change_its_meetings(
    desk: Desk, branch: Unit, network: Unit, spring: Meeting, officer: Account
) -> None:
    typed = TypedMeeting(name="Annat", held_on=SPRING)
    others = [seat(network, role) for role in (Role.REPRESENTATIVE, Role.MEMBER, Role.READER)]
    decision = add_decision(spring, officer, TypedDecision(text="Fråga"))
    for account in (*others, seat(branch, Role.ADMINISTRATOR)):
        with pytest.raises(ForbiddenError):
            make_meeting(desk, "sv", network, account, typed)
        with pytest.raises(ForbiddenError):
            change_meeting(desk, "sv", spring, 1, account, typed)
        with pytest.raises(ForbiddenError):
            add_decision(spring, account, TypedDecision(text="x"))
        with pytest.raises(ForbiddenError):
            change_decision(decision, 1, account, TypedDecision(text="x"))
        with pytest.raises(ForbiddenError):
            remove_decision(decision, 1, account)
        with pytest.raises(ForbiddenError):
            remove_meeting(spring, 1, account)


def test_two_who_change_one_meeting_lose_nothing(desk: Desk, spring: Meeting, officer: Account) -> None:
    change_meeting(desk, "sv", spring, 1, officer, TypedMeeting(name="A", held_on=SPRING, agenda="Ring"))
    with pytest.raises(ChangedMeanwhileError) as told:
        change_meeting(desk, "sv", spring, 1, officer, TypedMeeting(name="B", held_on=SPRING, agenda="Skriv"))
    assert (told.value.now["agenda"], told.value.typed["agenda"]) == ("Ring", "Skriv")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (TypedMeeting(name=" ", held_on=SPRING), BadInputError),
        (TypedMeeting(name="x" * 121, held_on=SPRING), BadInputError),
        (TypedMeeting(name="x", held_on=SPRING, agenda="a\n" * 41), BadInputError),
        (TypedMeeting(name="x", held_on=SPRING, measures=("finns inte alls",)), NotFoundError),
        (TypedMeeting(name="x", held_on=SPRING, members=(999_999,)), BadInputError),
    ],
)
def test_what_cannot_be_is_refused(
    desk: Desk, network: Unit, officer: Account, typed: TypedMeeting, error: type[Exception]
) -> None:
    with pytest.raises(error):
        make_meeting(desk, "sv", network, officer, typed)
    assert not Meeting.objects.exists()


def test_a_meeting_of_one_place_says_why_nothing_stands_beside_it(desk: Desk, network: Unit, officer: Account) -> None:
    one = network.memberships.values_list("pk", flat=True)[:1]
    typed = TypedMeeting(name="Litet", held_on=SPRING, members=tuple(one))
    made = make_meeting(desk, "sv", network, officer, typed)
    told = tell_meeting(desk, "sv", made, TODAY)
    assert told.beside is None
    assert told.why is not None
    assert "side" not in (said := render_text(write_minutes(desk, "sv", made, TODAY)).decode())
    assert desk.catalogue.texts["sv"].explain(told.why).what.split(".")[0] in " ".join(said.split())


def test_what_is_written_is_sealed_and_leaves_nothing_in_the_log(spring: Meeting, officer: Account) -> None:
    decision = add_decision(spring, officer, TypedDecision(text="Hemligt beslut", who="Kim Exempel"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, who, outcome FROM workspace_meetingdecision")
        assert "Hemligt" not in str(cursor.fetchall())
        cursor.execute("SELECT agenda FROM workspace_meeting")
        assert "Bussarna" not in str(cursor.fetchall())
    remove_decision(decision, 1, officer)
    remove_meeting(spring, 1, officer)
    assert not Meeting.objects.exists()
    logged = str(list(LogEntry.objects.values_list("facts", "thing")))
    assert "Hemligt" not in logged
    assert "Kim" not in logged


def test_the_tables_of_the_paper_are_set_in_letters_that_can_be_read(
    desk: Desk, spring: Meeting, officer: Account
) -> None:
    add_decision(spring, officer, TypedDecision(text="Fråga regionen om bussarna", who="Avdelning 1"))
    ((_, content),) = render(write_minutes(desk, "sv", spring, TODAY), ["pdf"]).items()
    sizes: dict[str, float] = {}

    def see(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        sizes.update({word: size * abs(matrix[3]) for word in text.split()})

    for page in PdfReader(BytesIO(content)).pages:
        page.extract_text(visitor_text=see)
    assert sizes["regionen"] >= READABLE
    assert sizes["Sandviken"] >= READABLE
