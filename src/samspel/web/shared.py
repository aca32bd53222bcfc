"""What all threads share (desk, room for passing files, reckoning processes), and the language of the request."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import replace
from functools import wraps
from threading import Lock
from typing import TypeVar

from django.conf import settings
from django.utils.translation import get_language

from samspel.app.desk import Desk, hide_kept, open_desk, renew_desk
from samspel.app.finding import find_place
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.terms.place import Place
from samspel.web.children import Nursery
from samspel.web.limits import Limits
from samspel.web.passing import PassingRoom

T = TypeVar("T")
_BEGUN_WITH: ContextVar[Desk | None] = ContextVar("desk", default=None)
_RENEWING = Lock()


def once(make: Callable[[], T]) -> Callable[[], T]:
    """Makes `make` give every caller the same thing, made at the first call; whoever calls meanwhile waits for it.
    (functools.cache lets two first callers make one each.)
    """
    lock, made = Lock(), list[T]()

    @wraps(make)
    def get() -> T:
        if not made:
            with lock:
                if not made:
                    made.append(make())
        return made[0]

    return get


@once
def _open_desks() -> list[Desk]:
    return [replace(open_desk(), hides_drafts=settings.READ_ONLY)]


def get_desk() -> Desk:
    """The desk, opened at the first call: before the first request when `build_application` makes the server. In a
    request the one that it began with.
    """
    return _BEGUN_WITH.get() or _open_desks()[0]


def begin_with_desk() -> None:
    """Take in own demands that were added or removed since, by whichever program, and keep to that desk until the next
    request of this thread.
    """
    desks = _open_desks()
    with _RENEWING:
        desks[0] = renew_desk(desks[0])
    _BEGUN_WITH.set(desks[0])


def end_with_desk() -> None:
    """Let go of the desk that a request began with."""
    _BEGUN_WITH.set(None)


def hide_drafts() -> None:
    """Let the request go on with a desk that has nothing of what people have written for papers."""
    _BEGUN_WITH.set(replace(get_desk(), hides_drafts=True))


def act_for(owner: str) -> None:
    """Let the request go on with the drafts of one owner, and change own demands of theirs alone."""
    _BEGUN_WITH.set(replace(get_desk(), owner=owner))


@once
def get_public_desk() -> Desk:
    """The desk of those who see nothing of what people say here, where others reach the server and sign in."""
    return hide_kept(_open_desks()[0])


def hide_what_is_kept() -> None:
    """Let the request go on with a desk that has nothing of what people say here: no answer, own demand or draft."""
    _BEGUN_WITH.set(get_public_desk())


@once
def get_room() -> PassingRoom:
    """Where uploaded files lie while they are reckoned with."""
    return PassingRoom(get_desk().store.home)


def get_limits() -> Limits:
    """What the server lets its users take."""
    limits: Limits = settings.LIMITS
    return limits


@once
def get_nursery() -> Nursery:
    """The processes that reckon with them."""
    return Nursery(get_limits())


def get_catalogue() -> Catalogue:
    """What the content says."""
    return get_desk().catalogue


def get_lang() -> Lang:
    """The language of the address: English under /en/, else Swedish."""
    return "en" if get_language() == "en" else "sv"


def get_texts() -> Texts:
    """The texts in the language of the address."""
    return get_catalogue().texts[get_lang()]


def get_place(code: str) -> Place:
    """The place with a code; a name will do. Raises NotFoundError with the nearest names."""
    catalogue = get_catalogue()
    return catalogue.places.by_code.get(code) or find_place(catalogue, code)


def name_places(words: Iterable[str]) -> str:
    """Places as they are shown in a field: a municipality that an address has the code of by its name, the others as
    they were written.
    """
    by_code = {place.code: place.name for place in get_catalogue().places.municipalities}
    return ", ".join(by_code.get(one.strip(), one.strip()) for one in words)
