"""The page that tells programmers how to fetch what the pages show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.table import Column, Field, Table, tabulate, text
from samspel.reports.citation import CITATION_FILE, DATASET, cite_dataset, write_dataset_bibtex, write_dataset_cff
from samspel.web.api.addresses import ADDRESSES, JSON_STAT_EXAMPLE, Address
from samspel.web.api.description import describe_parameter, list_rules
from samspel.web.api.parameters import LANG, Parameter
from samspel.web.api.problems import ROOT
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_file
from samspel.web.pages import show_page
from samspel.web.public import cite_page, make_link
from samspel.web.shared import get_catalogue, get_lang, get_texts

PYTHON = """from samspel import open_samspel

samspel = open_samspel("{lang}")
samspel.series("N00090", ["Sandviken", "Gävle"])"""
"""What the page shows of the library; docs/python.md has the rest."""


@dataclass(frozen=True, slots=True)
class ExamplePart:
    """An address with something at it, and the command that fetches it."""

    gives: str
    address: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataPage:
    """The addresses with their parameters, examples, and what holds at all of them."""

    template: ClassVar[str] = "samspel/open_data.html"
    addresses: SafeString
    parameters: SafeString
    examples: tuple[ExamplePart, ...]
    rules: tuple[str, ...]
    openapi: str
    python: str
    citation: str


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page."""
    texts = get_texts()
    page = OpenDataPage(
        addresses=set_blocks(texts, (tabulate_addresses(),)),
        parameters=set_blocks(texts, (tabulate_parameters(),)),
        examples=tuple(
            _make_example(request, texts(f"web.api.gives.{name}"), path)
            for name, path in (*((one.name, one.example) for one in ADDRESSES), ("json_stat", JSON_STAT_EXAMPLE))
        ),
        rules=list_rules(texts),
        openapi=f"{reverse('api_openapi')}?{LANG}={get_lang()}",
        python=PYTHON.format(lang=get_lang()),
        citation=cite_dataset(get_catalogue(), texts, cite_page(request, reverse("open_data"))),
    )
    return show_page(request, page)


@require_safe
def send_bibtex(request: HttpRequest) -> HttpResponse:
    """The data set as an entry of BibTeX."""
    return _send(request, f"{DATASET}.bib", write_dataset_bibtex)


@require_safe
def send_cff(request: HttpRequest) -> HttpResponse:
    """The data set as CITATION.cff."""
    return _send(request, CITATION_FILE, write_dataset_cff)


def _send(request: HttpRequest, name: str, write: Callable[[Catalogue, Texts, str], str]) -> HttpResponse:
    page = cite_page(request, reverse("open_data"))
    return offer_file(name, write(get_catalogue(), get_texts(), page).encode())


def tabulate_addresses() -> Table:
    """A row an address."""
    texts = get_texts()
    fields = (
        Field[Address](Column(key="address", head=texts("web.api.head.address")), lambda one: text(one.pattern)),
        Field[Address](
            Column(key="gives", head=texts("web.api.head.gives"), is_wordy=True),
            lambda one: text(texts(f"web.api.gives.{one.name}")),
        ),
        Field[Address](
            Column(key="parameters", head=texts("web.api.head.parameters")),
            lambda one: text(", ".join(parameter.name for parameter in one.known)),
        ),
    )
    return tabulate("addresses", texts("web.api.addresses"), fields, ADDRESSES)


def tabulate_parameters() -> Table:
    """A row a parameter, each once."""
    texts = get_texts()
    known = {parameter.name: parameter for one in ADDRESSES for parameter in one.known}
    fields = (
        Field[Parameter](Column(key="parameter", head=texts("web.api.head.parameter")), lambda one: text(one.name)),
        Field[Parameter](
            Column(key="what", head=texts("web.api.head.what"), is_wordy=True),
            lambda one: text(describe_parameter(texts, one)),
        ),
        Field[Parameter](
            Column(key="values", head=texts("web.api.head.values")),
            lambda one: text(
                ", ".join(one.choices) or (f"{one.least}–{one.most}" if one.most else texts("words.dash"))
            ),
        ),
        Field[Parameter](
            Column(key="usual", head=texts("web.api.head.usual")), lambda one: text(one.usual or texts("words.dash"))
        ),
    )
    return tabulate("parameters", texts("web.api.parameters"), fields, known.values())


def _make_example(request: HttpRequest, gives: str, path: str) -> ExamplePart:
    """In the language of the page, at the address that it was asked for at."""
    lang = get_lang()
    query = f"{'&' if '?' in path else '?'}{LANG}={lang}" if lang != "sv" else ""
    address = f"{ROOT}{path}{query}"
    return ExamplePart(gives, address, f'curl "{make_link(request, address)}"')
