"""The page where a body answers through its link: no account, no name but the one that they choose to give."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.requesting import Put, write_request_form
from samspel.catalogue.records.needs import AnswerKind
from samspel.catalogue.texts import Explanation, Texts
from samspel.reports.demand import label_demand
from samspel.reports.enquiry import label_form
from samspel.reports.needs import describe_question
from samspel.reports.requests import describe_value, list_contradictions
from samspel.terms.alphabet import capitalise
from samspel.terms.clock import get_now
from samspel.terms.errors import BadInputError, SamspelError
from samspel.web.downloads import offer_file
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.presenters.answers import CHOICES, AnswerChoice
from samspel.web.shared import get_desk, get_lang, get_limits, get_texts
from samspel.web.views.errors import explain_all, find_status
from samspel.workspace.models import Reply, Request
from samspel.workspace.replies import Came, Sent, find_latest, receive
from samspel.workspace.request_links import find_by_secret
from samspel.workspace.requests import find_asked, find_body, find_last_day, get_rules, name_recipient
from samspel.workspace.telling_requests import list_lines, tell_reply

ANSWER, KNOWS, BY, SOURCE, FILE, YES, UNKNOWN = "svar", "vet", "av", "kalla", "fil", "ja", "vet-ej"
KILO = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPart:
    """A question with its field: `name` of the field, how it is answered, what was typed or said before, and what was
    wrong with it.
    """

    name: str
    question: str
    kind: AnswerKind
    hint: str
    choices: tuple[AnswerChoice, ...]
    value: str
    is_unknown: bool
    before: str
    errors: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class DemandPart:
    """A demand with what it asks for, and its questions."""

    title: str
    asks: str
    questions: tuple[QuestionPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """What is asked, why, what becomes of the answers, and what was just received or wrong."""

    template: ClassVar[str] = "samspel/work/answer.html"
    unit: str
    recipient: str
    area: str
    until: str
    demands: tuple[DemandPart, ...]
    answered_by: str
    source: str
    is_shared: bool
    has_answered: bool
    form_address: str
    limit: int
    longest: int
    longest_by: int
    longest_source: int
    has_mistakes: bool = False
    contradicts: tuple[str, ...] = ()
    has_come: bool = False
    received: int = 0
    errors: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """How many answers came, new or other than before."""

    count: int


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """The questions; with a form, the answers received. Raises NotFoundError for a link that leads nowhere."""
    found = find_by_secret(secret)
    if request.method != "POST":
        notice = find_notice(request, Received)
        page = _present(request, found, secret)
        return _hide(
            show_page(request, page if notice is None else replace(page, has_come=True, received=notice.count))
        )
    try:
        count = receive(get_desk(), found, _read(request, found), get_now())
    except SamspelError as error:
        return _hide(show_page(request, _present(request, found, secret, error), find_status(error)))
    return send_on(reverse("request_answer", args=[secret]), Received(count))


@never_cache
@require_safe
def send_form(_request: HttpRequest, secret: str) -> HttpResponse:
    """The form with the questions. Raises as `show`."""
    found, desk = find_by_secret(secret), get_desk()
    body = find_body(desk, found)
    content = write_request_form(desk, body, find_asked(desk, found), get_lang())
    return offer_file(label_form(get_texts(), body), content)


def _hide(response: HttpResponse) -> HttpResponse:
    """A link is not for those who search the web."""
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(request: HttpRequest, found: Request) -> Sent:
    """What was sent, by the questions' own keys. Raises BadInputError for a form without its file."""
    post, file = request.POST, request.FILES.get(FILE)
    if isinstance(file, UploadedFile):
        return Sent(
            answers={}, unknown=frozenset(), answered_by="", source="", file=file.read(), file_name=file.name or ""
        )
    if FILE in post:
        raise BadInputError("no_upload")
    answers, unknown = {}, set()
    for name, put in _name_puts(found).items():
        typed = post.get(name, "")
        if typed == UNKNOWN or post.get(f"{KNOWS}-{name}") == YES:
            unknown.add(put.key)
        else:
            answers[put.key] = typed
    return Sent(answers=answers, unknown=frozenset(unknown), answered_by=post.get(BY, ""), source=post.get(SOURCE, ""))


