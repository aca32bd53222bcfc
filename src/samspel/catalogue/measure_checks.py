"""The rules that a demand's measures keep: which keys stand with which rule, and that what they name exists."""

from collections import Counter
from collections.abc import Container, Mapping

from samspel.catalogue.checks import check_known, find_tables
from samspel.catalogue.records.figures import Indicator, Table
from samspel.catalogue.records.needs import Demand, Measure
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.terms.errors import ContentError

WANTED: dict[str, tuple[str, ...]] = {
    "relative": ("need",),
    "threshold": ("met", "large", "threshold_from"),
    "exposure": ("small", "some"),
    "expected": ("need", "base"),
}
"""The keys that each rule has to have; those that no rule but another has may not stand there."""
FREE = ("need",)
"""Keys that may stand with a rule that does not want them, such as a direction for the rank."""


def check_measures(
    demand: Demand,
    indicators: Mapping[str, Indicator],
    parameters: Container[str],
    groups: Container[str],
    tables: Mapping[str, Table],
    *,
    is_own: bool = False,
) -> None:
    """Each measure has the keys of its rule and no others, and each strength one measure that leads.

    Raises ContentError otherwise.
    """
    file = f"{demand.number:02d}-{demand.id}.toml"
    for number, measure in enumerate(demand.measures):
        key = f"measure[{number}]"
        if measure.decides:
            _check_deciding(file, key, measure, indicators[measure.indicator])
            _check_named(file, key, measure, indicators, parameters, groups)
            _check_trust(file, measure, indicators, tables)
            if measure.threshold_from == "own" and not is_own:
                raise ContentError(file, f"{key}.threshold_from", "own", "law, handbook or samspel")
        else:
            _check_context(file, key, measure)
    led = Counter((measure.strength, measure.role) for measure in demand.measures if measure.decides)
    for (strength, role), count in led.items():
        if count > 1:
            raise ContentError(file, "measure.role", f"{count} {role} {strength}", "one of a role and a strength")
    if any(role == "reserve" for _, role in led) and not any(role == "leading" for _, role in led):
        raise ContentError(file, "measure.role", "reserve", "a leading measure that it is the reserve of")


def _check_context(file: str, key: str, measure: Measure) -> None:
    if measure != Measure(indicator=measure.indicator, kind=measure.kind, role=measure.role):
        raise ContentError(file, key, "more than indicator, kind and role", "only these, since it never decides")


def _check_deciding(file: str, key: str, measure: Measure, indicator: Indicator) -> None:
    if measure.rule is None or measure.strength is None:
        raise ContentError(file, key, "no rule or no strength", "both, since the measure decides")
    wanted = WANTED[measure.rule]
    for name in sorted({one for keys in WANTED.values() for one in keys}):
        has = getattr(measure, name) is not None
        if (name in wanted) != has and (has or name in wanted) and not (has and name in FREE):
            raise ContentError(file, f"{key}.{name}", "a key" if has else "nothing", f"the keys of rule {measure.rule}")
    for lang in LANGUAGES:
        text = choose(measure, lang)
        if not text.why or not text.cannot_show:
            raise ContentError(file, f"{key}.{lang}", "nothing", "why it bears on the demand and what it cannot show")
    _check_limits(file, key, measure, indicator)
    if measure.pooled is not None and measure.pooled < 1:
        raise ContentError(file, f"{key}.pooled", str(measure.pooled), "at least one year")
    if measure.newest and measure.rule not in ("threshold", "exposure"):
        raise ContentError(file, f"{key}.newest", "true", "it with a fixed limit only, else levels of years differ")
    samples = (measure.answers is not None) + (measure.cases is not None and measure.cases.sampling is not None)
    if samples > 1 or (samples and (measure.rule != "relative" or measure.log)):
        raise ContentError(file, key, "answers or sampling", "one of them, with rule relative and without log")


def _check_limits(file: str, key: str, measure: Measure, indicator: Indicator) -> None:
    if measure.met is not None and measure.large is not None:
        better = "higher" if measure.met > measure.large else "lower"
        if measure.met == measure.large or indicator.direction not in (better, "none"):
            raise ContentError(
                file,
                key,
                f"met {measure.met}, large {measure.large}",
                f"limits by the direction of {measure.indicator}",
            )
    if measure.small is not None and measure.some is not None and measure.small >= measure.some:
        raise ContentError(file, key, f"small {measure.small}, some {measure.some}", "small below some")
    worse = {"higher": "low", "lower": "high"}.get(indicator.direction, measure.need)
    if measure.need is not None and measure.need != worse:
        raise ContentError(file, f"{key}.need", measure.need, f"{worse}, by the direction of {measure.indicator}")


def _check_named(
    file: str,
    key: str,
    measure: Measure,
    indicators: Mapping[str, Indicator],
    parameters: Container[str],
    groups: Container[str],
) -> None:
    named = [] if measure.base is None else [measure.base]
    named += [] if measure.cases is None else [measure.cases.indicator]
    check_known(file, f"{key}.base, cases", named, indicators)
    check_known(file, f"{key}.concerns", [measure.concerns.indicator] if measure.concerns else [], indicators)
    check_known(file, f"{key}.answers", [measure.answers] if measure.answers else [], parameters)
    check_known(file, f"{key}.not_for_group", list(measure.not_for_group), groups)
    if measure.region and "region" not in indicators[measure.indicator].levels:
        raise ContentError(file, f"{key}.region", "true", f"an indicator of regions, which {measure.indicator} is not")


def _check_trust(file: str, measure: Measure, indicators: Mapping[str, Indicator], tables: Mapping[str, Table]) -> None:
    """What decides a demand rests on no table of trust C, however many steps away.

    What the program computes from a table, as access to hospitals, tells its own basis and is not followed.
    """
    for table in sorted(find_tables(measure.indicator, indicators)):
        if tables[table].trust == "C":
            raise ContentError(
                file,
                f"measure.{measure.indicator}.role",
                f"{measure.role} on the table {table}, whose trust is C",
                "context, or a table that can be trusted",
            )
