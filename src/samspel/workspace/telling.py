"""Campaigns of the database as the records that reports word."""

from samspel.app.desk import Desk
from samspel.catalogue.texts import Texts
from samspel.reports.campaigns import Driven, Frozen, Goal
from samspel.workspace.campaigns import find_demands, find_places, list_figures
from samspel.workspace.models import Campaign, FrozenPaper


def tell_campaign(desk: Desk, campaign: Campaign) -> Driven:
    """A campaign as it is told."""
    return Driven(
        key=f"{campaign.unit_id}/{campaign.pk}",
        title=campaign.title,
        demands=find_demands(desk, campaign.demands),
        places=find_places(desk, campaign.places),
        owner=campaign.owner.name if campaign.owner and not campaign.owner.is_local else "",
        plan=campaign.plan,
        begun=campaign.begun_on,
        ended=campaign.ended_on,
        goal=_tell_goal(desk, campaign),
    )


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


def _tell_goal(desk: Desk, campaign: Campaign) -> Goal | None:
    indicator = desk.catalogue.indicators.get(campaign.measure)
    places = find_places(desk, campaign.places)
    if indicator is None or not places:
        return None
    figures = list_figures(desk, find_demands(desk, campaign.demands), places[0])
    now = next((one.observation for one in figures if one.measurement.measure.indicator == indicator.id), None)
    return Goal(
        indicator=indicator,
        place=places[0],
        start=campaign.goal_from,
        to=campaign.goal_to,
        by=campaign.goal_by,
        now=now,
    )
