"""The help, with what to send when something is wrong on a page, and the glossary."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspel import __version__
from samspel.catalogue.records.glossary import Term, Word
from samspel.reports.glossary import sort_terms
from samspel.reports.help import (
    Meaning,
    describe_bands,
    describe_bases,
    describe_blanks,
    describe_program,
    describe_strengths,
    describe_verdicts,
)
from samspel.reports.needs import describe_rules
from samspel.web.access import FIELD
from samspel.web.here import keep_here
from samspel.web.pages import show_page
from samspel.web.public import cite_page
from samspel.web.shared import get_catalogue, get_texts

FROM = "fran"
"""The field with the address of the page that somebody came from."""
LONGEST = 2000
LICENCE = "EUPL-1.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """How to read a page, what the program is, whom to ask, and a text to send about an error."""

    template: ClassVar[str] = "samspel/help.html"
    verdicts: tuple[Meaning, ...]
    strengths: tuple[Meaning, ...]
    bases: tuple[Meaning, ...]
    blanks: tuple[str, ...]
    bands: tuple[str, ...]
    rules: tuple[str, ...]
    what: tuple[str, ...]
    what_not: tuple[str, ...]
    version: str
    licence: str
    contact: str
    faults: str
    report: str


@dataclass(frozen=True, slots=True)
class WordPart:
    """A term as the page shows it."""

    id: str
    word: Word


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """Every term with its explanation, by the alphabet."""

    template: ClassVar[str] = "samspel/glossary.html"
    words: tuple[WordPart, ...]


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The help."""
    catalogue, texts = get_catalogue(), get_texts()
    what, what_not = describe_program(texts)
    address = cite_page(request, find_origin(request))
    page = HelpPage(
        verdicts=describe_verdicts(texts),
        strengths=tuple(describe_strengths(texts)),
        bases=describe_bases(texts),
        blanks=describe_blanks(texts),
        bands=describe_bands(texts),
        rules=describe_rules(catalogue, texts),
        what=what,
        what_not=what_not,
        version=__version__,
        licence=LICENCE,
        contact=settings.CONTACT,
        faults=catalogue.help.faults,
        report=texts("web.help.report", address=address, version=__version__),
    )
    return show_page(request, page)


@require_safe
def show_glossary(request: HttpRequest) -> HttpResponse:
    """The glossary."""
    texts = get_texts()
    terms = sort_terms(texts, get_catalogue().glossary.values())
    return show_page(request, GlossaryPage(tuple(_present(term) for term in terms)))


def find_origin(request: HttpRequest) -> str:
    """The address of the page that somebody came from, on this server, without any key; that of the help for none."""
    said = request.GET.get(FROM, "")[:LONGEST]
    if not said:
        return request.path
    parts = urlsplit(keep_here(said))
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != FIELD])
    return f"{parts.path}?{query}" if query else parts.path


def _present(term: Term) -> WordPart:
    return WordPart(term.id, get_texts().of(term))
