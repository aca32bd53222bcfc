"""Every address with hostile values: no failure of the program, no trace of it, no folder of the server in a page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from hypothesis import given
from hypothesis import strategies as st

from reading import read
from samspel.app.desk import Desk
from samspel.reach.report import ReachReport
from samspel.terms.errors import BadInputError
from samspel.web.headers import HEADERS
from samspel.web.jobs import Job
from samspel.web.views import reach

PLACES = ("2181", "21", "0980", "00", "Sandviken")
VALUES = {
    "code": PLACES,
    "place": PLACES,
    "demand": ("2", "childcare-odd-hours", "44"),
    "goal": ("just-climate-transition",),
    "indicator": ("population",),
    "measure": ("staff_sick_leave", "N00053"),
    "section": ("economy",),
    "size": ("a4", "a5"),
    "paper": ("motion", "underlag", "remissvar"),
    "kind": ("csv", "xlsx", "pdf", "docx", "html", "zip", "employers"),
    "name": ("skift", "orter", "arbetsplatser", "krav"),
    **dict.fromkeys(("unit", "number", "matter", "holder", "post", "pk", "letter"), ("1", "99999999999999999999")),
    "secret": ("hemligt",),
    "key": ("20261102T051000000000",),
    "rest": ("platser", "places/"),
}
"""For each placeholder of an address something that exists; of the workspace, which is empty here, what its addresses
take.
"""
PAGES_WITH_FORMS = (
    "/",
    "/sok/?sida=scenario&plats=2181",
    "/jamfor/",
    "/jamfor/samma-handelse/",
    "/elkalkyl/",
    "/plats/2181/vad-hander-om/?alla=1",
    "/plats/2181/omstallning/",
    "/plats/2181/blad/",
)
OTHER_FIELDS = (
    "skift",
    "avsnitt",
    "matt",
    "varfor",
    "alla",
    "ordna",
    "jobb1",
    "ar1",
    "b_jobb1",
    "krav",
    "dag",
    "nyckel",
    "blad",
    "place",
    "lang",
    "page",
    "per_page",
    "from",
    "format",
    "verdict",
)
HOSTILE = (
    "", " ", "0", "-1", "-0.0", "1e309", "nan", "inf", "NaN", "1.000", "1,5", "9" * 400, "٣", "0x10", "1_000",
    "../../../etc/passwd", "..%2f..", "%00", "\x00", "\r\nX: y", "\t", "//host", "/\\host", "@host", "<script>", "'\"",
    "{0}", "{texts}", "%s%n", "${7*7}", "{{ 7 }}", "\ud800", "\u202e", "a\u0308" * 50, "å", "İ", "ß", "🏭" * 20, "=1+1",
    "2026-02-30", "9999-12-31", "0000-00-00", "true", "null", "[]", "x" * 5_000,
)  # fmt: skip
METHODS = ("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "FROB")
TYPES = ("multipart/form-data; boundary=x", "multipart/form-data", "application/x-www-form-urlencoded", "", "é")
SENT = ("Cookie", "Accept-Language", "Accept-Encoding", "Referer", "Host", "Range", "HX-Request")
BODIES = (
    b"", b"--x--", b"--x", b"\x00" * 100, b"a=" + b"b" * 10_000, b"&" * 2_000, b"a=%ff%fe&b=\xff",
    b'--x\r\nContent-Disposition: form-data; name="svar"; filename="a.csv"\r\n\r\n\xff\xfe\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="svar"; filename="../../a"\r\n\r\n;;;\n1;2\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="tidtabell"; filename="\x00.zip"\r\n\r\nPK\x03\x04\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="dag"\r\n\r\n2026-13-45\r\n--x--\r\n',
)  # fmt: skip
REFUSED = (501, 503)
"""Answers above 499 that are no failure."""

numbers = st.integers().map(str) | st.floats().map(str)
texts_of_any_kind = st.sampled_from(HOSTILE) | st.text(max_size=30) | numbers


def list_routes() -> list[str]:
    """Every address of the resolver, placeholders in angle brackets."""

    def walk(found: URLPattern | URLResolver, before: str) -> Iterator[str]:
        if isinstance(found, URLPattern):
            yield before + _name_groups(str(found.pattern))
            return
        # The language stands before the address in another way, and the root has a pattern of its own.
        is_within = isinstance(found.pattern, RoutePattern)
        for part in found.url_patterns:
            yield from walk(part, f"{before}{found.pattern}" if is_within else before)

    return sorted(set(walk(get_resolver("samspel.web.urls"), "")))


def _name_groups(route: str) -> str:
    """An address that is written as an expression, in the way of the others."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route).replace("\\.", ".").strip("^$")


