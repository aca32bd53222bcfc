"""All measures that there are figures for, and the course of one at the places of the address."""

import re
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.courses import Choice, find_origins, show_courses, show_every_place
from samspel.app.dataset import pack_dataset
from samspel.app.fetching import list_known
from samspel.app.finding import find_place
from samspel.app.mapping import MapChoice
from samspel.app.measures import find_measure, search_measures
from samspel.catalogue.records.figures import Gender
from samspel.catalogue.texts import Explanation
from samspel.observations.courses import Courses
from samspel.observations.measures import Measured
from samspel.rendering.blocks import Paragraph
from samspel.rendering.pdf import render_png
from samspel.reports.citation import write_bibtex
from samspel.reports.courses import compose_courses, frame_courses, has_picture, tabulate_courses
from samspel.reports.figures import describe_ends
from samspel.reports.measures import compose_measures, describe_measure, label_measure, tabulate_measures
from samspel.reports.provenance import Cited, compose_provenance
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.terms.numbers import read_count
from samspel.terms.place import Place
from samspel.web.blocks import Files, set_blocks
from samspel.web.downloads import offer_file, offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.maps import MapPart, draw_map_part
from samspel.web.public import cite_page
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts, name_places
from samspel.web.views.errors import explain_all
from samspel.web.whereabouts import find_here, keep_in_measure

SHOWN = 100
"""So many measures fit a page; the file has all."""
DATASET = "samspel.zip"
PNG_PX = 1600
"""The width of a picture that is saved."""
SIMILAR = "liknande"
GENDERS: tuple[Gender, ...] = ("T", "K", "M")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresPage:
    """The words that were searched for, and what was found."""

    template: ClassVar[str] = "samspel/measures.html"
    words: str
    described: str
    others: str
    errors: tuple[Explanation, ...] = ()
    blocks: SafeString | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePage:
    """One measure: the form as it was filled in, and what it gave."""

    template: ClassVar[str] = "samspel/measure.html"
    id: str
    name: str
    lang: str
    """Of the name: one that nobody here has described has the publisher's own, in Swedish."""
    data: str
    """Where a program fetches the same."""
    genders: tuple[tuple[Gender, str], ...]
    places: str
    gender: str
    first: str
    last: str
    similar: bool
    others: tuple[tuple[str, str], ...] = ()
    """Measures of the same thing for other years: id and name."""
    errors: tuple[Explanation, ...] = ()
    about: SafeString | None = None
    answer: SafeString | None = None
    picture: str = ""
    query: str = ""
    provenance: SafeString | None = None
    map: MapPart | None = None


@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """The search, and what it found; those that Samspel describes where there are no words."""
    desk, texts, status = get_desk(), get_texts(), 200
    everything = desk.base.measures.everything.values()
    described = sum(one.is_described and one.indicator.missing is None for one in everything)
    words = request.GET.get("q", "").strip()
    page = MeasuresPage(
        words=words,
        described=texts.number(described),
        others=texts.number(sum(not one.is_described for one in everything)),
    )
    try:
        found = search_measures(desk, get_lang(), words)
    except NotFoundError as error:
        page, status = replace(page, errors=tuple(explain_all(texts, error))), 404
    else:
        blocks = compose_measures(desk.catalogue, texts, found, SHOWN)
        query = f"?{urlencode({'q': words})}" if words else ""
        csv, xlsx = (reverse("measures_table", args=[kind]) + query for kind in ("csv", "xlsx"))
        here = find_here(request)
        files = {"measures": Files(csv, xlsx)}
        page = replace(
            page, blocks=set_blocks(texts, blocks, files, find_other=lambda link: keep_in_measure(link.key, here))
        )
    return show_page(request, page, status)


@require_safe
def send_all(request: HttpRequest, kind: str) -> HttpResponse:
    """What the search found, whole. Raises NotFoundError where it found nothing."""
    found = search_measures(get_desk(), get_lang(), request.GET.get("q", ""))
    return offer_table(tabulate_measures(get_catalogue(), get_texts(), found), kind)


@require_safe
def show(request: HttpRequest, measure: str) -> HttpResponse:
    """A measure with the course at the places of the address, or with the form alone."""
    desk, texts, status = get_desk(), get_texts(), 200
    measured = find_measure(desk, get_lang(), measure)
    if measured.id != measure:
        query = request.GET.urlencode()
        return redirect(reverse("measure", args=[measured.id]) + (f"?{query}" if query else ""))
    page = _fill_form(measured, request.GET)
    courses = None
    if page.places:
        try:
            courses = _read_courses(measured, request.GET)
        except SamspelError as error:
            page, status = replace(page, errors=tuple(explain_all(texts, error))), 400
        else:
            picture = f"?{request.GET.urlencode()}" if has_picture(courses) else ""
            page = replace(page, answer=_set_answer(courses, request.GET.urlencode()), picture=picture)
            page = replace(page, query=f"?{request.GET.urlencode()}")
    origins = find_origins(desk, measured)
    if not page.answer:
        said = *describe_measure(desk.catalogue, texts, measured), *describe_ends(desk.catalogue, texts, origins)
        page = replace(page, about=set_blocks(texts, map(Paragraph, said)))
    cited = Cited(measured, origins, courses, _find_page(request), list_known(desk))
    blocks = compose_provenance(desk.catalogue, texts, cited)
    page = replace(page, provenance=set_blocks(texts, tuple(blocks)), map=_draw_map(measured, request.GET))
    return show_page(request, page, status)


@require_safe
def send_dataset(_: HttpRequest) -> HttpResponse:
    """Every value of every measure with figures, with a codebook."""
    return offer_file(DATASET, pack_dataset(get_desk()))


