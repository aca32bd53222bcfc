"""Answers to a request: every version is kept with who says it, when, by what source and how it came. An officer's own
count at once; what a body has sent counts when an officer has confirmed it; what another branch shares can be taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samspel.app.answering import TypedReply
from samspel.app.desk import Desk
from samspel.app.requesting import Put, read_form, read_reply, use_answers, write_answer_key
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.enquiry import Receipt
from samspel.terms.clock import SWEDEN
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import neutralise
from samspel.terms.numbers import write_number
from samspel.terms.place import Place
from samspel.workspace.log import note
from samspel.workspace.models import Account, Reply, Request, Unit
from samspel.workspace.permissions import demand
from samspel.workspace.requests import (
    ACTION,
    TypedRequest,
    begin,
    close_link,
    find_asked,
    find_body,
    get_rules,
    name_recipient,
)
from samspel.workspace.versions import change
from samspel.workspace.within import list_within

Came = Reply.Came


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came through a link: the answers by the keys of their questions (empty where one was passed over), those
    that they do not know, who says it, and where it can be checked; or a filled-in form.
    """

    answers: Mapping[str, str]
    unknown: frozenset[str]
    answered_by: str
    source: str
    file: bytes = b""
    file_name: str = ""


def receive(desk: Desk, request: Request, sent: Sent, now: datetime) -> int:
    """Keep what came through the link, as versions beside those before; returns how many answers are new or other than
    before. Nothing counts for the place before an officer has confirmed it.

    Raises BadInputError, and keeps nothing, where an answer is none, nobody says it, nothing is answered, or more comes
    through the link than people answer.
    """
    today = now.astimezone(SWEDEN).date()
    puts = find_asked(desk, request)
    rows = list(_read_sent(desk, request, puts, sent, today))
    if not rows:
        raise BadInputError("request_nothing_said")
    with transaction.atomic():
        kept = Request.objects.select_for_update().get(pk=request.pk)
        _check_rate(kept, now)
        latest = find_latest(kept, came=(Came.BODY,))
        new = [row for row in rows if not _is_same(latest.get(row.key), row)]
        for row in new:
            row.request, row.came, row.came_at = kept, Came.BODY, now
            row.save(force_insert=True)
        _see_whether_done(kept, today)
        note("reply.came", kept, account=None, unit=kept.unit, count=len(new))
    return len(new)


def note_reply(
    desk: Desk, request: Request, version: int, account: Account, put: Put, typed: TypedReply, today: date
) -> Receipt | None:
    """Keep an answer that an officer has got, and let it count. None in the made-up branch, where nothing counts.

    Raises ForbiddenError, BadInputError as the form of a demand, ChangedMeanwhileError.
    """
    demand(account, ACTION, request.unit)
    answer = read_reply(desk, find_body(desk, request), put, _tidy(typed), today)
    return _keep(desk, request, version, account, [_make(answer)], Came.OFFICER, today)


def note_form(
    desk: Desk, request: Request, version: int, account: Account, data: bytes, name: str, today: date
) -> Receipt | None:
    """Keep the answers of a form that came back, and let them count. Raises as `note_reply`."""
    demand(account, ACTION, request.unit)
    found = read_form(desk, find_body(desk, request), find_asked(desk, request), data, name, today)
    return _keep(desk, request, version, account, [_make(answer) for answer in found], Came.FILE, today)


def use_reply(
    desk: Desk, texts: Texts, request: Request, version: int, number: int, account: Account, today: date
) -> Receipt:
    """Let an answer count for the place: what an officer has confirmed. Raises ForbiddenError, BadInputError for one
    that is no answer, has a later version, or is the made-up branch's, ChangedMeanwhileError.
    """
    demand(account, ACTION, request.unit)
    if request.unit.is_example:
        raise BadInputError("request_example")
    reply = request.replies.filter(pk=number).first()
    if reply is None or reply.is_unknown:
        raise BadInputError("work_gone")
    with transaction.atomic():
        kept = change(request, version)
        if find_latest(kept)[reply.key].pk != reply.pk:
            raise BadInputError("request_newer")
        _mark_used(reply, account, today)
        note("reply.used", reply, account=account, unit=request.unit)
        return use_answers(desk, find_body(desk, request), [read_kept(desk, texts, request, reply)])


def use_replies(
    desk: Desk, texts: Texts, request: Request, version: int, numbers: Sequence[int], account: Account, today: date
) -> None:
    """Let several answers count at once, all or none. Raises as `use_reply`."""
    latest = {one.pk for one in find_latest(request).values()}
    if not numbers or not latest.issuperset(numbers):
        raise BadInputError("request_newer" if numbers else "work_gone")
    with transaction.atomic():
        for step, number in enumerate(dict.fromkeys(numbers)):
            use_reply(desk, texts, request, version + step, number, account, today)


