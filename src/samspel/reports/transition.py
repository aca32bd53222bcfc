"""The climate transition of a place in words, tables and pictures, for every face and paper."""

from collections.abc import Iterable, Sequence
from functools import partial
from math import floor, log10

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.drawing.curves import Line
from samspel.drawing.fans import Fan, draw_fan
from samspel.dynamics.electricity import HOURS_A_YEAR
from samspel.rendering.blocks import Block, Bullets, Fold, Heading, Pair, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.assumptions import Assumption, format_origin, tabulate_assumptions
from samspel.reports.events import describe_event
from samspel.reports.figures import describe_origin
from samspel.reports.outcomes import describe_change
from samspel.scenarios.bands import MEDIAN
from samspel.terms.arrays import Floats
from samspel.terms.origin import Basis
from samspel.terms.units import PER_CENT
from samspel.transition.outlook import Outlook
from samspel.transition.plan import Chosen, Emitter, Transition
from samspel.transition.steps import LIMITS

ENERGY = ("avoided", "power")
WORK = ("running", "building", "retrained", "weeks")
COURSE = ("emissions", "avoided", "power", "running", "building", "retrained", "weeks")
COURSE_IN_SHORT = ("emissions", "power", "running", "retrained")
"""What a terminal has room for."""
CHARTS = ("emissions", "power", "running", "retrained")
IN_BRIEF = ("avoided", "power", "running")
EVERY = 3
"""The terminal has every third year; all are in JSON and files."""
SHARES = ("removes", "running", "retrained")
GWH, DIGITS, WHOLE_FROM, FEW = 1000.0, 3, 100.0, 10.0
SIZE = (440, 260)
"""Small enough for two abreast on paper and for a phone."""


def format_amount(texts: Texts, measure: str, value: float) -> str:
    """A value with three digits that count, since no more are known; electricity in GWh; jobs gained with a plus."""
    if measure == "power":
        value /= GWH
        return texts.number(shorten(value), 0 if abs(value) >= WHOLE_FROM else 1)
    number = texts.number(shorten(value))
    return f"+{number}" if measure == "running" and round(value) > 0 else number


def format_band(texts: Texts, measure: str, band: Floats) -> str:
    """Median with the wide band, from five quantiles."""
    low, median, high = (format_amount(texts, measure, float(band[at])) for at in (0, MEDIAN, -1))
    return median if low == high else texts("words.band", median=median, low=low, high=high)


def label_measure(texts: Texts, measure: str) -> str:
    """The name of a measure with its unit."""
    return texts(f"transition.measure.{measure}")


def label_emitters(texts: Texts, transition: Transition) -> str:
    """The site that the transition is about, or the municipality."""
    site = transition.inventory.site
    return texts.said(transition.inventory.place.area) if site is None else site.title


def describe_run(texts: Texts, outlook: Outlook) -> str:
    """Place or site, years, draws and seed."""
    years, plan = outlook.transition.years, outlook.plan
    return texts(
        "transition.head",
        place=label_emitters(texts, outlook.transition),
        first=years[0],
        last=years[-1],
        draws=texts.number(plan.draws),
        seed=plan.seed,
    )


def describe_answer(texts: Texts, transition: Transition) -> tuple[str, ...]:
    """The answer in sentences; without steps, that nothing changes."""
    inventory, year = transition.inventory, transition.years[-1]
    start = texts(
        "transition.start_site" if inventory.site else "transition.start",
        place=label_emitters(texts, transition),
        year=inventory.year,
        emissions=_format_start(texts, transition),
    )
    if not transition.chosen:
        return start, texts("transition.unchanged")
    bands = {name: band[:, -1] for name, band in transition.bands.items()}
    less = PER_CENT * (1.0 - float(bands["emissions"][MEDIAN]) / inventory.emissions)
    megawatts = float(bands["power"][MEDIAN]) / HOURS_A_YEAR
    facts: dict[str, dict[str, object]] = {
        "emissions": {"less": texts.number(less), "first": inventory.year},
        "power": {"megawatts": texts.number(shorten(megawatts), 1 if megawatts < FEW else 0)},
    }
    described = ("emissions", "power", "running", "building", "retrained")
    return start, *(_describe_band(texts, name, bands[name], year=year, **facts.get(name, {})) for name in described)


