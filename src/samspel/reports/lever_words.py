"""What each lever changes by itself, as words, plain data and tables."""

from collections.abc import Iterable

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts, choose
from samspel.rendering.data import Cell, PlainTable
from samspel.reports.plain import Plain, plain_place
from samspel.reports.scenario_words import IN_WORDS, tell_band, tell_name, tell_number, tell_shock
from samspel.reports.simulation_telling import QUANTILE_NAMES
from samspel.scenarios.alone import Alone, Change, Changes
from samspel.scenarios.levers import Pulled
from samspel.scenarios.simulation import LeverComparison

TENTHS = 10
SHORT = ("people", "jobs", "unemployed")
"""Outcomes in the table of a terminal; width and zero are about the first."""

COLUMNS = (
    "place_code",
    "place",
    "lever",
    "name",
    "demands",
    "from",
    "grade",
    "hypotheses",
    "outcome",
    "year",
    *QUANTILE_NAMES,
    "width_80",
    "includes_zero",
    "share_better",
    "share_worse",
    "studies_that_found_little",
    "draws",
    "seed",
    "basis",
)


def head_levers(texts: Texts, *, short: bool = False) -> list[str]:
    """The heads of the table that `list_levers` fills."""
    return [
        texts("levers.lever"),
        *(tell_name(texts, name, change=True) for name in (SHORT if short else IN_WORDS)),
        texts("levers.width"),
        texts("levers.includes_zero"),
        *([] if short else [texts("levers.shares")]),
    ]


def list_levers(
    catalogue: Catalogue, texts: Texts, compared: LeverComparison, *, zero: bool = False, short: bool = False
) -> list[list[str]]:
    """One row a lever, in order: the headline outcomes, and width, zero and shares for the outcome they are ordered by;
    `zero` with every hypothesis at zero, `short` as much as a terminal has room for.
    """
    return [
        _list_lever(catalogue, texts, compared.outcome, one, one.zero if zero else one.changes, short=short)
        for one in compared.alone
    ]


def _list_lever(
    catalogue: Catalogue, texts: Texts, outcome: str, one: Alone, changes: Changes, *, short: bool
) -> list[str]:
    name = texts.of(catalogue.levers[one.pulled.effect.lever])
    return [
        name if short else tell_lever_name(catalogue, texts, one.pulled),
        *(tell_band(texts, name, changes[name].band, change=True) for name in (SHORT if short else IN_WORDS)),
        tell_number(texts, outcome, changes[outcome].width),
        texts("words.yes" if changes[outcome].includes_zero else "words.no"),
        *([] if short else [_tell_tenths(texts, changes[outcome])]),
    ]


def tell_lever_name(catalogue: Catalogue, texts: Texts, pulled: Pulled) -> str:
    """A lever by name with the numbers of the demands that pull it."""
    name: str = texts.of(catalogue.levers[pulled.effect.lever])
    numbers = _number_demands(catalogue, pulled.effect.lever)
    return texts("levers.with_demands", name=name, numbers=", ".join(map(str, numbers))) if numbers else name


def tell_ranking(texts: Texts, compared: LeverComparison, *, short: bool = False) -> Iterable[str]:
    """How the levers are ordered, how many of them have zero in their range, and what the table does not say."""
    name = texts(f"simulate.outcome.{compared.outcome}")
    inside = sum(one.changes[compared.outcome].includes_zero for one in compared.alone)
    yield texts("levers.ranked_short" if short else "levers.ranked", outcome=name)
    yield texts("levers.near_zero", count=inside, all=len(compared.alone), outcome=name)
    yield texts("levers.note")


