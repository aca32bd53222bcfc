"""A page is a frozen record, and each record says which template shows it.

A template sees its record as `page`, and what `context` gives every template; a test holds each name against the
records' types.
"""

from typing import ClassVar, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static

STYLE = "samspel/site.css"


class Page(Protocol):
    """All that one template shows."""

    template: ClassVar[str]


def show_page(request: HttpRequest, page: Page, status: int = 200) -> HttpResponse:
    """The page as HTML. What it is drawn by is told before its first byte, so that it is fetched beside it: on a slow
    network a page is first painted when its style has come.
    """
    response = render(request, page.template, {"page": page}, status=status)
    if not request.headers.get("HX-Request"):
        response.headers["Link"] = f"<{static(STYLE)}>; rel=preload; as=style"
    return response
