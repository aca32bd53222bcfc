"""Rules that span several keys or files: references that must exist, and keys that go together."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from samspel.catalogue.reading import find_line
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.checks import Agreement, FigureChecks
from samspel.catalogue.records.figures import Derived, FigureChange, FigureColumn, Indicator, ReachPart, Table
from samspel.catalogue.records.needs import Condition, Demand, DemandText, Goal, Question
from samspel.catalogue.records.settings import AgeGroup, Industries, Inputs, RegisterSites
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis

TITLE_LENGTH = 70
ID_LENGTH = 60
_ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
SPEAKS_OF_ONE: dict[Lang, re.Pattern[str]] = {
    "sv": re.compile(r"\bkommunens?\b", re.IGNORECASE),
    "en": re.compile(r"\bthe municipality\b", re.IGNORECASE),
}
"""How a question speaks of one municipality, as against those of a county."""
LIST_LENGTHS = range(2, 5)
AGE_TABLE = "population_by_age"
"""The built-in table with a column `age_N` for each year of age."""
PARTS = {
    "ratio": range(2, 3),
    "difference": range(2, 3),
    "change": range(1, 2),
    "product": range(2, 10),
    "sum": range(2, 20),
}


def check_known(file: str, key: str, wanted: Iterable[str], known: Container[str]) -> None:
    """Raise ContentError for an id that is not known."""
    for identity in wanted:
        if identity not in known:
            raise ContentError(file, key, identity, "an id that exists")


def check_inputs(path: Path, inputs: Inputs, indicators: Mapping[str, Indicator]) -> None:
    """Every input is an indicator; births, deaths and moves are each a column of one and the same table."""
    for key, name in msgspec.structs.asdict(inputs).items():
        if name not in indicators:
            raise ContentError(path.name, key, name, "an id that exists", find_line(path, key))
    tables: set[str] = set()
    for key in ("births", "deaths", "arrivals", "departures"):
        name = getattr(inputs, key)
        figure = indicators[name].figure
        if figure is None or figure.column is None or len(tables | {figure.table}) > 1:
            raise ContentError(path.name, key, name, "a column of the table of births", find_line(path, key))
        tables.add(figure.table)


def check_figure_checks(checks: FigureChecks, indicators: Container[str], units: Container[str]) -> None:
    """Every check names what exists, and an agreement what its rule needs. Raises ContentError otherwise."""
    file = "figure_checks.toml"
    for agreement in checks.agreement:
        _check_agreement(file, agreement)
    check_known(file, "bounds.unit", [bounds.unit for bounds in checks.bounds], units)
    for outside in checks.outside:
        check_known(file, "outside.measures", outside.measures, indicators)
    check_known(file, "jump.measure", [jump.measure for jump in checks.jump], indicators)


def _check_agreement(file: str, agreement: Agreement) -> None:
    """`same` holds two measures, `sum` has a whole or a total, `members` neither."""
    ends = (agreement.whole is not None) + (agreement.total is not None)
    if ends != (agreement.rule == "sum"):
        raise ContentError(
            file, f"{agreement.id}.whole", f"{ends} of whole and total", "one of them in a sum, else none"
        )
    count = len(agreement.measures)
    if count == 0 or (agreement.rule == "same" and count != len(("one", "other"))):
        raise ContentError(file, f"{agreement.id}.measures", str(count), "two for `same`, else at least one")


def check_table(table: Table, sources: Container[str]) -> None:
    """A table names a known source and exactly one way to tell the period; what nobody can trust is not measured.

    Raises ContentError otherwise.
    """
    check_known("tables.toml", f"{table.id}.source", [table.source], sources)
    if table.trust == "C" and table.basis is Basis.MEASURED:
        raise ContentError("tables.toml", f"{table.id}.basis", "measured", "another basis, since the trust is C")
    ways = [table.period_column, table.year, table.not_stated]
    if table.form == "tidy":
        _check_tidy(table)
        return
    if table.register is not None or table.stated is not None or table.address is not None:
        raise ContentError("tables.toml", table.id, "register, stated or address", "these in a tidy table only")
    if not table.columns:
        raise ContentError("tables.toml", f"{table.id}.columns", "nothing", "the header of the file")
    if sum(way is not None for way in ways) != 1:
        raise ContentError("tables.toml", table.id, "none or several", "one of period_column, year and not_stated")
    check_known("tables.toml", f"{table.id}.key", [table.key], table.columns)
    if table.period_column is not None:
        check_known("tables.toml", f"{table.id}.period_column", [table.period_column], table.columns)


def _check_tidy(table: Table) -> None:
    """The rows of a tidy table tell place and period, and its measures stand in one place."""
    if (table.register is not None) == bool(table.columns):
        raise ContentError("tables.toml", table.id, "none or both", "one of columns and register")
    if any(way is not None for way in (table.period_column, table.year, table.not_stated)):
        raise ContentError("tables.toml", table.id, "a period", "none, since each row of a tidy table has its year")


def find_tables(indicator: str, indicators: Mapping[str, Indicator]) -> set[str]:
    """The built-in tables that an indicator is made of, through all that it is derived from."""
    seen, ahead, tables = set[str](), [indicator], set[str]()
    while ahead:
        record = indicators[ahead.pop()]
        if record.id in seen:
            continue
        seen.add(record.id)
        if record.figure is not None:
            tables.add(record.figure.table)
        if record.derived is not None:
            ahead += record.derived.of
    return tables


def check_indicator(
    file: str,
    indicator: Indicator,
    themes: Container[str],
    units: Container[str],
    tables: Mapping[str, Table],
    indicators: Container[str],
) -> None:
    """An indicator has exactly one way to its value, and everything it names exists. Raises ContentError otherwise."""
    check_known(file, f"{indicator.id}.theme", [indicator.theme], themes)
    check_known(file, f"{indicator.id}.unit", [indicator.unit], units)
    check_known(file, f"{indicator.id}.see", indicator.see, indicators)
    ways = [indicator.figure, indicator.derived, indicator.computed, indicator.missing]
    if sum(way is not None for way in ways) != 1:
        raise ContentError(file, indicator.id, "none or several", "one of figure, derived, computed and missing")
    if figure := indicator.figure:
        _check_figure(file, f"{indicator.id}.figure", figure, tables)
    if indicator.missing is not None and (figure := indicator.missing.figure) is not None:
        _check_figure(file, f"{indicator.id}.missing.figure", figure, tables)
    if derived := indicator.derived:
        check_known(file, f"{indicator.id}.derived.of", derived.of, indicators)
        _check_derived(file, f"{indicator.id}.derived", derived)


def check_reach(indicators: Mapping[str, Indicator], files: Mapping[str, str]) -> None:
    """Each part of a report of reach is the value of exactly one indicator. Raises ContentError otherwise."""
    found: dict[ReachPart, str] = {}
    for one in indicators.values():
        if one.reach is not None and found.setdefault(one.reach, one.id) != one.id:
            raise ContentError(files[one.id], f"{one.id}.reach", one.reach, f"a part that {found[one.reach]} has not")
    for part in get_args(ReachPart):
        if part not in found:
            raise ContentError("indicators", "reach", "nowhere", f"an indicator whose reach is {part}")


def _check_figure(file: str, key: str, figure: FigureColumn, tables: Mapping[str, Table]) -> None:
    """A figure names columns of a table, or counts its rows, and keeps the rules of the table's form."""
    check_known(file, f"{key}.table", [figure.table], tables)
    table = tables[figure.table]
    if sum((figure.column is not None, figure.columns is not None, figure.count)) != 1:
        raise ContentError(file, key, "none or several", "one of column, columns and count")
    if figure.columns == []:
        raise ContentError(file, f"{key}.columns", "an empty list", "at least one column")
    if table.register is None:
        check_known(file, f"{key}.column", figure.named, table.columns)
    _check_form(file, key, figure, table)


