"""Questions to a body, from the letter to the answer: made, sent, reminded of, ended; each step needs the right to it,
goes in the log and holds against somebody else's."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from samspel.app.briefing import render
from samspel.app.desk import Desk
from samspel.app.requesting import Put, find_puts, write_reminder, write_request
from samspel.catalogue.records.base import Lang
from samspel.catalogue.requests import RequestRules, load_request_rules
from samspel.documents.request_letter import Way
from samspel.rendering.blocks import Document
from samspel.terms.clock import SWEDEN
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.workspace.campaigns import tidy_text
from samspel.workspace.log import Logged, note
from samspel.workspace.models import Account, Campaign, Letter, Reply, Request, Unit
from samspel.workspace.permissions import demand, list_units
from samspel.workspace.request_links import draw_link, is_open, reaches_others
from samspel.workspace.versions import change, take_away
from samspel.workspace.within import list_within

ACTION, READ = "request.change", "request.read"
LONGEST_BODY, LONGEST_TO = 120, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRequest:
    """What somebody chose: the code of the body, the part of it that is asked (or nothing), the keys of the questions,
    the ground, whether answers are shared, and the campaign that it is for.
    """

    place: str
    body: str
    asked: tuple[str, ...]
    ground: str
    is_shared: bool = False
    campaign: Campaign | None = None


@cache
def get_rules() -> RequestRules:
    """The rules of the shipped content."""
    return load_request_rules()


def list_requests(account: Account | None, unit: Unit) -> "QuerySet[Request]":
    """The requests of a unit, if the account may read them, the newest first."""
    return _gather().filter(unit__in=list_units(account, READ)).filter(unit=unit)


def list_in_unit(unit: Unit) -> "QuerySet[Request]":
    """The requests of a unit and of its parts, for whoever sits at the machine."""
    return _gather().filter(unit__in=list_within(unit))


def _gather() -> "QuerySet[Request]":
    """With what is told of replies in lists; what they say is left sealed."""
    light = Reply.objects.defer("value", "said_by", "source")
    return Request.objects.select_related("unit", "campaign").prefetch_related(Prefetch("replies", light))


def begin(desk: Desk, unit: Unit, account: Account, typed: TypedRequest, day: date) -> Request:
    """Make a request with a link; nothing is sent. Raises ForbiddenError, BadInputError for a body, a question or a
    ground that is none, or a campaign of another unit.
    """
    demand(account, ACTION, unit)
    place = desk.catalogue.places.by_code.get(typed.place)
    if place is None or place.kind is PlaceKind.COUNTRY:
        raise BadInputError("work_choice", field="place")
    if typed.campaign is not None and typed.campaign.unit_id != unit.pk:
        raise BadInputError("work_choice", field="campaign")
    puts = _check_asked(desk, place, typed.asked)
    made = Request.objects.create(
        unit=unit,
        campaign=typed.campaign,
        place=place.code,
        demands=list(dict.fromkeys(put.demand.id for put in puts)),
        asked=[put.key for put in puts],
        made_on=day,
        expires=_find_end(day),
        **draw_link(),
        **_check_words(typed.body, typed.ground),
        is_shared=typed.is_shared,
    )
    note("request.begin", made, account=account, unit=unit, questions=len(puts))
    return made


def revise(request: Request, version: int, account: Account, *, body: str, ground: str, is_shared: bool) -> Request:
    """Change whom it goes to, its ground, or whether answers are shared. Raises ForbiddenError, BadInputError,
    ChangedMeanwhileError.
    """
    fields = _check_words(body, ground)
    return change_request(request, version, account, "request.change", **fields, is_shared=is_shared)


def renew_link(request: Request, version: int, account: Account, day: date) -> Request:
    """A new link; the old one leads nowhere from here on. Raises ForbiddenError, ChangedMeanwhileError."""
    return change_request(request, version, account, "request.link", **draw_link(), expires=_find_end(day))


def close_link(request: Request, version: int, account: Account) -> Request:
    """Let the link lead nowhere. Raises ForbiddenError, ChangedMeanwhileError."""
    return change_request(request, version, account, "request.closed", digest=None, salt="", expires=None)


def mark_sent(
    desk: Desk, request: Request, version: int, account: Account, *, day: date, to: str, lang: Lang
) -> Request:
    """Say when and to whom the letter was sent: it is kept as it was, the link begins to run, and so does the time for
    an answer. Raises ForbiddenError, BadInputError for a day to come or words too long, ChangedMeanwhileError.
    """
    _check_day(day)
    fields = {"sent_on": day, "sent_to": tidy_text("sent_to", to, LONGEST_TO)}
    if request.digest:
        fields["expires"] = _find_end(day)
    with transaction.atomic():
        kept = change_request(request, version, account, "request.sent", **fields)
        letter = write_request(desk, find_body(desk, kept), find_asked(desk, kept), make_way(desk, kept), lang, day)
        _freeze(kept, Letter.Kind.LETTER, letter, day)
    return kept


def mark_reminded(desk: Desk, request: Request, version: int, account: Account, *, day: date, lang: Lang) -> Request:
    """Say when the reminder was sent: it is kept as it was, and the time for an answer begins anew. Raises as
    `mark_sent`, and BadInputError where nothing has been sent or is left to ask.
    """
    _check_day(day)
    left = list_left(desk, request)
    if request.sent_on is None or not left:
        raise BadInputError("request_nothing_left")
    with transaction.atomic():
        kept = change_request(request, version, account, "request.reminded", reminded_on=day)
        reminder = write_reminder(desk, find_body(desk, kept), left, make_way(desk, request), lang, day)
        _freeze(kept, Letter.Kind.REMINDER, reminder, day)
    return kept


def end(request: Request, version: int, account: Account, day: date | None) -> Request:
    """Say that no more answers are waited for, or that they are again. Raises ForbiddenError, ChangedMeanwhileError."""
    return change_request(request, version, account, "request.ended" if day else "request.resumed", answered_on=day)


def change_request(request: Request, version: int, account: Account, action: Logged, **fields: object) -> Request:
    """Change fields of it and note so. Raises ForbiddenError, ChangedMeanwhileError."""
    demand(account, ACTION, request.unit)
    with transaction.atomic():
        kept = change(request, version, **fields)
        note(action, kept, account=account, unit=request.unit)
    return kept


def remove(request: Request, version: int, account: Account) -> None:
    """Take it away with its letters and replies; answers that count stay at the place. Raises ForbiddenError, and
    BadInputError where it was changed since.
    """
    demand(account, ACTION, request.unit)
    with transaction.atomic():
        note("request.remove", request, account=account, unit=request.unit)
        take_away(request, version)


def find_body(desk: Desk, request: Request) -> Place:
    """Whom it is put to."""
    return desk.catalogue.places.by_code[request.place]


def name_recipient(desk: Desk, request: Request) -> str:
    """Whom the letter goes to, in words."""
    body = find_body(desk, request).body
    return f"{request.body}, {body}" if request.body and request.body != body else body


def find_asked(desk: Desk, request: Request) -> tuple[Put, ...]:
    """Its questions."""
    return find_puts(desk, find_body(desk, request), request.asked)


def list_left(desk: Desk, request: Request) -> tuple[Put, ...]:
    """The questions that nobody has said anything to."""
    said = {reply.key for reply in request.replies.all()}
    return tuple(put for put in find_asked(desk, request) if put.key not in said)


def find_due(request: Request) -> date | None:
    """When it is worth reminding: so many days after it was sent or reminded of; None where it waits for no answer."""
    latest = request.reminded_on or request.sent_on
    ground = get_rules().find_ground(request.ground)
    if latest is None or request.answered_on is not None or ground is None:
        return None
    return latest + timedelta(days=ground.days)


def make_way(desk: Desk, request: Request, address: str = "") -> Way:
    """What the letter says of the request itself; `address` is that of the answer page, for a letter with a link."""
    return Way(
        sender=request.unit.name,
        recipient=name_recipient(desk, request),
        ground=request.ground,
        is_shared=request.is_shared,
        address=address,
        has_link=reaches_others() and is_open(request),
        until=find_last_day(request),
        sent=request.sent_on,
        reminded=request.reminded_on,
    )


def find_last_day(request: Request) -> date | None:
    """The last day on which the link can be used."""
    return None if request.expires is None else (request.expires - timedelta(seconds=1)).astimezone(SWEDEN).date()


def _check_asked(desk: Desk, place: Place, asked: Iterable[str]) -> tuple[Put, ...]:
    """The questions of keys. Raises BadInputError for none, too many, or one that cannot be put to the body."""
    keys, most = tuple(dict.fromkeys(asked)), get_rules().most_questions
    if not keys:
        raise BadInputError("request_no_question")
    if len(keys) > most:
        raise BadInputError("work_many", field="asked", limit=most)
    puts = find_puts(desk, place, keys)
    places = desk.catalogue.places
    towns = {one.code for one in (places.members_of(place) if place.kind is PlaceKind.REGION else (place,))}
    own = {PlaceKind.MUNICIPALITY: "municipality", PlaceKind.REGION: "region"}[place.kind]
    is_both = own == "municipality" and places.answering(places.region_of(place)) is place
    for put in puts:
        about = "" if put.inquiry.about is None else put.inquiry.about.code
        is_put = put.question.each_municipality == bool(about) and (not about or about in towns)
        if not is_put or not (is_both or put.question.body == own):
            raise BadInputError("work_choice", field="asked")
    if len(puts) != len(keys):
        raise BadInputError("work_choice", field="asked")
    return puts


def _check_words(body: str, ground: str) -> dict[str, str]:
    if get_rules().find_ground(ground) is None:
        raise BadInputError("work_choice", field="ground")
    return {"body": " ".join(tidy_text("body", body, LONGEST_BODY).split()), "ground": ground}


def _check_day(day: date) -> None:
    if day > datetime.now(SWEDEN).date():
        raise BadInputError("request_day")


def _find_end(day: date) -> datetime:
    """The end of the last day of a link that begins on a day."""
    last = day + timedelta(days=get_rules().link_days + 1)
    return datetime.combine(last, time(), SWEDEN).astimezone(UTC)


def _freeze(request: Request, kind: Letter.Kind, document: Document, day: date) -> None:
    """Keep a letter, which has no link."""
    ((name, content),) = render(document, ["pdf"]).items()
    Letter.objects.create(
        request=request,
        kind=kind,
        title=document.title[:200],
        taken_on=day,
        file=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