def _name_puts(found: Request) -> Mapping[str, Put]:
    """The questions by the names of their fields."""
    return {f"{ANSWER}-{number}": put for number, put in enumerate(find_asked(get_desk(), found))}


def _present(request: HttpRequest, found: Request, secret: str, error: SamspelError | None = None) -> AnswerPage:
    texts, desk, rules = get_texts(), get_desk(), get_rules()
    latest = find_latest(found, came=(Came.BODY,))
    newest = max(latest.values(), key=lambda one: one.pk, default=None)
    last, post = find_last_day(found), request.POST
    wrong = () if error is None else (error, *error.others)
    demands: dict[str, list[QuestionPart]] = {}
    puts = _name_puts(found)
    for name, put in puts.items():
        told = tuple(
            replace(one, where="")
            for fault in wrong
            if fault.facts.get("asked") == put.key
            for one in explain_all(texts, SamspelError(fault.code, **fault.facts))
        )
        part = _present_question(texts, found, name, put, latest.get(put.key), request)
        demands.setdefault(put.demand.id, []).append(replace(part, errors=told))
    whole = tuple(
        replace(one, where="")
        for fault in wrong
        if "asked" not in fault.facts
        for one in explain_all(texts, SamspelError(fault.code, **fault.facts))
    )
    return AnswerPage(
        unit=found.unit.name,
        recipient=name_recipient(desk, found),
        area=find_body(desk, found).area,
        until="" if last is None else texts.day(last),
        demands=tuple(
            DemandPart(
                label_demand(texts, desk.catalogue.demands[name]),
                texts.of(desk.catalogue.demands[name]).asks,
                tuple(made),
            )
            for name, made in demands.items()
        ),
        answered_by=post.get(BY, "" if newest is None else newest.said_by),
        source=post.get(SOURCE, "" if newest is None else newest.source),
        is_shared=found.is_shared,
        has_answered=bool(latest),
        form_address=reverse("request_answer_form", args=[secret]),
        limit=get_limits().small_body // KILO,
        longest=rules.longest,
        longest_by=rules.longest_who,
        longest_source=rules.longest_source,
        contradicts=_list_contradictions(texts, found) if request.method != "POST" else (),
        has_mistakes=bool(wrong),
        errors=whole,
    )


def _list_contradictions(texts: Texts, found: Request) -> tuple[str, ...]:
    """What they have answered through the link that cannot both be so."""
    lines = list_lines(get_desk(), texts, found)
    return list_contradictions(texts, [one for one in lines if one.latest and one.latest.came == Came.BODY])


def _present_question(
    texts: Texts, found: Request, name: str, put: Put, before: Reply | None, request: HttpRequest
) -> QuestionPart:
    """A question with what was typed, or else what they answered before."""
    typed, kind, desk = request.POST.get(name), put.question.answer, get_desk()
    value, is_unknown, said = "", before is not None and before.is_unknown, ""
    if before is not None:
        heard = tell_reply(desk, texts, found, put, before)
        words = describe_value(texts, heard)
        said = texts("request.answer.before", answer=words, day=texts.day(before.said_on))
        value = before.value if kind == "yes_no" else "" if before.is_unknown else words
    if request.method == "POST":
        value = "" if typed is None else typed
        is_unknown = value == UNKNOWN or request.POST.get(f"{KNOWS}-{name}") == YES
    choices: tuple[AnswerChoice, ...] = ()
    if kind == "yes_no":
        labels = [(one, capitalise(texts(f"words.{one}"))) for one in CHOICES]
        labels += [(UNKNOWN, texts("request.answer.unknown")), ("", texts("request.answer.skip"))]
        chosen = UNKNOWN if is_unknown else value
        choices = tuple(AnswerChoice(one, label, one == chosen) for one, label in labels)
    return QuestionPart(
        name=name,
        question=describe_question(texts, put.inquiry),
        kind=kind,
        hint=texts(f"form.answer_kind_{kind}"),
        choices=choices,
        value=value,
        is_unknown=is_unknown,
        before=said,
        errors=(),
    )