def _check_form(file: str, key: str, figure: FigureColumn, table: Table) -> None:
    """The rules for tidy tables stand on figures of tidy tables only, and fit each other."""
    if table.form == "wide":
        extra = (
            figure.gender != "T",
            figure.mean_of != 1,
            figure.least,
            figure.until,
            figure.blank_zeros,
            figure.origin,
        )
        if any(extra):
            raise ContentError(
                file, key, "gender, mean_of, least, until, blank_zeros or origin", "these with a tidy table only"
            )
        return
    if figure.count:
        raise ContentError(file, f"{key}.count", "true", "a column, since a tidy table is counted in no rows")
    if table.register is not None and not figure.origin:
        raise ContentError(file, f"{key}.origin", "nothing", "who made the figure that the table passes on")
    if not 1 <= (figure.least or figure.mean_of) <= figure.mean_of:
        raise ContentError(file, f"{key}.least", str(figure.least), f"1 to mean_of, which is {figure.mean_of}")


def check_industries(industries: Industries, tables: Mapping[str, Table]) -> None:
    """The grouping of industries names columns of its table, none of them twice. Raises ContentError otherwise."""
    check_known("industries.toml", "table", [industries.table], tables)
    known = tables[industries.table].columns
    check_known("industries.toml", "output_column", [industries.output_column], known)
    columns = [industries.output_column, *industries.industry, *industries.services]
    check_known("industries.toml", "industry, services", columns, known)
    if len(set(columns)) != len(columns):
        raise ContentError("industries.toml", "industry, services", "a column twice", "each column in one group")


