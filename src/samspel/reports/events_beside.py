"""One event in several municipalities side by side: sentences, a table, pictures along one axis, and how to cite it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np

from samspel import __version__
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.drawing.spans import Group, Span, SpanWords, draw_spans
from samspel.rendering.blocks import Block, Fold, Grid, Heading, Paragraph, Picture, PictureFile
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, list_records, tabulate, text
from samspel.reports.aftermath import describe_happened, list_after
from samspel.reports.citation import find_cited, write_entry
from samspel.reports.events import describe_event, describe_warnings, name_sector
from samspel.reports.figures import basis_field, describe_compiled, label_publishers
from samspel.reports.outcomes import (
    UNITS,
    band_cell,
    finite,
    format_outcome,
    label_outcome,
    link_outcome,
    outcome_column,
)
from samspel.reports.record import describe_caution
from samspel.reports.records import Plain
from samspel.reports.slopes import describe_first_slope
from samspel.reports.whose import label_title
from samspel.scenarios.bands import MEDIAN, QUANTILE_NAMES
from samspel.scenarios.outcomes import Outcome
from samspel.scenarios.repeating import write_simulate
from samspel.terms.arrays import Floats
from samspel.terms.origin import Basis
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT, THOUSAND
from samspel.trials.beside import SideBySide, Tried

OUTCOMES = ("unemployed", "jobs", "people", "revenue")
"""What is told of each place, the first drawn in sight."""
WIDTH = 440
"""Of a picture: small enough for its words to be read on a phone."""
SHARE_DECIMALS = 1
EVENT_LINK = "scenario"
"""The link of a place, which a page takes on with the event as it is there."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place so many years after that in which the event begins, with the column of the bands, which are those of the
    end of a year; of a place where nothing could be run there is neither.
    """

    tried: Tried
    after: int | None = None
    column: int | None = None

    @property
    def year(self) -> int | None:
        """The year."""
        simulation = self.tried.simulation
        return None if simulation is None or self.column is None else simulation.town.year + self.column

    def read(self, outcome: Outcome) -> Floats:
        """The five quantiles of the change."""
        if self.tried.simulation is None or self.column is None:
            return np.full(len(QUANTILE_NAMES), np.nan)
        return self.tried.simulation.main.effect.band(outcome.id)[:, self.column]


def compose_events_beside(
    catalogue: Catalogue, texts: Texts, beside: SideBySide, day: date, address: str = ""
) -> Iterator[Block]:
    """How large the event is in each place, what comes of it in each, the table and the pictures, and the source;
    `address` is that of the page, where others can open it.
    """
    yield Paragraph(describe_size(texts, beside), style="ingress")
    yield tabulate_sizes(texts, beside)
    titles = (label_title(texts, catalogue.demands[name]) for name in beside.shown[0].choice.demands)
    yield from (Paragraph(texts("simulate.demand_met", demand=title)) for title in titles)
    warnings = (warning for one in beside.shown for warning in describe_warnings(texts, one))
    yield from (Paragraph(warning) for warning in dict.fromkeys(warnings))
    yield from (Paragraph(told) for told in describe_tested(texts, beside))
    for tried in beside.tried:
        yield Heading(texts("scenario.title", place=tried.place.area), 3, Link(EVENT_LINK, tried.place.code))
        yield from _describe_tried(texts, tried)
    yield tabulate_events_beside(texts, beside)
    yield Grid(tuple((draw_beside(texts, beside, outcome),) for outcome in OUTCOMES))
    yield from _compose_source(catalogue, texts, beside, day, address)


def describe_size(texts: Texts, beside: SideBySide) -> str:
    """That the event is as large everywhere, and by what."""
    first = beside.tried[0]
    if beside.is_given_in_percent:
        return texts("after.beside.size_given")
    return texts(f"after.beside.size_{beside.size}", place=first.place.area)


def describe_tested(texts: Texts, beside: SideBySide) -> tuple[str, ...]:
    """How the model's answer on unemployment has held, which is the same at every place."""
    return describe_first_slope(texts, beside.shown[0].past.fair.slopes)


def tabulate_sizes(texts: Texts, beside: SideBySide) -> Table:
    """What happens in each place, and how much of its jobs that is."""

    def event(tried: Tried) -> Cell:
        return text(" ".join(describe_event(texts, shock) for shock in tried.request.shocks))

    def jobs(tried: Tried) -> Cell:
        return Cell(value=tried.jobs, words=texts("words.blank") if tried.jobs is None else texts.number(tried.jobs))

    fields = (
        _place_field(texts),
        Field[Tried](Column(key="event", head=texts("after.beside.event"), is_wordy=True), event),
        Field[Tried](Column(key="jobs_here", head=texts("after.beside.jobs"), is_number=True), jobs),
        Field[Tried](
            Column(key="share", head=texts("after.beside.share"), is_number=True), partial(_make_share, texts)
        ),
    )
    return tabulate("event_sizes", texts("after.beside.sizes"), fields, beside.tried)


