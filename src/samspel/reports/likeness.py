"""How similar places are chosen, how much each weighs, and how like they are by weights that are told."""

from collections.abc import Iterator
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.observations.likeness import Likeness, Peer, Weighed
from samspel.observations.series import Observation
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, tabulate, text
from samspel.reports.figures import (
    describe_blank,
    describe_credit,
    find_lead,
    format_number,
    format_period,
    label_basis,
    label_indicator,
    label_publishers,
)
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT

DECIMALS = 2
QUARTERS = 4


def compose_likeness(catalogue: Catalogue, texts: Texts, likeness: Likeness) -> Iterator[Block]:
    """Who chose the similar places and how, the table of them, whom the weights alone would choose, and the weights."""
    place = likeness.peers[0].place
    kind = "regions" if place.kind is PlaceKind.REGION else "municipalities"
    yield Paragraph(texts(f"likeness.chosen_{kind}", count=texts.number(len(likeness.peers) - 1)))
    yield Paragraph(texts("likeness.measured"))
    yield tabulate_peers(catalogue, texts, likeness)
    names = texts.listing([one.name for one in likeness.nearest])
    shared = sum(peer.place in likeness.nearest for peer in likeness.peers[1:])
    if kind == "municipalities":
        yield Paragraph(
            texts("likeness.nearest", place=place.name, names=names, shared=shared, count=len(likeness.nearest))
        )
    yield Heading(texts("likeness.features"))
    yield tabulate_features(catalogue, texts, likeness)


def describe_similar(texts: Texts, place: Place) -> str:
    """The title of it."""
    return texts("likeness.title", place=place.name)


def describe_likeness(texts: Texts, likeness: Likeness) -> str:
    """How alike those are whose middle a municipality is set beside, in short; nothing for a region, which is set
    beside all others.
    """
    place, *peers = likeness.peers
    known = [peer for peer in peers if peer.rank is not None]
    if place.place.kind is PlaceKind.REGION or not known:
        return ""
    first, last, quarter = known[0], known[-1], round(likeness.count / QUARTERS)
    within = sum(peer.rank is not None and peer.rank <= quarter for peer in known)
    return texts(
        "likeness.in_short",
        place=place.place.name,
        peers=texts.number(len(peers)),
        within=texts.number(within),
        quarter=texts.number(quarter),
        count=texts.number(likeness.count),
        first=f"{first.place.name} ({texts.number(first.rank or 0)})",
        last=f"{last.place.name} ({texts.number(last.rank or 0)})",
    )


def describe_chosen(texts: Texts, likeness: Likeness) -> str:
    """Who chose the municipalities that one is set beside, by name; nothing for a region."""
    place, *peers = likeness.peers
    if place.place.kind is PlaceKind.REGION:
        return ""
    return texts("likeness.chosen_in_short", names=texts.listing([peer.place.name for peer in peers]))


def describe_whose(texts: Texts, likeness: Likeness) -> str:
    """Who chose the municipalities that one is set beside, and that they are not so alike where that is so."""
    return f"{describe_chosen(texts, likeness)} {describe_unlike(texts, likeness)}".strip()


def warn_of_unlike(texts: Texts, likeness: Likeness) -> str:
    """What must stand beside figures that are set against municipalities that are not so alike; else nothing."""
    return describe_whose(texts, likeness) if describe_unlike(texts, likeness) else ""


def describe_unlike(texts: Texts, likeness: Likeness) -> str:
    """That fewer than half of them are among the quarter of all that are most alike; nothing where that is not so, and
    for a region, which is set beside all others.
    """
    peers = likeness.peers[1:]
    if likeness.peers[0].place.kind is PlaceKind.REGION:
        return ""
    quarter = round(likeness.count / QUARTERS)
    within = sum(peer.rank is not None and peer.rank <= quarter for peer in peers)
    if within * 2 >= len(peers):
        return ""
    key = "likeness.unlike" if within else "likeness.unlike_all"
    return texts(key, place=likeness.peers[0].place.name, within=within, peers=len(peers))


def tabulate_peers(catalogue: Catalogue, texts: Texts, likeness: Likeness) -> Table:
    """A row a place, the one that it is about first: weight, distance, rank and every feature."""
    fields = [
        Field[Peer](Column(key="place_code", shown="data"), lambda peer: text(peer.place.code)),
        Field[Peer](Column(key="place", head=texts("comparison.head.place")), _make_place),
        Field[Peer](
            Column(key="weight", head=texts("likeness.head.weight"), is_number=True), partial(_make_weight, texts)
        ),
        Field[Peer](
            Column(key="distance", head=texts("likeness.head.distance"), is_number=True), partial(_make_distance, texts)
        ),
        Field[Peer](
            Column(key="rank", head=texts("likeness.head.rank", count=texts.number(likeness.count)), is_number=True),
            partial(_make_rank, texts),
        ),
        *(
            field
            for number, weighed in enumerate(likeness.features)
            for field in _feature_fields(catalogue, texts, likeness, number, weighed)
        ),
    ]
    notes = (texts("likeness.reading"), *_describe_blanks(texts, likeness))
    caption = describe_similar(texts, likeness.peers[0].place)
    return tabulate("similar", caption, fields, likeness.peers, notes, is_matrix=True)


