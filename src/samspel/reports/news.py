"""What a renewal of figures changed, in words: of one place, and of many beside each other."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.news import WAYS, NewFigure, News, NewVerdict
from samspel.needs.verdict import Strength, Verdict
from samspel.rendering.blocks import Block, Fold, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.demand import label_demand
from samspel.reports.figures import AT_LINK, format_value, label_publishers
from samspel.reports.needs import badge_verdict, label_verdict
from samspel.terms.clock import SWEDEN
from samspel.terms.place import Place

UNFOLDED = 12
"""So many rows stand open on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNews:
    """How much changed at a place: verdicts, those of them whose need is larger and smaller, and figures."""

    place: Place
    verdicts: int
    larger: int
    smaller: int
    figures: int


def compose_news(catalogue: Catalogue, texts: Texts, news: News, place: Place) -> Iterator[Block]:
    """Which demands of a place have another verdict since the figures came, and which figures are new."""
    yield Paragraph(texts("update.news", place=place.area, day=label_moment(texts, news.moment)))
    if news.verdicts:
        yield tabulate_new_verdicts(texts, news.verdicts, shows_place=False)
    else:
        yield Paragraph(texts("update.news_no_verdict"))
    if news.figures:
        table = tabulate_new_figures(catalogue, texts, news.figures)
        is_short = len(news.figures) <= UNFOLDED
        yield table if is_short else Fold(texts("update.news_unfold", count=texts.number(len(news.figures))), (table,))
    else:
        yield Paragraph(texts("update.news_no_figure"))


def describe_news(texts: Texts, news: News) -> str:
    """How much changed, and when, in a sentence."""
    key = "some" if news.verdicts else "none"
    told = texts(f"update.news_short_{key}", count=texts.number(len(news.verdicts)))
    day = label_moment(texts, news.moment)
    return texts("update.news_short", day=day, verdicts=told, figures=describe_count(texts, len(news.figures)))


def describe_count(texts: Texts, count: int) -> str:
    """How many figures are new."""
    return texts("update.news_count", count=texts.number(count))


def label_moment(texts: Texts, moment: datetime) -> str:
    """The day of a renewal."""
    return texts.day(moment.astimezone(SWEDEN).date())


def tabulate_new_verdicts(texts: Texts, verdicts: Sequence[NewVerdict], *, shows_place: bool = True) -> Table:
    """One row a demand at a place whose verdict changed: as it was and is, which way, and by what measure."""
    fields: tuple[Field[NewVerdict], ...] = (
        Field(Column(key="demand", head=texts("words.demand")), lambda one: _make_demand(texts, one)),
        Field(
            Column(key="place", head=texts("update.place"), shown="everywhere" if shows_place else "data"),
            lambda one: Cell(value=one.place.code, words=texts.said(one.place.area)),
        ),
        Field(
            Column(key="before", head=texts("update.before"), is_coded=True),
            lambda one: _make_verdict(texts, one.before, one.before_strength),
        ),
        Field(
            Column(key="after", head=texts("update.after"), is_coded=True),
            lambda one: _make_verdict(texts, one.now, one.strength),
        ),
        Field(
            Column(key="way", head=texts("update.which_way"), is_coded=True),
            lambda one: Cell(value=one.way, words=label_way(texts, one)),
        ),
        Field(
            Column(key="main", head=texts("update.main"), is_wordy=True),
            lambda one: Cell(
                value=None if one.main is None else one.main.id,
                words=texts("words.dash") if one.main is None else texts.of(one.main).name,
                link=None if one.main is None else Link(AT_LINK, f"{one.main.id}/{one.place.code}"),
            ),
        ),
    )
    return tabulate("changes", texts("update.news_verdicts"), fields, verdicts, (texts("update.news_verdicts_note"),))


def tabulate_new_figures(catalogue: Catalogue, texts: Texts, figures: Sequence[NewFigure]) -> Table:
    """The new figures beside those before, with what each rests on and who publishes it."""
    columns: tuple[Field[NewFigure], ...] = (
        data_field("indicator", lambda one: one.indicator.id),
        Field(
            Column(key="name", head=texts("words.column.name")),
            lambda one: text(texts.of(one.indicator).name, link=Link(AT_LINK, f"{one.indicator.id}/{one.place.code}")),
        ),
        data_field("place", lambda one: one.place.code),
        data_field("place_name", lambda one: one.place.name),
        Field(
            Column(key="kind", head=texts("update.what_is_new"), is_coded=True),
            lambda one: Cell(value=one.kind, words=texts(f"update.kind.{one.kind}")),
        ),
        *_make_values(texts, "before", lambda one: (one.before, one.before_year)),
        *_make_values(texts, "after", lambda one: (one.now, one.year)),
        Field(
            Column(key="basis", head=texts("words.column.basis"), is_coded=True),
            lambda one: Cell(value=one.basis.value, words=texts(f"basis.{one.basis.value}")),
        ),
        Field(
            Column(key="publisher", head=texts("words.column.publisher")),
            lambda one: text(texts.said(label_publishers(catalogue, one.origins))),
        ),
    )
    return tabulate("news", texts("update.news_figures"), columns, figures, (texts("update.news_figures_note"),))