@require_safe
def send_picture(request: HttpRequest, measure: str, kind: str) -> HttpResponse:
    """The picture of the address with what one must know of it. Raises SamspelError for what cannot be shown."""
    measured = find_measure(get_desk(), get_lang(), measure)
    courses = _read_courses(measured, request.GET)
    svg = frame_courses(get_catalogue(), get_texts(), courses, _find_page(request))
    if svg is None:
        raise BadInputError("measure_no_picture", measure=label_measure(get_texts(), measured))
    return offer_file(f"{measured.id}.{kind}", svg.encode() if kind == "svg" else render_png(svg, PNG_PX))


@require_safe
def send_citation(request: HttpRequest, measure: str) -> HttpResponse:
    """The measure as an entry of BibTeX, with the places and years of the address where it names any. Raises
    SamspelError for what cannot be shown.
    """
    measured = find_measure(get_desk(), get_lang(), measure)
    origins = find_origins(get_desk(), measured)
    courses = _read_courses(measured, request.GET) if _read_names(request.GET) else None
    cited = Cited(measured, origins, courses, _find_page(request))
    entry = write_bibtex(get_catalogue(), get_texts(), cited)
    return offer_file(f"{measured.id}.bib", entry.encode())


@require_safe
def send(request: HttpRequest, measure: str, kind: str) -> HttpResponse:
    """The course at the places of the address as a file. Raises SamspelError for what cannot be shown."""
    measured = find_measure(get_desk(), get_lang(), measure)
    return offer_table(tabulate_courses(get_catalogue(), get_texts(), _read_courses(measured, request.GET)), kind)


@require_safe
def send_every_place(request: HttpRequest, measure: str, kind: str) -> HttpResponse:
    """The whole course at every place. Raises SamspelError for a gender that the measure lacks."""
    measured = find_measure(get_desk(), get_lang(), measure)
    courses = show_every_place(get_desk(), get_lang(), measured, Choice(gender=_read_gender(request.GET)))
    return offer_table(tabulate_courses(get_catalogue(), get_texts(), courses), kind)


def _read_courses(measured: Measured, asked: QueryDict) -> Courses:
    places, choice = _read_choice(asked)
    return show_courses(get_desk(), get_lang(), measured, places, choice)


def _read_choice(asked: QueryDict) -> tuple[list[Place], Choice]:
    """The places and years of the address, and whom to show."""
    places = [find_place(get_catalogue(), name) for name in _read_names(asked)]
    typed, where = [asked.get(name, "").strip() for name in ("fran", "till")], get_texts()("words.year")
    first, last = (read_count(year, where) if year else None for year in typed)
    return places, Choice(gender=_read_gender(asked), first=first, last=last, similar=SIMILAR in asked)


def _draw_map(measured: Measured, asked: QueryDict) -> MapPart | None:
    """The measure at all places, with the first of the address's marked where there is one of that name."""
    names = _read_names(asked)
    try:
        place = find_place(get_catalogue(), names[0]) if names else None
    except NotFoundError:
        place = None
    return draw_map_part(measured, MapChoice(gender=_read_gender(asked), place=place))


def _read_names(asked: QueryDict) -> list[str]:
    """The places, one to a field or several with commas between."""
    return [name for field in asked.getlist("plats") for name in re.split(r"[,;\n]", field) if name.strip()]


def _read_gender(asked: QueryDict) -> Gender:
    return next((gender for gender in GENDERS if gender == asked.get("kon")), "T")


def _fill_form(measured: Measured, asked: QueryDict) -> MeasurePage:
    texts = get_texts()
    genders = GENDERS if measured.is_by_gender else ()
    return MeasurePage(
        id=measured.id,
        name=label_measure(texts, measured),
        lang=get_lang() if measured.is_described else "sv",
        data=_find_data(measured, asked),
        genders=tuple((gender, texts(f"measures.gender.{gender}")) for gender in genders),
        places=name_places(_read_names(asked)),
        gender=_read_gender(asked),
        first=asked.get("fran", ""),
        last=asked.get("till", ""),
        similar=SIMILAR in asked,
        others=tuple((name, texts.of(get_catalogue().indicators[name]).name) for name in measured.indicator.see),
    )


def _find_page(request: HttpRequest) -> str:
    """The measure's page with what is chosen, as it is cited."""
    assert request.resolver_match is not None
    page = reverse("measure", args=[request.resolver_match.kwargs["measure"]])
    query = urlencode([(name, one) for name, values in request.GET.lists() for one in values if one])
    return cite_page(request, f"{page}?{query}" if query else page)


def _find_data(measured: Measured, asked: QueryDict) -> str:
    """The open data of the places and years of the page, in its language."""
    fields = [("place", name.strip()) for name in _read_names(asked)]
    fields += [(name, asked.get(field, "").strip()) for name, field in (("from", "fran"), ("to", "till"))]
    gender = _read_gender(asked)
    fields += [("gender", gender if gender != GENDERS[0] else ""), ("lang", get_lang())]
    address = reverse("api_series", kwargs={"measure": measured.id})
    return f"{address}?{urlencode([(name, value) for name, value in fields if value])}"


def _set_answer(courses: Courses, query: str) -> SafeString:
    """The blocks with the table's files under it."""
    csv, xlsx = (reverse("measure_table", args=[courses.measured.id, kind]) for kind in ("csv", "xlsx"))
    files = {"years": Files(f"{csv}?{query}", f"{xlsx}?{query}")}
    return set_blocks(get_texts(), compose_courses(get_catalogue(), get_texts(), courses), files)
