"""Requests of the database as the records that reports word, and what waits in them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from samspel.app.desk import Desk
from samspel.app.requesting import Put
from samspel.catalogue.texts import Texts
from samspel.matters.waiting import Wait
from samspel.needs.measuring import Inquiry
from samspel.reports.following import Waiting, describe_wait
from samspel.reports.requests import REQUEST, Heard, Line, Sent, label_request
from samspel.terms.clock import SWEDEN
from samspel.workspace.calendar import Day
from samspel.workspace.models import Reply, Request, Unit
from samspel.workspace.replies import find_latest, read_kept
from samspel.workspace.requests import find_asked, find_due, find_last_day, get_rules, list_in_unit, name_recipient
from samspel.workspace.waits import sort_waits


def tell_request(desk: Desk, request: Request, today: date) -> Sent:
    """A request as it is told."""
    ground = get_rules().find_ground(request.ground) or get_rules().grounds[0]
    latest, due = find_latest(request), find_due(request)
    return Sent(
        key=f"{request.unit_id}/{request.pk}",
        recipient=name_recipient(desk, request),
        demands=tuple(desk.catalogue.demands[one] for one in request.demands if one in desk.catalogue.demands),
        state=find_state(request, today),
        ground=ground,
        questions=len(request.asked),
        answered=sum(key in latest for key in request.asked),
        waiting=len(list_unread(request)),
        is_shared=request.is_shared,
        campaign="" if request.campaign is None else request.campaign.title,
        sent=request.sent_on,
        sent_to=request.sent_to,
        reminded=request.reminded_on,
        answered_on=request.answered_on,
        due=due,
        until=find_last_day(request),
    )


def find_state(request: Request, today: date) -> str:
    """Where a request is: worked out, and kept nowhere."""
    due = find_due(request)
    if request.answered_on is not None:
        return "answered"
    if request.sent_on is None:
        return "draft"
    return "late" if due is not None and due < today else "out"


def list_unread(request: Request) -> list[Reply]:
    """The latest answers that do not count yet, and could."""
    return [one for one in find_latest(request).values() if one.used_on is None and not one.is_unknown]


def list_lines(desk: Desk, texts: Texts, request: Request) -> tuple[Line, ...]:
    """The questions with the latest answer of each."""
    latest = find_latest(request)
    return tuple(
        Line(
            need=put.need,
            inquiry=put.inquiry,
            latest=tell_reply(desk, texts, request, put, latest[put.key]) if put.key in latest else None,
        )
        for put in find_asked(desk, request)
    )


def list_heard(desk: Desk, texts: Texts, request: Request) -> tuple[Heard, ...]:
    """Every version of every answer to what is still asked, the latest first."""
    puts = {put.key: put for put in find_asked(desk, request)}
    told = [
        tell_reply(desk, texts, request, puts[one.key], one)
        for one in request.replies.select_related("noted_by", "used_by", "taken_from__request__unit")
        if one.key in puts
    ]
    return tuple(reversed(told))


def tell_reply(desk: Desk, texts: Texts, request: Request, put: Put, reply: Reply) -> Heard:
    """One version as it is told."""
    answer = None if reply.is_unknown else read_kept(desk, texts, request, reply)
    by, origin = reply.used_by or reply.noted_by, reply.taken_from
    return Heard(
        need=put.need,
        inquiry=Inquiry(
            question=put.question, body=put.inquiry.body, answer=answer, verdict=None, about=put.inquiry.about
        ),
        is_unknown=reply.is_unknown,
        said_by=reply.said_by,
        said=reply.said_on,
        source=reply.source,
        came=reply.came,
        came_at=reply.came_at.astimezone(SWEDEN),
        unit="" if origin is None else origin.request.unit.name,
        used=reply.used_on,
        by=by.name if by is not None and not by.is_local else "",
    )


def list_request_waits(desk: Desk, texts: Texts, requests: Iterable[Request], today: date) -> list[Waiting]:
    """What waits for whom in requests: letters to send, answers to come, reminders that are due, answers to read. In
    the shape of what waits in campaigns (`waits.list_waits`), by day, what has no day last.
    """
    found = [waiting for one in requests for waiting in _list_waits(desk, texts, one, today)]
    return sort_waits(found, today)


def list_request_days(desk: Desk, texts: Texts, unit: Unit, today: date) -> Iterator[Day]:
    """The days by which bodies should have answered the unit and its parts, for a calendar."""
    for one in list_request_waits(desk, texts, list_in_unit(unit), today):
        if one.wait.on is not None and one.wait.code == "request":
            title = f"{describe_wait(texts, replace(one, wait=replace(one.wait, on=None)))} ({one.matter})"
            yield Day(f"request-{one.matter_key.replace('/', '-')}", one.wait.on, title)


def _list_waits(desk: Desk, texts: Texts, request: Request, today: date) -> Iterable[Waiting]:
    sent = tell_request(desk, request, today)
    campaign = request.campaign
    make = partial(
        Waiting,
        campaign=sent.campaign,
        campaign_key="" if campaign is None else f"{campaign.unit_id}/{campaign.pk}",
        matter=label_request(texts, sent),
        matter_key=sent.key,
        leads_to=REQUEST,
    )
    if sent.waiting:
        yield make(wait=Wait(who="us", code="request_reply"))
    if sent.state == "draft":
        yield make(wait=Wait(who="us", code="request_draft"))
    elif sent.due is not None:
        is_late = sent.state == "late"
        yield make(wait=Wait(who="body", code="request", on=sent.due, body=sent.recipient), is_late=is_late)
        if is_late:
            yield make(wait=Wait(who="us", code="request_remind", on=sent.due), is_late=True)
