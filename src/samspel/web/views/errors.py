"""Pages that say what went wrong, why, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspel.catalogue.texts import Explanation, Texts
from samspel.terms.errors import SamspelError
from samspel.usecases.finding import suggest_places
from samspel.web.shared import get_catalogue, get_texts

TEMPLATE = "samspel/error.html"


def show_error(request: HttpRequest, error: SamspelError, status: int) -> HttpResponse:
    """An error of the program's own, with the nearest places as links when a place was not found."""
    texts = get_texts()
    told = explain_all(texts, error)
    name = str(error.facts.get("name", ""))
    nearest = suggest_places(get_catalogue(), name) if error.code == "unknown_place" else ()
    context = {"title": told[0].what, "told": told, "nearest": nearest}
    return render(request, TEMPLATE, context, status=status)


def explain_all(texts: Texts, error: SamspelError) -> list[Explanation]:
    """The error and those found with it; what to do is told for the web where it differs from the command line."""
    return [_explain(texts, one) for one in (error, *error.others)]


def show_missing(request: HttpRequest, **_: object) -> HttpResponse:
    """404: an address that does not exist."""
    return _show(request, "missing", 404)


def show_bad_request(request: HttpRequest, **_: object) -> HttpResponse:
    """400: a request that cannot be understood."""
    return _show(request, "bad_request", 400)


def show_forbidden(request: HttpRequest, **_: object) -> HttpResponse:
    """403: a request that is not let through."""
    return _show(request, "forbidden", 403)


def show_csrf_failure(request: HttpRequest, **_: object) -> HttpResponse:
    """403: a form whose token is missing or old."""
    return _show(request, "forbidden", 403)


def show_failure(request: HttpRequest) -> HttpResponse:
    """500: a fault of the program."""
    return _show(request, "failure", 500)


def _show(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    texts = get_texts()
    told = Explanation(*(texts(f"web.error.{kind}_{part}") for part in ("what", "where", "why", "do")))
    return render(request, TEMPLATE, {"title": told.what, "told": [told], "nearest": ()}, status=status)


def _explain(texts: Texts, error: SamspelError) -> Explanation:
    told = texts.explain(error)
    key = f"web.do.{error.code}"
    if key not in texts.entries:
        return told
    return Explanation(told.what, told.where, told.why, texts(key, **error.facts))
