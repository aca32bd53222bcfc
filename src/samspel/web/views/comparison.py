"""Up to sixty places side by side: all that is asked for stands in the address."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.comparing import BY_PLACE, find_compared_demands, sort_asked, split_measures
from samspel.app.grouping import Unknown, name_group, split_names
from samspel.catalogue.texts import Explanation
from samspel.documents.sheet import MOST as MOST_ON_SHEET
from samspel.needs.beside import Compared
from samspel.observations.beside import Beside
from samspel.observations.picture import SideBySide
from samspel.rendering.table import Link
from samspel.reports.compared_book import BOOK, list_compared, render_book
from samspel.reports.compared_demands import SORT_LINK, label_demand
from samspel.reports.compared_names import describe_lost
from samspel.reports.comparison import (
    compose_compared,
    compose_comparison,
    describe_making,
    tabulate_comparison,
    tabulate_measures_beside,
)
from samspel.reports.measures import label_measure
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place, PlaceKind
from samspel.trials.beside import MOST_BESIDE
from samspel.web.blocks import Files, find_address, set_blocks
from samspel.web.choices import Option
from samspel.web.downloads import offer_file, offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.comparison import Asked, list_columns, present_demands, present_measures
from samspel.web.presenters.comparison_asked import (
    CONDITION,
    CONDITIONS,
    DEMANDS,
    FALLING,
    LIMIT,
    LONGEST,
    OF_MEASURES,
    ONLY,
    ORDER,
    RISING,
    SIFTING,
    SORT,
    TABLE,
    YEAR,
    compare_asked,
    drop,
    find_comparison,
    write_address,
)
from samspel.web.presenters.figures import SectionPart
from samspel.web.presenters.mending import (
    MEASURES,
    PLACES,
    Mended,
    Mending,
    UnknownPart,
    ask,
    list_fields,
    present_mended,
    present_mending,
    present_unknown,
)
from samspel.web.presenters.picking import Picker, is_picking, read_words
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts, name_places
from samspel.web.views.errors import explain_all


@dataclass(frozen=True, slots=True)
class Options:
    """Choices under a heading."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """The forms as they were filled in, and the places that they name side by side or what is wrong. What chooses among
    the places has a form of its own: `sifting` are its fields, `kept` those of the other, `wrong` what is wrong in it
    and `unsifted` the address without it. `made` tells on paper when and where it was
    made. `query` asks for files without the names that nothing has, `packets` for one of the places that are shown or
    of all, and `beside` leads to an event in all of them.
    """

    template: ClassVar[str] = "samspel/compare.html"
    names: str
    measures: Picker
    demands: Picker
    year: str
    groups: tuple[Options, ...]
    sorts: tuple[Option, ...] = ()
    orders: tuple[Option, ...] = ()
    drawn: tuple[Option, ...] = ()
    only: tuple[Option, ...] = ()
    conditions: tuple[Option, ...] = ()
    limit: str = ""
    sifting: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    unsifted: str = ""
    wrong: tuple[Explanation, ...] = ()
    errors: tuple[Explanation, ...] = ()
    places: tuple[Place, ...] = ()
    title: str = ""
    made: tuple[str, ...] = ()
    query: str = ""
    blocks: SafeString | None = None
    packets: tuple[tuple[str, str], ...] = ()
    dropped: str = ""
    beside: str = ""
    unknown: tuple[UnknownPart, ...] = ()
    mending: Mending | None = None
    mended: Mended | None = None
    sections: tuple[SectionPart, ...] = ()


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The form, and what it asks for."""
    page, status = _fill_form(request.GET), 200
    if PLACES in request.GET and not is_picking(request.GET, MEASURES, DEMANDS):
        try:
            page = _answer(request, page, _sort_out(request.GET))
            status = 200 if page.places and not page.wrong and not page.errors else 400
        except SamspelError as error:
            page, status = replace(page, errors=tuple(explain_all(get_texts(), error))), 400
    return show_page(request, page, status)


@require_safe
def send(request: HttpRequest, kind: str) -> HttpResponse:
    """The comparison as a file, or its measures. Raises SamspelError for what cannot be compared."""
    if kind == "xlsx" and request.GET.get(TABLE) != OF_MEASURES:
        return _send_book(request)
    catalogue, texts, compared = get_catalogue(), get_texts(), find_comparison(request.GET)
    if isinstance(compared, SideBySide):
        return offer_table(tabulate_comparison(catalogue, texts, compared), kind)
    if request.GET.get(TABLE) == OF_MEASURES:
        return offer_table(tabulate_measures_beside(catalogue, texts, compared.beside), kind)
    address = write_address(request, request.GET)
    return offer_table(list_compared(catalogue, texts, compared, get_today(), address), kind)


