"""What is asked of a municipality or region, and the answers that come back."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.asking import FORM_LIMIT, answer_from_data, ask, write_form_of, write_letter
from samspel.app.briefing import Format
from samspel.app.finding import find_demand
from samspel.catalogue.texts import Explanation
from samspel.needs.enquiry import Enquiry, Receipt
from samspel.reports.enquiry import compose_figures, compose_receipt, fold_questions, label_form
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place
from samspel.terms.units import MEGABYTE
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_file
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.briefs import send_document
from samspel.web.views.errors import explain_all, find_status

FIELD, DEMAND, QUESTION = "svar", "krav", "fraga"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryPage:
    """The page: how much is asked, the questions and figures, what an answer that came in changed, or what was wrong
    with it, the other bodies that have questions, the megabytes that a form may take, and the end of the address where
    one question is put alone.
    """

    template: ClassVar[str] = "samspel/enquiry.html"
    place: Place
    questions: int
    figures: int
    is_empty: bool
    asked: SafeString
    receipt: SafeString | None
    errors: tuple[Explanation, ...]
    others: tuple[tuple[Place, int], ...]
    limit: int
    query: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The letter and the form, and a form taken back with its receipt or every error in it."""
    place, errors, status = get_place(code), list[Explanation](), 200
    if request.method == "POST":
        try:
            return send_on(reverse("enquiry", args=[place.code]), _take_back(request, place))
        except SamspelError as error:
            errors, status = explain_all(get_texts(), error), find_status(error)
    page = _present(request, place, find_notice(request, Receipt), errors)
    return show_page(request, page, status)


@require_safe
def send_letter(request: HttpRequest, code: str, kind: Format) -> HttpResponse:
    """The letter as a file."""
    return send_document(write_letter(get_desk(), _ask(request, code), get_lang(), get_today()), kind)


@require_safe
def send_form(request: HttpRequest, code: str) -> HttpResponse:
    """The form that goes with the letter."""
    enquiry = _ask(request, code)
    return offer_file(label_form(get_texts(), enquiry.body), write_form_of(get_desk(), enquiry, get_lang()))


def _ask(request: HttpRequest, code: str) -> Enquiry:
    """What there is to ask a body. Raises BadInputError where it is nothing: no letter begs for that."""
    enquiry = _find_asked(request, get_place(code))
    if enquiry.is_empty:
        raise BadInputError("nothing_asked", body=enquiry.body.body)
    return enquiry


def _find_asked(request: HttpRequest, place: Place) -> Enquiry:
    """What the address asks for: everything, a demand's questions or one of them. Raises NotFoundError for what the
    handbook has not.
    """
    demand = request.GET.get(DEMAND, "")
    chosen = [find_demand(get_catalogue(), demand)] if demand else []
    return ask(get_desk(), place, chosen, request.GET.get(QUESTION, "") if demand else "")


def _present(request: HttpRequest, place: Place, receipt: Receipt | None, errors: list[Explanation]) -> EnquiryPage:
    catalogue, texts, enquiry = get_catalogue(), get_texts(), _find_asked(request, place)
    chosen = {name: request.GET[name] for name in (DEMAND, QUESTION) if request.GET.get(DEMAND) and name in request.GET}
    told = None
    if receipt is not None:
        kept_in = "/".join(receipt.kept_in.parts[-2:])  # in the home, whose own path is nothing for a page
        told = set_blocks(texts, compose_receipt(catalogue, texts, receipt, kept_in))
    return EnquiryPage(
        place=place,
        questions=len(enquiry.questions),
        figures=len(enquiry.figures),
        is_empty=enquiry.is_empty,
        asked=set_blocks(texts, (*fold_questions(texts, enquiry), *compose_figures(catalogue, texts, enquiry))),
        receipt=told,
        errors=tuple(errors),
        others=enquiry.others,
        limit=FORM_LIMIT // MEGABYTE,
        query=f"?{urlencode(chosen)}" if chosen else "",
    )


def _take_back(request: HttpRequest, place: Place) -> Receipt:
    file = request.FILES.get(FIELD)
    if not isinstance(file, UploadedFile):
        raise BadInputError("no_upload")
    return answer_from_data(get_desk(), place, file.read(), file.name or "", get_today())