def tabulate_places(texts: Texts, places: Sequence[PlaceNews], key: str) -> Table:
    """One row a place: how many verdicts and figures changed; `key` is the renewal's, for the links."""
    fields: tuple[Field[PlaceNews], ...] = (
        Field(
            Column(key="place", head=texts("update.place")),
            lambda one: Cell(
                value=one.place.code,
                words=texts.said(one.place.area),
                link=Link("place_news_of", f"{one.place.code}/{key}"),
            ),
        ),
        data_field("place_name", lambda one: one.place.name),
        _count("verdicts", texts, lambda one: one.verdicts),
        _count("larger", texts, lambda one: one.larger),
        _count("smaller", texts, lambda one: one.smaller),
        _count("figures", texts, lambda one: one.figures),
    )
    return tabulate("places", texts("update.news_by_place"), fields, places)


def count_news(news: News, places: Sequence[Place]) -> tuple[PlaceNews, ...]:
    """How much changed at each place, those with the most changed verdicts first."""
    figures = Counter(one.place.code for one in news.figures)
    verdicts = Counter(one.place.code for one in news.verdicts)
    ways = Counter((one.place.code, one.way) for one in news.verdicts)
    rows = (
        PlaceNews(
            place=place,
            verdicts=verdicts[place.code],
            larger=ways[place.code, "larger"],
            smaller=ways[place.code, "smaller"],
            figures=figures[place.code],
        )
        for place in places
    )
    return tuple(sorted(rows, key=lambda one: (-one.verdicts, one.place.name)))


def label_way(texts: Texts, verdict: NewVerdict) -> str:
    """Where a need went."""
    return texts(f"update.way.{verdict.way}")


def list_ways(texts: Texts) -> tuple[tuple[str, str], ...]:
    """Each way that a need can go, with its name."""
    return tuple((way, texts(f"update.way.{way}")) for way in WAYS)


def list_demands(texts: Texts, news: News) -> tuple[tuple[str, str], ...]:
    """Each demand that has another verdict anywhere, with its name, in the handbook's order."""
    found = {one.demand.id: one.demand for one in news.verdicts}
    return tuple((one.id, label_demand(texts, one)) for one in sorted(found.values(), key=lambda one: one.number))


def _make_demand(texts: Texts, one: NewVerdict) -> Cell:
    link = Link("place_need", f"{one.place.code}/{one.demand.id}")
    return Cell(value=one.demand.id, words=label_demand(texts, one.demand), link=link)


def _make_verdict(texts: Texts, verdict: Verdict, strength: Strength | None) -> Cell:
    words = label_verdict(texts, verdict, strength)
    return Cell(value=verdict.value, words=words, badge=badge_verdict(verdict, strength))


def _make_values(
    texts: Texts, key: str, read: Callable[[NewFigure], tuple[float | None, int]]
) -> Iterator[Field[NewFigure]]:
    """A value and its year, in columns of their own."""

    def tell_year(one: NewFigure) -> Cell:
        value, year = read(one)
        stated = year if value is not None and year else None
        return Cell(value=stated, words=str(stated) if stated else texts("words.dash"))

    yield Field[NewFigure](
        Column(key=key, head=texts(f"update.{key}"), is_number=True),
        lambda one: Cell(value=read(one)[0], words=format_value(texts, one.indicator, read(one)[0])),
    )
    yield Field[NewFigure](Column(key=f"{key}_year", head=texts(f"update.{key}_year"), is_number=True), tell_year)


def _count(key: str, texts: Texts, read: Callable[[PlaceNews], int]) -> Field[PlaceNews]:
    column = Column(key=key, head=texts(f"update.count_{key}"), is_number=True)
    return Field[PlaceNews](column, lambda one: Cell(value=read(one), words=texts.number(read(one))))
