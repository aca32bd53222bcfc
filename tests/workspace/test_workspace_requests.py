"""Questions to a body: made, sent, reminded of and ended; by whom, and when it is late."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.workspace.campaigns import Typed
from samspel.workspace.campaigns import begin as begin_campaign
from samspel.workspace.forgetting import forget_names
from samspel.workspace.models import Account, Letter, LogEntry, Reply, Request, Role, Unit
from samspel.workspace.permissions import ForbiddenError
from samspel.workspace.request_links import write_secret
from samspel.workspace.requests import (
    TypedRequest,
    begin,
    end,
    find_due,
    get_rules,
    list_left,
    list_requests,
    mark_reminded,
    mark_sent,
    remove,
    revise,
)
from samspel.workspace.telling_requests import find_state, list_request_days, list_request_waits
from samspel.workspace.versions import ChangedMeanwhileError
from workspace_database import seat

TODAY = get_today()
KEY, CHILDREN = "childcare-odd-hours/offered/", "childcare-odd-hours/children/"
BODY = "Barn- och utbildningsnämnden"


def make(desk: Desk, unit: Unit, account: Account, **typed: object) -> Request:
    fields = {"place": "2181", "body": BODY, "asked": (KEY, CHILDREN), "ground": "documents", **typed}
    return begin(desk, unit, account, TypedRequest(**fields), TODAY)  # type: ignore[arg-type]  # as the case says


def send(desk: Desk, request: Request, account: Account, days: int = 0) -> Request:
    day = TODAY - timedelta(days=days)
    return mark_sent(desk, request, request.version, account, day=day, to="Registrator R", lang="sv")


def read_letter(letter: Letter) -> str:
    pages = PdfReader(io.BytesIO(bytes(letter.content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_request_is_made_sent_and_kept_as_it_was_without_its_link(desk: Desk, branch: Unit, local: Account) -> None:
    request = make(desk, branch, local)
    assert (request.demands, request.asked) == (["childcare-odd-hours"], [KEY, CHILDREN])
    secret = write_secret(request)

    sent = send(desk, request, local)

    letter = sent.letters.get()
    told = read_letter(letter)
    assert BODY in told
    assert "tryckfrihetsförordningen" in told
    assert "då förskola och fritidshem är stängda?" in told
    assert secret not in told
    assert secret.encode() not in bytes(letter.content)
    assert (sent.sent_on, sent.sent_to, sent.version) == (TODAY, "Registrator R", 2)
    assert [one.action for one in LogEntry.objects.all()] == ["request.begin", "request.sent"]
    assert "Registrator" not in str(list(LogEntry.objects.values()))


def test_the_database_holds_neither_the_link_nor_a_name_in_the_clear(desk: Desk, branch: Unit, local: Account) -> None:
    from django.db import connection

    request = send(desk, make(desk, branch, local), local)
    with connection.cursor() as cursor:
        cursor.execute("SELECT salt, digest, sent_to FROM workspace_request WHERE id = %s", [request.pk])
        row = cursor.fetchone()
    assert write_secret(request) not in row
    assert "Registrator R" not in row
    assert all(row)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"asked": ()}, "request no question"),
        ({"asked": ("childcare-odd-hours/none/",)}, "work choice"),
        ({"asked": ("shift-transit/early-shift/2181",)}, "work choice"),  # it is the region that answers
        ({"place": "21", "asked": ("shift-transit/early-shift/2180", KEY)}, "work choice"),
        ({"place": "21", "asked": ("shift-transit/early-shift/0180",)}, "work choice"),  # in another region
        ({"place": "21", "asked": ("shift-transit/early-shift/",)}, "work choice"),
        ({"place": "00"}, "work choice"),
        ({"place": "9999"}, "work choice"),
        ({"ground": "whim"}, "work choice"),
        ({"body": "x" * 200}, "work long"),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_is_kept(
    desk: Desk, branch: Unit, local: Account, typed: dict[str, object], code: str
) -> None:
    with pytest.raises(BadInputError, match=code):
        make(desk, branch, local, **typed)
    assert not Request.objects.exists()


def test_a_region_is_asked_about_a_municipality(desk: Desk, branch: Unit, local: Account) -> None:
    request = make(desk, branch, local, place="21", asked=("shift-transit/early-shift/2181",))
    (put,) = list_left(desk, request)
    assert put.inquiry.about is not None
    assert (put.inquiry.about.code, put.need.place.code) == ("2181", "21")


def test_only_who_may_ask_asks_and_a_campaign_is_the_units_own(
    desk: Desk, branch: Unit, other_branch: Unit, local: Account
) -> None:
    request = make(desk, branch, local)
    for account in (seat(branch, Role.MEMBER), seat(other_branch, Role.ADMINISTRATOR)):
        with pytest.raises(ForbiddenError):
            make(desk, branch, account)
        with pytest.raises(ForbiddenError):
            send(desk, request, account)
        with pytest.raises(ForbiddenError):
            remove(request, request.version, account)
    outsider = seat(other_branch, Role.OFFICER)
    campaign = begin_campaign(desk, other_branch, outsider, Typed(title="x", demands=("2",), places=("2180",)), TODAY)
    with pytest.raises(BadInputError, match="work choice"):
        make(desk, branch, local, campaign=campaign)
    assert list(list_requests(local, branch)) == [request]
    assert not list_requests(outsider, branch).exists()


def test_it_is_late_after_the_days_of_its_ground_and_time_begins_anew_with_a_reminder(
    desk: Desk, branch: Unit, local: Account
) -> None:
    for ground in get_rules().grounds:
        late = send(desk, make(desk, branch, local, ground=ground.id), local, ground.days + 1)
        just = send(desk, make(desk, branch, local, ground=ground.id), local, ground.days)
        assert find_due(late) == TODAY - timedelta(days=1)
        assert (find_state(late, TODAY), find_state(just, TODAY)) == ("late", "out")
        again = mark_reminded(desk, late, late.version, local, day=TODAY, lang="sv")
        assert find_state(again, TODAY) == "out"
        assert find_due(again) == TODAY + timedelta(days=ground.days)
        reminder = again.letters.get(kind=Letter.Kind.REMINDER)
        words = {"documents": "skyndsamt", "questions": "6 § förvaltningslagen", "none": "Ni behöver inte svara"}
        assert words[ground.id] in read_letter(reminder)
        assert "dagar" not in read_letter(reminder), "no law gives a number of days"


def test_nothing_is_reminded_of_that_was_not_sent_or_has_been_answered(
    desk: Desk, branch: Unit, local: Account
) -> None:
    request = make(desk, branch, local, asked=(KEY,))
    with pytest.raises(BadInputError, match="nothing left"):
        mark_reminded(desk, request, 1, local, day=TODAY, lang="sv")
    sent = send(desk, request, local)
    Reply.objects.create(request=sent, demand="childcare-odd-hours", question="offered", said_on=TODAY, came="body")
    with pytest.raises(BadInputError, match="nothing left"):
        mark_reminded(desk, sent, sent.version, local, day=TODAY, lang="sv")
    with pytest.raises(BadInputError, match="request day"):
        mark_sent(desk, sent, sent.version, local, day=TODAY + timedelta(days=1), to="", lang="sv")


def test_what_waits_stands_in_the_list_and_in_the_calendar_with_whom_it_waits_for(
    desk: Desk, branch: Unit, club: Unit, local: Account
) -> None:
    texts = desk.catalogue.texts["sv"]
    make(desk, branch, local)
    late = send(desk, make(desk, club, local), local, 40)
    answered = send(desk, make(desk, branch, local, asked=(KEY,)), local)
    Reply.objects.create(
        request=answered, demand="childcare-odd-hours", question="offered", value="yes", said_on=TODAY, came="body"
    )
    end(answered, answered.version, local, TODAY)

    waits = list_request_waits(desk, texts, Request.objects.all(), TODAY)

    assert [(one.wait.code, one.wait.who, one.is_late) for one in waits] == [
        ("request", "body", True),
        ("request_remind", "us", True),
        ("request_reply", "us", False),
        ("request_draft", "us", False),
    ]
    assert waits[0].wait.body.startswith(BODY)
    assert waits[0].matter_key == f"{club.pk}/{late.pk}"
    (day,) = list_request_days(desk, texts, branch, TODAY)  # of its parts too
    assert day.on == find_due(late)
    assert BODY in day.title


def test_two_officers_at_once_lose_nothing(desk: Desk, branch: Unit, local: Account) -> None:
    request = make(desk, branch, local)
    revise(request, 1, local, body="Kommunstyrelsen", ground="questions", is_shared=True)

    with pytest.raises(ChangedMeanwhileError) as told:
        revise(request, 1, local, body="Socialnämnden", ground="questions", is_shared=False)
    assert told.value.now["body"] == "Kommunstyrelsen"
    with pytest.raises(ChangedMeanwhileError):
        send(desk, request, local)
    assert not Letter.objects.exists()
    assert Request.objects.get().sent_on is None


def test_names_go_and_answers_stay_and_all_goes_when_it_is_taken_away(desk: Desk, branch: Unit, local: Account) -> None:
    request = send(desk, make(desk, branch, local), local)
    Reply.objects.create(
        request=request,
        demand="childcare-odd-hours",
        question="offered",
        value="yes",
        said_by="Kim Exempel",
        said_on=TODAY,
        came="body",
    )
    kept = forget_names(desk, request, request.version, local)
    reply = kept.replies.get()
    assert (kept.sent_to, reply.said_by, reply.value) == ("", "", "yes")
    remove(kept, kept.version, local)
    assert not Request.objects.exists()
    assert not Reply.objects.exists()
    assert not Letter.objects.exists()
