"""Up to sixty places side by side: all that is asked for stands in the address."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.comparing import (
    BY_PLACE,
    Choice,
    compare_measures,
    find_compared_demands,
    fit_places,
    judge_beside,
    sort_asked,
    split_measures,
)
from samspel.app.grouping import Named, Unknown, find_places, list_mended, list_taken, name_group, split_names
from samspel.app.places import MOST, compare
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Explanation
from samspel.documents.sheet import MOST as MOST_ON_SHEET
from samspel.needs.beside import DemandBeside
from samspel.observations.beside import Beside
from samspel.observations.picture import SideBySide
from samspel.rendering.table import Link
from samspel.reports.comparison import (
    SORT_LINK,
    compose_beside,
    compose_comparison,
    tabulate_beside,
    tabulate_comparison,
    tabulate_measures_beside,
)
from samspel.reports.measures import label_measure
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.likeness import is_slip
from samspel.terms.numbers import read_count
from samspel.terms.place import Place
from samspel.web.blocks import Files, find_address, set_blocks
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.comparison import Asked, present_demands, present_measures
from samspel.web.presenters.figures import SectionPart
from samspel.web.presenters.picking import Picker, is_of_picking, is_picking, read_words
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts, name_places
from samspel.web.views.errors import explain_all

PLACES, MEASURES, DEMANDS, YEAR, SORT, ORDER = "plats", "matt", "krav", "ar", "sortera", "ordning"
DRAWN, TABLE, BEFORE = "bild", "tabell", "rattat"
LONGEST_LIST = 4_000
"""Characters of a list before it was mended."""
"""The fields of the address."""
RISING, FALLING = "stigande", "fallande"
OF_MEASURES = "matt"
"""What the address says to get the table of the measures."""
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in a list."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Choices under a heading."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class UnknownPart:
    """A name that nothing has: what is wrong, and what could be meant, each with the address that has it instead."""

    told: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """All names that nothing has, each with what is likeliest meant, and the address that has those instead."""

    address: str
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended in a list: in a sentence each, and the address of the list as it was; none where it is as it was
    written.
    """

    told: tuple[str, ...]
    undo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """The form as it was filled in, and the places that it names side by side or what is wrong with it. `query` and
    `packet` ask for files without the names that nothing has.
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
    errors: tuple[Explanation, ...] = ()
    places: tuple[Place, ...] = ()
    query: str = ""
    blocks: SafeString | None = None
    packet: str = ""
    dropped: str = ""
    unknown: tuple[UnknownPart, ...] = ()
    mending: Mending | None = None
    mended: Mended | None = None
    sections: tuple[SectionPart, ...] = ()


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The form, and what it asks for."""
    page, status = _fill_form(request.GET), 200
    if page.names and not is_picking(request.GET, MEASURES, DEMANDS):
        try:
            page = _answer(page, _sort_out(request.GET))
            status = 200 if page.places else 400
        except SamspelError as error:
            page, status = replace(page, errors=tuple(explain_all(get_texts(), error))), 400
    return show_page(request, page, status)


@require_safe
def send(request: HttpRequest, kind: str) -> HttpResponse:
    """The comparison as a file, or its measures. Raises SamspelError for what cannot be compared."""
    catalogue, texts, compared = get_catalogue(), get_texts(), find_comparison(request.GET)
    if isinstance(compared, SideBySide):
        return offer_table(tabulate_comparison(catalogue, texts, compared), kind)
    if request.GET.get(TABLE) == OF_MEASURES:
        return offer_table(tabulate_measures_beside(catalogue, texts, compared), kind)
    return offer_table(tabulate_beside(catalogue, texts, compared, _judge(request.GET, compared)), kind)


def find_comparison(asked: QueryDict) -> SideBySide | Beside:
    """The places that are named, in the measures that are chosen; without any, two to four in every figure of the
    picture. Raises SamspelError for what cannot be compared.
    """
    desk = get_desk()
    named, measures, choice = read_asked(asked)
    if not measures and not _find_demands(asked) and len(named.places) <= MOST:
        return compare(desk, named.places)
    return compare_measures(desk, get_lang(), named, measures, choice)


def read_asked(asked: QueryDict) -> tuple[Named, list[str], Choice]:
    """The places, the measures and how they are set that an address asks for. Raises SamspelError for what cannot be
    compared.
    """
    desk = get_desk()
    named = fit_places(desk, find_places(desk.catalogue, asked.getlist(PLACES)))
    return named, split_measures(desk, get_lang(), asked.getlist(MEASURES)), _read_choice(asked)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """An address: as it was asked, without the names that nothing has, and those."""

    asked: QueryDict
    known: QueryDict
    unknown: tuple[Unknown, ...]


