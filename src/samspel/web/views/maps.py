"""The map of a measure or a demand: what is chosen stands in the address."""

from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.mapping import Mapped, Subject
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Explanation
from samspel.reports.map_tables import tabulate_map
from samspel.reports.maps import draw_map, label_map
from samspel.terms.errors import NotFoundError, SamspelError
from samspel.terms.place import PlaceKind
from samspel.web.blocks import Files, set_blocks
from samspel.web.downloads import offer_file, offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.maps import (
    MapForm,
    MapQuestion,
    describe_nearest,
    fill_form,
    link_places,
    present_first_form,
    read_question,
    recall_map,
)
from samspel.web.presenters.pictures import Figure, set_into_page
from samspel.web.shared import get_desk, get_texts
from samspel.web.views.errors import explain_all

MOST_UNFOLDED = 60
"""A table of more rows is folded on a narrow page."""
FIELDS = ("visa", "plats", "ar", "kon")
"""What the address says: the subject, the place, the year and the gender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The form, the map and its table. `subject` leads to the page of the measure or demand, `country` to the map of
    the whole country where a region is shown, `nearest` says that another year is shown than was asked for, `fold` is
    what a long table is folded under on a narrow page.
    """

    template: ClassVar[str] = "samspel/map.html"
    title: str
    form: MapForm
    errors: tuple[Explanation, ...] = ()
    figure: Figure | None = None
    table: SafeString | None = None
    picture: str = ""
    subject: str = ""
    is_demand: bool = False
    country: str = ""
    fold: str = ""
    nearest: str = ""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The map that the address asks for; the share of jobs in industry where it asks for nothing."""
    texts, asked = get_texts(), request.GET.dict()
    try:
        question = read_question(asked)
        mapped = recall_map(question.subject, question.choice)
    except SamspelError as error:
        form = replace(present_first_form(), place=asked.get("plats", "")[:80])
        page = MapPage(title=texts("web.map.title"), form=form, errors=tuple(explain_all(texts, error)))
        return show_page(request, page, 404 if isinstance(error, NotFoundError) else 400)
    return show_page(request, _present(question, mapped, asked))


@require_safe
def send(request: HttpRequest, kind: str) -> HttpResponse:
    """The table of the map as a file. Raises SamspelError for what cannot be shown."""
    question = read_question(request.GET.dict())
    mapped = recall_map(question.subject, question.choice)
    return offer_table(tabulate_map(get_desk().observations, get_texts(), mapped), kind)


@require_safe
def send_picture(request: HttpRequest) -> HttpResponse:
    """The map as SVG. Raises SamspelError for what cannot be shown."""
    question = read_question(request.GET.dict())
    mapped = recall_map(question.subject, question.choice)
    picture = draw_map(get_desk().observations, get_texts(), mapped, question.choice.place, is_alone=True)
    return offer_file(f"map-{question.subject.id}.svg", picture.svg.encode())


def _present(question: MapQuestion, mapped: Mapped, asked: dict[str, str]) -> MapPage:
    observations, texts, subject, place = get_desk().observations, get_texts(), question.subject, question.choice.place
    query = urlencode({name: asked[name] for name in FIELDS if asked.get(name)})
    table = tabulate_map(observations, texts, mapped)
    csv, xlsx, parquet = (f"{reverse('map_table', args=[kind])}?{query}" for kind in ("csv", "xlsx", "parquet"))
    whole = urlencode({name: asked[name] for name in FIELDS if asked.get(name) and name != "plats"})
    is_part = place is not None and place.kind is PlaceKind.REGION
    return MapPage(
        title=label_map(texts, mapped),
        form=fill_form(question, mapped, asked),
        figure=set_into_page(draw_map(observations, texts, mapped, place, link_places(subject))),
        table=set_blocks(texts, [table], {table.name: Files(csv, xlsx, parquet)}),
        picture=f"{reverse('map_picture')}?{query}",
        subject=_find_address(subject),
        is_demand=isinstance(subject, Demand),
        nearest=describe_nearest(texts, question, mapped),
        country=f"{reverse('map')}?{whole}" if is_part else "",
        fold=texts("web.map.fold", count=len(table.rows)) if len(table.rows) > MOST_UNFOLDED else "",
    )


def _find_address(subject: Subject) -> str:
    """The page of the measure or demand."""
    return reverse("demand" if isinstance(subject, Demand) else "measure", args=[subject.id])