def _check_derived(file: str, key: str, derived: Derived) -> None:
    if len(derived.of) not in PARTS[derived.op]:
        wanted = PARTS[derived.op]
        raise ContentError(
            file, f"{key}.of", f"{len(derived.of)} parts", f"at least {wanted.start} and below {wanted.stop}"
        )
    is_change = derived.op == "change"
    if ((derived.years is None) == (derived.since is None)) if is_change else (derived.years or derived.since):
        raise ContentError(file, key, "none or both", "years or since with change, neither with another op")
    check_known(file, f"{key}.optional", derived.optional, derived.of)


def check_demand(
    demand: Demand,
    areas: Container[str],
    duties: Container[str],
    studies: Container[str],
    levers: Container[str],
    indicators: Mapping[str, Indicator],
    *,
    langs: Sequence[Lang] = LANGUAGES,
    least_objections: int = LIST_LENGTHS.start,
) -> None:
    """A demand points to things that exist, can be decided, and has texts of the agreed shape in each language that it
    is written in; one of somebody's own may have fewer objections. Raises ContentError otherwise.
    """
    file = f"{demand.number:02d}-{demand.id}.toml"
    check_known(file, "area", [demand.area], areas)
    check_known(file, "duty", [] if demand.duty is None else [demand.duty], duties)
    check_known(file, "studies", demand.studies, studies)
    check_known(file, "levers", demand.levers, levers)
    check_known(file, "measure.indicator", [measure.indicator for measure in demand.measures], indicators)
    for lang in langs:
        _check_text(file, lang, choose(demand, lang), least_objections)
    if demand.condition is not None:
        _check_condition(file, demand.condition, indicators)
    for number, question in enumerate(demand.questions):
        _check_question(file, f"question[{number}]", question, langs)
        surveys = [measure.indicator for measure in demand.measures if measure.strength == "answered"]
        settled_by = [] if question.settled_by is None else [question.settled_by]
        check_known(file, f"question[{number}].settled_by", settled_by, surveys)
        wholes = [one.id for one in demand.questions if one.answer == question.answer == "yes_no" and one != question]
        check_known(file, f"question[{number}].under", [] if question.under is None else [question.under], wholes)
    if not demand.questions:
        raise ContentError(file, "question", "none", "at least one question to the body")
    _check_ids(file, demand)
    decides = [measure.decides for measure in demand.measures]
    if not any([*decides, *(question.role == "decides" for question in demand.questions)]):
        raise ContentError(file, "role", "nothing that decides", "at least one measure or question that decides")


def check_goal(goal: Goal, indicators: Container[str], demands: Container[str]) -> None:
    """A goal points to indicators and demands that exist. Raises ContentError otherwise."""
    check_known("goals.toml", f"{goal.id}.indicators", goal.indicators, indicators)
    check_known("goals.toml", f"{goal.id}.demands", goal.demands, demands)


def check_age_groups(groups: Iterable[AgeGroup], parameters: Container[str], tables: Mapping[str, Table]) -> None:
    """Age groups ascend without overlap, lie within the table of people by age, and each has a parameter as weight.

    Raises ContentError otherwise.
    """
    file, before = "age_groups.toml", -1
    ages = tables[AGE_TABLE].columns if AGE_TABLE in tables else ()
    for group in groups:
        check_known(file, f"{group.id}.weight", [group.weight], parameters)
        if not before < group.first <= group.last:
            raise ContentError(
                file,
                f"{group.id}.first",
                f"{group.first} to {group.last} after {before}",
                "ages that ascend and do not overlap",
            )
        check_known(file, f"{group.id}.last", [f"age_{group.last}"], ages)
        before = group.last


def _check_ids(file: str, demand: Demand) -> None:
    """Ids stand in addresses, and with strokes between in what names an answer."""
    for key, identity in (("id", demand.id), *(("question.id", question.id) for question in demand.questions)):
        if not _ID.fullmatch(identity) or len(identity) > ID_LENGTH:
            raise ContentError(file, key, identity, f"at most {ID_LENGTH} of a to z, 0 to 9, - and _, a letter first")