def _sort_out(asked: QueryDict) -> _Sorted:
    """Raises SamspelError where nothing that is named as a place is known, with every such name."""
    desk, known = get_desk(), asked.copy()
    names, measures, unknown = sort_asked(desk, get_lang(), asked.getlist(PLACES), asked.getlist(MEASURES))
    if unknown:
        known.setlist(PLACES, names)
        known.setlist(MEASURES, measures)
    return _Sorted(asked, known, tuple(unknown))


def _find_demands(asked: QueryDict) -> tuple[Demand, ...]:
    return find_compared_demands(get_desk(), asked.getlist(DEMANDS))


def _judge(asked: QueryDict, compared: Beside) -> tuple[DemandBeside, ...]:
    return judge_beside(get_desk(), _find_demands(asked), compared.places)


def _read_choice(asked: QueryDict) -> Choice:
    year, order = asked.get(YEAR, "").strip(), asked.get(ORDER, "").strip()
    if order not in ("", RISING, FALLING):
        raise BadInputError("unknown_order", found=order[:LONGEST])
    return Choice(
        year=read_count(year, get_texts()("words.year")) if year else None,
        sort=asked.get(SORT, ""),
        falling=order == FALLING if order else None,
        draw=asked.get(DRAWN, ""),
    )


def _fill_form(asked: QueryDict) -> ComparisonPage:
    desk, told = get_desk(), asked.getlist(MEASURES)
    return ComparisonPage(
        names=name_places(split_names(desk.catalogue, asked.getlist(PLACES))),
        measures=_present_picker(present_measures, asked, MEASURES, split_measures(desk, get_lang(), told)),
        year=asked.get(YEAR, "").strip()[:LONGEST],
        demands=_present_picker(present_demands, asked, DEMANDS, asked.getlist(DEMANDS)),
        groups=tuple(_list_groups()),
        orders=_list_orders(asked.get(ORDER, "")),
    )


def _present_picker(present: Callable[[Asked], Picker], asked: QueryDict, field: str, chosen: Iterable[str]) -> Picker:
    words = read_words(asked, field) if is_picking(asked, field) else ""
    return present(Asked(field, tuple(chosen), words))


def _answer(page: ComparisonPage, sorted_out: _Sorted) -> ComparisonPage:
    catalogue, texts, asked = get_catalogue(), get_texts(), sorted_out.known
    page = replace(
        page,
        unknown=tuple(_present_unknown(sorted_out.asked, one) for one in sorted_out.unknown),
        mending=_present_mending(sorted_out.asked, sorted_out.unknown),
        mended=_present_mended(sorted_out.asked),
    )
    try:
        compared = find_comparison(asked)
    except BadInputError as error:
        if sorted_out.unknown and error.code == "compare_count":
            return page
        raise
    count = len(_find_demands(asked))
    few = count <= MOST_ON_SHEET
    page = replace(
        page,
        places=compared.places,
        query=_ask(asked),
        packet=_ask(asked, **{} if few else {DEMANDS: ""}),
        dropped="" if few else texts("web.packet.dropped", most=MOST_ON_SHEET, count=count),
    )
    if isinstance(compared, SideBySide):
        tables = compose_comparison(catalogue, texts, compared)
        sections = (SectionPart(one.name, one.caption, set_blocks(texts, (one,))) for one in tables)
        return replace(page, sections=tuple(sections))
    files = {"comparison": _find_files(_ask(asked)), "measures": _find_files(_ask(asked, **{TABLE: OF_MEASURES}))}
    lead = partial(_find_address, sorted_out.asked, compared)
    measured = [one.measured for one in compared.measures]
    named = [(one.id, label_measure(texts, one)) for one in measured]
    sorts = (("", texts("web.compare.as_named")), (BY_PLACE, texts("web.compare.by_name")), *named)
    blocks = compose_beside(catalogue, texts, compared, _judge(asked, compared))
    return replace(
        page,
        sorts=tuple(Option(value, label, value == compared.sorted_by) for value, label in sorts),
        drawn=tuple(Option(value, label, value == compared.drawn.measured.id) for value, label in named),
        blocks=set_blocks(texts, blocks, files, find_other=lead),
    )


