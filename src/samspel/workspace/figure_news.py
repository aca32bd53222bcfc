"""What renewals of figures have changed for campaigns, and how much of it somebody has not read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from samspel.app.desk import Desk
from samspel.app.news import list_news, list_renewals
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import Demand, Measure
from samspel.needs.again import find_sign
from samspel.needs.news import NewFigure, News
from samspel.reports.campaign_news import GoalState, MovedMeasure, MovedVerdict, OfCampaign
from samspel.terms.clock import SWEDEN
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.place import Place
from samspel.workspace.campaigns import find_demands, find_places, list_campaigns
from samspel.workspace.models import Account, Campaign

SHOWN = 6
"""So many renewals back are told."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved for some campaigns: measures and verdicts, the latest renewal first."""

    measures: tuple[MovedMeasure, ...]
    verdicts: tuple[MovedVerdict, ...]

    @property
    def unread(self) -> int:
        """How much of it has not been read."""
        told = (*(one.of for one in self.measures), *(one.of for one in self.verdicts))
        return sum(one.is_unread for one in told)


@dataclass(frozen=True, slots=True)
class _Followed:
    """A campaign with what of it can have news: its demands, places, and measures."""

    campaign: Campaign
    demands: tuple[Demand, ...]
    places: tuple[Place, ...]
    measures: tuple[tuple[Measure, Indicator], ...]


def list_moved(desk: Desk, campaigns: Iterable[Campaign], seen: str = "", *, only_unread: bool = False) -> Moved:
    """What the latest renewals changed for campaigns that run, of what came after each began; `seen` is the key of the
    latest renewal that has been read.
    """
    followed = [_follow(desk, one) for one in campaigns if one.ended_on is None]
    keys = [one for one in list_renewals(desk)[:SHOWN] if not only_unread or one[0] > seen]
    if not followed or not keys:
        return Moved((), ())
    measures, verdicts = list[MovedMeasure](), list[MovedVerdict]()
    for key, moment in keys:
        news = _read(desk, followed, key)
        for one in followed:
            if news is not None and moment.astimezone(SWEDEN).date() >= one.campaign.begun_on:
                of = _tell(one.campaign, moment, is_unread=key > seen)
                measures += _list_measures(desk, one, news, of)
                verdicts += _list_verdicts(one, news, of)
    return Moved(tuple(measures), tuple(verdicts))


def count_unread(desk: Desk, account: Account) -> int:
    """How much has changed for the campaigns that an account may see since it last said to have read it."""
    return list_moved(desk, list_campaigns(account), account.figures_seen, only_unread=True).unread


def mark_read(account: Account, key: str, desk: Desk) -> None:
    """Note that an account has read what came up to a renewal; of one that is not kept nothing is noted."""
    if key > account.figures_seen and key in {one for one, _ in list_renewals(desk)}:
        account.figures_seen = key
        account.save(update_fields=["figures_seen"])


def judge_goal(before: float | None, now: float | None, to: float | None, *, is_lower: bool | None) -> GoalState:
    """What a new value means for a goal; `is_lower` where the goal is to go down, None where nobody can tell."""
    if to is None or now is None or is_lower is None:
        return "untold"

    def is_reached(value: float) -> bool:
        return value <= to if is_lower else value >= to

    was = before is not None and is_reached(before)
    if is_reached(now):
        return "kept" if was else "reached"
    return "lost" if was else "short"


def _follow(desk: Desk, campaign: Campaign) -> _Followed:
    """Its chosen measure, or else those that decide its demands."""
    demands, indicators = find_demands(desk, campaign.demands), desk.catalogue.indicators
    named = [measure for demand in demands for measure in demand.measures]
    chosen = [one for one in named if one.indicator == campaign.measure]
    found = {one.indicator: one for one in (chosen or [one for one in named if one.decides])}
    measures = tuple((one, indicators[name]) for name, one in found.items())
    return _Followed(campaign, demands, find_places(desk, campaign.places), measures)


def _read(desk: Desk, followed: Sequence[_Followed], key: str) -> News | None:
    """What a renewal changed at the places of all campaigns and their regions; None where it is not kept any more."""
    places, region_of = {place for one in followed for place in one.places}, desk.catalogue.places.region_of
    wanted = {indicator.id for one in followed for _, indicator in one.measures}
    try:
        return list_news(desk, {*places, *map(region_of, places)}, key, wanted)
    except (BadInputError, NotFoundError):  # forgotten after it was listed, or never worked out
        return None


def _list_measures(desk: Desk, followed: _Followed, news: News, of: OfCampaign) -> Iterator[MovedMeasure]:
    campaign, found = followed.campaign, {(one.indicator.id, one.place): one for one in news.figures}
    for measure, indicator in followed.measures:
        for place in followed.places:
            figure = found.get((indicator.id, _find_level(desk, measure, indicator, place)))
            if figure is None:
                continue
            if indicator.id != campaign.measure or place != followed.places[0]:
                yield MovedMeasure(of=of, figure=figure)
                continue
            lower = _is_lower(campaign, find_sign(measure))
            yield MovedMeasure(
                of=of,
                figure=figure,
                state=judge_goal(figure.before, figure.now, campaign.goal_to, is_lower=lower),
                to=campaign.goal_to,
                base=campaign.goal_from,
                base_now=_find_corrected(desk, figure, campaign.goal_from),
            )


def _list_verdicts(followed: _Followed, news: News, of: OfCampaign) -> Iterator[MovedVerdict]:
    for one in news.verdicts:
        if one.demand in followed.demands and one.place in followed.places:
            yield MovedVerdict(of=of, verdict=one)


def _find_level(desk: Desk, measure: Measure, indicator: Indicator, place: Place) -> Place:
    """The place whose figure is judged: its region where the measure is the region's."""
    is_regional = bool(measure.region) or place.kind.value not in indicator.levels
    return desk.catalogue.places.region_of(place) if is_regional else place


def _is_lower(campaign: Campaign, sign: float | None) -> bool | None:
    """Whether the goal is to go down: by its own start, or else by what the demand says is the need."""
    start, to = campaign.goal_from, campaign.goal_to
    if start is not None and to is not None and start != to:
        return to < start
    return None if sign is None else sign > 0


def _find_corrected(desk: Desk, figure: NewFigure, base: float | None) -> float | None:
    """What the publisher says now of the year that the campaign's start is of, where that is another value: known where
    the figure before was the start.
    """
    if base is None or figure.before != base:
        return None
    value = desk.base.series(figure.indicator.id).in_year(figure.before_year)[figure.place.index]
    return None if np.isnan(value) or float(value) == base else float(value)


def _tell(campaign: Campaign, moment: datetime, *, is_unread: bool) -> OfCampaign:
    key = f"{campaign.unit_id}/{campaign.pk}"
    return OfCampaign(key=key, title=campaign.title, moment=moment, is_unread=is_unread)
