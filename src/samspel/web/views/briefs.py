"""The brief of a place: a preview, and the files."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from samspel.app.briefing import Format, compose_brief
from samspel.app.briefing import render as render_document
from samspel.rendering.blocks import Document
from samspel.rendering.html import STYLE, render_fragment
from samspel.terms.clock import get_today
from samspel.terms.place import Place
from samspel.web.downloads import offer_file
from samspel.web.pages import show_page
from samspel.web.shared import get_desk, get_lang, get_place


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The brief of a place, as the paper has it."""

    template: ClassVar[str] = "samspel/brief.html"
    place: Place
    preview: SafeString


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The brief of a place."""
    place = get_place(code)
    return show_page(request, BriefPage(place, preview(_compose(place))))


@require_safe
def send(_request: HttpRequest, code: str, kind: Format) -> HttpResponse:
    """The brief of a place as a file."""
    return send_document(_compose(get_place(code)), kind)


@require_safe
def send_style(_request: HttpRequest, style: str = STYLE) -> HttpResponse:
    """The look of the previews, as the documents themselves have it, or the paper of a sheet alone."""
    return HttpResponse(style, content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=3600"})


def send_document(document: Document, kind: Format) -> HttpResponse:
    """A document as a file."""
    ((name, data),) = render_document(document, [kind]).items()
    return offer_file(name, data)


def preview(document: Document) -> SafeString:
    """The document set into a page, its headings one level down."""
    return mark_safe(render_fragment(document, lower=1))


def _compose(place: Place) -> Document:
    return compose_brief(get_desk(), place, None, get_lang(), get_today())
