"""A page is a frozen record, and each record says which template shows it.

A template sees its record as `page`, and what `context` gives every template; a test holds each name against the
records' types.
"""

from typing import ClassVar, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Page(Protocol):
    """All that one template shows."""

    template: ClassVar[str]


def show_page(request: HttpRequest, page: Page, status: int = 200) -> HttpResponse:
    """The page as HTML."""
    return render(request, page.template, {"page": page}, status=status)
