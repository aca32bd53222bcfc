"""The digest: numbers to who wants them, once a week, and again where the server refused."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from samspel.app.desk import Desk
from samspel.catalogue.digest import load_digest_rules
from samspel.matters.matter import Step
from samspel.terms.errors import BadInputError
from samspel.workspace.campaigns import Typed, add_item, begin
from samspel.workspace.digests import Post, choose_digest, list_news, name_period, send_digests
from samspel.workspace.mailing import connect, find_server
from samspel.workspace.matters import TypedMatter, add_matter, add_step
from samspel.workspace.models import (
    Account,
    Digest,
    LogEntry,
    Meeting,
    Membership,
    Reply,
    Request,
    Role,
    Unit,
    Workplace,
)
from samspel.workspace.requests import get_rules
from workspace_database import seat

TODAY = date(2026, 11, 30)
SECRETS = ("Hemlig uppgift", "Nattis", "Kim Exempel", "Bussen gick aldrig", "Avdelning 1", "Sandviken", "officer")


class Box(BaseEmailBackend):
    """Takes mails, or fails as it is told to."""

    def __init__(self, *failures: Exception, unreachable: Exception | None = None) -> None:
        super().__init__()
        self.taken: list[EmailMessage] = []
        self._failures, self._unreachable = list(failures), unreachable

    def open(self) -> bool:
        if self._unreachable is not None:
            raise self._unreachable
        return True

    def send_messages(self, email_messages: object) -> int:
        if self._failures:
            raise self._failures.pop(0)
        self.taken += list(email_messages)  # type: ignore[call-overload]
        return 1


def post(desk: Desk, connection: BaseEmailBackend, day: date = TODAY) -> Post:
    return Post(
        desk=desk,
        texts=desk.catalogue.texts["sv"],
        rules=load_digest_rules(),
        connection=connection,
        sender="samspel@a.example",
        pages="https://samspel.example",
        today=day,
    )


@pytest.fixture
def officer(desk: Desk, branch: Unit) -> Account:
    """Somebody who wants it, with something of everything to be told."""
    account = seat(branch, Role.OFFICER)
    choose_digest(account, "kim@a.example", wants=True)
    campaign = begin(desk, branch, account, Typed(title="Nattis", demands=("2",), places=("2181",)), TODAY)
    for words, due in (
        ("Hemlig uppgift", TODAY - timedelta(1)),
        ("Kim Exempel", TODAY + timedelta(3)),
        ("En till", None),
    ):
        add_item(campaign, account, "task", words, due)
    workplace = Workplace.objects.create(unit=branch, name="Verket", code="k" * 10)
    for number in range(5):
        workplace.voices.create(text="Bussen gick aldrig", week=date(2026, 11, 23), digest=f"{number:064d}")
    typed = TypedMatter(kind="motion", place="2181", body="KF", decider="council", title="Nattis")
    add_step(
        desk, add_matter(desk, campaign, account, typed), account, Step(event="handed_in", on=TODAY, by="mover"), 1
    )
    network = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")
    Membership.objects.create(network=network, unit=branch, name=branch.name, joined_on=TODAY)
    Meeting.objects.create(network=network, name="Möte", held_on=TODAY + timedelta(9))
    return account


def test_it_tells_how_many_and_nothing_of_whom_or_what(desk: Desk, branch: Unit, officer: Account) -> None:
    box = Box()
    told = send_digests(post(desk, box))

    assert (told.sent, told.period) == (1, "2026-W49")
    (mail,) = box.taken
    assert mail.to == ["kim@a.example"]
    body = str(mail.body)
    for line in (
        "- 1 sak är försenad.",
        "- 1 sak ska vara klar inom 14 dagar.",
        "- 5 nya röster väntar på att bli lästa.",
        "- 1 sak har hänt med ärendena den senaste veckan.",
        "- 1 möte är inlagt de närmaste 14 dagarna.",
        f"https://samspel.example/arbete/{branch.pk}/",
        "https://samspel.example/konto/",
    ):
        assert line in body, line
    for secret in SECRETS:
        assert secret not in f"{mail.subject} {body} {mail.from_email}", secret


def test_nothing_is_sent_twice_in_one_week_and_again_in_the_next(desk: Desk, officer: Account) -> None:
    assert send_digests(post(desk, Box())).sent == 1
    box = Box()
    for day in (TODAY, TODAY + timedelta(6)):
        told = send_digests(post(desk, box, day))
        assert (told.sent, told.before) == (0, 1)
    assert box.taken == []
    assert send_digests(post(desk, Box(), TODAY + timedelta(7))).sent == 1
    assert name_period(date(2027, 1, 1)) == "2026-W53"


@pytest.mark.parametrize(
    "failure",
    [
        smtplib.SMTPRecipientsRefused({"kim@a.example": (550, b"no kim@a.example")}),
        smtplib.SMTPDataError(451, b"later"),
    ],
)
def test_a_server_that_refuses_is_told_and_asked_again(desk: Desk, officer: Account, failure: Exception) -> None:
    told = send_digests(post(desk, Box(failure)))
    assert (told.sent, told.refused) == (0, 1)
    assert "kim" not in str(told.why)
    assert not Digest.objects.exists()
    assert send_digests(post(desk, Box())).sent == 1


def test_where_it_is_unclear_whether_a_mail_went_it_is_not_sent_again_that_week(desk: Desk, officer: Account) -> None:
    told = send_digests(post(desk, Box(smtplib.SMTPServerDisconnected("gone"))))
    assert (told.sent, told.unclear) == (0, 1)
    again = send_digests(post(desk, Box()))
    assert (again.sent, again.unclear) == (0, 1)
    assert send_digests(post(desk, Box(), TODAY + timedelta(7))).sent == 1


def test_a_server_that_is_not_there_is_told_and_nothing_is_begun(desk: Desk, officer: Account) -> None:
    with pytest.raises(BadInputError, match="mail server"):
        send_digests(post(desk, Box(unreachable=ConnectionRefusedError())))
    assert not Digest.objects.exists()
    assert send_digests(post(desk, Box())).sent == 1


def test_who_has_not_chosen_it_has_none_and_who_has_nothing_to_be_told_neither(
    desk: Desk, branch: Unit, other_branch: Unit, officer: Account
) -> None:
    seat(branch, Role.ADMINISTRATOR)
    empty = seat(other_branch, Role.OFFICER)
    choose_digest(empty, "bo@a.example", wants=True)
    closed = seat(branch, Role.MEMBER)
    choose_digest(closed, "eva@a.example", wants=True)
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    box = Box()
    told = send_digests(post(desk, box))
    assert (told.sent, told.nothing) == (1, 1)
    assert [mail.to for mail in box.taken] == [["kim@a.example"]]


def test_a_reader_is_told_of_no_remarks(desk: Desk, branch: Unit, officer: Account) -> None:
    reader = seat(branch, Role.READER)
    (news,) = list_news(post(desk, Box()), reader)
    assert (news.remarks, news.late) == (0, 1)


@pytest.mark.parametrize(("contact", "wants"), [("", True), ("bo", True), ("bo", False), ("a@b.se\nBcc: c@d.se", True)])
def test_an_address_that_is_none_is_refused(database: str, contact: str, wants: bool) -> None:
    account = Account.objects.create_account("bo")
    with pytest.raises(BadInputError, match="digest contact"):
        choose_digest(account, contact, wants=wants)
    account.refresh_from_db()
    assert (account.contact, account.wants_digest) == ("", False)


def test_letters_to_remind_of_and_answers_to_go_through_are_counted(desk: Desk, branch: Unit, officer: Account) -> None:
    ground = get_rules().grounds[0]
    old = TODAY - timedelta(days=ground.days + 1)
    late = Request.objects.create(unit=branch, place="2181", ground=ground.id, sent_on=old)
    Request.objects.create(unit=branch, place="2181", ground=ground.id, sent_on=TODAY)
    Reply.objects.create(
        request=late, demand="d", question="q", value="ja", said_by="X", said_on=TODAY, source="mejl", came="link"
    )
    (news,) = list_news(post(desk, Box()), officer)
    assert (news.questions, news.answers) == (1, 1)
    (told,) = list_news(post(desk, Box()), seat(branch, Role.READER))
    assert (told.questions, told.answers) == (0, 0)


def test_no_address_is_in_the_log(desk: Desk, officer: Account) -> None:
    send_digests(post(desk, Box()))
    assert "kim@" not in str(list(LogEntry.objects.values()))


def test_in_development_it_is_a_file(desk: Desk, officer: Account, tmp_path: Path) -> None:
    server = find_server(tmp_path, {})
    assert send_digests(post(desk, connect(server, 5))).sent == 1
    (file,) = (tmp_path / "mail").iterdir()
    assert "To: kim@a.example" in file.read_text(encoding="utf-8")


@pytest.fixture
def wire() -> Iterator[tuple[int, list[str]]]:
    """A mail server of its own on this machine: its port, and the lines it was sent."""
    said: list[str] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listening.accept()[0] as client, client.makefile("rw", newline="\r\n") as lines:
            _answer(lines, said)

    thread = threading.Thread(target=serve)
    thread.start()
    yield listening.getsockname()[1], said
    thread.join(10)
    listening.close()


def _answer(lines: object, said: list[str]) -> None:
    """Just so much of the protocol as a mail takes."""

    def tell(words: str) -> None:
        lines.write(f"{words}\r\n")  # type: ignore[attr-defined]
        lines.flush()  # type: ignore[attr-defined]

    tell("220 here")
    is_data = False
    for line in lines:  # type: ignore[attr-defined]
        word = line.rstrip("\r\n")
        said.append(word)
        if is_data:
            is_data = word != "."
            if not is_data:
                tell("250 taken")
        elif word == "data":
            is_data = True
            tell("354 go on")
        elif word == "quit":
            tell("221 bye")
            return
        else:
            tell("250 well")


def test_it_goes_over_the_wire(desk: Desk, officer: Account, wire: tuple[int, list[str]]) -> None:
    port, said = wire
    server = find_server(Path("home"), {"EMAIL_URL": f"smtp://127.0.0.1:{port}?tls=no&from=samspel@a.example"})
    told = send_digests(post(desk, connect(server, 5)))
    assert told.sent == 1
    assert "rcpt TO:<kim@a.example>" in said
    assert any(line.startswith("mail FROM:<samspel@a.example>") for line in said)


def test_a_late_answer_of_a_body_is_counted_once_and_one_to_be_read_waits(desk: Desk, branch: Unit) -> None:
    account = seat(branch, Role.OFFICER)
    sent = TODAY - timedelta(60)
    asked = {"place": "2181", "demands": ["childcare-odd-hours"], "asked": ["childcare-odd-hours/offered/"]}
    Request.objects.create(unit=branch, ground="questions", sent_on=sent, **asked)
    read = Request.objects.create(unit=branch, ground="questions", sent_on=TODAY, answered_on=TODAY, **asked)
    read.replies.create(demand="childcare-odd-hours", question="offered", value="yes", said_on=TODAY, came="body")

    (news,) = list_news(post(desk, Box()), account)
    assert (news.late, news.waits, news.soon, news.questions) == (1, 1, 0, 1)
