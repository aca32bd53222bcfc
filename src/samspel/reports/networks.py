"""What members of a network share with each other, in words: what is driven where, and one campaign of another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import get_args

from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.matters.headline import Headline, Outcome
from samspel.observations.building import Observations
from samspel.rendering.blocks import Block, Fold, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.campaigns import label_demand
from samspel.reports.followed import FollowedUp, compose_follow_up
from samspel.reports.following import describe_headline
from samspel.reports.matters import label_state
from samspel.terms.place import Place

SHARED = "network_campaign"
"""The kind of a link to a shared campaign."""
GRANTED = ("yes", "partly")
LONGEST_POINT = 100
"""Characters of a point in a row of the list; its page has all of it."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""What a campaign may have come to."""


@dataclass(frozen=True, slots=True)
class SharedPoint:
    """A point (att-sats): its number, what it asks for, and what was said of it."""

    number: int
    text: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMatter:
    """A matter as others see it: what it is, where it has come and what was decided."""

    kind: str
    title: str
    body: str
    place: Place
    reference: str
    direction: str
    headline: Headline
    decided: date | None
    points: tuple[SharedPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPaper:
    """A paper as others see it, with those of its words that can be used again, each with the name of its field."""

    number: int
    title: str
    kind: str
    day: date
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A campaign as others see it; `key` is what its address is made of, `unit` who drives it."""

    key: str
    unit: str
    title: str
    demands: tuple[Demand, ...]
    places: tuple[Place, ...]
    begun: date
    ended: date | None
    matters: tuple[SharedMatter, ...]
    papers: tuple[SharedPaper, ...]
    headline: Headline
    followed: tuple[FollowedUp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTold:
    """A member of a network: its name, its places, since when, and how many campaigns of it are seen; None for one that
    keeps nothing here.
    """

    name: str
    places: tuple[Place, ...]
    joined: date
    shared: int | None


def tabulate_shared(texts: Texts, shared: Sequence[Shared]) -> Table:
    """A row a campaign: what, by whom, where, with which paper, what was said, what was done and what became of it."""
    fields: list[Field[Shared]] = [
        Field(
            Column(key="title", head=texts("campaign.head.title")),
            lambda one: text(one.title, link=Link(SHARED, one.key)),
        ),
        Field(Column(key="unit", head=texts("network.head.unit")), lambda one: text(one.unit)),
        Field(
            Column(key="demands", head=texts("campaign.head.demands"), is_wordy=True),
            lambda one: text("; ".join(label_demand(texts, demand) for demand in one.demands)),
        ),
        Field(
            Column(key="places", head=texts("campaign.head.places")),
            lambda one: text(texts.listing([place.name for place in one.places])),
        ),
        data_field("place_codes", lambda one: " ".join(place.code for place in one.places)),
        Field(
            Column(key="matters", head=texts("network.matters"), is_wordy=True),
            lambda one: Cell(value="; ".join(_list_matters(one)), words=_tell_matters(texts, one)),
        ),
        data_field("papers", lambda one: "; ".join(_list_papers(one))),
        Field(
            Column(key="outcome", head=texts("campaign.head.state"), is_coded=True, is_wordy=True, is_main=True),
            lambda one: Cell(value=one.headline.counts, words=describe_outcome(texts, one)),
        ),
        data_field("granted", lambda one: describe_granted(texts, one.matters)),
        Field(
            Column(key="said", head=texts("following.head.said"), is_coded=True),
            lambda one: Cell(value=one.headline.said, words=texts(f"matters.effect.{one.headline.said}")),
        ),
        data_field("done", lambda one: one.headline.done),
        Field(
            Column(key="gap", head=texts("campaign.head.change"), is_coded=True),
            lambda one: Cell(value=one.headline.gap, words=_tell_gap(texts, one)),
        ),
        data_field("begun", lambda one: one.begun.isoformat()),
        data_field("ended", lambda one: one.ended.isoformat() if one.ended else None),
    ]
    return tabulate("network", texts("network.table"), fields, shared, [texts("campaign.follow_up_note")])


def describe_outcome(texts: Texts, one: Shared) -> str:
    """What a campaign has come to, and of what was granted in part how much of what."""
    return f"{describe_headline(texts, one.headline)} {describe_granted(texts, one.matters)}".strip()


def describe_granted(texts: Texts, matters: Sequence[SharedMatter]) -> str:
    """Of each matter that was granted in part: which of its points, of how many; or that nobody has noted which."""
    said = [_describe_part(texts, one) for one in matters if one.headline.said == "partly"]
    return " ".join(said)


def _describe_part(texts: Texts, matter: SharedMatter) -> str:
    granted = [shorten(one.text, LONGEST_POINT, placeholder=" …") for one in matter.points if one.effect in GRANTED]
    if not granted:
        return texts("network.granted_unknown")
    return texts("network.granted", count=len(granted), total=len(matter.points), told="; ".join(granted))


def compose_shared(observations: Observations, texts: Texts, one: Shared) -> Iterator[Block]:
    """A campaign as others see it, and nothing else of it."""
    yield Paragraph(describe_outcome(texts, one), style="ingress")
    yield Paragraph(one.unit, lead=f"{texts('network.head.unit')}:")
    yield Paragraph(
        texts.listing([label_demand(texts, demand) for demand in one.demands]),
        lead=f"{texts('campaign.head.demands')}:",
    )
    yield Paragraph(texts.listing([place.area for place in one.places]), lead=f"{texts('campaign.head.places')}:")
    yield Paragraph(_describe_time(texts, one), lead=f"{texts('campaign.head.time')}:")
    yield Heading(texts("network.matters"))
    if one.matters:
        yield tabulate_shared_matters(texts, one.matters)
    else:
        yield Paragraph(texts("campaign.no_matter"))
    if any(matter.points for matter in one.matters):
        yield tabulate_shared_points(texts, one.matters)
    yield Heading(texts("network.papers"))
    yield from _compose_papers(texts, one.papers)
    yield Heading(texts("campaign.follow_up"))
    if one.followed:
        yield from compose_follow_up(observations, texts, one.followed)
    else:
        yield Paragraph(texts("network.not_followed"))


def tabulate_shared_matters(texts: Texts, matters: Sequence[SharedMatter]) -> Table:
    """A row a matter: what it is, where, how far it has come and what was said."""
    fields: list[Field[SharedMatter]] = [
        Field(Column(key="title", head=texts("following.head.matter"), is_wordy=True), lambda one: text(one.title)),
        Field(
            Column(key="kind", head=texts("campaign.head.kind"), is_coded=True),
            lambda one: Cell(value=one.kind, words=texts(f"matters.kind.{one.kind}")),
        ),
        Field(
            Column(key="body", head=texts("following.head.body"), is_wordy=True),
            lambda one: text(f"{one.body}, {one.place.name}"),
        ),
        Field(Column(key="reference", head=texts("network.head.reference")), lambda one: text(one.reference)),
        Field(
            Column(key="state", head=texts("campaign.head.state"), is_coded=True),
            lambda one: Cell(
                value=one.headline.paper,
                words=texts("words.dash") if one.headline.paper is None else label_state(texts, one.headline.paper),
            ),
        ),
        Field(
            Column(key="said", head=texts("following.head.said"), is_coded=True),
            lambda one: Cell(value=one.headline.said, words=texts(f"matters.effect.{one.headline.said}")),
        ),
        Field(
            Column(key="decided", head=texts("network.head.decided")),
            lambda one: Cell(
                value=None if one.decided is None else one.decided.isoformat(),
                words=texts("following.no_day") if one.decided is None else texts.day(one.decided),
            ),
        ),
    ]
    return tabulate("shared_matters", texts("network.matters_table"), fields, matters)


def tabulate_shared_points(texts: Texts, matters: Sequence[SharedMatter]) -> Table:
    """A row a point of every matter, with what was said of it."""
    rows = [(matter, point) for matter in matters for point in matter.points]
    fields: list[Field[tuple[SharedMatter, SharedPoint]]] = [
        Field(Column(key="matter", head=texts("following.head.matter")), lambda row: text(row[0].title)),
        Field(
            Column(key="number", head=texts("following.head.number"), is_number=True),
            lambda row: Cell(value=row[1].number, words=texts.number(row[1].number)),
        ),
        Field(Column(key="point", head=texts("following.head.point"), is_wordy=True), lambda row: text(row[1].text)),
        Field(
            Column(key="effect", head=texts("following.head.said"), is_coded=True),
            lambda row: Cell(value=row[1].effect, words=texts(f"matters.effect.{row[1].effect}")),
        ),
    ]
    return tabulate("shared_points", texts("following.points"), fields, rows)


def tabulate_members(texts: Texts, members: Sequence[MemberTold]) -> Table:
    """Who is a member, where, and how much each shares."""
    fields: list[Field[MemberTold]] = [
        Field(Column(key="name", head=texts("network.head.member")), lambda one: text(one.name)),
        Field(
            Column(key="places", head=texts("campaign.head.places"), is_wordy=True),
            lambda one: text(texts.listing([place.name for place in one.places])),
        ),
        Field(
            Column(key="joined", head=texts("network.head.joined")),
            lambda one: Cell(value=one.joined.isoformat(), words=texts.day(one.joined)),
        ),
        Field(
            Column(key="shared", head=texts("network.head.shared"), is_number=True),
            lambda one: Cell(
                value=one.shared, words=texts("network.only_named") if one.shared is None else texts.number(one.shared)
            ),
        ),
    ]
    return tabulate("members", texts("network.members"), fields, members)


def label_outcome(texts: Texts, outcome: str) -> str:
    """What a campaign has come to, in a word or two."""
    return texts(f"matters.counts.{outcome}")


def _compose_papers(texts: Texts, papers: Sequence[SharedPaper]) -> Iterator[Block]:
    if not papers:
        yield Paragraph(texts("network.no_papers"))
    for paper in papers:
        facts = {"kind": paper.kind, "title": paper.title, "day": texts.day(paper.day)}
        if not paper.words:
            yield Paragraph(texts("network.paper_without_words", **facts))
            continue
        words = (
            Paragraph(line, lead="" if number else f"{field}:")
            for field, told in paper.words
            for number, line in enumerate(told.splitlines())
        )
        yield Fold(texts("network.paper", **facts), tuple(words))


def _list_matters(one: Shared) -> list[str]:
    return list(dict.fromkeys(matter.title for matter in one.matters))


def _list_papers(one: Shared) -> list[str]:
    return list(dict.fromkeys(paper.title for paper in one.papers))


def _tell_matters(texts: Texts, one: Shared) -> str:
    """What has been handed in; where nothing has, what has been written."""
    matters, papers = _list_matters(one), _list_papers(one)
    if matters:
        return "; ".join(matters)
    return texts("network.only_papers", titles="; ".join(papers)) if papers else texts("network.no_matter")


def _tell_gap(texts: Texts, one: Shared) -> str:
    return texts(f"campaign.again.{one.headline.gap}") if one.followed else texts("network.not_measured")


def _describe_time(texts: Texts, one: Shared) -> str:
    begun = texts("campaign.begun", day=texts.day(one.begun))
    return begun if one.ended is None else f"{begun} {texts('campaign.ended', day=texts.day(one.ended))}"
