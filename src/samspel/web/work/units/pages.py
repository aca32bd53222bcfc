"""The pages of units: all that one is in, one of them, and the form that makes or changes one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.catalogue.texts import Explanation, Texts
from samspel.terms.errors import SamspelError
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.views.errors import explain_all, find_status
from samspel.web.whereabouts import PLACE, label_place
from samspel.web.work.campaigns.news_views import describe_unread
from samspel.web.work.campaigns.parts import read_whole
from samspel.web.work.guards import find_unit, require, require_account
from samspel.web.work.menu import list_entries
from samspel.web.work.units.form import UNDER, Typed, fill_in, list_places, name_places, read_typed, understand
from samspel.workspace.example import find_example
from samspel.workspace.figure_news import count_unread
from samspel.workspace.models import Account, Unit
from samspel.workspace.permissions import ForbiddenError, may
from samspel.workspace.units import change_unit, list_tree, make_unit, may_found
from samspel.workspace.versions import ChangedMeanwhileError


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, by the key of its text."""

    text: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in a list: its name, what it is and where, and its parts."""

    address: str
    name: str
    told: str
    parts: "tuple[UnitLine, ...]" = ()


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The units that one is in, and how much newer figures have changed that one has not read."""

    template: ClassVar[str] = "samspel/work/work.html"
    units: tuple[UnitLine, ...]
    may_found: bool
    has_example: bool
    news: str


