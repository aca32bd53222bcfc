"""Own demands: those that there are, a form that writes one, and taking one out of use, putting it back, erasing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.app.own import check_owner, find_kept, keep_own, list_own, search_indicators
from samspel.catalogue.records.base import Named
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Explanation, Texts
from samspel.reports.demand import label_demand
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.web.choices import Option
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.presenters.own_form import (
    ANSWERS,
    DIRECTIONS,
    UNMET,
    Typed,
    compose_own,
    describe_surplus,
    fill_in,
    read_typed,
)
from samspel.web.shared import begin_with_desk, get_catalogue, get_desk, get_lang, get_texts
from samspel.web.views.errors import explain_all

FOUND = 12
"""So many measures a search shows: more is a list to read, and other words find fewer."""
SEARCH = "sok"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, by the key of its text, with the demand that it was done to and its number."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An own demand in the list."""

    id: str
    label: str
    asks: str
    is_typed: bool = False
    is_ours: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """The own demands, and what of other handbooks and kept files cannot be used."""

    template: ClassVar[str] = "samspel/own.html"
    used: tuple[OwnLine, ...]
    removed: tuple[OwnLine, ...]
    troubles: tuple[Explanation, ...]
    has_aside: bool
    done: str
    number: int
    errors: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A question of the form."""

    number: int
    text: str
    answers: tuple[Option, ...]
    unmet: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """A measure, chosen or found."""

    id: str
    name: str
    definition: str
    directions: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFormPage:
    """The form with what was typed, and what was wrong with it."""

    template: ClassVar[str] = "samspel/own_form.html"
    id: str
    title: str
    asks: str
    why: str
    proposals: tuple[str, ...]
    existing: str
    objections: tuple[tuple[str, str], ...]
    words: str
    lead: str
    bodies: tuple[Option, ...]
    areas: tuple[Option, ...]
    questions: tuple[QuestionPart, ...]
    measures: tuple[MeasurePart, ...]
    surplus: str
    found: tuple[MeasurePart, ...]
    is_searched: bool
    errors: tuple[Explanation, ...]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_all(request: HttpRequest) -> HttpResponse:
    """The own demands; one removed, put back or erased."""
    texts = get_texts()
    if request.method == "POST":
        try:
            done = _change(request.POST.get("gor", ""), request.POST.get("krav", ""))
        except SamspelError as error:
            return show_page(request, _present_all(texts, Done(""), tuple(explain_all(texts, error))), 400)
        return send_on(reverse("own"), done)
    return show_page(request, _present_all(texts, find_notice(request, Done) or Done("")))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The form, empty or with a demand that is to be changed; measures searched for; the demand kept."""
    desk, texts = get_desk(), get_texts()
    if request.method != "POST":
        return show_page(request, _present_form(texts, _begin(request.GET)))
    typed = read_typed(get_catalogue(), request.POST)
    if request.POST.get("gor") == SEARCH:
        return show_page(request, _present_form(texts, typed, is_searched=True))
    try:
        kept = keep_own(desk, compose_own(desk.catalogue, typed))
    except SamspelError as error:
        return show_page(request, _present_form(texts, typed, errors=tuple(explain_all(texts, error))), 400)
    begin_with_desk()
    return send_on(reverse("own"), Done("web.own.kept", kept.number))


def _begin(query: QueryDict) -> Typed:
    """An empty form, or one with the words of a demand. Raises NotFoundError for one that the form cannot change."""
    name = query.get("krav", "")
    if not name:
        return Typed()
    own = find_kept(get_desk(), name)
    check_owner(get_desk(), name)
    typed = None if own is None else fill_in(get_catalogue(), own)
    if typed is None:
        raise NotFoundError("own_not_typed", subject=name[:80])
    return typed


def _change(what: str, name: str) -> Done:
    store = get_desk().own
    check_owner(get_desk(), name)
    if what == "rensa":
        if get_desk().owner:
            raise BadInputError("own_others")
        store.erase_aside()
        return Done("web.own.cleared")
    changes = {"ta-bort": store.remove, "lagg-tillbaka": store.restore, "radera": store.erase}
    keys = {"ta-bort": "removed", "lagg-tillbaka": "restored", "radera": "erased"}
    if what not in changes:
        raise NotFoundError("own_none", subject=name[:80])
    changed = changes[what](name)
    begin_with_desk()
    return Done(f"web.own.{keys[what]}", changed.number)


def _present_all(texts: Texts, done: Done, errors: tuple[Explanation, ...] = ()) -> OwnPage:
    desk = get_desk()
    kept = list_own(desk)
    typed = {demand.id for demand in kept.used if (own := find_kept(desk, demand.id)) and fill_in(desk.catalogue, own)}
    return OwnPage(
        used=tuple(
            OwnLine(one.id, label_demand(texts, one), texts.of(one).asks, one.id in typed, one.id in kept.changeable)
            for one in kept.used
        ),
        removed=tuple(OwnLine(one.id, label_demand(texts, one), texts.of(one).asks) for one in kept.removed),
        troubles=tuple(texts.explain(error) for error in kept.troubles),
        has_aside=bool(desk.own.find_troubles()) and not desk.owner,
        done=texts(done.text, number=done.number) if done.text else "",
        number=done.number if done.text == "web.own.kept" else 0,
        errors=errors,
    )


def _present_form(
    texts: Texts, typed: Typed, *, is_searched: bool = False, errors: tuple[Explanation, ...] = ()
) -> OwnFormPage:
    catalogue = get_catalogue()
    chosen = {one.id: one.direction for one in typed.measures}
    found = search_indicators(get_desk(), get_lang(), typed.words, FOUND) if is_searched else ()
    return OwnFormPage(
        id=typed.id,
        title=typed.title,
        asks=typed.asks,
        why=typed.why,
        proposals=typed.proposals,
        existing=typed.existing,
        objections=typed.objections,
        words=typed.words,
        lead=catalogue.texts["sv"]("own.lead_by_date", committee=texts("web.own.committee"), date=texts("web.own.day")),
        bodies=_list_options(texts, "responsible", ("municipality", "region"), typed.responsible),
        areas=_list_areas(texts, catalogue.areas.values(), typed.area),
        questions=tuple(
            QuestionPart(
                number,
                one.text,
                _list_options(texts, "web.own.answer", ANSWERS, one.answer),
                _list_options(texts, "web.own.unmet", UNMET, one.unmet),
            )
            for number, one in enumerate(typed.questions, 1)
        ),
        measures=tuple(
            _present_measure(texts, catalogue.indicators[name], direction) for name, direction in chosen.items()
        ),
        surplus=describe_surplus(texts, typed),
        found=tuple(_present_measure(texts, one) for one in found if one.id not in chosen),
        is_searched=is_searched,
        errors=errors,
    )


def _list_options(texts: Texts, key: str, values: Iterable[str], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, texts(f"{key}.{value}"), value == chosen) for value in values)


def _list_areas(texts: Texts, areas: Iterable[Named], chosen: str) -> tuple[Option, ...]:
    known = tuple(Option(area.id, texts.of(area), area.id == chosen) for area in areas)
    return (Option("", texts("web.own.no_area"), not chosen), *known)


def _present_measure(texts: Texts, indicator: Indicator, direction: str = "") -> MeasurePart:
    said = texts.of(indicator)
    directions = _list_options(texts, "web.own.direction", DIRECTIONS, direction) if direction else ()
    return MeasurePart(indicator.id, said.name, said.definition, directions)
