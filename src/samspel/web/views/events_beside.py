"""One event in two to four municipalities side by side: all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.grouping import find_places, split_names
from samspel.app.modelling import open_model
from samspel.app.simulating_beside import simulate_beside
from samspel.catalogue.texts import Explanation
from samspel.rendering.table import Link
from samspel.reports.events_beside import EVENT_LINK, compose_events_beside
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.trials.beside import SideBySide, Size
from samspel.web.blocks import find_address, set_blocks
from samspel.web.choices import Option
from samspel.web.page_tables import FIELD
from samspel.web.pages import show_page
from samspel.web.presenters.comparison_asked import drop
from samspel.web.presenters.scenario_form import ScenarioForm, Wrong, present_form
from samspel.web.presenters.scenario_typed import (
    Typed,
    make_request,
    place_mistakes,
    read_typed,
    tell_begun,
    write_request,
)
from samspel.web.public import cite_page
from samspel.web.shared import get_catalogue, get_desk, get_texts, name_places
from samspel.web.views.errors import explain_all
from samspel.web.views.scenarios import suggest_year
from samspel.web.whereabouts import PLACE

SIZE = "storlek"
"""The field of the address that says by what the event is as large everywhere."""
SAID: Mapping[str, Size] = {"lika": "jobs", "andel": "share"}
"""What it says; the first where it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsBesidePage:
    """The form as it was filled in, and the answer, what was wrong, or what to fill in of one that is only chosen."""

    template: ClassVar[str] = "samspel/events_beside.html"
    names: str
    form: ScenarioForm
    sizes: tuple[Option, ...]
    demands: tuple[str, ...]
    errors: tuple[Explanation, ...] = ()
    begun: str = ""
    answer: SafeString | None = None


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The form, and the answer where an event is asked for."""
    asked, texts = request.GET, get_texts()
    typed, size = read_typed(asked, suggest_year(open_model(get_desk()))), asked.get(SIZE, "")
    wrong: Wrong = {}
    answer, errors, begun = None, tuple[Explanation, ...](), tell_begun(texts, typed)
    if typed.asked and not begun:
        try:
            beside = _run(asked, typed, size)
        except NotFoundError as error:
            errors = tuple(explain_all(texts, error))
        except BadInputError as error:
            found = place_mistakes(texts, error, typed)
            told = [explain_all(texts, one.error)[0] for one in found]
            wrong = {(one.number, one.field): f"{say.what} {say.do}" for one, say in zip(found, told, strict=True)}
            errors = tuple(told)
        else:
            answer = _set_answer(request, beside)
    page = EventsBesidePage(
        names=name_places(split_names(get_catalogue(), asked.getlist(PLACE))),
        form=present_form(get_catalogue(), texts, open_model(get_desk()).effects, [(typed, wrong)]),
        sizes=_list_sizes(size),
        demands=typed.demands,
        errors=errors,
        begun=begun,
        answer=answer,
    )
    return show_page(request, page, 400 if errors else 200)


def _run(asked: QueryDict, typed: Typed, size: str) -> SideBySide:
    """Raises NotFoundError for a name that nothing has, BadInputError for what cannot be run."""
    if size not in ("", *SAID):
        raise BadInputError("beside_size", found=size[:80], known=", ".join(SAID))
    request = make_request(typed)
    places = find_places(get_catalogue(), asked.getlist(PLACE)).places
    return simulate_beside(get_desk(), places, request, SAID.get(size, "jobs"))


def _set_answer(request: HttpRequest, beside: SideBySide) -> SafeString:
    """The blocks; a place leads to its own page with the event as it is there."""
    texts = get_texts()
    queries = {one.place.code: f"?{write_request(one.request)}" for one in beside.tried}

    def find_other(link: Link) -> str:
        return find_address(link) + (queries[link.key] if link.kind == EVENT_LINK else "")

    address = cite_page(request, f"{request.path}?{drop(request.GET, [FIELD]).urlencode()}")
    blocks = compose_events_beside(get_catalogue(), texts, beside, get_today(), address)
    return set_blocks(texts, blocks, find_other=find_other)


def _list_sizes(size: str) -> tuple[Option, ...]:
    chosen = size if size in SAID else next(iter(SAID))
    return tuple(Option(value, get_texts()(f"web.beside.size_{said}"), value == chosen) for value, said in SAID.items())