@dataclass(frozen=True, slots=True)
class Card:
    """A page of the unit with a sentence that says what it is for."""

    address: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link with its words."""

    address: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """One unit: what is said of it, its pages and its parts; `change` and `new_part` are empty for who may not."""

    template: ClassVar[str] = "samspel/work/unit.html"
    name: str
    kind: str
    places: tuple[NamedLink, ...]
    members: str
    whole: NamedLink | None
    cards: tuple[Card, ...]
    parts: tuple[UnitLine, ...]
    change: str
    new_part: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFormPage:
    """The form with what was typed; `kinds` each with its words; `kept` is what somebody else has saved meanwhile, each
    with its label.
    """

    template: ClassVar[str] = "samspel/work/unit_form.html"
    title: str
    kinds: tuple[tuple[str, str], ...]
    typed: Typed
    under: int
    back: str
    kept: tuple[tuple[str, str], ...] = ()
    errors: tuple[Explanation, ...] = ()


@never_cache
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """What the workspace is, and the units that one is in."""
    account, texts = require_account(request), get_texts()
    lines = tuple(
        replace(_line(texts, whole), parts=tuple(_line(texts, part) for part in parts))
        for whole, parts in list_tree(account)
    )
    news = describe_unread(texts, count_unread(get_desk(), account))
    has_example = find_example() is not None
    return show_page(request, WorkPage(lines, may_found(account), has_example=has_example, news=news))


@never_cache
@require_safe
def show(request: HttpRequest, unit: int) -> HttpResponse:
    """One unit."""
    found = find_unit(unit)
    account = require(request, "unit.read", found)
    return show_page(request, _present(get_texts(), account, found, find_notice(request, Done)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """The form of a new unit, under another where the address says so; the unit made."""
    account, texts = require_account(request), get_texts()
    parent = _find_parent(request, account)
    places = name_places(get_catalogue(), parent.places) if parent else request.GET.get(PLACE, "")
    typed = Typed(kind=Unit.Kind.CLUB if parent else Unit.Kind.BRANCH, places=places)
    problem = None
    if request.method == "POST":
        typed = read_typed(request.POST)
        try:
            made = make_unit(account, understand(get_catalogue(), texts, typed), parent)
        except ForbiddenError:
            raise
        except SamspelError as error:
            problem = error
        else:
            return send_on(reverse("unit", args=[made.pk]), Done("workspace.unit.made"))
    title = texts("workspace.unit.new_under", name=parent.name) if parent else texts("workspace.unit.new")
    back = reverse("unit", args=[parent.pk]) if parent else reverse("work")
    page = _present_form(texts, typed, title=title, under=parent.pk if parent else 0, back=back)
    return _show_form(request, page, problem)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, unit: int) -> HttpResponse:
    """The form of a unit that there is; the change kept, or what somebody else has saved meanwhile."""
    found = find_unit(unit)
    account, texts, catalogue = require(request, "unit.change", found), get_texts(), get_catalogue()
    typed, kept = fill_in(catalogue, found), tuple[tuple[str, str], ...]()
    problem: SamspelError | None = None
    if request.method == "POST":
        now, typed = typed, read_typed(request.POST)
        try:
            change_unit(account, found, typed.version, understand(catalogue, texts, typed))
        except ChangedMeanwhileError as error:
            problem, kept = _name_fields(texts, error), _tell(texts, now)
            typed = replace(typed, version=now.version)
        except SamspelError as error:
            problem = error
        else:
            return send_on(reverse("unit", args=[unit]), Done("workspace.unit.changed"))
    back = reverse("unit", args=[unit])
    page = _present_form(texts, typed, title=texts("workspace.unit.change"), under=0, back=back)
    return _show_form(request, replace(page, kept=kept), problem)


def _show_form(request: HttpRequest, page: UnitFormPage, problem: SamspelError | None) -> HttpResponse:
    if problem is None:
        return show_page(request, page)
    return show_page(request, replace(page, errors=tuple(explain_all(get_texts(), problem))), find_status(problem))


def _find_parent(request: HttpRequest, account: Account) -> Unit | None:
    """The unit that a new one is to stand under. Raises ForbiddenError for who may not make one."""
    number = read_whole((request.POST if request.method == "POST" else request.GET).get(UNDER, "")) or 0
    if number:
        parent = find_unit(number)
        require(request, "unit.change", parent)
        return parent
    if not may_found(account):
        raise ForbiddenError("not_allowed", action="unit.found")
    return None


def _present(texts: Texts, account: Account, unit: Unit, done: Done | None) -> UnitPage:
    places = list_places(get_catalogue(), unit.places)
    cards = (
        Card(reverse(entry.name, args=[unit.pk]), texts(entry.key), texts(f"{entry.key}_text"))
        for entry in list_entries(account, unit)
        if entry.name != "unit"
    )
    is_changer, parent = may(account, "unit.change", unit), unit.parent
    whole = parent if parent is not None and may(account, "unit.read", parent) else None
    return UnitPage(
        name=unit.name,
        kind=texts(f"workspace.kind.{unit.kind}"),
        places=tuple(NamedLink(reverse("place", args=[place.code]), label_place(place)) for place in places),
        members=_tell_members(texts, unit),
        whole=None if whole is None else NamedLink(reverse("unit", args=[whole.pk]), whole.name),
        cards=tuple(cards),
        parts=tuple(_line(texts, part) for part in unit.parts.all()),
        change=reverse("unit_change", args=[unit.pk]) if is_changer else "",
        new_part=f"{reverse('unit_new')}?{UNDER}={unit.pk}" if is_changer else "",
        done="" if done is None else texts(done.text),
    )


def _tell_members(texts: Texts, unit: Unit) -> str:
    if unit.members is None:
        return ""
    count = texts.number(unit.members)
    if unit.members_on is None:
        return texts("workspace.unit.count", count=count)
    return texts("workspace.unit.count_on", count=count, day=texts.day(unit.members_on))


def _line(texts: Texts, unit: Unit) -> UnitLine:
    where = [label_place(place) for place in list_places(get_catalogue(), unit.places)]
    told = ", ".join([texts(f"workspace.kind.{unit.kind}"), *where[:3], *(["…"] if len(where) > 3 else [])])  # noqa: PLR2004 - a line
    return UnitLine(reverse("unit", args=[unit.pk]), unit.name, told)


def _present_form(texts: Texts, typed: Typed, *, title: str, under: int, back: str) -> UnitFormPage:
    kinds = tuple((kind, texts(f"workspace.kind.{kind}")) for kind in Unit.Kind.values)
    return UnitFormPage(title=title, kinds=kinds, typed=typed, under=under, back=back)


LABELS = {"kind": "kind", "name": "name", "places": "places", "members": "members", "members_on": "day"}
"""What a field of a unit is called in the form."""


def _name_fields(texts: Texts, error: ChangedMeanwhileError) -> ChangedMeanwhileError:
    """The same error with the fields as the form calls them, and only those that differ."""
    differ: Iterable[str] = (name for name in LABELS if error.now.get(name) != error.typed.get(name))
    named = ", ".join(texts(f"workspace.unit.{LABELS[name]}").lower() for name in differ)
    error.facts = {"fields": named}
    return error


def _tell(texts: Texts, now: Typed) -> tuple[tuple[str, str], ...]:
    """What is kept now, field by field."""
    told = (
        ("kind", texts(f"workspace.kind.{now.kind}")),
        ("name", now.name),
        ("places", now.places),
        ("members", now.members),
        ("day", now.day),
    )
    return tuple((texts(f"workspace.unit.{key}"), value) for key, value in told if value)