def _present_unknown(asked: QueryDict, one: Unknown) -> UnknownPart:
    """What is wrong with a name, and each that could be meant, with the address that has it in its place."""
    told = explain_all(get_texts(), one.error)[0]
    return UnknownPart(told.what, tuple((_mend(asked, {one.words: other}), other) for other in one.nearest))


def _present_mending(asked: QueryDict, unknown: Iterable[Unknown]) -> Mending | None:
    """What is meant by each name that nothing has and that is a slip of one that is, where there are several. The
    others are asked one by one.
    """
    meant = {one.words: one.nearest[0] for one in unknown if one.nearest and is_slip(one.words, one.nearest[0])}
    pairs = tuple(f"{words} → {other}" for words, other in meant.items())
    return Mending(_mend(asked, meant), pairs) if len(pairs) > 1 else None


def _present_mended(asked: QueryDict) -> Mended | None:
    """What was changed in the list that somebody gave, what stands there once after that, and what was taken without
    its accents; with a way back where something was changed.
    """
    catalogue, texts, before = get_catalogue(), get_texts(), asked.get(BEFORE, "")[:LONGEST_LIST]
    changed = list_mended(catalogue, before, asked.getlist(PLACES)) if before else {}
    written = split_names(catalogue, [before])
    counted = Counter(changed.get(word, word) for word in written)
    merged = [name for name, times in counted.items() if times > 1 and name in changed.values()]
    taken = {word: place.name for word, place in list_taken(catalogue, asked.getlist(PLACES)).items()}
    told = [
        texts(f"web.compare.{key}", names=", ".join(f"{word} → {name}" for word, name in pairs.items()))
        for key, pairs in (("mended", changed), ("taken", taken))
        if pairs
    ]
    if merged:
        told.append(texts("web.compare.merged", names=texts.listing(merged)))
    if not told:
        return None
    undone = asked.copy()
    undone.setlist(PLACES, [before])
    undone.pop(BEFORE, None)
    return Mended(tuple(told), _ask(undone) if changed else "")


def _mend(asked: QueryDict, meant: Mapping[str, str]) -> str:
    """The address with other names in the place of some."""
    desk, changed = get_desk(), asked.copy()
    lists = {
        PLACES: split_names(desk.catalogue, asked.getlist(PLACES)),
        MEASURES: split_measures(desk, get_lang(), asked.getlist(MEASURES)),
    }
    if any(word in meant for word in lists[PLACES]):
        changed[BEFORE] = asked.get(BEFORE) or ", ".join(lists[PLACES])
    for name, words in lists.items():
        changed.setlist(name, list(dict.fromkeys(meant.get(word, word) for word in words)))
    return _ask(changed)


def _list_groups() -> Iterator[Options]:
    """Counties, municipality groups and labour-market areas, as they are written in the field of places."""
    texts, places = get_texts(), get_catalogue().places
    counties = ((region.name, texts.said(region.area)) for region in places.regions)
    groups = ((group.id, texts.of(group)) for group in places.groups)
    areas = ((area, area) for area in sorted(set(places.labour_market_areas)))
    for kind, named in (("county", counties), ("group", groups), ("labour", areas)):
        before = name_group(texts, kind)
        yield Options(texts(f"web.compare.{kind}"), tuple(Option(f"{before}:{key}", name) for key, name in named))


def _list_orders(chosen: str) -> tuple[Option, ...]:
    texts = get_texts()
    return tuple(
        Option(value, texts(f"web.compare.{key}"), value == chosen)
        for value, key in (("", "order_any"), (FALLING, "falling"), (RISING, "rising"))
    )


def _ask(asked: QueryDict, **changed: str) -> str:
    """The address's fields that are filled in, with some of them changed."""
    left_out = [name for name in asked if name in changed or is_of_picking(name)]
    kept = [
        (name, value) for name, values in asked.lists() for value in values if value.strip() and name not in left_out
    ]
    return "?" + urlencode([*kept, *((name, value) for name, value in changed.items() if value)])


def _find_files(query: str) -> Files:
    csv, xlsx = (reverse("comparison_table", args=[kind]) + query for kind in ("csv", "xlsx"))
    return Files(csv, xlsx)


def _find_address(asked: QueryDict, compared: Beside, link: Link) -> str:
    """A link that sorts leads to the same page; where it is sorted so already, the other way round."""
    if link.kind != SORT_LINK:
        return find_address(link)
    is_falling = not compared.is_falling if compared.sorted_by == link.key else link.key != BY_PLACE
    return _ask(asked, **{SORT: link.key, ORDER: FALLING if is_falling else RISING})