def _check_text(file: str, lang: Lang, text: DemandText, least: int) -> None:
    if len(text.title) > TITLE_LENGTH:
        raise ContentError(file, f"{lang}.title", f"{len(text.title)} characters", f"at most {TITLE_LENGTH}")
    if len(text.against) != len(text.answer):
        raise ContentError(
            file,
            f"{lang}.answer",
            f"{len(text.answer)} answers to {len(text.against)} objections",
            "one answer to each objection",
        )
    if not least <= len(text.against) < LIST_LENGTHS.stop:
        raise ContentError(file, f"{lang}.against", str(len(text.against)), f"{least} to {LIST_LENGTHS.stop - 1}")


def _check_condition(file: str, condition: Condition, indicators: Container[str]) -> None:
    check_known(file, "condition.indicator", [condition.indicator], indicators)
    if (condition.above is None) == (condition.below is None):
        raise ContentError(file, "condition", "none or both", "one of above and below")


def _check_about(file: str, key: str, question: Question, langs: Sequence[Lang]) -> None:
    """A region's question that speaks of the municipality is answered for each of them, else one town's answer would
    count for the whole county; and only such a question is.
    """
    names = [bool(SPEAKS_OF_ONE[lang].search(choose(question, lang))) for lang in langs]
    if question.body == "municipality":
        if question.each_municipality:
            raise ContentError(file, key, "each_municipality with body municipality", "body region")
        return
    if any(names) != question.each_municipality or len(set(names)) > 1:
        raise ContentError(
            file,
            f"{key}.each_municipality",
            "a text about the municipality without it, or it without such a text, or in one language only",
            "each_municipality = true where both texts speak of “kommunen” and “the municipality”, and only there",
        )


def check_changes(changes: Sequence[FigureChange], tables: Container[str]) -> None:
    """The changes of the figures are in order of day, are of tables that are built in or have been removed, and their
    counts are such as each kind can have. Raises ContentError otherwise.
    """
    file, gone = "changes.toml", {change.table for change in changes if change.what == "removed"}
    for number, change in enumerate(changes):
        if change.table not in tables and change.table not in gone:
            raise ContentError(file, f"{change.table}.table", change.table, "an id that exists")
        if number and change.day < changes[number - 1].day:
            raise ContentError(file, f"{change.table}.day", str(change.day), "days in order")
        counts = (change.added, change.removed, change.changed)
        right = {
            "new": change.added > 0 and not change.removed and not change.changed,
            "more": change.added > 0 and not change.removed and not change.changed,
            "changed": change.removed + change.changed > 0,
            "removed": change.removed > 0 and not change.added and not change.changed,
        }
        if min(counts) < 0 or not right[change.what]:
            raise ContentError(
                file, f"{change.table}.what", f"{change.what} of {counts}", "counts that the kind can have"
            )


def check_register_sites(rules: RegisterSites, codes: Container[str]) -> None:
    """The share by which two rows of one site may differ is one, and what lies elsewhere lies in a municipality. Raises
    ContentError otherwise.
    """
    if not 0.0 <= rules.same_within <= 1.0:
        raise ContentError("register_sites.toml", "same_within", f"{rules.same_within:g}", "a share from 0 to 1")
    for one in rules.elsewhere:
        if one.lies_in not in codes or one.lies_in == one.code:
            raise ContentError(
                "register_sites.toml", f"elsewhere.{one.site}", one.lies_in, "another municipality's code"
            )


def _check_question(file: str, key: str, question: Question, langs: Sequence[Lang]) -> None:
    _check_about(file, key, question, langs)
    if question.whole and question.answer != "number":
        raise ContentError(
            file, f"{key}.whole", f"a {question.answer} question", "a number question, which can be a count"
        )
    words = question.met_when is not None or question.unmet is not None
    numbers = question.met is not None or question.large is not None
    if question.role == "context":
        if words or numbers:
            raise ContentError(file, key, "a limit", "none, since a context question never decides")
        return
    if question.answer == "yes_no":
        if question.met_when is None or question.unmet is None or numbers:
            raise ContentError(file, key, "a yes_no question", "met_when and unmet, no numbers")
    elif question.answer == "text":
        raise ContentError(
            file, key, "a text question that decides", "yes_no, number or percent, since no rule can weigh a text"
        )
    elif question.met == question.large or question.met is None or question.large is None or words:
        raise ContentError(
            file, key, f"a {question.answer} question", "met and large, which differ, and no met_when or unmet"
        )