def describe_cautions(texts: Texts, transition: Transition) -> tuple[str, ...]:
    """What is not known, why sites are not separate, and what is left out."""
    inventory = transition.inventory
    said = [texts("transition.assumed"), texts("transition.constant")]
    if inventory.site is None:
        if not any(part.site for part in inventory.parts):
            said.append(texts("transition.no_site", place=inventory.place.area))
        if inventory.left_out:
            names = "; ".join(site.title for site in inventory.left_out)
            said.append(texts("transition.left_out", sites=names))
    elif not inventory.site.is_placed:
        said.append(texts("transition.unsure"))
    if any(part.site for part in inventory.parts):
        said.append(texts("transition.old_register"))
    return *said, texts("transition.outside")


def tabulate_emitters(texts: Texts, transition: Transition) -> Table:
    """Who emits: site, branch and tonnes in the first year."""
    head = texts("transition.tonnes", year=transition.years[0])
    fields = [
        Field(Column(key="site", head=texts("transition.part")), partial(_make_site, texts)),
        Field(
            Column(key="branch", head=texts("transition.branch")),
            lambda part: Cell(value=part.branch.id, words=texts.of(part.branch)),
        ),
        Field(
            Column(key="emissions_t", head=head, is_number=True),
            lambda part: Cell(value=part.emissions, words=texts.number(part.emissions)),
        ),
        Field(
            Column(key="basis", head=texts("words.basis"), is_coded=True),
            lambda part: Cell(value=Basis.ESTIMATED.value, words=_tell_basis(texts, part)),
        ),
    ]
    return tabulate("emitters", texts("transition.parts"), fields, transition.inventory.parts)


def _tell_basis(texts: Texts, part: Emitter) -> str:
    """All are estimated by the publisher of emissions; a site's part of them is that of the old register."""
    basis = texts(f"basis.{Basis.ESTIMATED.value}")
    return basis if part.site is None else texts("transition.by_register", basis=basis)


def tabulate_steps(texts: Texts, transition: Transition, key: str, measures: Sequence[str], *notes: str) -> Table:
    """A row a step, and all together: name, and each measure in the last year; `key` names the caption."""
    fields = [
        Field[tuple[Chosen | None, dict[str, Floats]]](
            Column(key="step", head=texts("transition.step")), lambda row: _make_step(texts, row[0])
        ),
        *(
            Field[tuple[Chosen | None, dict[str, Floats]]](
                _measure_column(texts, name), partial(_make_last, texts, name)
            )
            for name in measures
        ),
    ]
    rows = [*zip(transition.chosen, transition.by_step, strict=True), (None, transition.bands)]
    caption = texts(f"transition.{key}", year=transition.years[-1])
    return tabulate(key, caption, fields, rows, map(texts, notes))


def tabulate_course(texts: Texts, transition: Transition, measures: Sequence[str], every: int = 1) -> Table:
    """A row for every so many years, the last always among them."""
    last = len(transition.years) - 1
    fields = [
        Field[int](Column(key="year", head=texts("words.year")), lambda at: _make_year(transition, at)),
        *(Field[int](_measure_column(texts, name), partial(_make_at, texts, transition, name)) for name in measures),
    ]
    notes = [texts(key) for key in ("words.band_note", "transition.so_far")]
    return tabulate("course", texts("transition.course"), fields, sorted({*range(0, last, every), last}), notes)


def tabulate_transition_assumptions(texts: Texts, transition: Transition) -> Table:
    """Each number that the steps and the branches rest on."""
    return tabulate_assumptions(texts, texts("transition.assumptions"), _list_assumptions(texts, transition))


