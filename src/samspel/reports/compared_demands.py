"""Demands as columns of a comparison: each verdict, by which figure, and what the places were chosen by."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from string import ascii_lowercase

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.needs.beside import Compared, DemandBeside, Sift
from samspel.needs.measuring import Measurement, Need
from samspel.needs.verdict import Verdict
from samspel.rendering.table import Cell, Column, Field, Link, Order
from samspel.reports.courses import format_measured
from samspel.reports.measures import label_measure
from samspel.reports.needs import badge_verdict, label_need, label_short
from samspel.reports.whose import label_title

SORT_LINK = "sort"
"""The kind of a link that sorts: its key is a measure's or a demand's id, or `place`."""
BY_ANSWER = "answer"
"""What a verdict rests on that a body has answered."""


class Grounds:
    """Which figures decide a demand at the places; where they are not the same everywhere each other set than the most
    common one has a mark.
    """

    def __init__(self, beside: DemandBeside) -> None:
        self._beside = beside

    @cached_property
    def counted(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Each set of figures with how many places it decides at, the most common first."""
        found = Counter(list_grounds(need) for need in self._beside.needs)
        found.pop((), None)
        return tuple(found.most_common())

    @cached_property
    def marks(self) -> Mapping[tuple[str, ...], str]:
        """The letter of each set but the first; none where there is one alone."""
        return {figures: mark for (figures, _), mark in zip(self.counted[1:], ascii_lowercase[1:], strict=False)}

    def mark(self, need: Need) -> str:
        """The mark of a cell."""
        return self.marks.get(list_grounds(need), "")


def list_grounds(need: Need | None) -> tuple[str, ...]:
    """What decides a need: the ids of its figures, BY_ANSWER for a body's answer; nothing where it is unknown."""
    if need is None or need.verdict in (Verdict.UNKNOWN, Verdict.NOT_HERE):
        return ()
    told = (one.measure.indicator if isinstance(one, Measurement) else BY_ANSWER for one in need.telling)
    return tuple(dict.fromkeys(told))


def list_verdict_fields(texts: Texts, one: DemandBeside, order: Order) -> Iterator[Field[int]]:
    """The verdict of a demand at each place, a dash where it is put to nobody; in files also by which figures."""
    grounds = Grounds(one)

    def make(row: int) -> Cell:
        need = one.needs[row]
        if need is None:
            return Cell(value=None, words=texts("words.dash"))
        return Cell(
            value=need.verdict.value,
            words=label_need(texts, need),
            short=label_short(texts, need),
            note=grounds.mark(need),
            badge=badge_verdict(need.verdict, need.strength),
            link=Link("place_need", f"{need.place.code}/{need.demand.id}"),
        )

    def tell(row: int) -> Cell:
        return Cell(value=" ".join(list_grounds(one.needs[row])) or None, words="")

    head, link = label_demand(texts, one.demand), Link(kind=SORT_LINK, key=one.demand.id)
    yield Field[int](Column(key=one.demand.id, head=head, is_coded=True, link=link, order=order), make)
    yield Field[int](Column(key=f"{one.demand.id}_figure", shown="data"), tell)


def label_demand(texts: Texts, demand: Demand) -> str:
    """A demand with its number."""
    return f"{demand.number}. {label_title(texts, demand)}"


def describe_grounds(texts: Texts, judged: Sequence[DemandBeside]) -> str:
    """Which demands are not decided by the same figures everywhere; nothing where all are."""
    numbers = [f"{one.demand.number}" for one in judged if Grounds(one).marks]
    return texts("comparison.grounds", numbers=texts.listing(numbers)) if numbers else ""


def describe_unknown(catalogue: Catalogue, texts: Texts, judged: Sequence[DemandBeside]) -> str:
    """Of each demand that is unknown at every place that it is put to: so, and why; then what to do. Nothing where
    there is none.
    """
    told = []
    for one in judged:
        needs = [need for need in one.needs if need is not None]
        if needs and all(need.verdict is Verdict.UNKNOWN for need in needs):
            told.append(_tell_unknown(catalogue, texts, one.demand, needs))
    return " ".join((*told, texts("comparison.unknown_do"))) if told else ""


def _tell_unknown(catalogue: Catalogue, texts: Texts, demand: Demand, needs: Sequence[Need]) -> str:
    measured = dict.fromkeys(
        each.measure.indicator for need in needs for each in need.measurements if each.judgement is not None
    )
    return texts(
        f"comparison.unknown_{'blank' if measured else 'unmeasured'}",
        name=label_demand(texts, demand),
        places=texts("comparison.unknown_places", count=len(needs)),
        figures=texts.listing([name_figure(catalogue, texts, figure) for figure in measured]),
    )


def name_figure(catalogue: Catalogue, texts: Texts, figure: str) -> str:
    """What decides a demand, by its id."""
    return (
        texts("comparison.ground_answer") if figure == BY_ANSWER else str(texts.of(catalogue.indicators[figure]).name)
    )


def describe_sift(texts: Texts, compared: Compared) -> Iterator[str]:
    """What the places were chosen by, how many have it, and which are not shown; nothing where all are."""
    sift = compared.sift
    if sift is None:
        return
    shown, hidden = len(compared.places), (*sift.left, *sift.unknown)
    facts = {"shown": texts.number(shown), "total": texts.number(shown + len(hidden))}
    told = [texts("comparison.sifted", condition=_describe_condition(texts, compared, sift), **facts)]
    for key, places in (("left", sift.left), ("unknown", sift.unknown)):
        if places:
            told.append(texts(f"comparison.sifted_{key}", names=texts.listing([place.name for place in places])))
    yield " ".join(told)


def _describe_condition(texts: Texts, compared: Compared, sift: Sift) -> str:
    for one in compared.judged:
        if one.demand.id == sift.column:
            return texts(f"comparison.sift_{sift.condition}", name=label_demand(texts, one.demand))
    measure = next(one.measured for one in compared.beside.measures if one.measured.id == sift.column)
    facts = {"name": label_measure(texts, measure), "limit": format_measured(texts, measure, sift.limit)}
    return texts(f"comparison.sift_{sift.condition}", **facts)
