"""Tax and income equalisation of a place: the use case, its words, its plain form and its table."""

from collections.abc import Iterator

from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts, choose
from samspel.economy.municipal_finance import (
    COUNTY_RATES,
    GUARANTEE,
    WAGE,
    AgeCost,
    Change,
    Equalisation,
    Side,
    Step,
    measure_equalisation,
)
from samspel.rendering.data import Cell, PlainTable
from samspel.reports.figures import tell_blank, tell_origin
from samspel.reports.plain import Plain, plain_observation, plain_place
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis
from samspel.terms.place import Place, PlaceKind

MILLION, PER_CENT = 1e6, 100.0
COLUMNS = (
    "place_code",
    "place",
    "year",
    "section",
    "body",
    "id",
    "part",
    "name",
    "value",
    "unit",
    "period",
    "basis",
    "law",
)


def equalise(desk: Desk, place: Place, year: int | None = None) -> Equalisation:
    """The tax and equalisation of a municipality or region. Raises BadInputError for a year without rules."""
    return measure_equalisation(desk.observations, place, year)


def tell_step(catalogue: Catalogue, texts: Texts, step: Step) -> str:
    """The name of a step."""
    share = texts.number(catalogue.value(GUARANTEE) * PER_CENT)
    return texts(f"equalise.step.{step.id}", guarantee=share)


def tell_amount(texts: Texts, step: Step) -> str:
    """The value of a step with its unit; large sums in millions."""
    if step.unit == "sek":
        return texts("equalise.millions", value=texts.number(step.value / MILLION, 1))
    return texts.quantity(step.value, step.unit)


def tell_law(texts: Texts, step: Step) -> str:
    """The section of law behind a step, or nothing."""
    return texts(f"equalise.law.{step.law}") if step.law else ""


def tell_event(texts: Texts, change: Change) -> str:
    """What happens."""
    return texts(f"equalise.event.{change.id}", amount=texts.number(-change.base))


def list_changes(measured: Equalisation, texts: Texts) -> Iterator[tuple[str, Change]]:
    """Each change for each body it concerns and, for a municipality, for both together: name of the body and change."""
    sides = [side for side in (measured.own, measured.region) if side is not None]
    for number in range(len(sides[0].changes) if sides else 0):
        yield from ((side.body.body, side.changes[number]) for side in sides)
        if measured.together:
            yield texts("equalise.together"), measured.together[number]


def tell_summary(texts: Texts, measured: Equalisation) -> list[str]:
    """What the figures say, in sentences; what is missing, where something is."""
    own = measured.own
    if own is None:
        return [texts("equalise.missing_all", body=measured.place.body)]
    word = "grant" if own.is_receiver else "fee"
    each = abs(own.values[word]) / own.values["inhabitants"]
    losses = {change.id: texts.number(-change.net) for change in own.changes}
    name = own.body.body
    told = [
        texts(f"equalise.lead_{word}", body=name, amount=texts.number(each)),
        texts("equalise.insured", body=name, share=texts.number(own.insured * PER_CENT)),
        texts(f"equalise.national_{word}"),
        texts("equalise.worth", body=name, resident=losses["lost_inhabitant"]),
    ]
    if "lost_wage" in losses:
        told.append(texts("equalise.worth_wage", body=name, wage=losses["lost_wage"]))
    return told