def list_shared(unit: Unit, places: Iterable[str]) -> list[Reply]:
    """The answers that other units let everybody on this server use, from bodies of those codes: the latest of each
    question that counts, and that this unit has not taken.
    """
    taken = set(Reply.objects.filter(request__unit=unit).values_list("taken_from", flat=True))
    found: dict[tuple[str, str], Reply] = {}
    shared = Reply.objects.filter(request__is_shared=True, request__place__in=list(places), is_unknown=False)
    shared = shared.exclude(used_on=None).exclude(request__unit=unit).exclude(request__unit__is_example=True)
    for reply in shared.exclude(came=Came.SHARED).select_related("request__unit"):
        found[reply.request.place, reply.key] = reply
    return [reply for reply in found.values() if reply.pk not in taken]


def take_shared(
    desk: Desk, texts: Texts, request: Request, version: int, number: int, account: Account, today: date
) -> Receipt:
    """Take an answer that another unit shares: who said it, when and by what source stay. Raises ForbiddenError,
    BadInputError for one that is not shared (any more) or answers something else, ChangedMeanwhileError.
    """
    demand(account, ACTION, request.unit)
    shared = {reply.pk: reply for reply in list_shared(request.unit, [request.place])}
    origin = shared.get(number)
    if origin is None or origin.key not in request.asked:
        raise BadInputError("work_gone")
    if request.unit.is_example:
        raise BadInputError("request_example")
    with transaction.atomic():
        kept = change(request, version)
        row = Reply(
            request=kept,
            came=Came.SHARED,
            noted_by=account,
            taken_from=origin,
            demand=origin.demand,
            question=origin.question,
            about=origin.about,
            value=origin.value,
            said_by=origin.said_by,
            said_on=origin.said_on,
            source=origin.source,
            used_on=today,
            used_by=account,
        )
        row.save(force_insert=True)
        _see_whether_done(kept, today)
        note("reply.taken", row, account=account, unit=request.unit, origin=origin.pk)
        return use_answers(desk, find_body(desk, request), [read_kept(desk, texts, origin.request, origin)])


def take_without_asking(desk: Desk, texts: Texts, unit: Unit, number: int, account: Account, today: date) -> Request:
    """Take an answer that another unit shares where this one has asked nothing: a request with that question alone,
    which nothing is sent for and that has no link. Raises as `take_shared`.
    """
    demand(account, ACTION, unit)
    origin = Reply.objects.select_related("request").filter(pk=number).first()
    if origin is None or origin not in list_shared(unit, [origin.request.place]):
        raise BadInputError("work_gone")
    like = origin.request
    typed = TypedRequest(place=like.place, body=like.body, asked=(origin.key,), ground=like.ground)
    with transaction.atomic():
        made = close_link(begin(desk, unit, account, typed, today), 1, account)
        take_shared(desk, texts, made, made.version, number, account, today)
    return made


def carry_replies(desk: Desk, unit: Unit) -> tuple[int, int]:
    """Let the answers count here that counted where a unit and its parts were taken out. One that stands here already
    is left, as is one to a question that there is no more: how many were carried, and how many left.
    """
    carried = left = 0
    asked = Request.objects.filter(unit__in=list_within(unit), unit__is_example=False).prefetch_related("replies")
    for request in asked.select_related("unit"):
        used = {reply.key: reply for reply in request.replies.all() if reply.used_on and not reply.is_unknown}
        for reply in used.values():
            demand_kept = desk.catalogue.demands.get(reply.demand)
            known = () if demand_kept is None else tuple(one.id for one in demand_kept.questions)
            if reply.question not in known or request.place not in desk.catalogue.places.by_code:
                left += 1
                continue
            answer = read_kept(desk, desk.catalogue.texts["sv"], request, reply)
            if any(one.identity == answer.identity for one in desk.store.read(request.place)):
                left += 1
                continue
            use_answers(desk, find_body(desk, request), [answer])
            carried += 1
    return carried, left


def find_latest(request: Request, came: Sequence[str] = ()) -> dict[str, Reply]:
    """The latest version of each answer by the key of its question; of those alone that came so."""
    return {reply.key: reply for reply in request.replies.all() if not came or reply.came in came}


def read_kept(desk: Desk, texts: Texts, request: Request, reply: Reply) -> Answer:
    """A reply as an answer of the place. Where it came through the link, the source says so, with who sent the link and
    confirmed the answer: whoever has the link may fill it in.
    """
    question = next(one for one in desk.catalogue.demands[reply.demand].questions if one.id == reply.question)
    is_number = question.answer in ("number", "percent") and reply.value not in ("", "not_applicable")
    source = reply.source
    if reply.came == Came.BODY:
        day = reply.came_at.astimezone(SWEDEN).date().isoformat()
        came = texts("request.source.body", day=day, unit=request.unit.name)
        source = f"{came}. {reply.source}" if reply.source else came
    return Answer(
        body=request.place,
        demand=reply.demand,
        item=reply.question,
        kind="question",
        value=float(reply.value) if is_number else reply.value,
        country=None,
        answered_by=reply.said_by or name_recipient(desk, request),
        day=reply.said_on,
        source=source,
        about=reply.about,
    )