ROUTES: list[str] = []
FIELDS: list[str] = []


@pytest.fixture(scope="module", autouse=True)
def workspace(application: object, desk: Desk, town_report: ReachReport) -> Iterator[None]:
    """The made-up town is there, reckonings end at once, and the fields of every form are known."""
    client = Client(SERVER_NAME="localhost")
    names = {name for page in PAGES_WITH_FORMS for name in list_fields(client, page)}
    ROUTES[:] = list_routes()
    FIELDS[:] = sorted(names | set(OTHER_FIELDS))
    reach.get_example()._keep(town_report)

    def make_job(_desk: Desk, keep: Any, place: Any, question: Any, folder: Path) -> Job[Any]:
        return Job(refuse, keep, folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "make_job", make_job)
        yield
    for name in ("reach", "answers"):
        for file in (desk.store.home / name).glob("*"):
            file.unlink()


def refuse(_tell: object) -> ReachReport:
    raise BadInputError("gtfs_not_zip", file="x")


def list_fields(client: Client, page: str) -> Iterator[str]:
    found = read(client.get(page))
    for tag in ("input", "select", "textarea"):
        yield from (a["name"] for a in found.attributes(tag) if a.get("name"))


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """An address of the resolver with good or hostile parts."""

    def fill(found: re.Match[str]) -> str:
        good = st.sampled_from(VALUES.get(found[1], ("x",)))
        value = draw(st.one_of(good, good, texts_of_any_kind))
        return quote(value, safe=draw(st.sampled_from(("", "/"))), errors="replace")

    path = re.sub(r"<(?:\w+:)?(\w+)>", fill, draw(st.sampled_from(ROUTES)))
    return draw(st.sampled_from(("/", "/", "/en/", "/en//", "//", "/sv/", "/EN/"))) + path


@st.composite
def queries(draw: st.DrawFn) -> str:
    """Known and unknown fields with hostile values."""
    names = st.sampled_from(FIELDS or ["q"]) | texts_of_any_kind
    pairs = draw(st.lists(st.tuples(names, texts_of_any_kind), max_size=6))
    return "&".join(f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in pairs)


def check(response: HttpResponseBase, desk: Desk) -> None:
    assert response.status_code < 500 or response.status_code in REFUSED
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    response.close()
    assert b"Traceback" not in body
    assert str(desk.store.home).encode() not in body
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    location = response.headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    is_error_page = response.status_code >= 400 and response.headers["Content-Type"].startswith("text/html")
    assert not is_error_page or not body or b"<h1>" in body


@given(addresses(), queries(), st.sampled_from(("", "true")))
def test_an_address_with_anything_in_it_is_answered(
    client: Client, desk: Desk, address: str, query: str, part: str
) -> None:
    headers = {"HX-Request": part} if part else {}
    check(client.get(f"{address}?{query}", headers=headers), desk)


@given(
    addresses(),
    st.sampled_from(METHODS),
    st.sampled_from(BODIES) | st.binary(max_size=300),
    st.sampled_from(TYPES),
    st.dictionaries(st.sampled_from(SENT), st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30)),
)
def test_a_request_of_any_kind_is_answered(
    client: Client, desk: Desk, address: str, method: str, body: bytes, kind: str, headers: dict[str, str]
) -> None:
    response = client.generic(method, address, body, content_type=kind, headers=headers)
    check(response, desk)


def test_every_address_is_among_those_that_are_tried() -> None:
    assert len(ROUTES) > 40
    assert {"arbete/ny/", "api/v1/places/<str:place>/needs", "plats/<str:code>/krav/"} <= set(ROUTES)
    placeholders = {name for route in ROUTES for name in re.findall(r"<(?:\w+:)?(\w+)>", route)}
    assert placeholders <= set(VALUES)