def tell_missing(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> list[str]:
    """What is missing, why, and what is left out for it."""
    told = []
    for found in measured.missing:
        indicator = catalogue.indicators[found.indicator]
        name, reason = (
            texts.of(indicator).name,
            tell_blank(texts, indicator, found.blank or Blank.NOT_PUBLISHED),
        )
        told.append(texts("equalise.missing", name=name, place=found.place.name, reason=reason))
        if measured.own is not None:
            told.append(texts(f"equalise.missing_{'wage' if found.indicator == WAGE else 'region'}"))
    return told


def tell_step_notes(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> list[str]:
    """How the steps are to be read."""
    own = measured.own
    if own is None:
        return []
    years = {step.id: step.year for step in own.steps}
    told = [
        texts("equalise.note.inhabitants", people_year=years["inhabitants"]),
        texts("equalise.note.base", base_year=years["base"], year=measured.year),
        texts("equalise.note.acts"),
        texts("equalise.note.once"),
    ]
    if len(own.roles) > 1:
        told.append(texts("equalise.note.both", body=own.body.body))
    if not own.is_receiver:
        source = catalogue.sources[catalogue.tables[COUNTY_RATES].source]
        told.append(texts("equalise.rates_note", note=texts.of(source).note))
    return told


def tell_change_notes(texts: Texts, measured: Equalisation) -> list[str]:
    """How the changes are to be read."""
    own, region = measured.own, measured.region
    if own is None:
        return []
    told = [
        texts("equalise.note.mean", body=own.body.body, share=texts.number(measured.mean_share * PER_CENT, 1)),
        texts("equalise.note.saved"),
    ]
    if measured.wage.value is not None:
        told.append(texts("equalise.note.wage", wage_year=measured.wage.period.year))
    if region is not None:
        told += [_tell_region_rates(texts, region), texts("equalise.note.regional_part")]
    return told


def tell_age_notes(texts: Texts, ages: AgeCost | None, measured: Equalisation) -> list[str]:
    """The cost by age in words, with what it leaves out; why there is none, where there is none."""
    if ages is None:
        is_region = measured.place.kind is PlaceKind.REGION
        return [
            texts("equalise.ages_region" if is_region else "equalise.ages_missing"),
            texts("equalise.note.left_out"),
        ]
    here, country, difference = (texts.number(value) for value in (ages.here, ages.country, ages.difference))
    return [
        texts("equalise.ages_lead", here=here, country=country, difference=difference),
        texts("equalise.note.ages", cost_year=ages.cost_year, people_year=ages.people_year),
        texts("equalise.note.left_out"),
    ]


def plain_equalisation(catalogue: Catalogue, lang: Lang, measured: Equalisation) -> Plain:
    """The equalisation as a dictionary: stable keys in English, amounts in kronor a year, rates in per cent."""
    texts = catalogue.texts[lang]
    own, region = measured.own, measured.region
    return {
        "place": plain_place(measured.place),
        "year": measured.year,
        "basis": measured.basis.value,
        "summary": tell_summary(texts, measured),
        "own": None if own is None else _plain_side(catalogue, texts, own),
        "region": None if region is None else _plain_side(catalogue, texts, region),
        "together": [_plain_change(texts, change) for change in measured.together],
        "wage": plain_observation(catalogue, lang, measured.wage),
        "ages": None if measured.ages is None else _plain_ages(lang, measured.ages),
        "missing": tell_missing(catalogue, texts, measured),
        "notes": [
            *tell_step_notes(catalogue, texts, measured),
            *tell_change_notes(texts, measured),
            *tell_age_notes(texts, measured.ages, measured),
        ],
        "origins": [tell_origin(catalogue, texts, origin) for origin in measured.origins],
    }


def table_equalisation(catalogue: Catalogue, lang: Lang, measured: Equalisation) -> PlainTable:
    """One row a figure: the steps of each body, each part of each change, and the cost by age."""
    texts = catalogue.texts[lang]
    head = (measured.place.code, measured.place.name, measured.year)
    rows = [*_step_rows(catalogue, texts, measured), *_change_rows(texts, measured), *_age_rows(lang, measured)]
    return PlainTable(f"equalise-{measured.place.code}", COLUMNS, tuple((*head, *row) for row in rows))


def _tell_region_rates(texts: Texts, region: Side) -> str:
    values = region.values
    county = values["grant_rate" if region.is_receiver else "fee_rate"]
    own, rate = (texts.quantity(value, "percent_rate") for value in (values["own_rate"], county))
    return texts("equalise.note.region_rates", body=region.body.body, own=own, county=rate)


def _plain_side(catalogue: Catalogue, texts: Texts, side: Side) -> Plain:
    return {
        "body": plain_place(side.body),
        "roles": list(side.roles),
        "receives_grant": side.is_receiver,
        "insured_share_of_local_fall": side.insured,
        "steps": [
            {
                "id": step.id,
                "name": tell_step(catalogue, texts, step),
                "value": step.value,
                "unit": step.unit,
                "law": tell_law(texts, step) or None,
                "period": step.year,
                "basis": step.basis.value,
                "origins": [tell_origin(catalogue, texts, origin) for origin in step.origins],
            }
            for step in side.steps
        ],
        "changes": [_plain_change(texts, change) for change in side.changes],
    }


def _plain_change(texts: Texts, change: Change) -> Plain:
    return {
        "id": change.id,
        "name": tell_event(texts, change),
        "tax_base": change.base,
        "inhabitants": change.inhabitants,
        "own_tax": change.own_tax,
        "equalisation": change.equalisation,
        "net": change.net,
        "basis": Basis.ESTIMATED.value,
    }


def _plain_ages(lang: Lang, ages: AgeCost) -> Plain:
    return {
        "here": ages.here,
        "country": ages.country,
        "difference": ages.difference,
        "people_year": ages.people_year,
        "cost_year": ages.cost_year,
        "basis": ages.basis.value,
        "groups": [
            {
                "id": cost.group.id,
                "name": choose(cost.group, lang),
                "people": cost.people,
                "share": cost.share,
                "country_share": cost.country_share,
                "cost_per_person": cost.cost,
            }
            for cost in ages.groups
        ],
    }


def _step_rows(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> Iterator[tuple[Cell, ...]]:
    for side in (measured.own, measured.region):
        for step in side.steps if side else ():
            name, law = tell_step(catalogue, texts, step), tell_law(texts, step)
            told = (step.value, step.unit, step.year, step.basis.value, law or None)
            yield ("steps", side.body.body if side else "", step.id, None, name, *told)


def _change_rows(texts: Texts, measured: Equalisation) -> Iterator[tuple[Cell, ...]]:
    for body, change in list_changes(measured, texts):
        for part in ("own_tax", "equalisation", "net"):
            told = (getattr(change, part), "sek", measured.year, Basis.ESTIMATED.value, None)
            yield ("changes", body, change.id, part, tell_event(texts, change), *told)


def _age_rows(lang: Lang, measured: Equalisation) -> Iterator[tuple[Cell, ...]]:
    ages = measured.ages
    if ages is None:
        return
    body, basis = measured.place.body, ages.basis.value
    for cost in ages.groups:
        name = choose(cost.group, lang)
        yield ("ages", body, cost.group.id, "people", name, cost.people, "persons", ages.people_year, "estimated", None)
        yield ("ages", body, cost.group.id, "cost", name, cost.cost, "sek", ages.cost_year, basis, None)
    for part in ("here", "country", "difference"):
        value = getattr(ages, part)
        yield ("ages", body, part, None, None, value, "sek_per_inhabitant", ages.cost_year, basis, None)