def draw_measure(texts: Texts, transition: Transition, measure: str) -> Picture:
    """A measure of the transition over the years as a fan, with emissions without steps beside."""
    band, years = transition.bands[measure], transition.years
    title, label = label_measure(texts, measure), texts("transition.chart_with")
    lines: Sequence[Line] = ()
    if measure == "emissions":
        flat = tuple(transition.inventory.emissions for _ in years)
        lines = [Line(texts("transition.chart_without"), years, flat, emphasis=False)]
    svg = draw_fan(
        Fan(label, years, tuple(tuple(column) for column in band.T.tolist())),
        lines,
        partial(format_amount, texts, measure),
        SIZE,
        wide_label=texts("transition.chart_wide"),
        narrow_label=texts("transition.chart_narrow"),
        title=title,
    )
    alt = texts(
        "transition.chart_alt",
        name=title,
        label=label,
        first=years[0],
        last=years[-1],
        start=_format_at(texts, transition, measure, 0),
        end=format_band(texts, measure, band[:, -1]),
    )
    return Picture(svg, alt, title)


def compose_answer(texts: Texts, outlook: Outlook) -> tuple[Block, ...]:
    """The answer in short, that it rests on assumptions, and who emits."""
    return (
        Heading(texts("transition.answer")),
        Paragraph(describe_run(texts, outlook), style="note"),
        Bullets(describe_answer(texts, outlook.transition), style="short"),
        Paragraph(describe_cautions(texts, outlook.transition)[0]),
        tabulate_emitters(texts, outlook.transition),
    )


def compose_course(texts: Texts, transition: Transition) -> tuple[Block, ...]:
    """The course as four drawings and as a table of every year; nothing without steps."""
    if not transition.chosen:
        return ()
    first, second, third, fourth = (draw_measure(texts, transition, measure) for measure in CHARTS)
    table = tabulate_course(texts, transition, COURSE)
    pairs = (Pair(first, second), Pair(third, fourth))
    return Heading(texts("transition.course")), *pairs, Fold(texts("transition.all_years"), (table,))


def compose_course_in_short(texts: Texts, transition: Transition) -> tuple[Block, ...]:
    """The course as a table of some years, where there are no drawings and little room; nothing without steps."""
    return (tabulate_course(texts, transition, COURSE_IN_SHORT, EVERY),) if transition.chosen else ()


def compose_steps(texts: Texts, transition: Transition) -> tuple[Block, ...]:
    """What each step does; nothing without steps."""
    if not transition.chosen:
        return ()
    return (
        Heading(texts("transition.by_step")),
        tabulate_steps(texts, transition, "steps_energy", ENERGY, "words.band_note", "transition.order"),
        tabulate_steps(texts, transition, "steps_work", WORK, "transition.so_far"),
    )


def compose_model(texts: Texts, outlook: Outlook) -> tuple[Block, ...]:
    """What it may mean for people and jobs, as the main model has it; nothing without steps."""
    if not outlook.transition.chosen:
        return ()
    heading, simulation = Heading(texts("transition.model")), outlook.simulation
    if simulation is None:
        return heading, Paragraph(texts("transition.model_none"))
    effect, year, headlines = simulation.main.effect, simulation.last_year, simulation.model.outcomes.headlines
    return (
        heading,
        Paragraph(texts("transition.model_text")),
        Bullets(tuple(describe_event(texts, shock) for shock in outlook.shocks)),
        Bullets(tuple(describe_change(texts, effect, outcome, year) for outcome in headlines), style="short"),
        Paragraph(texts("transition.model_command", command=outlook.command), style="note"),
    )


def compose_cautions(catalogue: Catalogue, texts: Texts, transition: Transition) -> tuple[Block, ...]:
    """How else to read the numbers, and whose the figures are; the first caution stands with the answer."""
    return (
        Heading(texts("transition.cautions")),
        Bullets(describe_cautions(texts, transition)[1:]),
        *(
            Paragraph(texts("transition.sources", origin=describe_origin(catalogue, texts, origin)), style="note")
            for origin in dict.fromkeys(transition.inventory.origins)
        ),
    )


