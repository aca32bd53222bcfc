"""Pages that say what went wrong, why, and what to do."""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import ClassVar

from django.http import HttpRequest, HttpResponse

from samspel.app.asking import FORM_LIMIT
from samspel.app.finding import suggest_places
from samspel.catalogue.texts import Explanation, Texts
from samspel.terms.errors import ContentError, SamspelError
from samspel.terms.place import Place
from samspel.terms.units import MEGABYTE
from samspel.web.api.problems import asks_for_data, tell_problem
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.wsgi import TIMETABLE_LIMIT
from samspel.workspace.permissions import ForbiddenError

KINDS = {
    400: "bad_request",
    403: "forbidden",
    404: "missing",
    405: "not_allowed",
    408: "timeout",
    411: "length",
    413: "too_large",
    431: "headers",
    500: "failure",
    501: "not_implemented",
    503: "busy",
    507: "full",
}
"""Every status that has a page of its own, with the texts' name for it."""
FILE_FACTS = ("file", "folder", "path")


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong, and the nearest places where one was not found."""

    template: ClassVar[str] = "samspel/error.html"
    title: str
    errors: tuple[Explanation, ...]
    nearest: tuple[Place, ...] = ()


def show_error(request: HttpRequest, error: SamspelError, status: int) -> HttpResponse:
    """An error of the program's own, with the nearest places as links when a place was not found."""
    texts = get_texts()
    told = explain_all(texts, error)
    if asks_for_data(request):
        return tell_problem(request, told, status, error.code)
    name = str(error.facts.get("name", ""))
    nearest = suggest_places(get_catalogue(), name) if error.code == "unknown_place" else ()
    return show_page(request, ErrorPage(told[0].what, tuple(told), tuple(nearest)), status)


STATUSES = {"cannot_write": 500, "packet_failed": 500, "reach_busy": 503, "packet_busy": 503, "changed_meanwhile": 409}
STATUSES |= {"database": 500, "database_damaged": 500, "database_busy": 503, "database_full": 507}
"""The status of an error that is no mistake of the user's, by its code."""


def find_status(error: BaseException) -> int:
    """507 where the disk is full, 500 for another failure to write, 503 where too many wait, 409 where somebody else
    has saved meanwhile; 400 is the user's own mistake.
    """
    cause = error if isinstance(error, OSError) else error.__cause__ or error.__context__
    if isinstance(cause, OSError) and cause.errno in (ENOSPC, EDQUOT):
        return 507
    if not isinstance(error, SamspelError):
        return 500
    return STATUSES.get(error.code, 400)


def explain_all(texts: Texts, error: SamspelError) -> list[Explanation]:
    """The error and those found with it; what to do is told for the web where it differs from the command line."""
    return [_explain(texts, one) for one in (error, *error.others)]


def show_missing(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001 - Django's own shape
    """404: an address that does not exist."""
    return show_status(request, "missing", 404)


def show_bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001 - Django's own shape
    """400: a request that cannot be understood."""
    return show_status(request, "bad_request", 400)


def show_forbidden(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001 - Django's own shape
    """403: a request that is not let through."""
    return show_status(request, "forbidden", 403)


def show_csrf_failure(request: HttpRequest, **_: object) -> HttpResponse:
    """403: a form whose token is missing or old."""
    return show_status(request, "forbidden", 403)


def show_failure(request: HttpRequest) -> HttpResponse:
    """500: a fault of the program; 507 where the disk was full. Django calls this while it handles the exception."""
    error = sys.exc_info()[1]
    status = 500 if error is None else find_status(error)
    return show_status(request, KINDS.get(status, "failure"), status if status in KINDS else 500)


def show_status(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    """The page of a status, by the texts' name for it."""
    texts = get_texts()
    limits = {"timetables": TIMETABLE_LIMIT // MEGABYTE, "form": FORM_LIMIT // MEGABYTE}
    told = Explanation(*(texts(f"web.error.{kind}_{part}", **limits) for part in ("what", "where", "why", "do")))
    if asks_for_data(request):
        return tell_problem(request, [told], status, kind)
    return show_page(request, ErrorPage(told.what, (told,)), status)


def _explain(texts: Texts, error: SamspelError) -> Explanation:
    shown = error if isinstance(error, ContentError) else SamspelError(error.code, **_hide_folders(error.facts))
    if isinstance(error, ForbiddenError):
        shown.facts = {"action": texts(f"workspace.action.{error.facts['action']}")}
    return texts.explain(shown, f"web.do.{error.code}")


def _hide_folders(facts: Mapping[str, str | int | float]) -> dict[str, str | int | float]:
    """The facts without where on the server anything lies: a stranger may read them."""
    folders = (str(get_desk().store.home), tempfile.gettempdir())
    shown = dict(facts)
    for name, value in facts.items():
        if not isinstance(value, str):
            continue
        text = Path(value).name if name in FILE_FACTS and Path(value).is_absolute() else value
        for folder in folders:
            text = text.replace(f"{folder}/", "").replace(folder, "")
        shown[name] = text
    return shown
