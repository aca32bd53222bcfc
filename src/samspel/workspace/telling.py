"""Campaigns and matters of the database as the records that reports word, and what waits in them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from samspel.app.desk import Desk
from samspel.catalogue.texts import Texts
from samspel.matters.headline import Measurement
from samspel.matters.matter import Step
from samspel.matters.votes import find_spent
from samspel.needs.again import find_sign
from samspel.reports.campaigns import Driven, Frozen, Goal
from samspel.reports.following import Errand, Happened, Told, Waiting, describe_matter, describe_wait
from samspel.terms.place import Place
from samspel.workspace.body_rules import BodyRules
from samspel.workspace.calendar import Day
from samspel.workspace.campaigns import find_demands, find_places, list_figures, list_in_unit
from samspel.workspace.matters import Followed, Past, find_headline, follow
from samspel.workspace.models import Campaign, FrozenPaper, Matter, Unit
from samspel.workspace.networks import list_above, list_member_places, list_members
from samspel.workspace.waits import list_waits, name_matter, only_running
from samspel.workspace.within import list_within


def tell_campaign(desk: Desk, campaign: Campaign, *, with_goal: bool = True) -> Driven:
    """A campaign as it is told, without its matters; a list has no room for its goal."""
    return Driven(
        key=f"{campaign.unit_id}/{campaign.pk}",
        title=campaign.title,
        demands=find_demands(desk, campaign.demands),
        places=find_places(desk, campaign.places),
        owner=campaign.owner.name if campaign.owner and not campaign.owner.is_local else "",
        plan=campaign.plan,
        begun=campaign.begun_on,
        ended=campaign.ended_on,
        goal=_tell_goal(desk, campaign) if with_goal else None,
    )


def list_driven(
    desk: Desk, texts: Texts, campaigns: Iterable[Campaign], today: date, demands: Collection[str] | None = None
) -> list[Driven]:
    """Campaigns as a list tells them: each with where its matters are, those of some demands or all, and the first
    thing that waits: the goal only where nothing else does, though its day be the only one.
    """
    every, bodies = list(campaigns), BodyRules()
    first: dict[str, Waiting] = {}
    for waiting in sorted(list_waits(desk, every, today), key=lambda one: one.wait.code == "goal"):
        first.setdefault(waiting.campaign_key, waiting)
    told = []
    for campaign in every:
        about = [one for one in campaign.matters.all() if demands is None or _is_about(one, demands)]
        matters = [tell_matter(desk, follow(desk, one, today, bodies)) for one in about]
        said = tuple(describe_matter(texts, one) for one in matters)
        driven = replace(tell_campaign(desk, campaign, with_goal=False), matters=said)
        waits = first.get(driven.key)
        told.append(driven if waits is None else replace(driven, waits=describe_wait(texts, waits)))
    return told


def _is_about(matter: Matter, demands: Collection[str]) -> bool:
    """Whether a matter concerns any of the demands; one that names none concerns all of its campaign's."""
    return not matter.demands or not set(matter.demands).isdisjoint(demands)


def tell_paper(desk: Desk, texts: Texts, campaign: Campaign, paper: FrozenPaper) -> Frozen:
    """A frozen paper as it is told."""
    kind = desk.catalogue.papers.get(paper.kind)
    return Frozen(
        key=f"{campaign.unit_id}/{campaign.pk}/{paper.pk}",
        title=paper.title,
        kind=paper.kind if kind is None else texts.of(kind).name,
        file_kind=paper.file_kind,
        day=paper.taken_on,
        sha256=paper.sha256,
        figures=len(paper.inputs.get("figures", ())),
        lacks=tuple(paper.inputs.get("lacks", ())),
    )


def _tell_past(past: Iterable[Past]) -> Iterator[Happened]:
    """What happened, each with what the steps that stand before it say against its vote."""
    before: list[Step] = []
    for one in past:
        doubts = () if one.step is None else find_spent(before, one.step)
        yield Happened(on=one.on, step=one.step, read=one.read, stands=one.stands, doubts=doubts)
        if one.step is not None and one.stands:
            before.append(one.step)


def tell_matter(desk: Desk, followed: Followed, measured: Measurement | None = None) -> Told:
    """A matter as it is told; `measured` is what was measured again, if anything was."""
    record = followed.record
    return Told(
        key=name_matter(record),
        matter=followed.case,
        place=desk.catalogue.places.by_code[record.place],
        headline=find_headline(desk, [followed], measured),
        clocks=followed.clocks,
        past=tuple(_tell_past(followed.past)),
        errands=tuple(
            Errand(
                body=one.body,
                what=one.what,
                due=one.due,
                money=one.money,
                signs=tuple((sign["code"], date.fromisoformat(sign["on"]), sign["evidence"]) for sign in one.signs),
            )
            for one in record.assignments.all()
        ),
        source=followed.source,
        demands=find_demands(desk, record.demands) if set(record.demands) != set(record.campaign.demands) else (),
    )


def list_matter_days(desk: Desk, texts: Texts, unit: Unit, today: date) -> Iterator[Day]:
    """The days by which matters of the unit and its parts wait for somebody, for a calendar; tasks stand there by
    themselves.
    """
    for one in list_waits(desk, only_running(list_in_unit(unit)), today):
        if one.wait.on is not None and one.matter_key and one.wait.code != "task":
            title = f"{describe_wait(texts, replace(one, wait=replace(one.wait, on=None)))} ({one.matter})"
            yield Day(f"matter-{one.matter_key.replace('/', '-')}-{one.wait.code}", one.wait.on, title)


def _tell_goal(desk: Desk, campaign: Campaign) -> Goal | None:
    indicator = desk.catalogue.indicators.get(campaign.measure)
    places = find_places(desk, campaign.places)
    if indicator is None or not places:
        return None
    figures = list_figures(desk, find_demands(desk, campaign.demands), places[0])
    found = next((one for one in figures if one.measurement.measure.indicator == indicator.id), None)
    return Goal(
        indicator=indicator,
        place=places[0],
        start=campaign.goal_from,
        to=campaign.goal_to,
        by=campaign.goal_by,
        now=None if found is None else found.observation,
        sign=None if found is None else find_sign(found.measurement.measure),
        is_elsewhere=_is_elsewhere(desk, campaign, places[0]),
        others=len(places) - 1,
    )


def _is_elsewhere(desk: Desk, campaign: Campaign, place: Place) -> bool:
    """Whether a place is none of the places of the unit, its parts, those above it and, in a network, its members;
    never where none of them has said its places.
    """
    unit = campaign.unit
    own = {code for one in (*list_above(unit), *list_within(unit)) for code in one.places}
    own |= {code for one in list_members(unit) for code in list_member_places(one)}
    return bool(own) and not desk.catalogue.places.is_among(place.code, own)