def compose_transition(texts: Texts, transition: Transition) -> tuple[Block, ...]:
    """The section of a paper: the answer in short, two drawings, the steps, and how to read the numbers."""
    heading = Heading(texts("transition.title", area=transition.inventory.place.area))
    short = Bullets(describe_answer(texts, transition))
    cautions = Paragraph(" ".join(describe_cautions(texts, transition)), style="note")
    if not transition.chosen:
        return heading, short, cautions
    left, right = (draw_measure(texts, transition, measure) for measure in ("emissions", "running"))
    notes = ("words.band_note", "transition.so_far", "transition.order")
    return heading, short, Pair(left, right), tabulate_steps(texts, transition, "steps", IN_BRIEF, *notes), cautions


def _format_start(texts: Texts, transition: Transition) -> str:
    """What was emitted before the steps: as published, so that it is the same number as on every other page; with the
    digits that count where it is what a site is assumed to have emitted.
    """
    inventory = transition.inventory
    return (
        format_amount(texts, "emissions", inventory.emissions) if inventory.site else texts.number(inventory.emissions)
    )


def _format_at(texts: Texts, transition: Transition, measure: str, at: int) -> str:
    """A measure in one of the years; before any step the emissions are the published ones."""
    is_start = measure == "emissions" and transition.years[at] == transition.inventory.year
    return (
        _format_start(texts, transition) if is_start else format_band(texts, measure, transition.bands[measure][:, at])
    )


def shorten(value: float) -> float:
    """Three digits that count; whole numbers below a thousand are left as they are."""
    if abs(value) < 10.0**DIGITS:
        return value
    return round(value, DIGITS - 1 - floor(log10(abs(value))))


def _describe_band(texts: Texts, measure: str, band: Floats, **facts: object) -> str:
    low, median, high = (format_amount(texts, measure, float(band[at])) for at in (0, MEDIAN, -1))
    if low == high:
        return texts(f"transition.same.{measure}", median=median, **facts)
    return texts(f"transition.short.{measure}", low=low, median=median, high=high, **facts)


def _measure_column(texts: Texts, measure: str) -> Column:
    return Column(key=measure, head=label_measure(texts, measure), is_number=True)


def _make_site(texts: Texts, part: Emitter) -> Cell:
    if part.site is None:
        return Cell(value=None, words=texts("transition.rest"))
    return text(part.site.title)


def _make_step(texts: Texts, chosen: Chosen | None) -> Cell:
    if chosen is None:
        return Cell(value="all", words=texts("transition.together"))
    name, share = texts.of(chosen.step).name, texts.number(chosen.share * PER_CENT)
    whole = texts("transition.step_whole", name=name, year=chosen.year)
    part = texts("transition.step_from", name=name, year=chosen.year, share=share)
    return Cell(value=chosen.step.id, words=part if chosen.share < 1.0 else whole)


def _make_last(texts: Texts, measure: str, row: tuple[Chosen | None, dict[str, Floats]]) -> Cell:
    band = row[1][measure]
    return Cell(value=float(band[MEDIAN, -1]), words=format_band(texts, measure, band[:, -1]))


def _make_at(texts: Texts, transition: Transition, measure: str, at: int) -> Cell:
    value = float(transition.bands[measure][MEDIAN, at])
    return Cell(value=value, words=_format_at(texts, transition, measure, at))


def _make_year(transition: Transition, at: int) -> Cell:
    return Cell(value=transition.years[at], words=str(transition.years[at]))


def _list_assumptions(texts: Texts, transition: Transition) -> Iterable[Assumption]:
    for chosen in transition.chosen:
        step, name = chosen.step, texts.of(chosen.step).name
        year = float(step.start.year)
        yield Assumption(
            of=name,
            amount=texts("transition.amount.start"),
            low=year,
            likely=year,
            high=year,
            words=str(step.start.year),
            origin=format_origin(texts, step.start),
            source=step.start.source,
        )
        for measure in LIMITS:
            scale = PER_CENT if measure in SHARES else 1.0
            label = texts(f"transition.amount.{measure}")
            yield Assumption.of_range(texts, name, label, step.ranges[measure], scale)
    branches = {part.branch.id: part.branch for part in transition.inventory.parts}
    for branch in branches.values():
        yield Assumption.of_range(texts, texts.of(branch), texts("transition.amount.staff"), branch.staff, 1.0)
