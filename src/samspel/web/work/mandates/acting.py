"""How a page of elected posts answers: shown, or something done and the browser sent on, or told what was wrong."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse

from samspel.terms.errors import SamspelError
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_texts
from samspel.web.views.errors import find_status
from samspel.web.work.campaigns.parts import Failure, WorkPage
from samspel.workspace.permissions import ForbiddenError


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in words without a name."""

    words: str


def answer(
    request: HttpRequest, present: Callable[[Failure | None], WorkPage], act: Callable[[], tuple[str, str]]
) -> HttpResponse:
    """The page, or what comes of a form: `act` gives the address to go to and the words to tell there."""
    if request.method != "POST":
        told, page = find_notice(request, Told), present(None)
        return show_page(request, page if told is None else replace(page, done=told.words))
    try:
        address, words = act()
    except ForbiddenError:
        raise
    except SamspelError as error:
        failure = Failure(get_texts(), request, error, {})
        return show_page(request, replace(present(failure), errors=failure.errors), find_status(error))
    return send_on(address, Told(words))
