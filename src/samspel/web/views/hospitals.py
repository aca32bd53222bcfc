"""The hospitals that count as having emergency surgery, and a form that corrects the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.hospitals import (
    SAID,
    Correction,
    correct_hospital,
    list_hospitals,
    table_hospitals,
    tell_aside,
    tell_hospital,
)
from samspel.terms.clock import get_today
from samspel.terms.errors import SamspelError
from samspel.web.shared import get_desk, get_lang, get_texts
from samspel.web.views.errors import explain_all
from samspel.web.views.tables import send_table

HOSPITAL, WORD, NAME, SOURCE = "sjukhus", "svar", "namn", "kalla"
UNDO = "undo"


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The list and the form; a correction taken, or why it was not."""
    desk, texts = get_desk(), get_texts()
    context: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            changed = correct_hospital(desk, _read(request), get_today())
            told = tell_hospital(texts, changed)
            context["done"] = texts("hospital.form.done", hospital=changed.name, told=told)
        except SamspelError as error:
            context |= {"told": explain_all(texts, error), "given": request.POST}
            status = 400
    hospitals = list_hospitals(desk)
    context |= {
        "hospitals": [(one, tell_hospital(texts, one)) for one in hospitals],
        "words": [(word, texts(f"hospital.form.{word}")) for word in (*SAID, UNDO)],
        "aside": tell_aside(texts, desk),
        "chosen": request.POST.get(HOSPITAL) or request.GET.get(HOSPITAL, ""),
    }
    return render(request, "samspel/hospitals.html", context, status=status)


@require_safe
def send(_request: HttpRequest, kind: str) -> HttpResponse:
    """The list as a table."""
    desk = get_desk()
    return send_table(table_hospitals(desk, get_lang(), list_hospitals(desk)), kind)


def _read(request: HttpRequest) -> Correction:
    hospital, word, name, source = (request.POST.get(field, "") for field in (HOSPITAL, WORD, NAME, SOURCE))
    return Correction(hospital, "" if word == UNDO else word or "-", name, source)