def tabulate_features(catalogue: Catalogue, texts: Texts, likeness: Likeness) -> Table:
    """A row a feature: its weight, how it is compared, why, with its year, basis and publisher."""
    seen = {
        weighed.feature.indicator: find_lead([peer.observations[number] for peer in likeness.peers])
        for number, weighed in enumerate(likeness.features)
    }

    def find(weighed: Weighed) -> Observation:
        return seen[weighed.feature.indicator]

    fields = [
        Field[Weighed](Column(key="indicator", shown="data"), lambda one: text(one.indicator.id)),
        Field[Weighed](
            Column(key="name", head=texts("words.indicator")),
            lambda one: Cell(value=texts.of(one.indicator).name, words=label_indicator(texts, one.indicator)),
        ),
        Field[Weighed](
            Column(key="weight", head=texts("likeness.head.share"), is_number=True),
            lambda one: Cell(value=one.share, words=texts.quantity(one.share * PER_CENT, "percent")),
        ),
        Field[Weighed](
            Column(key="compared", head=texts("likeness.head.compared")),
            lambda one: text(texts("likeness.ratio" if one.feature.log else "likeness.difference")),
        ),
        Field[Weighed](Column(key="spread", shown="data"), lambda one: Cell(value=one.spread, words="")),
        Field[Weighed](
            Column(key="reason", head=texts("likeness.head.reason"), is_wordy=True),
            lambda one: text(texts.of(one.feature)),
        ),
        Field[Weighed](
            Column(key="year", head=texts("words.year")), lambda one: text(format_period(catalogue, texts, find(one)))
        ),
        Field[Weighed](
            Column(key="credit", head=texts("words.basis")),
            lambda one: text(describe_credit(catalogue, texts, find(one))),
        ),
    ]
    return tabulate("features", texts("likeness.weights"), fields, likeness.features, (texts("likeness.assumed"),))


def _feature_fields(
    catalogue: Catalogue, texts: Texts, likeness: Likeness, number: int, weighed: Weighed
) -> Iterator[Field[Peer]]:
    """The values of a feature; in files with year, basis and publisher."""
    indicator = weighed.indicator
    lead = find_lead([peer.observations[number] for peer in likeness.peers])
    head = f"{label_indicator(texts, indicator)}, {format_period(catalogue, texts, lead)}"

    def make(peer: Peer) -> Cell:
        value = peer.observations[number].value
        words = texts("words.blank") if value is None else format_number(texts, indicator, value)
        return Cell(value=value, words=words)

    def fixed(key: str, said: str) -> Field[Peer]:
        return Field[Peer](Column(key=f"{indicator.id}_{key}", shown="data"), lambda _: text(said))

    yield Field[Peer](Column(key=indicator.id, head=head, is_number=True), make)
    yield fixed("year", format_period(catalogue, texts, lead))
    yield fixed("basis", label_basis(texts, lead))
    yield fixed("publisher", texts.said(label_publishers(catalogue, lead.origins)))


def _describe_blanks(texts: Texts, likeness: Likeness) -> Iterator[str]:
    for number, weighed in enumerate(likeness.features):
        for peer in likeness.peers:
            blank = peer.observations[number].blank
            if blank is not None:
                yield texts(
                    "comparison.blank",
                    measure=texts.of(weighed.indicator).name,
                    places=peer.place.name,
                    reason=describe_blank(texts, weighed.indicator, blank),
                )


def _make_place(peer: Peer) -> Cell:
    return text(peer.place.name, link=Link(kind="place", key=peer.place.code))


def _make_weight(texts: Texts, peer: Peer) -> Cell:
    words = texts("words.dash") if peer.weight is None else f"{texts.number(peer.weight * PER_CENT, 1)} %"
    return Cell(value=peer.weight, words=words)


def _make_distance(texts: Texts, peer: Peer) -> Cell:
    words = texts("words.dash") if peer.distance is None else texts.number(peer.distance, DECIMALS)
    return Cell(value=peer.distance, words=words)


def _make_rank(texts: Texts, peer: Peer) -> Cell:
    return Cell(value=peer.rank, words=texts("words.dash") if peer.rank is None else texts.number(peer.rank))
