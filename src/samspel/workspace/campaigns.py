"""Campaigns: a demand that a unit drives in one or several places, with a goal in figures and what is to be done."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from samspel import __version__
from samspel.app.briefing import Format, Written, render, write_paper
from samspel.app.desk import Desk
from samspel.app.drafting import find_draft, find_paper, list_reusable
from samspel.app.finding import find_demand, find_place
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.needs.measuring import Measurement
from samspel.observations.series import Observation
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import neutralise
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind
from samspel.workspace.log import note
from samspel.workspace.models import Account, Campaign, FrozenPaper, Item, Unit
from samspel.workspace.permissions import DEEPEST, list_units
from samspel.workspace.versions import change, take_away
from samspel.workspace.within import list_within

LONGEST = {"title": 200, "plan": 8_000, "text": 2_000}
"""Characters of each field that somebody writes in."""
MOST = {"demands": 10, "places": 60, "items": 300, "papers": 100}
"""So many of each a campaign may have."""
FORMATS: tuple[Format, ...] = ("pdf", "docx")
"""The forms in which a paper is frozen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody has typed of a campaign. Demands and places by anything that finds them; `measure` is an indicator
    of one of the demands, or nothing.
    """

    title: str
    demands: tuple[str, ...]
    places: tuple[str, ...]
    plan: str = ""
    measure: str = ""
    goal_to: float | None = None
    goal_by: date | None = None
    owner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOrder:
    """A paper that is to be frozen: about which demand at which place, the kind of paper, its file and language."""

    demand: str
    place: str
    paper: str
    kind: Format
    lang: Lang


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure of a campaign's demands says at one of its places."""

    demand: Demand
    observation: Observation
    measurement: Measurement


def list_campaigns(account: Account | None, unit: Unit | None = None) -> "QuerySet[Campaign]":
    """The campaigns that the account may read, of one unit or of all, those that still run first."""
    found = _gather().filter(unit__in=list_units(account, "campaign.read"))
    return found if unit is None else found.filter(unit=unit)


def list_in_unit(unit: Unit) -> "QuerySet[Campaign]":
    """The campaigns of a unit and of its parts, for whoever sits at the machine."""
    return _gather().filter(unit__in=list_within(unit))


def only_about(campaigns: "QuerySet[Campaign]", demands: Iterable[str]) -> "QuerySet[Campaign]":
    """Those for any of the demands: asked of the database as text, which both kinds of it can."""
    named = reduce(or_, (Q(told__contains=f'"{one}"') for one in demands), Q(pk__in=()))
    return campaigns.annotate(told=Cast("demands", TextField())).filter(named)


def _gather() -> "QuerySet[Campaign]":
    newest = (F("ended_on").desc(nulls_first=True), "-begun_on", "-pk")
    found = Campaign.objects.select_related("unit", "owner").order_by(*newest)
    return found.prefetch_related("matters__steps", "matters__assignments", "items")


def begin(desk: Desk, unit: Unit, account: Account, typed: Typed, day: date) -> Campaign:
    """Begin a campaign. Raises BadInputError for a field that is blank or too long, NotFoundError for a demand or a
    place that does not exist.
    """
    fields = _check(desk, unit, typed)
    fields["goal_from"] = find_start(desk, fields)
    campaign = Campaign.objects.create(unit=unit, begun_on=day, **{**fields, "owner_id": typed.owner or account.pk})
    note("campaign.begin", campaign, account=account, unit=unit)
    return campaign


def revise(desk: Desk, campaign: Campaign, version: int, account: Account, typed: Typed) -> Campaign:
    """Change a campaign. Raises as `begin`, and ChangedMeanwhileError."""
    fields = _check(desk, campaign.unit, typed)
    if fields["measure"] != campaign.measure:
        fields["goal_from"] = find_start(desk, fields)
    kept = change(campaign, version, **fields)
    note("campaign.change", campaign, account=account, unit=campaign.unit)
    return kept


def end(campaign: Campaign, version: int, account: Account, day: date | None) -> Campaign:
    """End a campaign on a day, or take it up again where there is none. Raises ChangedMeanwhileError."""
    kept = change(campaign, version, ended_on=day)
    note("campaign.end" if day else "campaign.resume", campaign, account=account, unit=campaign.unit)
    return kept


