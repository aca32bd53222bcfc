"""Briefs and motions: a preview, and the files."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from samspel.app.briefing import Format, compose_brief
from samspel.app.briefing import render as render_document
from samspel.app.finding import find_demand
from samspel.catalogue.records.needs import Demand
from samspel.rendering.blocks import Document
from samspel.rendering.html import STYLE, render_fragment
from samspel.terms.clock import get_today
from samspel.terms.place import Place
from samspel.web.downloads import offer_file
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The brief of a place, as the paper has it."""

    template: ClassVar[str] = "samspel/brief.html"
    place: Place
    preview: SafeString


@dataclass(frozen=True, slots=True)
class MotionPage:
    """The motion for a demand, as the paper has it."""

    template: ClassVar[str] = "samspel/motion.html"
    place: Place
    demand: Demand
    title: str
    preview: SafeString


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The brief of a place."""
    place = get_place(code)
    return show_page(request, BriefPage(place, preview(_compose(place, None))))


@require_safe
def show_motion(request: HttpRequest, code: str, demand: str) -> HttpResponse:
    """The motion for a demand at a place. Raises BadInputError for a body that cannot decide."""
    place, found = get_place(code), find_demand(get_catalogue(), demand)
    page = MotionPage(place, found, get_texts().of(found).title, preview(_compose(place, found)))
    return show_page(request, page)


@require_safe
def send(_request: HttpRequest, code: str, kind: Format, demand: str = "") -> HttpResponse:
    """The brief of a place, or with a demand the motion, as a file."""
    found = find_demand(get_catalogue(), demand) if demand else None
    return send_document(_compose(get_place(code), found), kind)


@require_safe
def send_style(_request: HttpRequest) -> HttpResponse:
    """The look of the previews, as the documents themselves have it."""
    return HttpResponse(STYLE, content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=3600"})


def send_document(document: Document, kind: Format) -> HttpResponse:
    """A document as a file."""
    ((name, data),) = render_document(document, [kind]).items()
    return offer_file(name, data)


def preview(document: Document) -> SafeString:
    """The document set into a page, its headings one level down."""
    return mark_safe(render_fragment(document, lower=1))


def _compose(place: Place, demand: Demand | None) -> Document:
    return compose_brief(get_desk(), place, demand, get_lang(), get_today())
