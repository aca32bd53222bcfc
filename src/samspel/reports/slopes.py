"""The shock's slope in words and as a table: what was observed beside what the model says that real events do."""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Scalar, Table, data_field, tabulate, text
from samspel.reports.records import Plain
from samspel.terms.units import PER_CENT
from samspel.trials.slopes import Slope

FIRST = 1
"""The year after in which an event's effect on unemployment is largest, and the slope therefore says the most."""
METHOD = ("predicted", "observed", "clustered", "leaning", "power")
Row = tuple[Slope, str]


def describe_slopes(catalogue: Catalogue, texts: Texts, slopes: Sequence[Slope]) -> tuple[str, ...]:
    """The verdict on the first year's slope of unemployment, and of each kind what the first year's slope is worth."""
    first = [one for one in slopes if one.after == FIRST]
    return (
        *(describe_slope_verdict(texts, one) for one in first if one.kind == "unemployment"),
        *(_describe(catalogue, texts, one) for one in first),
        *(texts(f"slope.method.{name}", sets=texts.number(catalogue.trial_rules.slopes.placebos)) for name in METHOD),
    )


def describe_slope_verdict(texts: Texts, slope: Slope) -> str:
    """Whether the slope is what is asked for."""
    facts = {
        "slope": _number(texts, slope.slope),
        "low": _number(texts, slope.asked[0], 1),
        "high": _number(texts, slope.asked[1], 1),
    }
    return texts(f"slope.verdict.{'passed' if slope.is_right else 'failed'}", **facts)


def describe_first_slope(texts: Texts, slopes: Sequence[Slope]) -> tuple[str, ...]:
    """The first year's slope of unemployment: its verdict and its interval; nothing where there is none."""
    return tuple(
        texts(
            "slope.short",
            verdict=describe_slope_verdict(texts, one),
            low=_number(texts, one.low),
            high=_number(texts, one.high),
            events=one.events,
            sure=_describe_sure(texts, one.level),
        )
        for one in _list_first(slopes)
    )


def describe_slope_missed(texts: Texts, slopes: Sequence[Slope]) -> str:
    """That the first year's slope of unemployment is not what is asked for; nothing where it is."""
    return " ".join(describe_slope_verdict(texts, one) for one in _list_first(slopes) if not one.is_right)


def tabulate_slopes(catalogue: Catalogue, texts: Texts, slopes: Sequence[Slope]) -> Table:
    """One row a kind and year after; in files each number in a column of its own."""
    rows = [(one, catalogue.places.municipalities[one.moved_by].name) for one in slopes]

    rules = catalogue.trial_rules.slopes
    asked, sure = _number(texts, rules.asked[0], 1), _describe_sure(texts, rules.level)

    def column(key: str) -> Column:
        return Column(key=key, head=texts(f"slope.head_of.{key}", asked=asked, sure=sure), is_number=True)

    def number(key: str, decimals: int = 2) -> Field[Row]:
        return Field(
            column(key),
            lambda row: Cell(value=getattr(row[0], key), words=_number(texts, getattr(row[0], key), decimals)),
        )

    def bare(key: str, read: Callable[[Slope], Scalar]) -> Field[Row]:
        return data_field(key, lambda row: read(row[0]))

    fields: list[Field[Row]] = [
        Field(
            Column(key="outcome", head=texts("backtest.head_of.outcome")),
            lambda row: Cell(value=row[0].kind, words=texts(f"slope.outcome.{row[0].kind}")),
        ),
        number("after", 0),
        number("events", 0),
        number("municipalities", 0),
        number("size"),
        number("slope"),
        Field(column("interval"), lambda row: text(_span(texts, row[0]))),
        Field(
            column("without"), lambda row: Cell(value=row[0].without, words=_number(texts, row[0].without), note=row[1])
        ),
        number("weighted"),
        number("middle"),
        number("detectable"),
        number("needed", 0),
        number("needed_right", 0),
        *(bare(key, attrgetter(key)) for key in ("error", "low", "high", "stray", "chance", "detectable_effect")),
        bare("is_right", lambda one: "yes" if one.is_right else "no"),
        data_field("moved_by", lambda row: row[1]),
    ]
    return tabulate("slopes", texts("slope.table"), fields, rows, [texts("slope.note")])


def compose_slopes(catalogue: Catalogue, texts: Texts, slopes: Sequence[Slope]) -> Iterator[Block]:
    """Everything in its order; nothing where no slope can be told."""
    if not slopes:
        return
    yield Heading(texts("slope.title"))
    verdict, *rest = describe_slopes(catalogue, texts, slopes)
    yield Paragraph(verdict, style="ingress")
    yield Bullets(tuple(rest))
    yield tabulate_slopes(catalogue, texts, slopes)


def render_slopes(catalogue: Catalogue, texts: Texts, slopes: Sequence[Slope]) -> Plain:
    """Everything, for JSON."""
    return {
        "told": list(describe_slopes(catalogue, texts, slopes)),
        "slopes": [
            {
                "outcome": one.kind,
                "years_after": one.after,
                "events": one.events,
                "municipalities": one.municipalities,
                "mean_predicted_effect": one.size,
                "slope": one.slope,
                "standard_error": one.error,
                "interval_95": [one.low, one.high],
                "without": {"place": catalogue.places.municipalities[one.moved_by].name, "slope": one.without},
                "slope_weighted_by_size": one.weighted,
                "slope_of_least_distances": one.middle,
                "stray_by_luck": one.stray,
                "share_of_placebos_as_far": one.chance,
                "detectable_slope": one.detectable,
                "detectable_mean_effect": one.detectable_effect,
                "events_needed_to_tell_from_0": one.needed,
                "events_needed_to_tell_from_0_8": one.needed_right,
                "is_right": one.is_right,
            }
            for one in slopes
        ],
    }


def _list_first(slopes: Sequence[Slope]) -> list[Slope]:
    """The first year's slope of unemployment, where there is one."""
    return [one for one in slopes if (one.kind, one.after) == ("unemployment", FIRST)]


def _describe(catalogue: Catalogue, texts: Texts, slope: Slope) -> str:
    return texts(
        "slope.told",
        outcome=texts(f"slope.outcome.{slope.kind}"),
        slope=_number(texts, slope.slope),
        error=_number(texts, slope.error),
        low=_number(texts, slope.low),
        high=_number(texts, slope.high),
        events=slope.events,
        municipalities=slope.municipalities,
        place=catalogue.places.municipalities[slope.moved_by].name,
        without=_number(texts, slope.without),
        weighted=_number(texts, slope.weighted),
        middle=_number(texts, slope.middle),
        detectable=_number(texts, slope.detectable, 1),
        effect=_number(texts, slope.detectable_effect, 1),
        unit=texts(f"slope.unit.{slope.kind}"),
        chance=_number(texts, PER_CENT * slope.chance, 0),
        needed=_number(texts, slope.needed, 0),
        sure=_describe_sure(texts, slope.level),
        power=_number(texts, PER_CENT * slope.power, 0),
        asked=_number(texts, slope.asked[0], 1),
        needed_right=_number(texts, slope.needed_right, 0),
    )


def _describe_sure(texts: Texts, level: float) -> str:
    """How many per cent of such intervals hold what is sought."""
    return _number(texts, PER_CENT * (1.0 - level), 0)


def _span(texts: Texts, slope: Slope) -> str:
    return texts("scenario.span", low=_number(texts, slope.low), high=_number(texts, slope.high))


def _number(texts: Texts, value: float, decimals: int = 2) -> str:
    return texts.number(value, decimals)
