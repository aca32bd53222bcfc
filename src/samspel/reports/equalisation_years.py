"""The years of the equalisation: what a year rests on, every year in a table, and how far off the reckoning is."""

from collections.abc import Iterator
from functools import partial

from samspel.catalogue.texts import Texts
from samspel.economy.course import PARTS, YearLine
from samspel.economy.equalisation_check import Check, Miss
from samspel.economy.grounds import INCOME_LAG
from samspel.economy.municipal_finance import Equalisation, Footing, Side
from samspel.rendering.blocks import Block, Heading
from samspel.rendering.table import Cell, Column, Field, Table, tabulate
from samspel.reports.figures import basis_column, make_basis
from samspel.terms.units import PER_CENT


def describe_footing(texts: Texts, side: Side) -> Iterator[str]:
    """What a side's reckoning rests on: people, base, factors and rates of the year."""
    footing, rules = side.footing, side.footing.rules
    counted = "known" if footing.is_known else "estimated"
    yield texts(f"equalise.note.people_{counted}", people_year=rules.year - 1)
    based = "known" if footing.is_known else "reckoned" if footing.base_year == rules.year else "carried"
    income_year = footing.base_year - INCOME_LAG
    yield texts(f"equalise.note.base_{based}", **_name(based, footing.base_year, income_year, rules.year))
    yield _describe_factors(texts, footing)
    county = footing.county
    if county.ordinance:
        yield texts("equalise.note.rates_read", ordinance=county.ordinance, since=county.since)
    else:
        yield texts("equalise.note.rates_derived", since=county.since)
    grant, fee = (texts.number(share * PER_CENT) for share in (rules.grant_share, rules.fee_share))
    yield texts("equalise.note.once", grant=grant, fee=fee)
    if rules.first_fee_share is not None and rules.first_fee_until is not None and not side.is_receiver:
        first, until = (texts.number(share * PER_CENT) for share in (rules.first_fee_share, rules.first_fee_until))
        yield texts("equalise.note.first_band", year=rules.year, until=until, share=first, fee=fee)
    if footing.rate_year not in (None, rules.year):
        yield texts("equalise.note.rate_year", rate_year=footing.rate_year, year=rules.year)


def _name(based: str, base_year: int, income_year: int, year: int) -> dict[str, int]:
    """What the sentence on the tax base is filled with."""
    return {
        "known": {},
        "reckoned": {"base_year": base_year, "income_year": income_year},
        "carried": {"base_year": base_year, "year": year},
    }[based]


def _describe_factors(texts: Texts, footing: Footing) -> str:
    rules = footing.rules
    if rules.factors is None:
        return texts("equalise.note.factors_derived", year=rules.year)
    first, second = (texts.number(factor, 3) for factor in rules.factors)
    return texts(
        "equalise.note.factors_read",
        first=first,
        second=second,
        before=rules.year - 1,
        year=rules.year,
        ordinance=rules.ordinance,
    )


def describe_check(texts: Texts, check: Check, footing: Footing) -> Iterator[str]:
    """How far off the rules are, and how far off a reckoning on such figures as these is."""
    rules = check.rules
    yield texts(
        "equalise.note.check_rules",
        first=rules.first,
        last=rules.last,
        count=rules.count,
        median=texts.number(rules.median, 1),
        largest=texts.number(rules.largest, 1),
        place=rules.place.name,
        year=rules.year,
    )
    if footing.is_known:
        return
    if footing.base_year == footing.rules.year:
        yield texts("equalise.note.check_estimated", **_tell_miss(texts, check.estimated))
    elif check.carried is not None:
        told = _tell_miss(texts, check.carried)
        yield texts("equalise.note.check_carried", **told, first=check.carried.first, last=check.carried.last)


def _tell_miss(texts: Texts, miss: Miss) -> dict[str, str]:
    sizes = {"median": miss.median, "decile": miss.ninth_decile, "largest": miss.largest}
    return {name: texts.number(size) for name, size in sizes.items()}


def describe_outcome(texts: Texts, measured: Equalisation) -> Iterator[str]:
    """The year's whole outcome in its parts, where it was published; the regulation post alone where only that was."""
    parts = measured.outcome.parts
    told = {part: texts.number(value) for part, value in parts.items()}
    if "net_outcome" in parts:
        yield texts("equalise.years.outcome", year=measured.year, **told)
    elif "regulation_post" in parts:
        yield texts("equalise.years.only_regulation", year=measured.year, amount=told["regulation_post"])


def tabulate_years(texts: Texts, measured: Equalisation) -> Table:
    """Every year: the income equalisation as the rules make it, and what was published. A part that no year has is left
    out.
    """
    known = [part for part in PARTS if any(part in line.outcome.parts for line in measured.course)]

    def column(key: str, *, is_number: bool = True) -> Column:
        return Column(key=key, head=texts(f"equalise.years.head.{key}"), is_number=is_number)

    fields = [
        Field[YearLine](column("year", is_number=False), lambda line: Cell(value=line.year, words=str(line.year))),
        Field(column("reckoned"), lambda line: Cell(value=line.reckoned, words=texts.number(line.reckoned))),
        *(Field[YearLine](column(part), partial(_make_part, texts, part)) for part in known),
        Field(basis_column(head=texts("equalise.years.head.basis")), lambda line: make_basis(texts, line.basis.value)),
    ]
    return tabulate("years", texts("equalise.years.title"), fields, measured.course, describe_years(texts, measured))


def describe_years(texts: Texts, measured: Equalisation) -> Iterator[str]:
    """How the years are to be read, and what is not built in."""
    yield texts("equalise.years.sign")
    parts = {part for line in measured.course for part in line.outcome.parts}
    if "net_outcome" in parts:
        yield texts("equalise.years.published")
    elif parts:
        yield texts("equalise.years.regulation")
    else:
        yield texts("equalise.years.none", body=measured.place.body)


def compose_years(texts: Texts, measured: Equalisation) -> Iterator[Block]:
    """Every year in a table; nothing where something is missing."""
    if measured.own is not None:
        yield Heading(texts("equalise.years.title"))
        yield tabulate_years(texts, measured)


def _make_part(texts: Texts, part: str, line: YearLine) -> Cell:
    value = line.outcome.parts.get(part)
    return Cell(value=value, words=texts("words.dash") if value is None else texts.number(value))
