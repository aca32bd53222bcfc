"""Own figures of a place: a list looked at, added, shown, taken away and put back."""

import base64
import binascii
import zlib
from dataclasses import dataclass, replace
from typing import ClassVar

import msgspec
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.adding import add_list, forget_added, list_added, look_at, make_empty, restore_added
from samspel.catalogue.texts import Explanation
from samspel.observations.added import Added, LookedAt
from samspel.reports.added import compose_look, compose_receipt, label_added, tabulate_added, tabulate_guide
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place
from samspel.terms.units import KILOBYTE
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_file
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_desk, get_lang, get_place, get_texts
from samspel.web.views.errors import explain_all, find_status

DO, FILE, BY, AGAIN, NUMBER = "gor", "fil", "vem", "igen", "lista"
LOOK, ADD, REMOVE, RESTORE = "titta", "lagg-till", "ta-bort", "angra"
SALT = "samspel.added"
MOST_KILOBYTES = 100
"""What a list may take that the page sends back when it is added: some two thousand rows."""
BACK_SECONDS, MOST_BACK = 3600, 150_000
"""How long a list that was taken away can be put back, and the letters of one that the page can send."""


class _Sent(msgspec.Struct, frozen=True):
    """A list that the page sends back: its file's name and bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: a text by its key with what it tells of, the list that can be put back, or what was added."""

    told: str
    gone: Added | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A list that has been looked at: what it would do, who stands for it, and the list itself."""

    body: SafeString
    by: str
    again: str


@dataclass(frozen=True, slots=True)
class ListPart:
    """A list that has been added."""

    number: int
    label: str
    body: SafeString


@dataclass(frozen=True, slots=True)
class GuidePart:
    """A kind of list: its id, name, what is done with it, and its columns."""

    id: str
    name: str
    about: str
    body: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPage:
    """The page; `done` tells of what was just done, and `undo` is the signed list that can be put back."""

    template: ClassVar[str] = "samspel/added.html"
    place: Place
    limit: int
    guides: tuple[GuidePart, ...]
    lists: tuple[ListPart, ...]
    by: str = ""
    preview: Preview | None = None
    done: SafeString | str = ""
    undo: str = ""
    errors: tuple[Explanation, ...] = ()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The lists of a place and the form; one looked at, added, taken away or put back."""
    place = get_place(code)
    list_added(get_desk(), place)  # refuses the country
    if request.method != "POST":
        return show_page(request, _present(place, find_notice(request, Done)))
    try:
        if request.POST.get(DO, LOOK) == LOOK:
            return show_page(request, _look(request, place))
        return send_on(reverse("added", args=[code]), _act(request, place))
    except SamspelError as error:
        page = replace(_present(place), by=request.POST.get(BY, ""), errors=tuple(explain_all(get_texts(), error)))
        return show_page(request, page, find_status(error))


@require_safe
def send_empty(_request: HttpRequest, kind: str) -> HttpResponse:
    """An empty list to fill in."""
    return offer_file(f"{kind}.csv", make_empty(get_desk(), kind, get_lang()))


def _look(request: HttpRequest, place: Place) -> AddedPage:
    """What a list would do. Raises BadInputError for no file, one too large for the page, and one that is no list."""
    file = request.FILES.get(FILE)
    if not isinstance(file, UploadedFile):
        raise BadInputError("no_upload")
    sent = _Sent(file.name or "", file.read())
    if len(sent.data) > MOST_KILOBYTES * KILOBYTE:
        raise BadInputError("added_large", file=sent.name, limit=MOST_KILOBYTES)
    looked, by = _read(sent, place), request.POST.get(BY, "")
    body = set_blocks(get_texts(), compose_look(get_texts(), get_desk().base.measures.everything, looked))
    return replace(_present(place), by=by, preview=Preview(body, by, _pack(sent)))


def _act(request: HttpRequest, place: Place) -> Done:
    desk, texts, does = get_desk(), get_texts(), request.POST.get(DO)
    if does == ADD:
        receipt = add_list(desk, _read(_unpack(request.POST.get(AGAIN, "")), place), request.POST.get(BY, ""))
        return Done(set_blocks(texts, compose_receipt(texts, receipt.added, receipt.changes)))
    if does == RESTORE:
        restore_added(desk, place, _open(request.POST.get(AGAIN, ""), place))
        return Done(texts("added.restored"))
    number = request.POST.get(NUMBER, "")
    gone = forget_added(desk, place, int(number) if number.isascii() and number.isdecimal() else 0)
    label = label_added(texts, desk.added_lists, gone.kind, gone.number)
    return Done(texts("added.removed", label=label), gone)


def _read(sent: _Sent, place: Place) -> LookedAt:
    return look_at(get_desk(), get_lang(), sent.data, sent.name, place, get_today())


def _present(place: Place, done: Done | None = None) -> AddedPage:
    desk, texts = get_desk(), get_texts()
    kinds, measures = {one.id: one for one in desk.added_lists}, desk.base.measures.everything
    kept = [one for one in list_added(desk, place) if one.kind in kinds]
    return AddedPage(
        place=place,
        limit=MOST_KILOBYTES,
        guides=tuple(
            GuidePart(id, texts.of(kind).name, texts.of(kind).about, set_blocks(texts, [tabulate_guide(texts, kind)]))
            for id, kind in kinds.items()
        ),
        lists=tuple(
            ListPart(
                one.number,
                label_added(texts, desk.added_lists, one.kind, one.number),
                set_blocks(texts, [tabulate_added(texts, measures, kinds[one.kind], one)]),
            )
            for one in kept
        ),
        done="" if done is None else done.told,
        undo="" if done is None or done.gone is None else _close(done.gone, place),
    )


def _pack(sent: _Sent) -> str:
    return base64.urlsafe_b64encode(zlib.compress(msgspec.msgpack.encode(sent))).decode()


def _unpack(again: str) -> _Sent:
    """The list that the page sent back. Raises BadInputError for what it did not send."""
    try:
        packed = zlib.decompressobj()
        data = packed.decompress(base64.urlsafe_b64decode(again), 2 * MOST_KILOBYTES * KILOBYTE)
        return msgspec.msgpack.decode(data, type=_Sent)
    except (binascii.Error, zlib.error, msgspec.MsgspecError, ValueError):
        raise BadInputError("added_again") from None


def _close(added: Added, place: Place) -> str:
    """The list as the page can send it back; empty for one that is too large for that."""
    closed = signing.dumps([place.code, msgspec.to_builtins(added)], salt=SALT, compress=True)
    return closed if len(closed) <= MOST_BACK else ""


def _open(again: str, place: Place) -> Added:
    """The list that was taken away from the place. Raises BadInputError for a page that is too old or was changed."""
    try:
        code, told = signing.loads(again, salt=SALT, max_age=BACK_SECONDS)
        if code == place.code:
            return msgspec.convert(told, Added)
    except (signing.BadSignature, msgspec.MsgspecError, ValueError, TypeError):
        pass
    raise BadInputError("added_again")
