"""A long list a page at a time: which page stands in the address, and what is no page is the nearest that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from samspel.web.page_tables import FIELD as FILE
from samspel.web.shared import get_texts

FIELD = "sida"
"""The field of the address with the number of the page, from 1."""
A_PAGE = 25
"""Rows: what a phone shows in a few turns of the thumb."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list the page is, in words, and the addresses of the pages before and after; empty where there is
    none.
    """

    told: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """The rows of a page, and its pager; none where all is on one page."""

    rows: Sequence[Row]
    pager: Pager | None


def page_list(request: HttpRequest, rows: "Sequence[Row] | QuerySet[Any, Row]") -> Paged[Row]:
    """The page that the address asks for; everything where it asks for a table of the page as a file."""
    if FILE in request.GET:
        return Paged(tuple(rows), None)
    pages = Paginator(rows, A_PAGE)
    found = pages.get_page(request.GET.get(FIELD, "1"))
    shown = tuple(found.object_list)
    if pages.num_pages == 1:
        return Paged(shown, None)
    texts = get_texts()
    numbers = {"first": found.start_index(), "last": found.end_index(), "count": pages.count}
    told = texts("workspace.pages.told", **{name: texts.number(value) for name, value in numbers.items()})
    before = _lead(request, found.number - 1) if found.has_previous() else ""
    after = _lead(request, found.number + 1) if found.has_next() else ""
    return Paged(shown, Pager(told, before, after))


def keep_page(request: HttpRequest) -> str:
    """The page's own address, with the number of the page where it has one."""
    number = request.GET.get(FIELD)
    return request.path if number is None else f"{request.path}?{urlencode({FIELD: number})}"


def _lead(request: HttpRequest, number: int) -> str:
    """The address of another page, with what else the page's own asks for."""
    asked = request.GET.copy()
    asked[FIELD] = str(number)
    return f"?{asked.urlencode()}"