def list_owners(unit: Unit) -> list[Account]:
    """Those who may own what the unit drives: whoever has a seat in it or in a unit above."""
    units, here = [unit.pk], unit.parent
    for _ in range(DEEPEST):
        if here is None:
            break
        units.append(here.pk)
        here = here.parent
    return list(Account.objects.filter(seats__unit__in=units, is_active=True).distinct().order_by("username"))


def list_figures(desk: Desk, demands: tuple[Demand, ...], place: Place) -> tuple[Figure, ...]:
    """The measures of the demands at the place, each once, those that decide first; only those with a value."""
    found: dict[str, Figure] = {}
    for demand in demands:
        for one in desk.assessor.measure_demand(demand, place).measurements:
            latest = desk.observations.latest(one.measure.indicator, one.observation.place)
            if latest.value is not None:
                found.setdefault(one.measure.indicator, Figure(demand, latest, one))
    return tuple(sorted(found.values(), key=lambda figure: not figure.measurement.measure.decides))


def find_demands(desk: Desk, named: list[str]) -> tuple[Demand, ...]:
    """The demands of a campaign that the handbook still has."""
    return tuple(desk.catalogue.demands[name] for name in named if name in desk.catalogue.demands)


def find_places(desk: Desk, codes: list[str]) -> tuple[Place, ...]:
    """The places of a campaign."""
    by_code = desk.catalogue.places.by_code
    return tuple(by_code[code] for code in codes if code in by_code)


def find_start(desk: Desk, fields: dict[str, Any]) -> float | None:
    """Where the goal starts: the measure's latest value at the first place; None without a measure."""
    places = find_places(desk, fields["places"])
    if not fields["measure"] or not places:
        return None
    figures = list_figures(desk, find_demands(desk, fields["demands"]), places[0])
    return next(
        (one.observation.value for one in figures if one.measurement.measure.indicator == fields["measure"]), None
    )


def add_item(campaign: Campaign, account: Account, kind: str, text: str, due: date | None) -> Item:
    """Add a thing to do, an argument, a meeting or a contact; what it says is sealed. Raises BadInputError."""
    if kind not in Item.Kind.values:
        raise BadInputError("work_choice", field="kind")
    _check_room(campaign.items.count(), "items")
    item = Item.objects.create(campaign=campaign, kind=kind, text=need_text("text", text), due=due, owner=account)
    note("item.add", item, account=account, unit=campaign.unit)
    return item


def change_item(item: Item, version: int, account: Account, *, text: str, due: date | None) -> Item:
    """Change what an item says. Raises BadInputError and ChangedMeanwhileError."""
    kept = change(item, version, text=need_text("text", text), due=due)
    note("item.change", item, account=account, unit=item.campaign.unit)
    return kept


def finish_item(item: Item, version: int, account: Account, day: date | None) -> Item:
    """Say that a thing is done, or that it is not after all. Raises ChangedMeanwhileError."""
    kept = change(item, version, done_on=day)
    note("item.done" if day else "item.undone", item, account=account, unit=item.campaign.unit)
    return kept


def remove_item(item: Item, version: int, account: Account) -> None:
    """Take an item away: a contact who does not want to stand there leaves nothing behind. Raises BadInputError where
    it was changed since.
    """
    with transaction.atomic():
        note("item.remove", item, account=account, unit=item.campaign.unit)
        take_away(item, version)


