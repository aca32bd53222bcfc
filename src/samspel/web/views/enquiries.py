"""What is asked of a municipality or region, and the answers that come back."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.asking import answer_from_text, ask
from samspel.app.briefing import Format
from samspel.catalogue.texts import choose
from samspel.needs.measuring import Inquiry, Need
from samspel.reports.enquiry import AskedFigure, Enquiry, Receipt, group_figures
from samspel.reports.needs import describe_shared_question
from samspel.sources.answer_form import SIZE_LIMIT, decode_given
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place
from samspel.web.downloads import offer_file
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.today import get_today
from samspel.web.views.briefs import send_document
from samspel.web.views.errors import explain_all, find_status

FIELD = "svar"


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The letter and the form, and a form taken back with its receipt or every error in it."""
    place = get_place(code)
    context: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            context["receipt"] = _present_receipt(_take_back(request, place))
        except SamspelError as error:
            context["told"] = explain_all(get_texts(), error)
            status = find_status(error)
    enquiry = _ask(place)
    context |= {
        "place": place,
        "tab": "enquiry",
        "enquiry": enquiry,
        "asked": _group_questions(enquiry.questions),
        "figures": _present_figures(enquiry.figures),
    }
    return render(request, "samspel/enquiry.html", context, status=status)


@require_safe
def send_letter(_request: HttpRequest, code: str, kind: Format) -> HttpResponse:
    """The letter as a file."""
    return send_document(_ask(get_place(code)).letter, kind)


@require_safe
def send_form(_request: HttpRequest, code: str) -> HttpResponse:
    """The form that goes with the letter."""
    enquiry = _ask(get_place(code))
    return offer_file(enquiry.form_name, enquiry.form)


def _ask(place: Place) -> Enquiry:
    return ask(get_desk(), place, get_lang(), get_today())


def _take_back(request: HttpRequest, place: Place) -> Receipt:
    file = request.FILES.get(FIELD)
    if not isinstance(file, UploadedFile):
        raise BadInputError("no_upload")
    name = file.name or ""
    if (file.size or 0) > SIZE_LIMIT:
        raise BadInputError("file_too_large", file=name, limit=SIZE_LIMIT // 1_000_000)
    return answer_from_text(get_desk(), place, decode_given(file.read(), name), name, get_today())


def _present_receipt(receipt: Receipt) -> dict[str, object]:
    lang = get_lang()
    return {
        "count": len(receipt.answers),
        "body": receipt.body.body,
        "ignored": receipt.tell_ignored(get_texts()),
        "changes": [(after, choose(after.demand, lang).title, before.verdict) for before, after in receipt.changes],
    }


def _group_questions(questions: tuple[tuple[Need, Inquiry], ...]) -> list[tuple[Need, str, list[str]]]:
    """Each demand once, with its questions."""
    lang = get_lang()
    groups: dict[str, tuple[Need, str, list[Inquiry]]] = {}
    for need, inquiry in questions:
        group = groups.setdefault(need.demand.id, (need, choose(need.demand, lang).title, []))
        group[2].append(inquiry)
    return [(need, title, _tell_asked(inquiries)) for need, title, inquiries in groups.values()]


def _tell_asked(inquiries: list[Inquiry]) -> list[str]:
    """Each question once, with the municipalities that it is put for."""
    texts, by_question = get_texts(), dict[str, list[Inquiry]]()
    for inquiry in inquiries:
        by_question.setdefault(inquiry.question.id, []).append(inquiry)
    return [describe_shared_question(texts, found) for found in by_question.values()]


def _present_figures(figures: tuple[AskedFigure, ...]) -> list[tuple[str, str, str, list[str]]]:
    """Each group of figures: its name, heading and introduction, and what is in it."""
    catalogue, texts = get_catalogue(), get_texts()
    return [
        (
            name,
            texts(f"letter.{name}"),
            texts(f"letter.{name}_intro"),
            [texts.of(catalogue.indicators[one.measure.indicator]).name for _, one in group],
        )
        for name, group in group_figures(catalogue, figures)
    ]
