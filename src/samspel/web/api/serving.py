"""From an address to a response: parameters read, the answer as JSON, and 304 where the reader has it already."""

import hashlib
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.utils.cache import get_conditional_response

from samspel.terms.errors import NotFoundError
from samspel.web.access import FIELD
from samspel.web.api.addresses import ADDRESSES, Address
from samspel.web.api.description import describe
from samspel.web.api.parameters import LANGUAGE, PAGE, Asked, Parameter, read_asked
from samspel.web.api.problems import ROOT
from samspel.web.api.shapes import Listing
from samspel.web.remembering import recall
from samspel.web.shared import get_desk, get_lang

METHODS = ("GET", "HEAD")
TYPE = "application/json"
DESCRIPTION_TYPE = "application/vnd.oai.openapi+json;version=3.1"
LONGEST_TOLD = 200
Show = Callable[..., HttpResponseBase]
Encode = Callable[[Asked], bytes]


def list_routes() -> list[URLPattern]:
    """The addresses, the description, and what is told of any other."""
    return [
        *(path(one.route, _make_view(one.known, _encode_answer(one)), name=one.name) for one in ADDRESSES),
        path(
            f"{ROOT.removeprefix('/')}openapi.json",
            _make_view((LANGUAGE,), _encode_description, DESCRIPTION_TYPE),
            name="api_openapi",
        ),
        re_path(f"^{ROOT.removeprefix('/')}(?P<rest>.+)$", show_missing, name="api_missing"),
    ]


def show_missing(_: HttpRequest, rest: str) -> HttpResponse:
    """An address that does not exist."""
    known = ", ".join(one.pattern for one in ADDRESSES)
    raise NotFoundError("api_address", address=f"{ROOT}{rest}"[:LONGEST_TOLD], known=known)


def _make_view(known: tuple[Parameter, ...], encode: Encode, kind: str = TYPE) -> Show:
    """A view that reads the parameters, and answers unless the reader has the same already."""

    def show(request: HttpRequest, **parts: str) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        asked = read_asked(known, parts, request.GET)
        tag = _tag(request)
        response = get_conditional_response(request, etag=tag)
        if response is None:
            response = HttpResponse(encode(asked), content_type=kind)
        response.headers["ETag"] = tag
        return response

    return show


def _encode_answer(address: Address) -> Encode:
    def encode(asked: Asked) -> bytes:
        answer = address.answer(asked)
        return msgspec.json.encode(_envelop(address, asked, answer) if isinstance(answer, Listing) else answer)

    return encode


def _encode_description(_: Asked) -> bytes:
    return recall(("openapi", get_lang()), lambda: msgspec.json.encode(describe()))


def _envelop(address: Address, asked: Asked, listing: Listing) -> Mapping[str, object]:
    """A page of a list, with the addresses of the next and the one before."""
    rows = asked.rows
    last = -(-listing.count // (rows.stop - rows.start))
    return {
        "count": listing.count,
        "page": asked.page,
        "per_page": rows.stop - rows.start,
        "next_url": _point(address, asked, asked.page + 1) if asked.page < last else None,
        "previous_url": _point(address, asked, min(asked.page - 1, last)) if asked.page > 1 and last else None,
        "values": listing.values,
    }


def _point(address: Address, asked: Asked, page: int) -> str:
    """The same list at another page, on the same server."""
    given = {**asked.given, PAGE: (str(page),)}
    filled = address.pattern.format_map({name: quote(value, safe="") for name, value in asked.path.items()})
    return f"{filled}?{urlencode([(name, value) for name, values in given.items() for value in values])}"


def _tag(request: HttpRequest) -> str:
    """What differs when the answer does: content and all that is kept, the program, and what is asked for."""
    fields = sorted((name, values) for name, values in request.GET.lists() if name != FIELD)
    said = repr((get_desk().stamp, get_lang(), request.path_info, fields))
    return f'W/"{hashlib.sha256(said.encode(errors="replace")).hexdigest()[:32]}"'
