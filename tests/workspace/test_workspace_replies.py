"""Answers to a request: every version is kept, a body's own counts once an officer has confirmed it, and what another
branch shares can be taken with its origin.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from samspel.app.answering import TypedReply
from samspel.app.asking import write_form_of
from samspel.app.desk import Desk
from samspel.app.finding import find_demand, find_place
from samspel.needs.enquiry import Enquiry
from samspel.needs.measuring import Need
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.needs import describe_verdict
from samspel.terms.clock import SWEDEN
from samspel.terms.errors import BadInputError
from samspel.workspace.models import Account, LogEntry, Reply, Request, Role, Unit
from samspel.workspace.permissions import ForbiddenError
from samspel.workspace.replies import (
    Sent,
    carry_replies,
    list_shared,
    note_form,
    note_reply,
    receive,
    take_shared,
    take_without_asking,
    use_reply,
)
from samspel.workspace.request_links import write_secret
from samspel.workspace.requests import find_asked, get_rules
from samspel.workspace.telling_requests import list_heard, list_lines, list_unread
from samspel.workspace.versions import ChangedMeanwhileError
from workspace.test_workspace_requests import CHILDREN, KEY, TODAY, make, send
from workspace_database import seat

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=SWEDEN)
WHO, SOURCE = "Barn- och utbildningsförvaltningen", "Protokoll 12"


@pytest.fixture(autouse=True)
def empty(no_answers: None) -> None:
    """Each test begins and ends without an answer of the place."""


def say(unknown: tuple[str, ...] = (), by: str = WHO, **answers: str) -> Sent:
    keys = {"offered": KEY, "children": CHILDREN}
    told = {keys[name]: value for name, value in answers.items()}
    return Sent(answers=told, unknown=frozenset(unknown), answered_by=by, source=SOURCE)


def measure(desk: Desk) -> Need:
    demand = find_demand(desk.catalogue, "2")
    return desk.assessor.measure_demand(demand, find_place(desk.catalogue, "Sandviken"))


def use(desk: Desk, request: Request, reply: Reply, account: Account) -> None:
    kept = Request.objects.get(pk=request.pk)
    use_reply(desk, desk.catalogue.texts["sv"], kept, kept.version, reply.pk, account, TODAY)


def test_what_a_body_sends_counts_when_an_officer_has_confirmed_it(desk: Desk, branch: Unit, local: Account) -> None:
    request = send(desk, make(desk, branch, local), local)
    before = measure(desk)

    assert receive(desk, request, say(offered="no", children="4"), NOW) == 2
    assert measure(desk).verdict is before.verdict
    assert desk.store.read("2181") == ()
    reply = Reply.objects.get(question="offered")
    assert (reply.came, reply.used_on, reply.noted_by) == ("body", None, None)

    use(desk, request, reply, local)

    need = measure(desk)
    assert (need.verdict, need.strength) == (Verdict.LARGE, Strength.ANSWERED)
    (answer,) = desk.store.read("2181")
    assert (answer.value, answer.answered_by, answer.day) == ("no", WHO, TODAY)
    came = f"svar genom länken i ett brev, {TODAY.isoformat()}; "
    assert answer.source == (f"{came}Avdelning 1 skickade brevet och bekräftade svaret. {SOURCE}")
    told = describe_verdict(desk.catalogue.texts["sv"], need)
    assert "har själv svarat" not in told, "whoever has the link may fill it in"
    assert f"Svaret gavs av {WHO} den {TODAY.isoformat()} (svar genom länken" in told
    kept = Reply.objects.get(pk=reply.pk)
    assert (kept.used_on, kept.used_by) == (TODAY, local)
    assert Request.objects.get().answered_on == TODAY
    assert [one.question for one in list_unread(request)] == ["children"]


def test_a_correction_is_added_and_the_old_version_stays(desk: Desk, branch: Unit, local: Account) -> None:
    request = send(desk, make(desk, branch, local), local)
    receive(desk, request, say(offered="no"), NOW)
    first = Reply.objects.get()
    use(desk, request, first, local)

    assert receive(desk, request, say(offered="no"), NOW + timedelta(hours=1)) == 0
    assert receive(desk, request, say(offered="yes"), NOW + timedelta(hours=2)) == 1

    texts = desk.catalogue.texts["sv"]
    heard = list_heard(desk, texts, request)
    assert [(one.inquiry.answer.value, one.used) for one in heard if one.inquiry.answer] == [
        ("yes", None),
        ("no", TODAY),
    ]
    assert desk.store.read("2181")[0].value == "no", "nobody has confirmed the new one"
    second = Reply.objects.latest("pk")
    with pytest.raises(BadInputError, match="newer"):
        use(desk, request, first, local)
    use(desk, request, second, local)
    assert desk.store.read("2181")[0].value == "yes"
    assert Reply.objects.count() == 2


def test_they_may_skip_and_say_that_they_do_not_know(desk: Desk, branch: Unit, local: Account) -> None:
    request = send(desk, make(desk, branch, local), local)
    receive(desk, request, say(unknown=(CHILDREN,)), NOW)
    assert Request.objects.get().answered_on is None
    reply = Reply.objects.get()
    assert (reply.is_unknown, reply.value) == (True, "")
    with pytest.raises(BadInputError):
        use(desk, request, reply, local)
    receive(desk, request, say(offered="yes"), NOW)
    assert Request.objects.get().answered_on == TODAY
    told = [line.latest.is_unknown for line in list_lines(desk, desk.catalogue.texts["sv"], request) if line.latest]
    assert told == [False, True]
    with pytest.raises(BadInputError, match="nothing said"):
        receive(desk, request, say(), NOW)


@pytest.mark.parametrize(
    "typed",
    [
        {"offered": "kanske"},
        {"children": "många"},
        {"children": "nan"},
        {"children": "-4"},
        {"children": "9" * 500},
        {"offered": "yes", "by": "  "},
        {"offered": "yes", "by": "x" * 1000},
        {"offered": "x" * 100_000},
    ],
)
def test_what_is_no_answer_is_told_by_its_question_and_nothing_is_kept(
    desk: Desk, branch: Unit, local: Account, typed: dict[str, Any]
) -> None:
    request = make(desk, branch, local)
    with pytest.raises(BadInputError) as told:
        receive(desk, request, say(**typed), NOW)
    assert told.value.facts["asked"] in (KEY, CHILDREN)
    assert not Reply.objects.exists()


def test_signs_that_command_a_terminal_or_a_spreadsheet_do_nothing(desk: Desk, branch: Unit, local: Account) -> None:
    request = make(desk, branch, local)
    hostile = "\x1b[2J\x00<script>alert(1)</script>\u202e"
    receive(desk, request, say(offered="yes", by=hostile), NOW)
    kept = Reply.objects.get()
    assert not set("\x1b\x00\u202e") & set(kept.said_by)
    use(desk, request, kept, local)
    receive(desk, request, say(offered="yes", by="=HYPERLINK(1)"), NOW)
    assert Reply.objects.latest("pk").said_by == "=HYPERLINK(1)"  # guarded where a file is written


def test_more_than_people_answer_does_not_come_through_a_link(desk: Desk, branch: Unit, local: Account) -> None:
    request = make(desk, branch, local)
    for number in range(get_rules().most_a_day):
        receive(desk, request, say(children=str(number)), NOW + timedelta(minutes=number))
    with pytest.raises(BadInputError, match="many"):
        receive(desk, request, say(children="99"), NOW + timedelta(hours=1))
    assert receive(desk, request, say(children="99"), NOW + timedelta(days=1)) == 1


def test_an_officers_own_answer_counts_at_once_and_says_who_entered_it(
    desk: Desk, branch: Unit, local: Account
) -> None:
    request = send(desk, make(desk, branch, local), local)
    put = find_asked(desk, request)[0]
    before = measure(desk).verdict
    typed = TypedReply(answer="nej", answered_by="Registrator", day=TODAY.isoformat(), source="Mejl 3 mars")

    receipt = note_reply(desk, request, request.version, local, put, typed, TODAY)

    assert receipt is not None
    assert [(old.verdict, new.verdict) for old, new in receipt.changes] == [(before, Verdict.LARGE)]
    reply = Reply.objects.get()
    assert (reply.value, reply.came, reply.noted_by, reply.used_by) == ("no", "officer", local, local)
    with pytest.raises(ChangedMeanwhileError):
        note_reply(desk, request, request.version, local, put, typed, TODAY)
    with pytest.raises(ForbiddenError):
        note_reply(desk, request, 3, seat(branch, Role.MEMBER), put, typed, TODAY)
    assert Reply.objects.count() == 1
    assert "Registrator" not in str(list(LogEntry.objects.values()))


def fill_form(desk: Desk, request: Request, *answers: str) -> bytes:
    enquiry = Enquiry(find_place(desk.catalogue, "Sandviken"), (), (), ())
    puts = find_asked(desk, request)
    questions = tuple((put.need, put.inquiry) for put in puts)
    head, *rows = write_form_of(desk, Enquiry(enquiry.body, questions, (), ()), "sv").decode("utf-8-sig").split("\r\n")
    cells = [row.split(";") for row in rows if row]
    at = {name: number for number, name in enumerate(head.split(";"))}
    for row, answer in zip(cells, answers, strict=True):
        row[at["svar"]], row[at["besvarat av"]], row[at["datum"]] = answer, "Förvaltning A", TODAY.isoformat()
    return "\r\n".join([head, *(";".join(row) for row in cells)]).encode()


def test_a_form_is_read_from_an_officer_and_from_the_body(desk: Desk, branch: Unit, local: Account) -> None:
    request = send(desk, make(desk, branch, local), local)
    form = fill_form(desk, request, "nej", "7")

    sent = Sent(answers={}, unknown=frozenset(), answered_by="", source="", file=form, file_name="svar.csv")
    assert receive(desk, request, sent, NOW) == 2
    assert desk.store.read("2181") == ()
    assert note_form(desk, request, request.version, local, form, "svar.csv", TODAY) is not None
    assert sorted(Reply.objects.values_list("came", flat=True)) == ["body", "body", "file", "file"]
    assert {one.value for one in desk.store.read("2181")} == {"no", 7.0}

    other = make(desk, branch, local, asked=(KEY,))
    for content, code in ((form, "not asked"), (b"", "list"), (b"\x00\xff" * 50, "list"), (b"a;b\r\n1;2\r\n", "list")):
        with pytest.raises(BadInputError, match=code):
            note_form(desk, other, 1, local, content, "svar.csv", TODAY)


def share(desk: Desk, unit: Unit, account: Account, *, is_shared: bool) -> Reply:
    request = send(desk, make(desk, unit, account, is_shared=is_shared), account)
    receive(desk, request, say(offered="no"), NOW)
    reply = Reply.objects.latest("pk")
    use(desk, request, reply, account)
    return reply


def test_what_another_branch_shares_is_taken_with_its_origin(
    desk: Desk, branch: Unit, other_branch: Unit, local: Account
) -> None:
    stranger = seat(other_branch, Role.OFFICER)
    hidden = share(desk, other_branch, stranger, is_shared=False)
    assert list_shared(branch, ["2181"]) == []
    origin = share(desk, other_branch, stranger, is_shared=True)
    assert list_shared(branch, ["2181"]) == [origin]
    assert list_shared(branch, ["2180"]) == []
    assert list_shared(other_branch, ["2181"]) == []
    for file in (desk.store.home / "answers").glob("*.csv"):
        file.unlink()

    mine, texts = make(desk, branch, local), desk.catalogue.texts["sv"]
    with pytest.raises(BadInputError):
        take_shared(desk, texts, mine, 1, hidden.pk, local, TODAY)
    take_shared(desk, texts, mine, 1, origin.pk, local, TODAY)

    taken = mine.replies.get()
    assert (taken.came, taken.taken_from, taken.said_by, taken.source) == ("shared", origin, WHO, SOURCE)
    (answer,) = desk.store.read("2181")
    assert (answer.answered_by, answer.day) == (WHO, TODAY)
    assert f"{other_branch.name} skickade brevet och bekräftade svaret" in answer.source
    assert list_heard(desk, texts, mine)[0].unit == other_branch.name
    assert list_shared(branch, ["2181"]) == []


def test_what_is_not_shared_is_not_taken_and_nobody_takes_who_may_not(
    desk: Desk, branch: Unit, other_branch: Unit, local: Account
) -> None:
    texts, officer = desk.catalogue.texts["sv"], seat(other_branch, Role.OFFICER)
    hidden = share(desk, other_branch, officer, is_shared=False)
    shown = share(desk, other_branch, officer, is_shared=True)
    for number in (hidden.pk, 0):
        with pytest.raises(BadInputError, match="gone"):
            take_without_asking(desk, texts, branch, number, local, TODAY)
    for account in (seat(branch, Role.MEMBER), officer):
        with pytest.raises(ForbiddenError):
            take_without_asking(desk, texts, branch, shown.pk, account, TODAY)
    assert not Request.objects.filter(unit=branch).exists()
    made = take_without_asking(desk, texts, branch, shown.pk, local, TODAY)
    assert write_secret(Request.objects.get(pk=made.pk)) == ""


def test_what_nobody_has_confirmed_is_not_shared(desk: Desk, branch: Unit, other_branch: Unit, local: Account) -> None:
    request = make(desk, other_branch, seat(other_branch, Role.OFFICER), is_shared=True)
    receive(desk, request, say(offered="no"), NOW)
    assert list_shared(branch, ["2181"]) == []


def test_a_made_up_branch_changes_no_verdict(desk: Desk, branch: Unit, local: Account) -> None:
    branch.is_example = True
    branch.save()
    request = make(desk, branch, local, is_shared=True)
    receive(desk, request, say(offered="no"), NOW)
    with pytest.raises(BadInputError, match="example"):
        use(desk, request, Reply.objects.get(), local)
    put = find_asked(desk, request)[0]
    typed = TypedReply(answer="ja", answered_by="A", day=TODAY.isoformat(), source="s")
    assert note_reply(desk, request, 1, local, put, typed, TODAY) is None
    assert desk.store.read("2181") == ()


def test_answers_that_counted_elsewhere_are_carried_along_and_none_here_is_replaced(
    desk: Desk, branch: Unit, local: Account
) -> None:
    request = send(desk, make(desk, branch, local), local)
    receive(desk, request, say(offered="no", children="4"), NOW)
    use(desk, request, Reply.objects.get(question="offered"), local)
    (counted,) = desk.store.read("2181")
    desk.store.forget(find_place(desk.catalogue, "Sandviken"), counted.identity)
    assert measure(desk).strength is not Strength.ANSWERED

    assert carry_replies(desk, branch) == (1, 0), "what nobody has confirmed is not carried"
    assert desk.store.read("2181") == (counted,)
    assert measure(desk).verdict is Verdict.LARGE
    assert carry_replies(desk, branch) == (0, 1)
    Reply.objects.filter(question="offered").update(question="gone")
    assert carry_replies(desk, branch) == (0, 1)
