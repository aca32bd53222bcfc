"""The hospitals that count as having emergency surgery, and a form that corrects the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.hospitals import SAID, Correction, correct_hospital, list_hospitals
from samspel.catalogue.texts import Explanation, Texts
from samspel.reach.surgery import Hospital
from samspel.reports.hospitals import compose_hospitals, describe_hospital, tabulate_hospitals
from samspel.terms.clock import get_today
from samspel.terms.errors import SamspelError
from samspel.web.blocks import Files, set_blocks
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.shared import get_desk, get_texts
from samspel.web.views.errors import explain_all

HOSPITAL, WORD, NAME, SOURCE = "sjukhus", "svar", "namn", "kalla"
UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalForm:
    """The form with what was typed; `words` are what one may say of a hospital, each with its label."""

    hospitals: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    hospital: str
    word: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class HospitalsPage:
    """The page: the list as blocks, the form, and what came of a correction."""

    template: ClassVar[str] = "samspel/hospitals.html"
    blocks: SafeString
    form: HospitalForm
    done: str = ""
    errors: tuple[Explanation, ...] = ()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The list and the form; a correction taken, or why it was not."""
    desk, texts = get_desk(), get_texts()
    done, status = "", 200
    errors: tuple[Explanation, ...] = ()
    if request.method == "POST":
        try:
            changed = correct_hospital(desk, _read(request), get_today())
            done = texts("hospital.form.done", hospital=changed.name, told=describe_hospital(texts, changed))
        except SamspelError as error:
            errors, status = tuple(explain_all(texts, error)), 400
    hospitals = list_hospitals(desk)
    files = {"hospitals": Files(*(reverse("hospitals_table", args=[kind]) for kind in ("csv", "xlsx")))}
    blocks = set_blocks(texts, compose_hospitals(texts, hospitals, desk.hospitals.list_aside()), files)
    page = HospitalsPage(
        blocks, _present_form(request, texts, hospitals, request.POST if errors else QueryDict()), done, errors
    )
    return show_page(request, page, status)


@require_safe
def send(_request: HttpRequest, kind: str) -> HttpResponse:
    """The list as a table."""
    return offer_table(tabulate_hospitals(get_texts(), list_hospitals(get_desk())), kind)


def _present_form(request: HttpRequest, texts: Texts, hospitals: Sequence[Hospital], typed: QueryDict) -> HospitalForm:
    """The form with what was typed and not taken."""
    return HospitalForm(
        hospitals=tuple(one.name for one in hospitals),
        words=tuple((word, texts(f"hospital.form.{word}")) for word in (*SAID, UNDO)),
        hospital=request.POST.get(HOSPITAL) or request.GET.get(HOSPITAL, ""),
        word=typed.get(WORD, ""),
        name=typed.get(NAME, ""),
        source=typed.get(SOURCE, ""),
    )


def _read(request: HttpRequest) -> Correction:
    hospital, word, name, source = (request.POST.get(field, "") for field in (HOSPITAL, WORD, NAME, SOURCE))
    return Correction(hospital, "" if word == UNDO else word or "-", name, source)