def tabulate_events_beside(texts: Texts, beside: SideBySide) -> Table:
    """A row a place and year: the change of each outcome with its band."""
    model = beside.shown[0].model
    outcomes = [model.outcomes[name] for name in OUTCOMES]
    fields: list[Field[Row]] = [
        Field(
            Column(key="place_code", head=texts("after.case"), is_coded=True),
            lambda row: Cell(value=row.tried.place.code, words=row.tried.place.name),
        ),
        Field(
            Column(key="after", head=texts("after.beside.after")),
            lambda row: Cell(value=row.after, words=_tell_years(texts, row)),
        ),
        data_field("year", lambda row: row.year),
        *(_outcome_field(texts, outcome, beside.tried[0].place) for outcome in outcomes),
        *(_end_field(outcome, at) for outcome in outcomes for at in (0, len(QUANTILE_NAMES) - 1)),
        *(data_field(f"{one.id}_unit", partial(_read_unit, one)) for one in outcomes),
        *(data_field(f"{one.id}_per_inhabitant", partial(_find_each, one)) for one in outcomes),
        data_field("events", lambda row: " ".join(shock.written for shock in row.tried.request.shocks)),
        data_field("draws", lambda row: row.tried.request.draws),
        data_field("diverged", lambda row: None if row.tried.simulation is None else row.tried.simulation.diverged),
        data_field("seed", lambda row: row.tried.request.seed),
        data_field("note", lambda row: _describe_error(texts, row.tried) or None),
        basis_field(texts, lambda _: Basis.ESTIMATED.value),
    ]
    notes = (texts("words.band_note"), texts("after.beside.note"))
    return tabulate("events_beside", texts("after.beside.table"), fields, list_rows(beside), notes)


def render_events_beside(texts: Texts, beside: SideBySide) -> Plain:
    """The same as plain data."""
    return {
        "size": beside.size,
        "places": list_records(tabulate_sizes(texts, beside)),
        "not_run": {one.place.code: _describe_error(texts, one) for one in beside.tried if one.error is not None},
        "record": list(describe_tested(texts, beside)),
        "results": list_records(tabulate_events_beside(texts, beside)),
        "basis": Basis.ESTIMATED.value,
    }


def list_rows(beside: SideBySide) -> Iterator[Row]:
    """Each place at the end of the year of the event, two and four years later; once where nothing could be run."""
    for tried in beside.tried:
        if tried.simulation is None:
            yield Row(tried)
        else:
            told = list_after(tried.simulation)
            yield from (Row(tried, column - told[0][1], column) for _, column in told)


def draw_beside(texts: Texts, beside: SideBySide, name: str) -> Picture:
    """The change of an outcome in every place along one axis."""
    outcome = beside.shown[0].model.outcomes[name]
    rows = [row for row in list_rows(beside) if row.column is not None]
    groups = [
        Group(
            one.place.name,
            tuple(
                Span(_tell_years(texts, row), tuple(float(value) for value in row.read(outcome)))
                for row in rows
                if row.tried is one
            ),
        )
        for one in beside.tried
        if one.simulation is not None
    ]
    title = texts("scenario.chart_change", name=label_outcome(texts, outcome, change=True))
    words = SpanWords(texts("simulate.median"), texts("scenario.wide"), texts("scenario.narrow"), texts("words.blank"))
    svg = draw_spans(groups, partial(format_outcome, texts, outcome, change=True), WIDTH, words, title=title)
    told = (f"{row.tried.place.name}, {row.year}: {_make_band(texts, outcome, row).words}" for row in rows)
    file = PictureFile(f"event_{outcome.id}", _describe_event(texts, beside))
    return Picture(svg, f"{title}. {'; '.join(told)}.", title, file=file)


def _describe_event(texts: Texts, beside: SideBySide) -> str:
    """What the picture is of, where it stands alone."""
    first = beside.tried[0]
    return texts(
        "after.beside.credit",
        places=texts.listing([one.place.name for one in beside.tried]),
        events=" ".join(describe_event(texts, shock) for shock in first.request.shocks),
        size=describe_size(texts, beside),
        version=__version__,
    )


def write_command(beside: SideBySide) -> str:
    """The command that gives the same again."""
    first, *others = beside.tried
    asked = first.request
    numbers = (("years", asked.years), ("draws", asked.draws), ("seed", asked.seed))
    more = [word for one in others for word in ("--beside", one.place.name)]
    return write_simulate(
        first.place.name,
        asked.shocks,
        asked.levers,
        numbers,
        hypotheses=asked.with_hypotheses,
        more=(*more, *(("--size", beside.size) if beside.size != "jobs" else ())),
    )