def _send_book(request: HttpRequest) -> HttpResponse:
    """The workbook, which tells the names that it had to leave out as the page does. Raises SamspelError for what
    cannot be compared, and for such names where the file has no room to tell them or too few are left.
    """
    catalogue, texts, sorted_out = get_catalogue(), get_texts(), _sort_out(request.GET)
    try:
        compared = find_comparison(sorted_out.known)
    except BadInputError as error:
        if error.code == "compare_count":
            find_comparison(request.GET)  # which names the unknown ones
        raise
    if isinstance(compared, SideBySide):
        if sorted_out.unknown:
            find_comparison(request.GET)
        return offer_table(tabulate_comparison(catalogue, texts, compared), "xlsx")
    mended, lost = present_mended(request.GET), [explain_all(texts, one.error)[0].what for one in sorted_out.unknown]
    named = (*describe_lost(texts, lost), *(() if mended is None else mended.told))
    address = write_address(request, sorted_out.known)
    return offer_file(BOOK, render_book(catalogue, texts, compared, get_today(), address, named))


@dataclass(frozen=True, slots=True)
class _SortedOut:
    """An address: as it was asked, without the names that nothing has, and those."""

    asked: QueryDict
    known: QueryDict
    unknown: tuple[Unknown, ...]


def _sort_out(asked: QueryDict) -> _SortedOut:
    """Raises SamspelError where nothing that is named as a place is known, with every such name."""
    desk, known = get_desk(), asked.copy()
    names, measures, unknown = sort_asked(desk, get_lang(), asked.getlist(PLACES), asked.getlist(MEASURES))
    if unknown:
        known.setlist(PLACES, names)
        known.setlist(MEASURES, measures)
    return _SortedOut(asked, known, tuple(unknown))


def _fill_form(asked: QueryDict) -> ComparisonPage:
    desk, told = get_desk(), asked.getlist(MEASURES)
    return ComparisonPage(
        names=name_places(split_names(desk.catalogue, asked.getlist(PLACES))),
        measures=_present_picker(present_measures, asked, MEASURES, split_measures(desk, get_lang(), told)),
        year=asked.get(YEAR, "").strip()[:LONGEST],
        demands=_present_picker(present_demands, asked, DEMANDS, asked.getlist(DEMANDS)),
        groups=tuple(_list_groups()),
        orders=_list_choices(asked.get(ORDER, ""), {"": "order_any", FALLING: "falling", RISING: "rising"}),
        only=_list_only(list_columns(asked.getlist(MEASURES), asked.getlist(DEMANDS)), asked.get(ONLY, "").strip()),
        conditions=_list_conditions(asked.get(CONDITION, "")),
        limit=asked.get(LIMIT, "").strip()[:LONGEST],
        sifting=tuple(one for one in list_fields(asked) if one[0] in SIFTING),
        kept=tuple(list_fields(asked, *SIFTING)),
        unsifted=ask(drop(asked, SIFTING)) if asked.get(ONLY, "").strip() else "",
    )


def _present_picker(present: Callable[[Asked], Picker], asked: QueryDict, field: str, chosen: Iterable[str]) -> Picker:
    words = read_words(asked, field) if is_picking(asked, field) else ""
    return present(Asked(field, tuple(chosen), words))


def _answer(request: HttpRequest, page: ComparisonPage, sorted_out: _SortedOut) -> ComparisonPage:
    catalogue, texts = get_catalogue(), get_texts()
    page = replace(
        page,
        unknown=tuple(present_unknown(sorted_out.asked, one) for one in sorted_out.unknown),
        mending=present_mending(sorted_out.asked, sorted_out.unknown),
        mended=present_mended(sorted_out.asked),
    )
    try:
        answered = compare_asked(sorted_out.known)
    except BadInputError as error:
        if sorted_out.unknown and error.code == "compare_count":
            return page
        raise
    compared = answered.compared
    asked, whole = (drop(one, answered.passed_over) for one in (sorted_out.known, sorted_out.asked))
    count = len(find_compared_demands(get_desk(), asked.getlist(DEMANDS)))
    page = replace(
        page,
        wrong=() if answered.sifting is None else tuple(explain_all(texts, answered.sifting)),
        errors=() if answered.setting is None else tuple(explain_all(texts, answered.setting)),
        places=compared.places,
        title=texts("comparison.title", count=texts.number(len(compared.places))),
        made=tuple(describe_making(texts, get_today(), write_address(request, asked))),
        query=ask(asked),
        packets=tuple(_list_packets(compared, whole)),
        beside=_link_event(compared.places),
        dropped="" if count <= MOST_ON_SHEET else texts("web.packet.dropped", most=MOST_ON_SHEET, chosen=count),
    )
    if isinstance(compared, SideBySide):
        tables = compose_comparison(catalogue, texts, compared)
        sections = (SectionPart(one.name, one.caption, set_blocks(texts, (one,))) for one in tables)
        return replace(page, sections=tuple(sections))
    return _show_columns(page, compared, asked, whole)


