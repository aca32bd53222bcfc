"""The digest by mail: numbers of what waits, is late or is new, once a week to each account that wants it.

An account's digest of a week is begun in the database before the server is asked, and ended when it has taken it: a
server that refuses is asked again the next time, and one of which it is not known whether it took the mail is not.
"""

import smtplib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from samspel.app.desk import Desk
from samspel.catalogue.digest import DigestRules
from samspel.catalogue.texts import Texts
from samspel.reports.digest import News, write_body, write_subject
from samspel.terms.errors import BadInputError
from samspel.workspace import requests
from samspel.workspace.campaigns import list_in_unit
from samspel.workspace.log import note
from samspel.workspace.mailing import is_address
from samspel.workspace.meetings import list_meetings
from samspel.workspace.models import Account, Digest, MeetingDecision, Step, Unit
from samspel.workspace.permissions import may
from samspel.workspace.requests import list_in_unit as list_requests
from samspel.workspace.telling_requests import find_state, list_request_waits, list_unread
from samspel.workspace.voices import list_voices
from samspel.workspace.waits import list_due, only_running
from samspel.workspace.within import list_within

LONGEST = 200
WEEK = timedelta(days=7)


@dataclass(slots=True)
class Sent:
    """What came of sending: `unclear` are those of which it is not known whether the server took them."""

    period: str
    sent: int = 0
    nothing: int = 0
    before: int = 0
    no_address: int = 0
    refused: int = 0
    unclear: int = 0
    why: list[str] = field(default_factory=list)


def choose_digest(account: Account, contact: str, *, wants: bool) -> None:
    """Choose whether to have the digest, and where. Raises BadInputError for an address that is none."""
    told = contact.strip()
    if (told or wants) and (len(told) > LONGEST or not is_address(told)):
        raise BadInputError("digest_contact")
    account.contact, account.wants_digest = told, wants
    account.save(update_fields=["contact", "wants_digest"])
    note("digest.choose", account, account=account, unit=None, wants=int(wants))


def name_period(day: date) -> str:
    """The week of a day, as 2026-W49."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """How digests go out: in which words, by which rules, through what, from whom, and where their pages are."""

    desk: Desk
    texts: Texts
    rules: DigestRules
    connection: BaseEmailBackend
    sender: str
    pages: str
    today: date


def send_digests(post: Post) -> Sent:
    """Send what has not been sent this week. Raises BadInputError where the server cannot be reached: nothing has been
    begun then.
    """
    told = Sent(period=name_period(post.today))
    try:
        if not isinstance(post.connection, FileBackend):  # which would leave an empty file
            post.connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise BadInputError("mail_server", reason=_tell(error)) from None
    try:
        with override(post.texts.lang):
            for account in Account.objects.filter(wants_digest=True, is_active=True, is_local=False).order_by("pk"):
                _send_one(post, told, account)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            post.connection.close()
    return told


def list_news(post: Post, account: Account) -> tuple[News, ...]:
    """What there is to tell an account, a unit of its own at a time; its parts are counted in it."""
    seats = account.seats.select_related("unit").order_by("unit__pk")
    found = [_gather(post, account, seat.unit) for seat in seats]
    return tuple(news for news in found if not news.is_empty)


def _send_one(post: Post, told: Sent, account: Account) -> None:
    begun = account.digests.filter(period=told.period).first()
    if begun is not None:
        told.before, told.unclear = told.before + (begun.sent is not None), told.unclear + (begun.sent is None)
        return
    if not is_address(account.contact):
        told.no_address += 1
        return
    news = list_news(post, account)
    if not news:
        told.nothing += 1
        return
    mail = EmailMessage(
        subject=write_subject(post.texts, news),
        body=write_body(post.texts, news, f"{post.pages}{reverse('account')}", post.rules.ahead_days),
        from_email=post.sender,
        to=[account.contact],
        headers={"Auto-Submitted": "auto-generated"},
        connection=post.connection,
    )
    _hand_over(mail, account, told)


def _hand_over(mail: EmailMessage, account: Account, told: Sent) -> None:
    try:
        with transaction.atomic():
            digest = Digest.objects.create(account=account, period=told.period, begun=timezone.now())
    except IntegrityError:  # another run was quicker
        told.before += 1
        return
    try:
        mail.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError) as error:
        digest.delete()
        told.refused += 1
        told.why.append(_tell(error))
    except (OSError, smtplib.SMTPException) as error:
        told.unclear += 1
        told.why.append(_tell(error))
    else:
        Digest.objects.filter(pk=digest.pk).update(sent=timezone.now())
        note("digest.sent", account, account=account, unit=None, period=told.period)
        told.sent += 1


def _tell(error: Exception) -> str:
    """What happened, without the address that a server's own words may hold."""
    code = getattr(error, "smtp_code", None)
    return type(error).__name__ if code is None else f"{type(error).__name__} {code}"


def _gather(post: Post, account: Account, unit: Unit) -> News:
    today, soon = post.today, post.today + timedelta(days=post.rules.ahead_days)
    page = f"{post.pages}{reverse('unit', args=[unit.pk])}"
    if not may(account, "campaign.read", unit):
        return News(page=page)
    due = [one.waiting for one in list_due(post.desk, only_running(list_in_unit(unit)), today)]
    if may(account, "request.read", unit):
        asked = list_request_waits(post.desk, post.texts, list_requests(unit), today)
        due += [one for one in asked if one.wait.code != "request_remind"]  # the answer that is late is counted itself
    days = list(_list_meeting_days(unit)) if may(account, "network.read", unit) else []
    return News(
        page=page,
        waits=sum(one.wait.who == "us" and one.wait.on is None for one in due),
        late=sum(one.is_late for one in due) + sum(day < today for day, is_meeting in days if not is_meeting),
        soon=sum(one.wait.on is not None and today <= one.wait.on <= soon for one in due)
        + sum(today <= day <= soon for day, is_meeting in days if not is_meeting),
        remarks=_count_remarks(unit, today) if may(account, "voice.read", unit) else 0,
        happened=Step.objects.filter(
            matter__campaign__unit__in=list_within(unit), on__gt=today - WEEK, on__lte=today
        ).count(),
        meetings=sum(today <= day <= soon for day, is_meeting in days if is_meeting),
        **(_count_questions(unit, today) if may(account, "request.change", unit) else {}),
    )


def _list_meeting_days(unit: Unit) -> Iterator[tuple[date, bool]]:
    """The days of meetings, and of what they decided and is not done."""
    meetings = list_meetings(unit)
    for day in meetings.values_list("held_on", flat=True):
        yield day, True
    for due in MeetingDecision.objects.filter(meeting__in=meetings, done_on=None).values_list("due", flat=True):
        if due is not None:
            yield due, False


def _count_questions(unit: Unit, today: date) -> dict[str, int]:
    """Letters with questions that it is time to remind of, and those with answers that nobody has taken in."""
    asked = list(requests.list_in_unit(unit))
    return {
        "questions": sum(find_state(one, today) == "late" for one in asked),
        "answers": sum(bool(list_unread(one)) for one in asked),
    }


def _count_remarks(unit: Unit, today: date) -> int:
    """Remarks of the last week and this one, of workplaces where enough have spoken."""
    since = today - timedelta(days=today.weekday()) - WEEK
    return sum(list_voices(part).filter(week__gte=since, state="new").count() for part in list_within(unit))
