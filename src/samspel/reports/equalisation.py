"""Tax and income equalisation of a place, line by line, and what changes mean, for every face."""

from collections.abc import Iterator
from functools import partial

from samspel.catalogue.checks import AGE_TABLE
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.age_costs import AgeCost, GroupCost
from samspel.economy.changes import Change
from samspel.economy.equalisation_rules import COUNTY_RATES
from samspel.economy.municipal_finance import Equalisation, Side
from samspel.economy.steps import Step
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.equalisation_years import describe_check, describe_footing, describe_outcome
from samspel.reports.figures import basis_column, describe_blank, describe_origin, make_basis
from samspel.terms.blank import Blank
from samspel.terms.place import PlaceKind
from samspel.terms.units import MILLION, PER_CENT

AMOUNTS = ("own_tax", "equalisation", "net")
BodyChange = tuple[str, Change]
"""A change for a body, or for municipality and region together, by name."""


def format_amount(texts: Texts, step: Step) -> str:
    """The value of a step with its unit; large sums in millions."""
    if step.unit == "sek":
        return texts("equalise.millions", value=texts.number(step.value / MILLION, 1))
    return texts.quantity(step.value, step.unit)


def label_step(texts: Texts, step: Step) -> str:
    """The name of a step."""
    return texts(f"equalise.step.{step.id}")


def label_law(texts: Texts, step: Step) -> str:
    """The section of law behind a step, or nothing."""
    return texts(f"equalise.law.{step.law}") if step.law else ""


def describe_event(texts: Texts, change: Change) -> str:
    """What happens."""
    return texts(f"equalise.event.{change.id}", amount=texts.number(-change.base))


def list_changes(texts: Texts, measured: Equalisation) -> Iterator[BodyChange]:
    """Each change for each body it concerns and, for a municipality, for both together."""
    sides = list_sides(measured)
    for number in range(len(sides[0].changes) if sides else 0):
        yield from ((texts.said(side.body.body), side.changes[number]) for side in sides if side.changes)
        if measured.together:
            yield texts("equalise.together"), measured.together[number]


def list_sides(measured: Equalisation) -> tuple[Side, ...]:
    """The place's own side, and its region's."""
    return tuple(side for side in (measured.own, measured.region) if side is not None)


def describe_summary(texts: Texts, measured: Equalisation) -> tuple[str, ...]:
    """What the figures say, in sentences; that they cannot be worked out, where something is missing."""
    own = measured.own
    if own is None:
        return (texts("equalise.missing_all", body=measured.place.body),)
    word, name = "grant" if own.is_receiver else "fee", own.body.body
    each = own.values.get("published", own.values[f"{word}_each"])
    lead = texts(f"equalise.lead_{word}", body=name, amount=texts.number(abs(each)))
    if not own.changes:
        return lead, *describe_outcome(texts, measured), texts("equalise.note.no_rate", body=name, year=measured.year)
    losses = {change.id: texts.number(-change.net) for change in own.changes}
    wage = losses.get("lost_wage")
    return (
        lead,
        *describe_outcome(texts, measured),
        texts("equalise.insured", body=name, share=texts.number(own.insured * PER_CENT)),
        texts(f"equalise.national_{word}"),
        texts("equalise.worth", body=name, resident=losses["lost_inhabitant"]),
        *((texts("equalise.worth_wage", body=name, wage=wage),) if wage else ()),
    )


