"""Which demands each place of a group has on its sheet: a table, those that are most common, and who has none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspel.catalogue.texts import Texts
from samspel.needs.measuring import Need
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph
from samspel.rendering.table import Column, Field, Link, Table, tabulate, text
from samspel.reports.needs import label_need
from samspel.reports.whose import label_title
from samspel.terms.place import Place

MOST_COMMON = 3
LEAST_COMMON = 2
"""So many places at least have a demand that is told as common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A place with the demands on its sheet; without any, why it has none."""

    place: Place
    needs: tuple[Need, ...] = ()
    why: str = ""


def compose_members(texts: Texts, members: Sequence[Member], *, is_own: bool) -> Iterable[Block]:
    """The demands of the sheets by place; `is_own` says that each place has its own."""
    shown = [member for member in members if member.needs]
    if shown:
        yield Heading(texts("packet.demands_title"))
        if is_own:
            yield Paragraph(" ".join((texts("packet.own_demands"), describe_common(texts, shown))).strip())
        yield tabulate_members(texts, shown)
    missing = [member for member in members if not member.needs]
    if missing:
        yield Heading(texts("packet.missing_title"))
        yield Bullets(tuple(texts("packet.missing", place=one.place.name, why=one.why) for one in missing))


def describe_common(texts: Texts, members: Sequence[Member]) -> str:
    """The demands that most of the sheets have; nothing where no two have the same."""
    counts = Counter(need.demand.id for member in members for need in member.needs)
    demands = {need.demand.id: need.demand for member in members for need in member.needs}
    ranked = sorted(demands.values(), key=lambda one: (-counts[one.id], one.number))
    names = [
        texts(
            "packet.common_one",
            number=one.number,
            title=label_title(texts, one),
            count=texts.number(counts[one.id]),
            total=texts.number(len(members)),
        )
        for one in ranked[:MOST_COMMON]
        if counts[one.id] >= LEAST_COMMON
    ]
    return texts("packet.common", names="; ".join(names)) if names else ""


def tabulate_members(texts: Texts, members: Sequence[Member]) -> Table:
    """A row a place with its demands and how they stand."""
    fields = (
        Field[Member](Column(key="place_code", shown="data"), lambda one: text(one.place.code)),
        Field[Member](
            Column(key="place", head=texts("packet.place")),
            lambda one: text(one.place.name, link=Link(kind="place", key=one.place.code)),
        ),
        Field[Member](
            Column(key="demands", head=texts("packet.demands"), is_wordy=True),
            lambda one: text("; ".join(_describe_need(texts, need) for need in one.needs)),
        ),
    )
    return tabulate("packet", texts("packet.demands_caption"), fields, members)


def _describe_need(texts: Texts, need: Need) -> str:
    return texts(
        "packet.verdict",
        number=need.demand.number,
        title=label_title(texts, need.demand),
        verdict=label_need(texts, need).lower(),
    )