def _read_sent(desk: Desk, request: Request, puts: Sequence[Put], sent: Sent, today: date) -> Iterable[Reply]:
    body = find_body(desk, request)
    if sent.file:
        yield from (_make(one) for one in read_form(desk, body, puts, sent.file, sent.file_name, today))
        return
    problems = list[BadInputError]()
    for put in puts:
        if put.key not in sent.unknown and not sent.answers.get(put.key, "").strip():
            continue
        try:
            yield _read_one(desk, body, put, sent, today)
        except BadInputError as error:
            error.facts = {**error.facts, "asked": put.key}
            problems.append(error)
    if problems:
        problems[0].others = tuple(problems[1:])
        raise problems[0]


def _read_one(desk: Desk, body: Place, put: Put, sent: Sent, today: date) -> Reply:
    """What was said to one question: an answer, or that they do not know."""
    if not sent.answered_by.strip():
        raise BadInputError("answer_no_name")
    typed = _tidy(
        TypedReply(
            answer=sent.answers.get(put.key, ""),
            answered_by=sent.answered_by,
            day=today.isoformat(),
            source=sent.source,
        )
    )
    if put.key not in sent.unknown:
        return _make(read_reply(desk, body, put, typed, today))
    demand_id, question, about = put.key.split("/")
    return Reply(
        demand=demand_id,
        question=question,
        about=about,
        is_unknown=True,
        said_by=typed.answered_by,
        said_on=today,
        source=typed.source,
    )


def _keep(
    desk: Desk, request: Request, version: int, account: Account, rows: Sequence[Reply], came: Reply.Came, today: date
) -> Receipt | None:
    """Keep what an officer has got, and let it count."""
    with transaction.atomic():
        kept = change(request, version)
        for row in rows:
            row.request, row.came, row.noted_by = kept, came, account
            if not request.unit.is_example:
                row.used_on, row.used_by = today, account
            row.save(force_insert=True)
            note("reply.noted", row, account=account, unit=request.unit, came=came.value)
        _see_whether_done(kept, today)
        if request.unit.is_example:
            return None
        texts = desk.catalogue.texts["sv"]  # what an officer has got says nothing of its own
        answers = [read_kept(desk, texts, request, row) for row in rows]
        return use_answers(desk, find_body(desk, request), answers)


def _make(answer: Answer) -> Reply:
    """A reply that says what an answer says."""
    value = answer.value if isinstance(answer.value, str) else write_number(answer.value)
    demand_id, question, about = write_answer_key(answer).split("/")
    return Reply(
        demand=demand_id,
        question=question,
        about=about,
        value=neutralise(value),
        said_by=neutralise(answer.answered_by),
        said_on=answer.day,
        source=neutralise(answer.source),
    )


def _tidy(typed: TypedReply) -> TypedReply:
    """What was typed, harmless. Raises BadInputError for what is too long."""
    rules = get_rules()
    limits = {"answer": rules.longest, "answered_by": rules.longest_who, "source": rules.longest_source}
    for name, limit in limits.items():
        if len(getattr(typed, name)) > limit:
            raise BadInputError("work_long", field=name, limit=limit)
    return TypedReply(
        answer=neutralise(typed.answer.strip()),
        answered_by=" ".join(neutralise(typed.answered_by).split()),
        day=typed.day,
        source=" ".join(neutralise(typed.source).split()),
    )


def _is_same(before: Reply | None, row: Reply) -> bool:
    if before is None:
        return False
    names = ("value", "is_unknown", "said_by", "source")
    return all(getattr(before, name) == getattr(row, name) for name in names)


def _check_rate(request: Request, now: datetime) -> None:
    """Raises BadInputError where more has come through the link today than people answer."""
    start = now.astimezone(SWEDEN).replace(hour=0, minute=0, second=0, microsecond=0)
    today = request.replies.filter(came=Came.BODY, came_at__gte=start)
    most = get_rules().most_a_day
    if today.values("came_at").distinct().count() >= most:
        raise BadInputError("request_many", most=most)


def _see_whether_done(request: Request, today: date) -> None:
    """Note the day on which every question had been answered, or was said not to be known."""
    said = {reply.key for reply in request.replies.all()}
    if request.answered_on is None and said.issuperset(request.asked):
        Request.objects.filter(pk=request.pk).update(answered_on=today)


def _mark_used(reply: Reply, account: Account, today: date) -> None:
    reply.used_on, reply.used_by = today, account
    reply.save(update_fields=["used_on", "used_by"])