def _compose_source(catalogue: Catalogue, texts: Texts, beside: SideBySide, day: date, address: str) -> Iterator[Block]:
    """Whence it comes, how to cite it, and the command."""
    asked = beside.tried[0].request
    publishers = label_publishers(catalogue, beside.origins)
    yield Heading(texts("after.beside.source"))
    told = (texts("after.beside.begins", publishers=publishers), *describe_compiled(catalogue, texts, beside.origins))
    yield Paragraph(" ".join(told))
    cited = texts(
        "after.beside.citation",
        places=texts.listing([one.place.name for one in beside.tried]),
        events=" ".join(describe_event(texts, shock) for shock in asked.shocks),
        size=texts(
            f"after.beside.cited_{'given' if beside.is_given_in_percent else beside.size}",
            jobs=texts.number(sum(shock.jobs for shock in asked.shocks)),
            place=beside.tried[0].place.name,
        ),
        draws=texts.number(asked.draws),
        seed=asked.seed,
        version=__version__,
        publishers=publishers,
        day=texts.day(day),
    )
    page = texts("after.beside.page", address=address) if address else ""
    yield Paragraph(" ".join(filter(None, (cited, page))), lead=texts("after.beside.cite"))
    yield Fold(texts("after.beside.bibtex"), (Paragraph(_write_bibtex(texts, beside, cited, day, address)),))
    yield Paragraph(write_command(beside), lead=texts("scenario.command"), style="note")


def _write_bibtex(texts: Texts, beside: SideBySide, cited: str, day: date, address: str) -> str:
    """The same as an entry of a BibTeX file."""
    places = texts.listing([one.place.name for one in beside.tried])
    fields = {
        "author": "{Samspel}",
        "title": f"{{{texts('after.beside.title', places=places)}}}",
        "year": str(day.year),
        "note": cited.rstrip("."),
        "url": find_cited(address),
        "urldate": day.isoformat(),
    }
    return write_entry("-".join(("samspel", *(one.place.code for one in beside.tried))), fields).rstrip()


def _describe_tried(texts: Texts, tried: Tried) -> Iterator[Block]:
    """What comes of it at a place and how the model has done there, or why it could not be run."""
    simulation = tried.simulation
    if simulation is None:
        yield Paragraph(_describe_error(texts, tried))
        return
    yield Paragraph(describe_happened(texts, simulation))
    caution = describe_caution(texts, simulation.past, has_more=False)
    yield Paragraph(caution, style="note")


def _describe_error(texts: Texts, tried: Tried) -> str:
    """Why nothing could be run at the place, and what to do; nothing where something was."""
    if tried.error is None:
        return ""
    told = texts.explain(name_sector(texts, tried.error))
    return texts(
        "after.beside.not_run", place=tried.place.name, why=" ".join(filter(None, (told.what, told.why, told.do)))
    )


def _place_field(texts: Texts) -> Field[Tried]:
    return Field(
        Column(key="place_code", head=texts("after.case"), is_coded=True),
        lambda tried: Cell(value=tried.place.code, words=tried.place.name),
    )


def _make_share(texts: Texts, tried: Tried) -> Cell:
    """The jobs of all events, as a share of the jobs at the place; nothing where they are given in per cent."""
    jobs = sum(shock.jobs for shock in tried.request.shocks)
    if not jobs or not tried.jobs:
        return Cell(value=None, words=texts("words.none_here"))
    share = jobs / tried.jobs
    return Cell(value=share, words=texts("simulate.share_one", value=texts.number(share * PER_CENT, SHARE_DECIMALS)))


def _outcome_field(texts: Texts, outcome: Outcome, place: Place) -> Field[Row]:
    column = outcome_column(texts, outcome, change=True, link=link_outcome(outcome, place))

    def make(row: Row) -> Cell:
        return replace(_make_band(texts, outcome, row), note=_describe_each(texts, outcome, row))

    return Field(column, make)


def _find_each(outcome: Outcome, row: Row) -> float | None:
    """The middle of the change, by inhabitants of the same year without the event."""
    if row.tried.simulation is None or row.column is None:
        return None
    people = float(row.tried.simulation.main.effect.before.band("people")[MEDIAN, row.column])
    return finite(float(row.read(outcome)[MEDIAN]) / people) if people > 0.0 else None


def _describe_each(texts: Texts, outcome: Outcome, row: Row) -> str:
    each = _find_each(outcome, row)
    if each is None:
        return ""
    is_money = outcome.unit == "million"
    number = texts.number(each) if is_money else texts.number(each * THOUSAND, SHARE_DECIMALS)
    is_gain = each > 0.0 and any(digit in number for digit in "123456789")
    return texts(f"after.beside.each_{'money' if is_money else 'count'}", value=f"+{number}" if is_gain else number)


def _make_band(texts: Texts, outcome: Outcome, row: Row) -> Cell:
    return band_cell(texts, outcome, row.read(outcome), change=True)


def _end_field(outcome: Outcome, at: int) -> Field[Row]:
    return data_field(f"{outcome.id}_{QUANTILE_NAMES[at]}", lambda row: finite(float(row.read(outcome)[at])))


def _tell_years(texts: Texts, row: Row) -> str:
    if row.after is None:
        return texts("words.none_here")
    if not row.after:
        return texts("after.beside.same_year", year=row.year)
    return texts("after.beside.years", count=row.after, year=row.year)


def _read_unit(outcome: Outcome, _: Row) -> str:
    return UNITS[outcome.unit]
