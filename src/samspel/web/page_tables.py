"""Every table of a page as a file, and every picture that has a name: the page is made as it always is, and what was
asked for is sent in its stead. Tables whose file holds more than the page shows have addresses of their own.
"""

import re
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from textwrap import wrap
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from samspel.rendering.blocks import Picture
from samspel.rendering.pdf import render_png
from samspel.rendering.table import Data, Table, data, words
from samspel.reports.pictures import frame_picture
from samspel.terms.errors import NotFoundError
from samspel.web.downloads import offer_file, offer_table
from samspel.web.middleware_base import Middleware
from samspel.web.presenters.picking import is_of_picking
from samspel.web.public import cite_page
from samspel.web.views.errors import show_error

FIELD = "hamta"
"""The field of the address that names a table, as `shifts.csv`."""
KINDS, PICTURE_KINDS = ("csv", "xlsx"), ("svg", "png")
PNG_PX = 1600
ADDRESS_LINE = 54
"""Characters of an address on a line below a picture, where it has no words to be wrapped at."""
LONGEST_TOLD = 80
_NAMED = re.compile(rf"(?P<name>[^/\\]{{1,120}})\.(?P<kind>{'|'.join((*KINDS, *PICTURE_KINDS))})")
_LINKS = b'href="?' + FIELD.encode() + b"="


@dataclass(slots=True)
class _Wanted:
    """The table or picture that a request asks for by name and kind, once it has been set into the page, and what all
    that were are called as files.
    """

    name: str
    kind: str
    found: Table | Picture | None = None
    known: set[str] = field(default_factory=set)


_wanted: ContextVar[_Wanted | None] = ContextVar("wanted table", default=None)


def find_file(shown: Table | Picture, kind: str) -> str:
    """The address of the file of a table or a picture, on the page that shows it."""
    return f"?{FIELD}={quote(_name(shown), safe='')}.{kind}"


def note_table(table: Table) -> None:
    """Keep a table that is set into a page, if it is the one that was asked for; the first of a name."""
    _note(table, KINDS)


def note_picture(picture: Picture) -> None:
    """The same of a picture, if it has a name."""
    if picture.file is not None:
        _note(picture, PICTURE_KINDS)


def _name(shown: Table | Picture) -> str:
    """What its file is called; nothing for a picture that has none."""
    if isinstance(shown, Table):
        return shown.name
    return "" if shown.file is None else shown.file.name


def _note(shown: Table | Picture, kinds: Sequence[str]) -> None:
    wanted = _wanted.get()
    if wanted is None:
        return
    name = _name(shown)
    wanted.known.update(f"{name}.{kind}" for kind in kinds)
    if wanted.found is None and wanted.name == name and wanted.kind in kinds:
        wanted.found = shown


class PageTablesMiddleware(Middleware):
    """Sends a table of a page instead of the page, and lets the links to such files keep what the page's own address
    asks for.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what asks for no table."""
        asked = request.GET.get(FIELD) if request.method in ("GET", "HEAD") else None
        if asked is None:
            return _keep_query(request, self._respond(request))
        named = _NAMED.fullmatch(asked)
        wanted = _Wanted("", "") if named is None else _Wanted(named["name"], named["kind"])
        token = _wanted.set(wanted)
        try:
            response = self._respond(request)
        finally:
            _wanted.reset(token)
        if response.status_code != 200:  # noqa: PLR2004 - HTTP's OK
            return response
        if isinstance(wanted.found, Table):
            return _send(wanted.found, wanted.kind)
        if wanted.found is not None:
            return _send_picture(request, wanted.found, wanted.kind)
        known = ", ".join(sorted(wanted.known))
        code = "no_page_table" if known else "no_page_tables"
        return show_error(request, NotFoundError(code, name=asked[:LONGEST_TOLD], known=known), 404)


def _send(table: Table, kind: str) -> HttpResponse:
    """The table's data, or its words where it has no data but what is read."""
    found = data(table)
    read = words(table)
    return offer_table(found if found.columns else Data(table.name, read.heads, read.texts), kind)


def _send_picture(request: HttpRequest, picture: Picture, kind: str) -> HttpResponse:
    """The picture with its caption, its credit and the address of its page."""
    fields = [(name, value) for name, values in request.GET.lists() for value in values if name != FIELD]
    kept = urlencode([(name, value) for name, value in fields if value and not is_of_picking(name)])
    address = cite_page(request, f"{request.path}?{kept}")
    svg = frame_picture(picture, wrap(address, ADDRESS_LINE, break_on_hyphens=False))
    return offer_file(f"{_name(picture)}.{kind}", svg.encode() if kind == "svg" else render_png(svg, PNG_PX))


def _keep_query(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What the page's address asks for, in the links to the page's own tables."""
    query = request.GET.urlencode()
    if (
        query
        and isinstance(response, HttpResponse)
        and response.headers.get("Content-Type", "").startswith("text/html")
    ):
        kept = b'href="?' + query.replace("&", "&amp;").encode() + b"&amp;" + FIELD.encode() + b"="
        response.content = response.content.replace(_LINKS, kept)
    return response