def tell_against(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> Iterable[str]:
    """For each lever how many of its studies found nothing, or both."""
    for one in compared.alone:
        lever = one.pulled.effect.lever
        count, name = len(compared.studies[lever]), texts.of(catalogue.levers[lever])
        if count:
            yield texts("levers.against_one" if count == 1 else "levers.against", name=name, count=count)


def tell_without(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> str:
    """Levers without a known effect in the model, by name; empty where there is none."""
    names = [texts.of(catalogue.levers[one.effect.lever]) for one in compared.without_effect]
    return f"{texts('levers.none')} {texts.listing(names)}." if names else ""


def plain_levers(catalogue: Catalogue, lang: Lang, compared: LeverComparison) -> list[Plain]:
    """Each lever by itself as plain data, in order."""
    return [
        {
            "id": one.pulled.effect.lever,
            "name": choose(catalogue.levers[one.pulled.effect.lever], lang),
            "demands": _number_demands(catalogue, one.pulled.effect.lever),
            "from": one.pulled.year,
            "grade": one.pulled.effect.grade,
            "year": compared.last_year,
            "alone": _plain_changes(one.changes),
            "alone_without_hypotheses": _plain_changes(one.zero),
            "studies_that_found_little": [study.id for study in compared.studies[one.pulled.effect.lever]],
        }
        for one in compared.alone
    ]


def plain_comparison(catalogue: Catalogue, lang: Lang, compared: LeverComparison) -> Plain:
    """Every lever by itself as plain data, with what it was tried in."""
    texts, request = catalogue.texts[lang], compared.request
    return {
        "place": plain_place(compared.place),
        "events": [tell_shock(texts, shock) for shock in request.shocks],
        "year": compared.last_year,
        "draws": request.draws,
        "seed": request.seed,
        "basis": "estimated",
        "ordered_by": compared.outcome,
        "levers": plain_levers(catalogue, lang, compared),
        "levers_without_known_effect": [one.effect.lever for one in compared.without_effect],
    }


def table_levers(catalogue: Catalogue, lang: Lang, compared: LeverComparison) -> PlainTable:
    """One row a lever, treatment of the hypotheses, and headline outcome."""
    rows = [
        _row(catalogue, lang, compared, one, hypotheses, name, change)
        for one in compared.alone
        for hypotheses, changes in (("asked", one.changes), ("zero", one.zero))
        for name, change in _headlines(changes)
    ]
    return PlainTable(f"levers-{compared.place.code}", COLUMNS, tuple(rows))


def _row(
    catalogue: Catalogue,
    lang: Lang,
    compared: LeverComparison,
    one: Alone,
    hypotheses: str,
    outcome: str,
    change: Change,
) -> tuple[Cell, ...]:
    effect = one.pulled.effect
    return (
        compared.place.code,
        compared.place.name,
        effect.lever,
        choose(catalogue.levers[effect.lever], lang),
        " ".join(str(number) for number in _number_demands(catalogue, effect.lever)),
        one.pulled.year,
        effect.grade,
        hypotheses if compared.request.with_hypotheses else "zero",
        outcome,
        compared.last_year,
        *_list_quantiles(change),
        _finite(change.width),
        int(change.includes_zero),
        change.better,
        change.worse,
        len(compared.studies[effect.lever]),
        compared.request.draws,
        compared.request.seed,
        "estimated",
    )


def _plain_changes(changes: Changes) -> Plain:
    return {
        name: {
            **dict(zip(QUANTILE_NAMES, _list_quantiles(change), strict=True)),
            "share_better": change.better,
            "share_worse": change.worse,
            "includes_zero": change.includes_zero,
        }
        for name, change in _headlines(changes)
    }


def _headlines(changes: Changes) -> Iterable[tuple[str, Change]]:
    return ((name, changes[name]) for name in IN_WORDS)


def _list_quantiles(change: Change) -> list[float | None]:
    return [_finite(float(value)) for value in change.band]


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None


def _tell_tenths(texts: Texts, change: Change) -> str:
    better, worse = (round(TENTHS * (share or 0.0)) for share in (change.better, change.worse))
    return texts("levers.tenths", better=better, worse=worse)


def _number_demands(catalogue: Catalogue, lever: str) -> list[int]:
    return [demand.number for demand in catalogue.demands.values() if lever in demand.levers]
