"""What is driven in a unit's networks, one shared campaign, and its words as a start for one's own paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.desk import Desk
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Paragraph
from samspel.reports.campaigns import label_demand
from samspel.reports.networks import OUTCOMES, SharedPaper, compose_shared, label_outcome, tabulate_shared
from samspel.terms.errors import BadInputError
from samspel.web.blocks import set_blocks
from samspel.web.choices import Option
from samspel.web.notices import send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.views.papers import Kept
from samspel.web.work.campaigns.acting import answer, lead_to
from samspel.web.work.campaigns.parts import (
    Failure,
    FieldPart,
    FormPart,
    LinkPart,
    Part,
    WorkPage,
    choose,
    fill_forms,
    read_whole,
)
from samspel.web.work.guards import find_unit, require
from samspel.web.work.networks.acting import find_shared, label_network_fields, name_networks
from samspel.web.work.paging import Pager, page_list
from samspel.web.work.voices.likely import list_places
from samspel.workspace.campaigns import find_demands, find_places
from samspel.workspace.models import Account, Campaign, FrozenPaper, Unit
from samspel.workspace.networks import list_networks
from samspel.workspace.permissions import may
from samspel.workspace.reusing import use_as_start
from samspel.workspace.sharing import list_shared, pick_outcome, tell, tell_all

DEMAND, PLACE, OUTCOME = "krav", "plats", "blev"
"""The fields of the address."""
REUSE = "anvand"


@dataclass(frozen=True, slots=True)
class FilterPart:
    """A choice of the form: its field, its name and what can be chosen."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """What is shared, and the form that picks among it; without networks how one joins."""

    template: ClassVar[str] = "samspel/work/network.html"
    title: str
    told: str
    links: tuple[LinkPart, ...]
    filters: tuple[FilterPart, ...]
    is_picked: bool
    blocks: SafeString | None
    pager: Pager | None
    blank: str


@never_cache
@require_safe
def show_all(request: HttpRequest, unit: int) -> HttpResponse:
    """What is driven where, of a demand, a place or an outcome if the address says so."""
    where, texts, desk = find_unit(unit), get_texts(), get_desk()
    account = require(request, "network.read", where)
    networks = list_networks(where)
    every = list(list_shared(where)) if networks else []
    shown = _pick(desk, every, request.GET)
    paged = page_list(request, shown)
    blank = "alone" if not networks else "none_shared" if not every else "" if shown else "none_found"
    return show_page(
        request,
        NetworkPage(
            title=texts("network.of_unit", unit=where.name),
            told=texts("network.networks", names=name_networks(texts, networks)) if networks else "",
            links=_list_links(texts, account, where, has_networks=bool(networks)),
            filters=_list_filters(desk, texts, every, request.GET) if every else (),
            is_picked=any(request.GET.get(name) for name in (DEMAND, PLACE, OUTCOME)),
            blocks=set_blocks(texts, [tabulate_shared(texts, tell_all(desk, texts, where, paged.rows))])
            if shown
            else None,
            pager=paged.pager,
            blank=texts(f"network.{blank}") if blank else "",
        ),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """One shared campaign; its words taken as a start."""
    action = "place.change" if request.method == "POST" else "network.read"
    account, where, campaign = find_shared(request, get_desk(), unit, number, action)
    return answer(
        request,
        partial(_present, account, where, campaign),
        lambda: _reuse(request.POST, account, where, campaign),
        lambda done: send_on(*done),
        label_network_fields(get_texts()),
    )


def _pick(desk: Desk, every: Sequence[Campaign], asked: QueryDict) -> list[Campaign]:
    """The campaigns of the demand, the place and the outcome that the address asks for."""
    demand, place, outcome = (asked.get(name, "") for name in (DEMAND, PLACE, OUTCOME))
    shown = [one for one in every if (not demand or demand in one.demands) and (not place or place in one.places)]
    return pick_outcome(desk, shown, outcome) if outcome else shown


def _list_filters(desk: Desk, texts: Texts, every: Sequence[Campaign], asked: QueryDict) -> tuple[FilterPart, ...]:
    """The choices: demands and places of what is shared alone."""
    demands = find_demands(desk, sorted({demand for one in every for demand in one.demands}))
    places = find_places(desk, sorted({place for one in every for place in one.places}))
    choices = (
        (DEMAND, "demand", [(one.id, label_demand(texts, one)) for one in sorted(demands, key=lambda one: one.number)]),
        (PLACE, "place", sorted(((one.code, texts.said(one.area)) for one in places), key=lambda pair: pair[1])),
        (OUTCOME, "outcome", [(one, label_outcome(texts, one)) for one in OUTCOMES]),
    )
    return tuple(
        FilterPart(
            name,
            texts(f"network.filter_{key}"),
            choose([("", texts(f"network.every_{key}")), *options], asked.get(name, "")),
        )
        for name, key, options in choices
    )


def _list_links(texts: Texts, account: Account, unit: Unit, *, has_networks: bool) -> tuple[LinkPart, ...]:
    members = (
        LinkPart(texts("network.meetings_link"), lead_to("meetings", unit)),
        LinkPart(texts("network.members_link"), lead_to("network_members", unit)),
    )
    joins = (LinkPart(texts("network.join"), lead_to("network_members", unit)),)
    return members if has_networks else joins if may(account, "network.join", unit) else ()


def _present(account: Account, unit: Unit, campaign: Campaign, failure: Failure | None) -> WorkPage:
    texts, desk = get_texts(), get_desk()
    told = tell(desk, texts, unit, campaign)
    reusable = [paper for paper in told.papers if paper.words]
    body = set_blocks(texts, compose_shared(desk.observations, texts, told))
    if not reusable or not may(account, "place.change", unit):
        return WorkPage(title=told.title, parts=(Part(body=body),))
    places = list_places(unit)
    form = _make_form(texts, reusable, places)
    reuse = Part(
        id="use",
        title=texts("network.reuse"),
        body=set_blocks(texts, [Paragraph(texts("network.reuse_lead" if places else "network.no_own_place"))]),
        forms=fill_forms(failure, [form]) if places else (),
    )
    return WorkPage(title=told.title, parts=(Part(body=body), reuse))


def _make_form(texts: Texts, papers: Sequence[SharedPaper], places: Sequence[tuple[str, str]]) -> FormPart:
    named = [(str(one.number), f"{one.kind}: {one.title} ({texts.day(one.day)})") for one in papers]
    return FormPart(
        id=REUSE,
        does=REUSE,
        button=texts("network.reuse"),
        fields=(
            FieldPart(name="paper", label=texts("network.reuse_paper"), kind="select", options=choose(named)),
            FieldPart(name="place", label=texts("network.reuse_where"), kind="select", options=choose(places)),
        ),
    )


def _reuse(post: QueryDict, account: Account, unit: Unit, campaign: Campaign) -> tuple[str, Kept]:
    number, place = read_whole(post.get("paper", "")), post.get("place", "")
    paper = None if number is None else FrozenPaper.objects.filter(pk=number, campaign=campaign).first()
    if paper is None:
        raise BadInputError("work_choice", field="paper")
    if place not in dict(list_places(unit)):
        raise BadInputError("work_choice", field="place")
    demand, kind, filled = use_as_start(get_desk(), get_texts(), unit, account, paper, place)
    told = Kept("network.told.reused" if filled else "network.told.nothing_reused")
    return reverse("paper", args=[get_catalogue().places.by_code[place].code, demand, kind]), told