def describe_missing(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> Iterator[str]:
    """What is missing, why, and what is left out for it."""
    for found in measured.missing:
        indicator = catalogue.indicators[found.indicator]
        reason = describe_blank(texts, indicator, found.blank or Blank.NOT_PUBLISHED)
        yield texts("equalise.missing", name=texts.of(indicator).name, place=found.place.name, reason=reason)
        if measured.own is not None:
            yield texts(f"equalise.missing_{'wage' if found.indicator == catalogue.inputs.income else 'region'}")


def describe_steps(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> Iterator[str]:
    """How the steps are to be read."""
    own = measured.own
    if own is None:
        return
    yield from describe_footing(texts, own)
    yield texts("equalise.note.acts", year=measured.year)
    if len(own.roles) > 1:
        yield texts("equalise.note.both", body=own.body.body)
    if not own.is_receiver:
        source = catalogue.sources[catalogue.tables[COUNTY_RATES].source]
        yield texts("equalise.rates_note", note=texts.of(source).note)
    if measured.check is not None:
        yield from describe_check(texts, measured.check, own.footing)


def describe_changes(texts: Texts, measured: Equalisation) -> Iterator[str]:
    """How the changes are to be read."""
    own, region = measured.own, measured.region
    if own is None or not own.changes:
        return
    yield texts("equalise.note.mean", body=own.body.body, share=texts.number(measured.mean_share * PER_CENT, 1))
    yield texts("equalise.note.saved")
    if measured.wage.value is not None:
        yield texts("equalise.note.wage", wage_year=measured.wage.period.year)
    if region is not None:
        yield _describe_region_rates(texts, region)
        yield texts("equalise.note.regional_part")


def describe_ages(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> tuple[str, ...]:
    """The cost by age in words, with what it leaves out; why there is none, where there is none."""
    ages = measured.ages
    if ages is None:
        return _explain_no_ages(catalogue, texts, measured), texts("equalise.note.left_out")
    here, country, difference = (texts.number(value) for value in (ages.here, ages.country, ages.difference))
    return (
        texts("equalise.ages_lead", here=here, country=country, difference=difference),
        texts("equalise.note.ages", cost_year=ages.cost_year, people_year=ages.people_year),
        texts("equalise.note.left_out"),
    )


def _explain_no_ages(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> str:
    """Why there is no cost by age: a region, a year up to that of the ages, or a figure that is missing."""
    people_year = catalogue.tables[AGE_TABLE].year or 0
    if measured.place.kind is PlaceKind.REGION:
        return texts("equalise.ages_region")
    if measured.year <= people_year:
        return texts("equalise.ages_year", people_year=people_year, first=people_year + 1)
    return texts("equalise.ages_missing")


def tabulate_steps(texts: Texts, side: Side) -> Table:
    """A side's tax and equalisation, line by line, with law, year and basis."""

    def column(key: str, *, is_number: bool = False) -> Column:
        return Column(key=key, head=texts(f"equalise.head.{key}"), is_number=is_number)

    fields = [
        Field[Step](column("step"), lambda step: Cell(value=step.id, words=label_step(texts, step))),
        Field(column("law"), lambda step: text(label_law(texts, step) or texts("words.dash"))),
        Field(column("year"), lambda step: Cell(value=step.year, words=str(step.year))),
        Field(basis_column(head=texts("equalise.head.basis")), lambda step: make_basis(texts, step.basis.value)),
        Field(column("value", is_number=True), lambda step: Cell(value=step.value, words=format_amount(texts, step))),
    ]
    return tabulate(f"steps-{side.body.code}", texts("equalise.steps_of", body=side.body.body), fields, side.steps)


def tabulate_changes(texts: Texts, measured: Equalisation) -> Table:
    """What each change means for each body, kronor a year."""
    fields = [
        Field[BodyChange](
            Column(key="event", head=texts("equalise.head.event")),
            lambda row: Cell(value=row[1].id, words=describe_event(texts, row[1])),
        ),
        Field(Column(key="body", head=texts("equalise.head.body")), lambda row: text(row[0])),
        *(
            Field[BodyChange](
                Column(key=name, head=texts(f"equalise.head.{name}"), is_number=True), partial(_make_sum, texts, name)
            )
            for name in AMOUNTS
        ),
    ]
    caption = texts("equalise.changes_title", title=texts("equalise.changes"), basis=texts("basis.estimated"))
    return tabulate("changes", caption, fields, list_changes(texts, measured), describe_changes(texts, measured))


def tabulate_ages(texts: Texts, ages: AgeCost) -> Table:
    """The age groups: people, shares here and in the country, and kronor a person."""

    def column(key: str) -> Column:
        return Column(key=key, head=texts(f"equalise.head.{key}"), is_number=True)

    fields = [
        Field[GroupCost](
            Column(key="group", head=texts("equalise.head.group")),
            lambda cost: Cell(value=cost.group.id, words=texts.of(cost.group)),
        ),
        Field(column("people"), lambda cost: Cell(value=cost.people, words=texts.number(cost.people))),
        Field(column("share"), lambda cost: _make_share(texts, cost.share)),
        Field(column("country_share"), lambda cost: _make_share(texts, cost.country_share)),
        Field(column("cost"), lambda cost: Cell(value=cost.cost, words=texts.number(cost.cost))),
    ]
    title = texts("equalise.ages_title", title=texts("equalise.ages"), basis=texts(f"basis.{ages.basis.value}"))
    return tabulate("ages", title, fields, ages.groups)


def compose_summary(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> Iterator[Block]:
    """What the figures say, and what is missing."""
    first, *others = describe_summary(texts, measured)
    yield Paragraph(first, style="ingress")
    for sentence in (*others, *describe_missing(catalogue, texts, measured)):
        yield Paragraph(sentence)


def compose_steps(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> Iterator[Block]:
    """The lines of each side; nothing where something is missing."""
    if measured.own is None:
        return
    yield Heading(texts("equalise.steps"))
    yield from (tabulate_steps(texts, side) for side in list_sides(measured))
    for sentence in describe_steps(catalogue, texts, measured):
        yield Paragraph(sentence, style="note")


def compose_changes(texts: Texts, measured: Equalisation) -> Iterator[Block]:
    """What changes mean; nothing where something is missing."""
    if measured.own is not None and measured.own.changes:
        yield Heading(texts("equalise.changes"))
        yield tabulate_changes(texts, measured)


def compose_ages(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> Iterator[Block]:
    """The cost by age, or why there is none, and where all the figures come from."""
    if measured.own is not None:
        yield Heading(texts("equalise.ages"))
        if measured.ages is not None:
            yield tabulate_ages(texts, measured.ages)
        for sentence in describe_ages(catalogue, texts, measured):
            yield Paragraph(sentence, style="note")
    for origin in measured.origins:
        yield Paragraph(texts("equalise.source", origin=describe_origin(catalogue, texts, origin)), style="note")


def _describe_region_rates(texts: Texts, region: Side) -> str:
    values = region.values
    county = values["grant_rate" if region.is_receiver else "fee_rate"]
    own, rate = (texts.quantity(value, "percent_rate") for value in (values["own_rate"], county))
    return texts("equalise.note.region_rates", body=region.body.body, own=own, county=rate)


def _make_sum(texts: Texts, name: str, row: BodyChange) -> Cell:
    value: float = getattr(row[1], name)
    return Cell(value=value, words=texts.number(value))


def _make_share(texts: Texts, share: float) -> Cell:
    return Cell(value=share, words=texts.quantity(share * PER_CENT, "percent"))
