"""Every table of a page as a file: the page is made as it always is, and the table that was asked for is sent in its
stead. Tables whose file holds more than the page shows have addresses of their own.
"""

import re
from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from samspel.rendering.table import Data, Table, data, words
from samspel.terms.errors import NotFoundError
from samspel.web.downloads import offer_table
from samspel.web.middleware_base import Middleware
from samspel.web.views.errors import show_error

FIELD = "hamta"
"""The field of the address that names a table, as `shifts.csv`."""
KINDS = ("csv", "xlsx")
LONGEST_TOLD = 80
_NAMED = re.compile(rf"(?P<name>[^/\\]{{1,120}})\.(?P<kind>{'|'.join(KINDS)})")
_LINKS = b'href="?' + FIELD.encode() + b"="


@dataclass(slots=True)
class _Wanted:
    """The table that a request asks for by name, once it has been set into the page, and the names of all that were."""

    name: str
    table: Table | None = None
    known: set[str] = field(default_factory=set)


_wanted: ContextVar[_Wanted | None] = ContextVar("wanted table", default=None)


def find_file(table: Table, kind: str) -> str:
    """The address of a table's file, on the page that shows it."""
    return f"?{FIELD}={quote(table.name, safe='')}.{kind}"


def note_table(table: Table) -> None:
    """Keep a table that is set into a page, if it is the one that was asked for; the first of a name."""
    wanted = _wanted.get()
    if wanted is None:
        return
    wanted.known.add(table.name)
    if wanted.table is None and wanted.name == table.name:
        wanted.table = table


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
        wanted = _Wanted("" if named is None else named["name"])
        token = _wanted.set(wanted)
        try:
            response = self._respond(request)
        finally:
            _wanted.reset(token)
        if response.status_code != 200:  # noqa: PLR2004 - HTTP's OK
            return response
        if named is not None and wanted.table is not None:
            return _send(wanted.table, named["kind"])
        known = ", ".join(f"{name}.{kind}" for name in sorted(wanted.known) for kind in KINDS)
        code = "no_page_table" if known else "no_page_tables"
        return show_error(request, NotFoundError(code, name=asked[:LONGEST_TOLD], known=known), 404)


def _send(table: Table, kind: str) -> HttpResponse:
    """The table's data, or its words where it has no data but what is read."""
    found = data(table)
    read = words(table)
    return offer_table(found if found.columns else Data(table.name, read.heads, read.texts), kind)


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
