"""Which figures decide the compared demands, at how many of the places, and where those figures come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.needs.beside import DemandBeside
from samspel.needs.measuring import Measurement
from samspel.observations.series import Observation
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.compared_demands import BY_ANSWER, Grounds, label_demand, list_grounds, name_figure
from samspel.reports.figures import describe_definition, format_period, label_basis, label_publishers
from samspel.terms.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The figures that decide a demand at so many places, with the mark of those places; none where the demand is
    unknown everywhere, and BY_ANSWER where a body has answered.
    """

    demand: Demand
    figures: tuple[str, ...] = ()
    count: int = 0
    mark: str = ""
    observations: tuple[Observation, ...] = ()

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Whence the figures come."""
        return tuple(dict.fromkeys(origin for one in self.observations for origin in one.origins))


def list_grounds_beside(judged: Sequence[DemandBeside]) -> Iterator[Ground]:
    """What decides each demand, the most common first."""
    for one in judged:
        grounds = Grounds(one)
        if not grounds.counted:
            yield Ground(demand=one.demand)
        for figures, count in grounds.counted:
            yield Ground(
                demand=one.demand,
                figures=figures,
                count=count,
                mark=grounds.marks.get(figures, ""),
                observations=tuple(_list_observations(one, figures)),
            )


def tabulate_grounds(catalogue: Catalogue, texts: Texts, judged: Sequence[DemandBeside]) -> Table:
    """A row a demand and what decides it: at how many places, its years, basis and publisher."""
    tell = partial(tell_ground, catalogue, texts)
    fields: tuple[Field[Ground], ...] = (
        Field[Ground](Column(key="demand", shown="data"), lambda one: text(one.demand.id)),
        Field[Ground](Column(key="title", head=texts("words.demand")), lambda one: text(tell(one).name)),
        data_field("figure", lambda one: " ".join(one.figures) or None),
        Field[Ground](
            Column(key="figure_name", head=texts("comparison.head.figure"), is_wordy=True),
            partial(make_figure, catalogue, texts),
        ),
        Field[Ground](
            Column(key="mark", head=texts("comparison.head.mark")),
            lambda one: Cell(value=one.mark or None, words=one.mark or texts("words.none_here")),
        ),
        Field[Ground](
            Column(key="places", head=texts("comparison.head.places"), is_number=True),
            lambda one: Cell(value=one.count, words=texts.number(one.count)),
        ),
        Field[Ground](Column(key="year", head=texts("words.year")), lambda one: _say(texts, tell(one).year)),
        Field[Ground](Column(key="basis", head=texts("words.basis")), lambda one: _say(texts, tell(one).basis)),
        Field[Ground](
            Column(key="publisher", head=texts("words.source")), lambda one: _say(texts, tell(one).publisher)
        ),
    )
    return tabulate("grounds", texts("comparison.demands"), fields, list_grounds_beside(judged))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundTold:
    """A demand and whence the figures come that decide it, in words."""

    name: str
    year: str
    basis: str
    publisher: str


def tell_ground(catalogue: Catalogue, texts: Texts, one: Ground) -> GroundTold:
    """The demand, the years of the figures, their basis and their publishers."""
    return GroundTold(
        name=label_demand(texts, one.demand),
        year=_format_years(catalogue, texts, one),
        basis=", ".join(dict.fromkeys(label_basis(texts, each) for each in one.observations)),
        publisher=texts.said(label_publishers(catalogue, one.origins)) if one.origins else "",
    )


def _format_years(catalogue: Catalogue, texts: Texts, one: Ground) -> str:
    """The years of the figures, from the first to the last."""
    told = dict.fromkeys(format_period(catalogue, texts, each) for each in one.observations)
    years = [year for each in one.observations for year in (each.since or each.period.year, each.period.year)]
    return f"{min(years)}–{max(years)}" if len(told) > 1 and min(years) else ", ".join(told)


def _list_observations(one: DemandBeside, figures: tuple[str, ...]) -> Iterator[Observation]:
    for need in one.needs:
        if need is not None and list_grounds(need) == figures:
            yield from (each.observation for each in need.telling if isinstance(each, Measurement))


def make_figure(catalogue: Catalogue, texts: Texts, one: Ground) -> Cell:
    """The figures that decide, by name."""
    measured = [figure for figure in one.figures if figure != BY_ANSWER]
    names = [name_figure(catalogue, texts, figure) for figure in one.figures]
    words = texts.listing(names) if names else texts("comparison.ground_none")
    more = " ".join(describe_definition(texts, catalogue.indicators[figure]) for figure in measured)
    return text(
        words, more=more, link=Link(kind="measure", key=measured[0]) if measured and len(one.figures) == 1 else None
    )


def _say(texts: Texts, words: str) -> Cell:
    return Cell(value=words or None, words=words or texts("words.dash"))
