"""What waits for whom, in any number of campaigns at once: each matter is followed anew only when something has
happened to it, and what a thing says is opened only for those that are shown.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from samspel.app.desk import Desk
from samspel.app.memory import Memory
from samspel.matters.waiting import Wait
from samspel.reports.following import Waiting
from samspel.workspace.body_rules import BodyRules
from samspel.workspace.matters import follow
from samspel.workspace.models import Assignment, Campaign, Item, Matter, Step

KEPT = 20_000
"""Matters whose waits are remembered: codes, days and names of bodies, nothing that is sealed."""
LONGEST = 200
_MEMORY = Memory(KEPT)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits, without its words where it is a thing of a campaign, whose number `item` is."""

    waiting: Waiting
    item: int | None = None


def only_running(campaigns: "QuerySet[Campaign]") -> "QuerySet[Campaign]":
    """Those that run, with no more of them than what waits needs."""
    light = campaigns.filter(ended_on=None).select_related(None).prefetch_related(None)
    return light.only("title", "unit", "goal_by", "ended_on")


def list_waits(desk: Desk, campaigns: Iterable[Campaign], today: date) -> list[Waiting]:
    """What waits for whom in campaigns that run: matters, tasks, things to do, meetings and goals; by day, what has no
    day last.
    """
    return tell_waits(list_due(desk, campaigns, today))


def list_due(desk: Desk, campaigns: Iterable[Campaign], today: date) -> list[Due]:
    """The same, before what the things say has been opened."""
    running = {one.pk: one for one in campaigns if one.ended_on is None}
    found = [Due(one) for one in _list_of_matters(desk, running, today)]
    found += _list_of_items(running, today)
    found += [
        Due(_make(one, Wait(who="us", code="goal", on=one.goal_by), today))
        for one in running.values()
        if one.goal_by is not None
    ]
    return sort_due(found, today)


def sort_due(found: Iterable[Due], today: date) -> list[Due]:
    """By day, what has no day last."""
    return sorted(found, key=lambda one: _order(one.waiting, today))


def sort_waits(waits: Iterable[Waiting], today: date) -> list[Waiting]:
    """The same of what is told."""
    return sorted(waits, key=lambda one: _order(one, today))


def tell_waits(found: Sequence[Due]) -> list[Waiting]:
    """With the words of what is to be shown."""
    items = Item.objects.filter(pk__in=[one.item for one in found if one.item is not None])
    words = {item.pk: item.text.replace("\n", " ")[:LONGEST] for item in items.only("text")}
    return [replace(one.waiting, words=words.get(one.item or 0, "")) for one in found]


def name_matter(matter: Matter) -> str:
    """What the address of a matter is made of."""
    return f"{matter.campaign.unit_id}/{matter.campaign_id}/{matter.pk}"


def _order(one: Waiting, today: date) -> tuple[bool, date, str, str]:
    return one.wait.on is None, one.wait.on or today, one.wait.who, one.campaign


def _make(campaign: Campaign, wait: Wait, today: date, matter: int = 0, title: str = "") -> Waiting:
    key = f"{campaign.unit_id}/{campaign.pk}"
    return Waiting(
        wait=wait,
        campaign=campaign.title,
        campaign_key=key,
        matter=title,
        matter_key=f"{key}/{matter}" if matter else "",
        is_late=wait.on is not None and wait.on < today,
    )


def _list_of_matters(desk: Desk, running: Mapping[int, Campaign], today: date) -> Iterator[Waiting]:
    """The waits of matters, from memory where nothing has happened to one since it was followed; the others are read
    whole, all at once.
    """
    bodies, happened, stamp = BodyRules(), _list_happened(running), (desk.version, today)
    columns = ("campaign", "title", "pk", "version", "kind", "place", "body", "decider")
    asked: list[tuple[Campaign, str, int, Hashable]] = []
    for campaign, title, *what in Matter.objects.filter(campaign__in=running).values_list(*columns):
        pk, _, _, place, body, _ = what
        kept = bodies.find(running[campaign].unit_id, place, body)
        rules = None if kept is None else (kept.pk, kept.version)
        asked.append((running[campaign], title, pk, (tuple(what), tuple(happened[pk]), rules)))
    new = _read({pk for _, _, pk, question in asked if not _MEMORY.knows(stamp, question)})
    for driven, title, pk, question in asked:

        def find(pk: int = pk) -> tuple[Wait, ...]:
            return follow(desk, new.get(pk) or _read({pk})[pk], today, bodies).waits

        for wait in _MEMORY.recall(stamp, question, find):
            yield _make(driven, wait, today, pk, title)


def _read(numbers: set[int]) -> dict[int, Matter]:
    """The matters with those numbers, with all that has happened to them."""
    found = Matter.objects.filter(pk__in=numbers).select_related("campaign")
    return {one.pk: one for one in found.prefetch_related("steps", "assignments")} if numbers else {}


def _list_happened(running: Mapping[int, Campaign]) -> dict[int, list[Hashable]]:
    """By matter what tells its steps and tasks from others."""
    found: dict[int, list[Hashable]] = defaultdict(list)
    steps = Step.objects.filter(matter__campaign__in=running).order_by("matter", "number")
    for matter, *step in steps.values_list("matter", "pk", "event", "on", "role", "sentence"):
        found[matter].append(tuple(step))
    tasks = Assignment.objects.filter(matter__campaign__in=running).order_by("matter", "pk")
    for matter, *task in tasks.values_list("matter", "pk", "version", "due"):
        found[matter].append(tuple(task))
    return found


def _list_of_items(running: Mapping[int, Campaign], today: date) -> Iterator[Due]:
    """Things to do, and meetings that are to come."""
    kinds = (Item.Kind.TASK, Item.Kind.MEETING)
    items = Item.objects.filter(campaign__in=running, kind__in=kinds, done_on=None).order_by("due", "pk")
    for campaign, pk, kind, due in items.values_list("campaign", "pk", "kind", "due"):
        code = "meeting" if kind == Item.Kind.MEETING else "item"
        if code == "item" or (due is not None and due >= today):
            yield Due(_make(running[campaign], Wait(who="us", code=code, on=due), today), pk)