def _list_packets(compared: SideBySide | Compared, asked: QueryDict) -> Iterator[tuple[str, str]]:
    """The address and the name of a packet of all the places; where some were chosen first that of those."""
    sift, texts, count = None if isinstance(compared, SideBySide) else compared.sift, get_texts(), len(compared.places)
    address = reverse("packet")
    if sift is not None:
        yield address + ask(asked), texts("web.packet.link_shown", count=count)
        count += len(sift.left) + len(sift.unknown)
    yield address + ask(drop(asked, SIFTING)), texts("web.packet.link", count=count)


def _link_event(places: Sequence[Place]) -> str:
    """Where one event is set in all the places; nothing where they are too many, or not all municipalities."""
    if len(places) > MOST_BESIDE or any(place.kind is not PlaceKind.MUNICIPALITY for place in places):
        return ""
    return f"{reverse('scenario_beside')}?{urlencode([(PLACES, place.name) for place in places])}"


def _show_columns(page: ComparisonPage, compared: Compared, asked: QueryDict, whole: QueryDict) -> ComparisonPage:
    """The page with the table of what was chosen; `asked` leads to its rows, the `whole` address to itself and to
    its workbook, which tells what was left out.
    """
    texts, beside = get_texts(), compared.beside
    measures = ask(asked, **{TABLE: OF_MEASURES})
    files = {"comparison": _find_files(ask(asked), ask(whole)), "measures": _find_files(measures, measures)}
    measured = [(one.measured.id, label_measure(texts, one.measured)) for one in beside.measures]
    columns = [*measured, *((one.demand.id, label_demand(texts, one.demand)) for one in compared.judged)]
    sorts = (("", texts("web.compare.as_named")), (BY_PLACE, texts("web.compare.by_name")), *columns)
    drawn = "" if beside.drawn is None else beside.drawn.measured.id
    sift = compared.sift
    only = page.only if sift is None else _list_only(columns, sift.column)
    return replace(
        page,
        sorts=tuple(Option(value, label, value == beside.sorted_by) for value, label in sorts),
        drawn=tuple(Option(value, label, value == drawn) for value, label in measured),
        only=only,
        conditions=page.conditions if sift is None else _list_conditions(sift.condition),
        blocks=set_blocks(
            texts,
            compose_compared(get_catalogue(), texts, compared),
            files,
            find_other=partial(_find_address, whole, beside),
        ),
    )


def _list_only(columns: Iterable[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    """What the places can be chosen by; nothing where there is no column yet."""
    listed = tuple(Option(value, label, value == chosen) for value, label in columns)
    return (Option("", get_texts()("web.compare.all_places"), not chosen), *listed) if listed else ()


def _list_conditions(chosen: str) -> tuple[Option, ...]:
    """What a column must be, as the address says it or as it is."""
    said = {"": "must_any", **{one: f"must_{condition}" for one, condition in CONDITIONS.items()}}
    return _list_choices(next((one for one, told in CONDITIONS.items() if told == chosen), chosen), said)


def _list_groups() -> Iterator[Options]:
    """Counties, municipality groups and labour-market areas, as they are written in the field of places."""
    texts, places = get_texts(), get_catalogue().places
    counties = ((region.name, texts.said(region.area)) for region in places.regions)
    groups = ((group.id, texts.of(group)) for group in places.groups)
    areas = ((area, area) for area in sorted(set(places.labour_market_areas)))
    for kind, named in (("county", counties), ("group", groups), ("labour", areas)):
        before = name_group(texts, kind)
        yield Options(texts(f"web.compare.{kind}"), tuple(Option(f"{before}:{key}", name) for key, name in named))


def _list_choices(chosen: str, keys: Mapping[str, str]) -> tuple[Option, ...]:
    texts = get_texts()
    return tuple(Option(value, texts(f"web.compare.{key}"), value == chosen) for value, key in keys.items())


def _find_files(rows: str, book: str) -> Files:
    csv, xlsx = (reverse("comparison_table", args=[kind]) + asked for kind, asked in (("csv", rows), ("xlsx", book)))
    return Files(csv, xlsx)


def _find_address(asked: QueryDict, compared: Beside, link: Link) -> str:
    """A link that sorts leads to the same page; where it is sorted so already, the other way round."""
    if link.kind != SORT_LINK:
        return find_address(link)
    is_falling = not compared.is_falling if compared.sorted_by == link.key else link.key != BY_PLACE
    return ask(asked, **{SORT: link.key, ORDER: FALLING if is_falling else RISING})
