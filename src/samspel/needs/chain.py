"""The chain from needs over firms, jobs, skills and tax base to welfare: where it holds at a place, and where it gives
way.

A link is judged by three signs: its leading figure has moved the wrong way, it has done worse than at similar places,
each by more than a usual year's swing, and one of the link's demands is a large need that is answered or measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from samspel.catalogue.records.chain import Lead, Link
from samspel.catalogue.records.figures import Indicator
from samspel.needs.measuring import Need
from samspel.needs.relative import find_swing
from samspel.needs.verdict import Strength, Verdict
from samspel.observations.building import POPULATION, Observations
from samspel.observations.series import Observation, Series
from samspel.terms.arrays import Floats, median_known
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT

FIRM = (Strength.ANSWERED, Strength.MEASURED)
"""How strongly a need must be known to be a sign; what is indicated is none."""

COUNTS = ("jobs", "persons")
"""Units of which a change of a few is chance."""


class LinkState(StrEnum):
    """How a link stands at a place."""

    GIVES_WAY = "gives_way"
    STRAINED = "strained"
    HOLDS = "holds"
    UNKNOWN = "unknown"


class Sign(StrEnum):
    """What tells against a link."""

    WORSE = "worse"
    BEHIND = "behind"
    NEED = "need"


@dataclass(frozen=True, kw_only=True)
class Course:
    """A figure from the first year within the span to the latest here.

    `change` is in the figure's unit for shares and in per cent of the first value for others, and `similar` the middle
    change of similar places in the same years, of regions that of all others. `swing` is a usual year's change beyond
    what all places share, found for a figure that leads. None where they are not known. `beyond_all` says that the
    middle change of all places of the kind has been taken away from both changes.
    """

    indicator: Indicator
    first: Observation | None
    latest: Observation
    change: float | None = None
    similar: float | None = None
    swing: float | None = None
    is_share: bool = False
    beyond_all: bool = False


@dataclass(frozen=True, kw_only=True)
class LinkView:
    """A link at a place. `lead` is judged, None where no measure of the link is told for places of the kind, `figures`
    stand beside; `needs` are the demands of the link that are put to the place, none for the country.
    """

    link: Link
    lead: Course | None
    figures: tuple[Course, ...]
    needs: tuple[Need, ...]
    signs: tuple[Sign, ...]
    state: LinkState

    @property
    def large(self) -> tuple[Need, ...]:
        """The demands that are a sign: large needs that are answered or measured."""
        return tuple(need for need in self.needs if is_sign(need))


@dataclass(frozen=True, kw_only=True)
class ChainView:
    """The chain of a place, link by link."""

    place: Place
    links: tuple[LinkView, ...]


def is_sign(need: Need) -> bool:
    """Whether a need tells against its link."""
    return need.verdict is Verdict.LARGE and need.strength in FIRM


def is_known(need: Need) -> bool:
    """Whether a need is known strongly enough to be a sign, if it were large."""
    return need.verdict not in (Verdict.UNKNOWN, Verdict.NOT_HERE) and need.strength in FIRM


def judge_link(signs: Sequence[Sign], least: int) -> LinkState:
    """No sign: the link holds; at least `least`: it gives way; between: it is strained."""
    if not signs:
        return LinkState.HOLDS
    return LinkState.GIVES_WAY if len(signs) >= least else LinkState.STRAINED


def list_signs(lead: Course | None, rule: Lead, needs: Sequence[Need]) -> tuple[Sign, ...]:
    """The signs that stand, in order."""
    signs: list[Sign] = []
    if lead is not None and lead.change is not None and lead.swing is not None:
        way = 1.0 if rule.better == "higher" else -1.0
        if way * lead.change < -lead.swing:
            signs.append(Sign.WORSE)
        if lead.similar is not None and way * (lead.change - lead.similar) < -lead.swing:
            signs.append(Sign.BEHIND)
    if any(is_sign(need) for need in needs):
        signs.append(Sign.NEED)
    return tuple(signs)


class ChainAssessor:
    """Measures the chain at places against one set of observations; usual swings are worked out once for all places."""

    def __init__(self, observations: Observations) -> None:
        self._observations = observations
        self._catalogue = observations.catalogue
        self._swings: dict[tuple[str, PlaceKind], Floats] = {}

    def view(self, place: Place, needs: Sequence[Need]) -> ChainView:
        """The chain of a place from its figures and the verdicts of its demands."""
        links = self._catalogue.chain.links
        return ChainView(place=place, links=tuple(self._view_link(place, needs, link) for link in links))

    def _view_link(self, place: Place, needs: Sequence[Need], link: Link) -> LinkView:
        indicators = self._catalogue.indicators
        leading = next((name for name in link.lead.indicators if place.kind.value in indicators[name].levels), None)
        lead = None if leading is None else self.measure(place, leading, link.lead)
        own = tuple(need for need in needs if need.demand.id in link.demands)
        signs = list_signs(lead, link.lead, own)
        can_judge = lead is not None and lead.change is not None and lead.swing is not None
        known = place.kind is not PlaceKind.COUNTRY and (can_judge or any(is_known(need) for need in own))
        told = [name for name in link.figures if place.kind.value in indicators[name].levels]
        return LinkView(
            link=link,
            lead=lead,
            figures=tuple(self.measure(place, name) for name in told),
            needs=own,
            signs=signs if known else (),
            state=judge_link(signs, self._catalogue.chain.least_signs) if known else LinkState.UNKNOWN,
        )

    def measure(self, place: Place, name: str, lead: Lead | None = None) -> Course:
        """A figure of a place over the chain's span, beside similar places, and for one that leads a usual swing."""
        catalogue, latest = self._catalogue, self._observations.latest(name, place)
        indicator, series = catalogue.indicators[name], self._observations.series(name)
        is_share = catalogue.units[indicator.unit].is_share
        beyond_all = lead is not None and lead.beyond_all
        bare = Course(indicator=indicator, first=None, latest=latest, is_share=is_share, beyond_all=beyond_all)
        if latest.value is None or latest.is_own:
            return bare
        since = latest.period.year - catalogue.chain.link_years
        course = [one for one in series.course(place) if one.value is not None]
        first = next((one for one in course if since <= one.period.year < latest.period.year), None)
        if first is None:
            return bare
        before, after = series.in_year(first.period.year), series.in_year(latest.period.year)
        changes = np.asarray(after - before) if is_share else _list_relative(before, after)
        if beyond_all:
            changes = changes - median_known(changes[self._find_kind(place)])
        return replace(
            bare,
            first=first,
            change=_or_none(changes[place.index]),
            similar=_find_similar(changes, catalogue.places.similar_to(place)),
            swing=None if lead is None else self._find_swing(series, first, is_share=is_share),
        )

    def _find_swing(self, series: Series, first: Observation, *, is_share: bool) -> float | None:
        """A usual year's change at places of the kind and size, in the same unit as the changes; of people and jobs at
        least as much as few cases are. None for the country.
        """
        catalogue, place = self._catalogue, first.place
        if place.kind is PlaceKind.COUNTRY:
            return None
        swings = self._list_swings(series, place, is_share=is_share)
        is_count = catalogue.indicators[series.indicator].unit in COUNTS
        few = catalogue.value("least_cases") / first.value * PER_CENT if is_count and first.value else 0.0
        return _or_none(max(swings[place.index - self._find_kind(place).start], few))

    def _list_swings(self, series: Series, place: Place, *, is_share: bool) -> Floats:
        """The usual swing of every place of the same kind."""
        key, rows = (series.indicator, place.kind), self._find_kind(place)
        if key not in self._swings:
            value = self._catalogue.value
            parts = int(value("swing_sizes")) if place.kind is PlaceKind.MUNICIPALITY else 1
            values = series.values[rows]
            course = values if is_share else np.log(np.where(values > 0.0, values, np.nan)) * PER_CENT
            sizes = np.nan_to_num(self._observations.comparison(POPULATION).values)[rows]
            self._swings[key] = find_swing(course, sizes, parts, int(value("swing_years")))
        return self._swings[key]

    def _find_kind(self, place: Place) -> slice:
        """The rows of all places of the same kind."""
        places = self._catalogue.places
        towns, count = len(places.municipalities), len(places.everywhere)
        rows = {PlaceKind.MUNICIPALITY: slice(0, towns), PlaceKind.REGION: slice(towns, count - 1)}
        return rows.get(place.kind, slice(count - 1, count))


def _list_relative(before: Floats, after: Floats) -> Floats:
    """The change of every place in per cent; NaN where unknown."""
    base = np.where(before > 0.0, before, np.nan)
    return np.asarray((after / base - 1.0) * PER_CENT)


def _find_similar(changes: Floats, similar: Sequence[Place]) -> float | None:
    """The middle change of similar places, where more than half of them are known."""
    beside = changes[[one.index for one in similar]]
    known = beside[~np.isnan(beside)]
    return float(np.median(known)) if known.size * 2 > len(similar) else None


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