def freeze_paper(
    desk: Desk,
    campaign: Campaign,
    account: Account,
    order: PaperOrder,
    day: date,
    words: Mapping[str, str] | None = None,
) -> FrozenPaper:
    """Keep a paper as it is today, of the words given or of those that are kept, with what it rests on. Raises
    BadInputError where no body can decide or the campaign has no such demand or place, NotFoundError for a kind of
    paper that does not exist.
    """
    kind, lang = order.kind, order.lang
    if order.demand not in campaign.demands or order.place not in campaign.places or kind not in FORMATS:
        raise BadInputError("work_choice", field="paper")
    _check_room(campaign.papers.count(), "papers")
    found, where = find_demand(desk.catalogue, order.demand), desk.catalogue.places.by_code[order.place]
    chosen = find_paper(desk.catalogue, order.paper, "demand")
    draft = find_draft(desk, where, found)
    own = words if words is not None else {} if draft is None else draft.words
    written = write_paper(desk, where, found, chosen, lang, day, words=words)
    ((name, content),) = render(written.document, [kind]).items()
    frozen = FrozenPaper.objects.create(
        campaign=campaign,
        kind=chosen.id,
        title=written.document.title[: LONGEST["title"]],
        taken_on=day,
        file_kind=kind,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        inputs={
            "address": f"/plats/{where.code}/krav/{found.id}/papper/{chosen.id}.{kind}",
            "file": name,
            "lang": lang,
            **_describe_inputs(desk, written, found, where),
            "words": list_reusable(desk, chosen, own),
            "came_from": "" if draft is None or words is not None else draft.came_from,
        },
    )
    note("paper.freeze", frozen, account=account, unit=campaign.unit, sha256=frozen.sha256)
    return frozen


def _describe_inputs(desk: Desk, written: Written, demand: Demand, place: Place) -> dict[str, object]:
    """What a paper is made of: program and content, what it lacks, its figures, and its points as they stand in it."""
    return {
        "program": __version__,
        "content": desk.version,
        "lacks": list(written.remarks),
        "figures": [describe_input(figure) for figure in list_figures(desk, (demand,), place)],
        "demand": demand.id,
        "place": place.code,
        "points": list(written.points),
    }


def describe_input(figure: Figure) -> dict[str, object]:
    """A figure that a paper rests on, as it is kept with it: measure, place, year, value and tables."""
    seen = figure.observation
    return {
        "measure": figure.measurement.measure.indicator,
        "place": seen.place.code,
        "year": seen.period.year,
        "value": seen.value,
        "basis": seen.basis.value,
        "tables": [_name_origin(origin) for origin in seen.origins],
    }


def need_text(field: str, text: str, longest: int | None = None) -> str:
    """The text tidied, line breaks kept. Raises BadInputError for a field that is blank or too long."""
    tidied = tidy_text(field, text, longest)
    if not tidied:
        raise BadInputError("work_blank", field=field)
    return tidied


def tidy_text(field: str, text: str, longest: int | None = None) -> str:
    """The text tidied, which may be blank. Raises BadInputError for one that is too long."""
    limit = longest or LONGEST.get(field, LONGEST["text"])
    tidied = neutralise("\n".join(" ".join(line.split()) for line in text.strip().splitlines()))
    if len(tidied) > limit:
        raise BadInputError("work_long", field=field, limit=limit)
    return tidied


def _check(desk: Desk, unit: Unit, typed: Typed) -> dict[str, Any]:
    demands = list(dict.fromkeys(find_demand(desk.catalogue, one).id for one in typed.demands))
    places = list(dict.fromkeys(_find_place(desk, one) for one in typed.places))
    for field, found in (("demands", demands), ("places", places)):
        if not found:
            raise BadInputError("work_blank", field=field)
        if len(found) > MOST[field]:
            raise BadInputError("work_many", field=field, limit=MOST[field])
    known = {one.indicator for name in demands for one in desk.catalogue.demands[name].measures}
    if typed.measure and typed.measure not in known:
        raise BadInputError("work_choice", field="measure")
    if typed.owner is not None and typed.owner not in {one.pk for one in list_owners(unit)}:
        raise BadInputError("work_choice", field="owner")
    return {
        "title": need_text("title", typed.title),
        "demands": demands,
        "places": places,
        "plan": tidy_text("plan", typed.plan),
        "measure": typed.measure,
        "goal_to": typed.goal_to,
        "goal_by": typed.goal_by,
        "owner_id": typed.owner,
    }


def _find_place(desk: Desk, words: str) -> str:
    found = desk.catalogue.places.by_code.get(words) or find_place(desk.catalogue, words)
    if found.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    return found.code


def _check_room(count: int, what: str) -> None:
    if count >= MOST[what]:
        raise BadInputError("work_many", field=what, limit=MOST[what])


def _name_origin(origin: Origin) -> dict[str, object]:
    return {name: str(getattr(origin, name)) for name in origin.__slots__ if getattr(origin, name) not in (None, "")}
