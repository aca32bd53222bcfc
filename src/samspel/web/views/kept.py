"""What is kept of a place: shown, removed after a question, an answer put back, and who changed what."""

from dataclasses import dataclass, replace
from datetime import date

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.app.drafting import forget_draft
from samspel.app.keeping import find_answer, forget_answer, forget_report, forget_unused, list_kept, restore_answer
from samspel.needs.answers import Answer
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.presenters.kept import KeptRemovePage, present_answer, present_draft, present_kept
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts

WHAT, SUBJECT, UNDO = "vad", "svar", "angra"
REPORT, ANSWER, DRAFT, UNUSED = "rakning", "svar", "utkast", "oanvant"
NAMES = {REPORT: "report", ANSWER: "answer", DRAFT: "draft", UNUSED: "unused"}
SALT = "samspel.kept.undo"
UNDO_SECONDS = 3600
"""How long a removed answer can be put back. It lies in the page that tells of its removal, and as long in memory."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with what is kept, by the key of its text, and the answer that can be put back."""

    text: str
    removed: Answer | None = None


@never_cache
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that is kept of a place, with a way to remove each thing."""
    place = get_place(code)
    page = present_kept(get_desk(), get_texts(), list_kept(get_desk(), place))
    done = find_notice(request, Done)
    if done is not None:
        undo = "" if done.removed is None else _sign(done.removed)
        page = replace(page, done=get_texts()(done.text), undo=undo)
    return show_page(request, page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whether the thing is to be removed, and remove it when the answer is yes."""
    place = get_place(code)
    asked = request.POST if request.method == "POST" else request.GET
    kind, subject = asked.get(WHAT, ""), asked.get(SUBJECT, "")
    if kind not in NAMES:
        raise BadInputError("kept_no_answer", subject=kind[:80] or "–", body=place.body)
    if request.method == "POST":
        return _remove(place, kind, subject)
    kept = list_kept(get_desk(), place)  # refuses the country
    answer = draft = None
    if kind == ANSWER:
        body = get_catalogue().places.answering(place)
        answer = present_answer(get_desk(), get_texts(), find_answer(get_desk(), body, subject))
    if kind == DRAFT:
        found = (one for one in kept.drafts if one.subject == subject)
        draft = next((present_draft(get_desk(), get_texts(), one) for one in found), None)
    sure = get_texts()(f"kept.sure_{NAMES[kind]}", **({"area": place.area} if kind == REPORT else {}))
    page = KeptRemovePage(place=place, kind=kind, subject=subject, sure=sure, answer=answer, draft=draft)
    return show_page(request, page)


@require_POST
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Put back an answer that was just removed. Raises BadInputError for a page that is too old or was changed."""
    place = get_place(code)
    try:
        told = signing.loads(request.POST.get(UNDO, ""), salt=SALT, max_age=UNDO_SECONDS)
        answer = Answer(**{**told, "day": date.fromisoformat(told["day"])})
    except (signing.BadSignature, TypeError, ValueError, KeyError):
        raise BadInputError("kept_undo_old") from None
    if answer.body != get_catalogue().places.answering(place).code:
        raise BadInputError("kept_undo_old")
    restore_answer(get_desk(), place, answer)
    return _send_on(place, Done("kept.restored"))


def _remove(place: Place, kind: str, subject: str) -> HttpResponse:
    desk, removed = get_desk(), None
    list_kept(desk, place)  # refuses the country
    if kind == REPORT:
        forget_report(desk, place)
    elif kind == ANSWER:
        removed = forget_answer(desk, place, subject)
    elif kind == DRAFT:
        forget_draft(desk, place, subject)
    else:
        forget_unused(desk, place)
    return _send_on(place, Done(f"kept.removed_{NAMES[kind]}", removed))


def _send_on(place: Place, done: Done) -> HttpResponse:
    return send_on(reverse("kept", args=[place.code]), done)


def _sign(answer: Answer) -> str:
    facts = {name: getattr(answer, name) for name in answer.__slots__}
    return signing.dumps({**facts, "day": answer.day.isoformat()}, salt=SALT, compress=True)
