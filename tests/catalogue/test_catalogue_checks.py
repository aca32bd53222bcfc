"""One broken file per rule of checks.py: references that must exist, and keys that go together."""

import re
from pathlib import Path

import pytest

from catalogue.breaches import Breach, Change, Provoke, append, check_told, replace, substitute
from samspel.catalogue.loading import load_catalogue

EXISTS = "an id that exists"
PEOPLE = "indicators/people.toml"
DEMAND = "handbook/02-childcare-odd-hours.toml"
FILE = "02-childcare-odd-hours.toml"
DIFFERING = "met and large, which differ, and no met_when or unmet"
NUMBER_QUESTION = (
    '\n[[question]]\nid = "zz"\nrole = "decides"\nbody = "municipality"\nanswer = "number"\nsv = "?"\nen = "?"\n'
)
CONTEXT_QUESTION = NUMBER_QUESTION.replace('"decides"', '"context"').replace('"municipality"', '"region"')
COUNT = 4
"""Questions of the demand before one is added."""
RATIO = '[indicator.derived]\nop = "ratio"\nof = ["births", "deaths"]\n'
MEASURE = '[[measure]]\nindicator = "jobs_industry_share"\nkind = "statistic"\nrole = "context"\n'
DECIDES = (
    '[[measure]]\nindicator = "employment_rate"\nkind = "statistic"\nrole = "leading"\nstrength = "measured"\n'
    'sv = { why = "z", cannot_show = "z" }\nen = { why = "z", cannot_show = "z" }\n'
)
RELATIVE = 'rule = "relative"\nneed = "low"\n'
THRESHOLD = 'met = 80.0\nlarge = 70.0\nthreshold_from = "law"\n'
CHANGE = "years or since with change, neither with another op"


def indicator(way: str) -> Change:
    """One more indicator at the end of people.toml, with the given way to its value."""
    head = '\n[[indicator]]\nid = "zz"\ntheme = "people"\nunit = "persons"\ndirection = "none"\nlevels = []\n'
    names = '[indicator.sv]\nname = "z"\ndefinition = "z"\n[indicator.en]\nname = "z"\ndefinition = "z"\n'
    return append(PEOPLE, f'{head}rollup = "none"\n{names}{way}')


def table(lines: str) -> Change:
    """One more table at the end of tables.toml."""
    head = (
        '\n[[table]]\nid = "zz"\nfile = "zz.csv"\nnumber = "1"\nbasis = "measured"\ntrust = "A"\nread = "2026-11-22"\n'
    )
    head += 'columns = ["code", "year"]\n'
    return append("figures/tables.toml", f'{head}sv = "z"\nen = "z"\n{lines}')


def logged(table: str, day: str, what: str, counts: tuple[int, int, int]) -> Change:
    """One more change of the figures at the end of their log."""
    told = "added = {}\nremoved = {}\nchanged = {}\n".format(*counts)
    return append("figures/changes.toml", f'\n[[change]]\nday = {day}\ntable = "{table}"\nwhat = "{what}"\n{told}')


def measure(lines: str) -> Change:
    """Change the second measure of the demand, one that is context, to other lines."""
    return replace(DEMAND, MEASURE, lines)


def listed(lang: str, key: str, entries: list[str]) -> Change:
    """Give a list of the demand's text other entries."""
    told = ", ".join(f'"{entry}"' for entry in entries)
    return substitute(DEMAND, rf"(^\[{lang}\]$.*?)^{key} = \[$.*?^\]$", rf"\1{key} = [{told}]")


def objections(lang: str, against: int, answers: int) -> Change:
    """Give the demand so many objections and answers."""

    def change(content: Path) -> None:
        listed(lang, "against", ["a"] * against)(content)
        listed(lang, "answer", ["a"] * answers)(content)

    return change


def titled(lang: str, length: int) -> Change:
    """Give the demand a title of that length."""
    return substitute(DEMAND, rf"(^\[{lang}\]$.*?)^title = [^\n]*", rf'\1title = "{"x" * length}"')


TABLES = [
    Breach(
        "table of an unknown source",
        table('source = "nobody"\nkey = "code"\nyear = 2024\n'),
        "tables.toml",
        "zz.source",
        "nobody",
        EXISTS,
    ),
    Breach(
        "table with two ways to tell the period",
        table('source = "kolada"\nkey = "code"\nyear = 2024\nperiod_column = "year"\n'),
        "tables.toml",
        "zz",
        "none or several",
        "one of period_column, year and not_stated",
    ),
    Breach(
        "table with no way to tell the period",
        table('source = "kolada"\nkey = "code"\n'),
        "tables.toml",
        "zz",
        "none or several",
        "one of period_column, year and not_stated",
    ),
    Breach(
        "table whose key is no column",
        table('source = "kolada"\nkey = "place"\nyear = 2024\n'),
        "tables.toml",
        "zz.key",
        "place",
        EXISTS,
    ),
    Breach(
        "table whose period is no column",
        table('source = "kolada"\nkey = "code"\nperiod_column = "month"\n'),
        "tables.toml",
        "zz.period_column",
        "month",
        EXISTS,
    ),
]

CHANGES = [
    Breach(
        "a change of an unknown table",
        logged("zz", "2099-01-01", "new", (1, 0, 0)),
        "changes.toml",
        "zz.table",
        "zz",
        EXISTS,
    ),
    Breach(
        "a change before the one above it",
        logged("kolada", "2020-01-01", "more", (1, 0, 0)),
        "changes.toml",
        "kolada.day",
        "2020-01-01",
        "days in order",
    ),
    *(
        Breach(
            f"{what} of {counts}",
            logged("kolada", "2099-01-01", what, counts),
            "changes.toml",
            "kolada.what",
            f"{what} of {counts}",
            "counts that the kind can have",
        )
        for what, counts in (
            ("new", (0, 0, 0)),
            ("more", (1, 0, 1)),
            ("changed", (1, 0, 0)),
            ("removed", (1, 1, 0)),
            ("changed", (-1, 0, 1)),
        )
    ),
]

INDICATORS = [
    Breach(
        "an indicator that sees one that is none",
        replace(PEOPLE, 'see = ["', 'see = ["zz", "'),
        "people.toml",
        "population.see",
        "zz",
        EXISTS,
    ),
    Breach(
        "two indicators of one part of a report of reach",
        replace(PEOPLE, 'id = "population"\n', 'id = "population"\nreach = "shifts"\n'),
        "planning_transport_health.toml",
        "shift_reach_share.reach",
        "shifts",
        "a part that population has not",
    ),
    Breach(
        "a part of a report of reach that is no indicator's",
        replace("indicators/homes.toml", 'reach = "localities"\n', ""),
        "indicators",
        "reach",
        "nowhere",
        "an indicator whose reach is localities",
    ),
    Breach(
        "indicator of an unknown theme",
        replace(PEOPLE, 'theme = "people"', 'theme = "colours"'),
        "people.toml",
        "population.theme",
        "colours",
        EXISTS,
    ),
    Breach(
        "indicator of an unknown unit",
        replace(PEOPLE, 'unit = "persons"', 'unit = "ells"'),
        "people.toml",
        "population.unit",
        "ells",
        EXISTS,
    ),
    Breach(
        "indicator with no way to its value",
        indicator(""),
        "people.toml",
        "zz",
        "none or several",
        "one of figure, derived, computed and missing",
    ),
    Breach(
        "indicator with two ways to its value",
        indicator(RATIO + '[indicator.computed]\nby = "surgery_minutes"\n'),
        "people.toml",
        "zz",
        "none or several",
        "one of figure, derived, computed and missing",
    ),
    Breach(
        "figure of an unknown table",
        indicator('[indicator.figure]\ntable = "nowhere"\ncolumn = "births"\n'),
        "people.toml",
        "zz.figure.table",
        "nowhere",
        EXISTS,
    ),
    Breach(
        "figure of an unknown column",
        indicator('[indicator.figure]\ntable = "population_change"\ncolumn = "twins"\n'),
        "people.toml",
        "zz.figure.column",
        "twins",
        EXISTS,
    ),
    Breach(
        "figure of several columns, one unknown",
        indicator('[indicator.figure]\ntable = "population_change"\ncolumns = ["births", "twins"]\n'),
        "people.toml",
        "zz.figure.column",
        "twins",
        EXISTS,
    ),
    Breach(
        "figure with neither column nor count",
        indicator('[indicator.figure]\ntable = "population_change"\n'),
        "people.toml",
        "zz.figure",
        "none or several",
        "one of column, columns and count",
    ),
    Breach(
        "figure with both column and count",
        indicator('[indicator.figure]\ntable = "population_change"\ncolumn = "births"\ncount = true\n'),
        "people.toml",
        "zz.figure",
        "none or several",
        "one of column, columns and count",
    ),
    Breach(
        "derived from an unknown indicator",
        indicator('[indicator.derived]\nop = "ratio"\nof = ["births", "twins"]\n'),
        "people.toml",
        "zz.derived.of",
        "twins",
        EXISTS,
    ),
    Breach(
        "change without years or since",
        indicator('[indicator.derived]\nop = "change"\nof = ["births"]\n'),
        "people.toml",
        "zz.derived",
        "none or both",
        CHANGE,
    ),
    Breach(
        "change with both years and since",
        indicator('[indicator.derived]\nop = "change"\nof = ["births"]\nyears = 1\nsince = 2023\n'),
        "people.toml",
        "zz.derived",
        "none or both",
        CHANGE,
    ),
    *(
        Breach(
            f"{lines.split()[0]} with a ratio",
            indicator(RATIO + lines),
            "people.toml",
            "zz.derived",
            "none or both",
            CHANGE,
        )
        for lines in ("years = 5\n", "since = 2023\n")
    ),
    *(
        Breach(
            f"{op} of {count} parts",
            indicator(f'[indicator.derived]\nop = "{op}"\nof = {["births"] * count}\n{more}'),
            "people.toml",
            "zz.derived.of",
            f"{count} parts",
            f"at least {least} and below {above}",
        )
        for op, count, more, least, above in (
            ("ratio", 1, "", 2, 3),
            ("ratio", 3, "", 2, 3),
            ("difference", 1, "", 2, 3),
            ("difference", 3, "", 2, 3),
            ("product", 1, "", 2, 10),
            ("sum", 0, "", 2, 20),
            ("sum", 1, "", 2, 20),
            ("change", 2, "years = 5\n", 1, 2),
        )
    ),
    Breach(
        "optional part that is none of the parts",
        indicator(RATIO + 'optional = ["population"]\n'),
        "people.toml",
        "zz.derived.optional",
        "population",
        EXISTS,
    ),
    Breach(
        "figure of an empty list of columns",
        indicator('[indicator.figure]\ntable = "population_change"\ncolumns = []\n'),
        "people.toml",
        "zz.figure.columns",
        "an empty list",
        "at least one column",
    ),
]

REFERENCES = [
    Breach(
        f"demand of an unknown {key}",
        substitute(DEMAND, rf"^{key} = [^\n]*", f'{key} = "nowhere"'),
        FILE,
        key,
        "nowhere",
        EXISTS,
    )
    for key in ("area", "duty")
] + [
    Breach(
        f"demand with one unknown among its {key}",
        substitute(DEMAND, rf'^{key} = \["', f'{key} = ["nowhere", "'),
        FILE,
        key,
        "nowhere",
        EXISTS,
    )
    for key in ("studies", "levers")
]

TEXTS = [
    breach
    for lang in ("sv", "en")
    for breach in (
        Breach(
            f"{lang}: title of 71 characters", titled(lang, 71), FILE, f"{lang}.title", "71 characters", "at most 70"
        ),
        Breach(
            f"{lang}: three objections and two answers",
            objections(lang, 3, 2),
            FILE,
            f"{lang}.answer",
            "2 answers to 3 objections",
            "one answer to each objection",
        ),
        *(
            Breach(
                f"{lang}: {count} objections",
                objections(lang, count, count),
                FILE,
                f"{lang}.against",
                str(count),
                "2 to 4",
            )
            for count in (1, 5)
        ),
    )
]

MEASURES = [
    Breach(
        "measure of an unknown indicator",
        measure(MEASURE.replace("jobs_industry_share", "twins")),
        FILE,
        "measure.indicator",
        "twins",
        EXISTS,
    ),
    *(
        Breach(
            f"context measure with {line}",
            measure(f"{MEASURE}{line}\n"),
            FILE,
            "measure[1]",
            "more than indicator, kind and role",
            "only these, since it never decides",
        )
        for line in (
            'rule = "relative"',
            "met = 1.0",
            'threshold_from = "law"',
            "pooled = 2",
            'strength = "measured"',
            'sv = { why = "z", cannot_show = "z" }',
        )
    ),
    Breach(
        "deciding measure without a rule",
        measure(DECIDES),
        FILE,
        "measure[1]",
        "no rule or no strength",
        "both, since the measure decides",
    ),
    Breach(
        "deciding measure without a strength",
        measure(DECIDES.replace('strength = "measured"\n', "") + RELATIVE),
        FILE,
        "measure[1]",
        "no rule or no strength",
        "both, since the measure decides",
    ),
    *(
        Breach(
            f"{rule} without {missing}",
            measure(DECIDES + f'rule = "{rule}"\n' + re.sub(rf"{missing} = .*\n", "", keys)),
            FILE,
            f"measure[1].{missing}",
            "nothing",
            f"the keys of rule {rule}",
        )
        for rule, keys, names in (
            ("threshold", THRESHOLD, ("met", "large", "threshold_from")),
            ("exposure", "small = 1.0\nsome = 2.0\n", ("small", "some")),
            ("relative", 'need = "low"\n', ("need",)),
            ("expected", 'need = "low"\nbase = "births"\n', ("need", "base")),
        )
        for missing in names
    ),
    *(
        Breach(
            f"comparison with {limit}",
            measure(f"{DECIDES}{RELATIVE}{limit}\n"),
            FILE,
            f"measure[1].{limit.split()[0]}",
            "a key",
            "the keys of rule relative",
        )
        for limit in ("met = 1.0", "large = 1.0", 'threshold_from = "law"', "small = 1.0")
    ),
    *(
        Breach(
            f"threshold {rule}",
            measure(
                DECIDES.replace("employment_rate", name)
                + f'rule = "threshold"\nmet = {met}\nlarge = {large}\nthreshold_from = "law"\n'
            ),
            FILE,
            "measure[1]",
            f"met {met}, large {large}",
            f"limits by the direction of {name}",
        )
        for rule, name, met, large in (
            ("that rewards less of what should be high", "employment_rate", 70.0, 80.0),
            ("that rewards more of what should be low", "unemployment", 9.0, 5.0),
            ("whose limits are equal", "employment_rate", 80.0, 80.0),
            ("whose limits are equal, without a direction", "jobs_industry_share", 80.0, 80.0),
        )
    ),
    Breach(
        "comparison that calls the better values the need",
        measure(DECIDES + RELATIVE.replace("low", "high")),
        FILE,
        "measure[1].need",
        "high",
        "low, by the direction of employment_rate",
    ),
    Breach(
        "exposure whose limits stand the wrong way",
        measure(DECIDES + 'rule = "exposure"\nsmall = 2.0\nsome = 1.0\n'),
        FILE,
        "measure[1]",
        "small 2.0, some 1.0",
        "small below some",
    ),
    *(
        Breach(
            f"deciding measure without {key} in {lang}",
            measure(re.sub(rf'({lang} = .*){key} = "[^"]*"', rf'\1{key} = ""', DECIDES + RELATIVE)),
            FILE,
            f"measure[1].{lang}",
            "nothing",
            "why it bears on the demand and what it cannot show",
        )
        for key in ("why", "cannot_show")
        for lang in ("sv", "en")
    ),
    *(
        Breach(f"measure with {what}", measure(DECIDES + RELATIVE + line), FILE, f"measure[1]{key}", found, expected)
        for what, line, key, found, expected in (
            ("an unknown base", 'cases = { indicator = "zz" }\n', ".base, cases", "zz", EXISTS),
            ("an unknown condition", 'concerns = { indicator = "zz", least = 1.0 }\n', ".concerns", "zz", EXISTS),
            ("an unknown parameter", 'answers = "zz"\n', ".answers", "zz", EXISTS),
            ("an unknown group", 'not_for_group = ["zz"]\n', ".not_for_group", "zz", EXISTS),
            ("no year", "pooled = 0\n", ".pooled", "0", "at least one year"),
            (
                "the newest of years that are set beside each other",
                "newest = true\n",
                ".newest",
                "true",
                "it with a fixed limit only, else levels of years differ",
            ),
            (
                "two samples",
                'answers = "citizens_survey_answers"\ncases = { indicator = "births", sampling = "share" }\n',
                "",
                "answers or sampling",
                "one of them, with rule relative and without log",
            ),
        )
    ),
    Breach(
        "two that lead with the same strength",
        measure(f"{DECIDES}{RELATIVE}\n{DECIDES}{RELATIVE}"),
        FILE,
        "measure.role",
        "2 leading measured",
        "one of a role and a strength",
    ),
    Breach(
        "a region's measure that no region has",
        measure(f"{DECIDES}{RELATIVE}region = true\n".replace("employment_rate", "house_price")),
        FILE,
        "measure[1].region",
        "true",
        "an indicator of regions, which house_price is not",
    ),
    Breach(
        "a reserve of nothing",
        substitute(DEMAND, r'^role = "leading"', 'role = "reserve"'),
        FILE,
        "measure.role",
        "reserve",
        "a leading measure that it is the reserve of",
    ),
    Breach(
        "an exposure that is small above where it is some",
        measure(f'{DECIDES}rule = "exposure"\nsmall = 9.0\nsome = 3.0\n'),
        FILE,
        "measure[1]",
        "small 9.0, some 3.0",
        "small below some",
    ),
]

QUESTIONS = [
    Breach(
        "demand without a question",
        substitute(DEMAND, r"^\[\[question\]\].*\Z", ""),
        FILE,
        "question",
        "none",
        "at least one question to the body",
    ),
    Breach(
        "question settled by what no body has answered",
        append(DEMAND, NUMBER_QUESTION + 'met = 1.0\nlarge = 0.0\nsettled_by = "children_odd_hours"\n'),
        FILE,
        f"question[{COUNT}].settled_by",
        "children_odd_hours",
        EXISTS,
    ),
    Breach(
        "question id twice",
        append(DEMAND, NUMBER_QUESTION.replace('"zz"', '"children"  # again') + "met = 1.0\nlarge = 0.0\n"),
        FILE,
        "id",
        "children twice",
        "each id once",
        "# again",
    ),
    *(
        Breach(
            f"a region's question: {rule}",
            append(DEMAND, CONTEXT_QUESTION.replace('"?"', f'"{sv}"', 1).replace('"?"', f'"{en}"') + mark),
            FILE,
            f"question[{COUNT}].each_municipality",
            "a text about the municipality without it, or it without such a text, or in one language only",
            "each_municipality = true where both texts speak of “kommunen” and “the municipality”, and only there",
        )
        for rule, sv, en, mark in (
            ("about one town, not marked", "Går bussen i kommunen?", "Is there a bus in the municipality?", ""),
            ("about its centre, not marked", "Kommunens centralort?", "The municipality's main locality?", ""),
            ("marked, about the county", "Går bussen?", "Is there a bus?", "each_municipality = true\n"),
            ("in one language only", "I kommunen?", "In the county?", "each_municipality = true\n"),
        )
    ),
    Breach(
        "a municipality's question put for each",
        append(DEMAND, CONTEXT_QUESTION.replace('"region"', '"municipality"') + "each_municipality = true\n"),
        FILE,
        f"question[{COUNT}]",
        "each_municipality with body municipality",
        "body region",
    ),
    Breach(
        "nothing that decides",
        substitute(
            "handbook/03-work-experience-school.toml",
            r"^\[\[question\]\].*\Z",
            NUMBER_QUESTION.replace('"decides"', '"context"').replace("\\", ""),
        ),
        "03-work-experience-school.toml",
        "role",
        "nothing that decides",
        "at least one measure or question that decides",
    ),
    *(
        Breach(
            f"context question with {line}",
            append(DEMAND, NUMBER_QUESTION.replace('"decides"', '"context"') + f"{line}\n"),
            FILE,
            "question[4]",
            "a limit",
            "none, since a context question never decides",
        )
        for line in ('met_when = "yes"', 'unmet = "large"', "met = 1.0", "large = 1.0")
    ),
    *(
        Breach(
            f"yes-or-no question {rule}",
            append(DEMAND, NUMBER_QUESTION.replace('"number"', '"yes_no"') + lines),
            FILE,
            "question[4]",
            "a yes_no question",
            "met_when and unmet, no numbers",
        )
        for rule, lines in (
            ("without met_when", 'unmet = "large"\n'),
            ("without unmet", 'met_when = "yes"\n'),
            ("with met", 'met_when = "yes"\nunmet = "large"\nmet = 1.0\n'),
            ("with large", 'met_when = "yes"\nunmet = "large"\nlarge = 1.0\n'),
        )
    ),
    *(
        Breach(
            f"{kind} question that is a count",
            append(DEMAND, NUMBER_QUESTION.replace('"number"', f'"{kind}"') + "whole = true\n"),
            FILE,
            "question[4].whole",
            f"a {kind} question",
            "a number question, which can be a count",
        )
        for kind in ("yes_no", "percent", "text")
    ),
    Breach(
        "text question that decides",
        append(DEMAND, NUMBER_QUESTION.replace('"number"', '"text"')),
        FILE,
        "question[4]",
        "a text question that decides",
        "yes_no, number or percent, since no rule can weigh a text",
    ),
    *(
        Breach(
            f"{kind} question {rule}",
            append(DEMAND, NUMBER_QUESTION.replace('"number"', f'"{kind}"') + lines),
            FILE,
            "question[4]",
            f"a {kind} question",
            DIFFERING,
        )
        for kind in ("number", "percent")
        for rule, lines in (
            ("without met", "large = 1.0\n"),
            ("without large", "met = 1.0\n"),
            ("with met_when", 'met = 1.0\nlarge = 0.0\nmet_when = "yes"\n'),
            ("with unmet", 'met = 1.0\nlarge = 0.0\nunmet = "some"\n'),
            ("whose limits are equal", "met = 1.0\nlarge = 1.0\n"),
        )
    ),
]

GOALS = [
    Breach(
        f"goal with one unknown among its {key}",
        substitute("goals.toml", rf'^{key} = \["', f'{key} = ["nowhere", "'),
        "goals.toml",
        f"just-climate-transition.{key}",
        "nowhere",
        EXISTS,
    )
    for key in ("indicators", "demands")
]

INDUSTRIES = [
    Breach(
        "industry that is no column",
        replace("industries.toml", '"c2"', '"c99"'),
        "industries.toml",
        "industry, services",
        "c99",
        EXISTS,
    ),
    Breach(
        "service that is no column",
        replace("industries.toml", '"c19"', '"c99"'),
        "industries.toml",
        "industry, services",
        "c99",
        EXISTS,
    ),
    Breach(
        "output column that is none",
        replace("industries.toml", '"output"', '"turnover"'),
        "industries.toml",
        "output_column",
        "turnover",
        EXISTS,
    ),
    *(
        Breach(
            f"industry that is {rule}",
            replace("industries.toml", '"c2"', f'"{column}"'),
            "industries.toml",
            "industry, services",
            "a column twice",
            "each column in one group",
        )
        for rule, column in (("there twice", "c3"), ("a service", "c19"), ("the output", "output"))
    ),
]

AGES = "age_groups.toml"
ASCENDING = "ages that ascend and do not overlap"
AGE_GROUPS = [
    Breach(
        "age group of an unknown weight",
        replace(AGES, '"age_cost_6_15"', '"age_cost_6_16"'),
        AGES,
        "6_15.weight",
        "age_cost_6_16",
        EXISTS,
    ),
    Breach(
        "age group that begins where the last one ends",
        replace(AGES, "first = 6\n", "first = 5\n"),
        AGES,
        "6_15.first",
        "5 to 15 after 5",
        ASCENDING,
    ),
    Breach(
        "age group that ends before it begins",
        replace(AGES, "last = 15\n", "last = 5\n"),
        AGES,
        "6_15.first",
        "6 to 5 after 5",
        ASCENDING,
    ),
    Breach(
        "age group beyond the ages of the table",
        replace(AGES, "last = 100", "last = 101"),
        AGES,
        "80_plus.last",
        "age_101",
        EXISTS,
    ),
]

HOMES = "handbook/16-housing-construction.toml"
CONDITIONS = [
    Breach(
        "condition on an unknown indicator",
        replace(HOMES, '[condition]\nindicator = "population_change_5y"', '[condition]\nindicator = "weather"'),
        "16-housing-construction.toml",
        "condition.indicator",
        "weather",
        EXISTS,
    ),
    Breach(
        "condition with two limits",
        replace(HOMES, "above = 0.0\n", "above = 0.0\nbelow = 1.0\n"),
        "16-housing-construction.toml",
        "condition",
        "none or both",
        "one of above and below",
    ),
    Breach(
        "condition without a limit",
        replace(HOMES, "above = 0.0\n", ""),
        "16-housing-construction.toml",
        "condition",
        "none or both",
        "one of above and below",
    ),
    Breach(
        "rows of one site that may differ by more than all",
        replace("register_sites.toml", "same_within = 0.05", "same_within = 5.0"),
        "register_sites.toml",
        "same_within",
        "5",
        "a share from 0 to 1",
    ),
    Breach(
        "a works that lies where the registers say",
        replace("register_sites.toml", 'lies_in = "2523"', 'lies_in = "2580"'),
        "register_sites.toml",
        "elsewhere.LKAB Malmberget",
        "2580",
        "another municipality's code",
    ),
]

IDS = [
    Breach(
        "a question's id that cannot stand in an address",
        append(DEMAND, CONTEXT_QUESTION.replace('"zz"', '"a/b"')),
        FILE,
        "question.id",
        "a/b",
        "at most 60 of a to z, 0 to 9, - and _, a letter first",
    ),
    Breach(
        "a demand that says whose it is",
        replace(DEMAND, "months = 12\n", 'months = 12\nwhose = { name = "z" }\n'),
        FILE,
        "whose",
        "the unknown key whose",
        "a key of the schema",
        'whose = { name = "z" }',
    ),
    Breach(
        "a limit of somebody's own in the handbook",
        measure(DECIDES + 'rule = "threshold"\nmet = 80.0\nlarge = 70.0\nthreshold_from = "own"\n'),
        FILE,
        "measure[1].threshold_from",
        "own",
        "law, handbook or samspel",
    ),
]

CASES = [
    *CONDITIONS,
    *IDS,
    *TABLES,
    *CHANGES,
    *INDICATORS,
    *REFERENCES,
    *TEXTS,
    *MEASURES,
    *QUESTIONS,
    *GOALS,
    *INDUSTRIES,
    *AGE_GROUPS,
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_checks_refuse(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


ALLOWED: list[tuple[str, Change]] = [
    ("a title of 70 characters", titled("sv", 70)),
    ("a deciding measure that compares", measure(DECIDES + RELATIVE)),
    (
        "a deciding measure with a threshold",
        measure(DECIDES + 'rule = "threshold"\nmet = 80.0\nlarge = 70.0\nthreshold_from = "law"\n'),
    ),
    (
        "a threshold where neither higher nor lower is better",
        measure(
            DECIDES.replace("employment_rate", "jobs_industry_share")
            + 'rule = "threshold"\nmet = 80.0\nlarge = 70.0\nthreshold_from = "samspel"\n'
        ),
    ),
    ("a question whose limit is zero", append(DEMAND, NUMBER_QUESTION + "met = 0.0\nlarge = 5.0\n")),
    (
        "a text question as context",
        append(DEMAND, re.sub("decides|number", lambda m: {"decides": "context"}.get(m[0], "text"), NUMBER_QUESTION)),
    ),
    ("a question where less is better", append(DEMAND, NUMBER_QUESTION + "met = 1.0\nlarge = 5.0\n")),
    (
        "a threshold on what should be low",
        measure(
            DECIDES.replace("employment_rate", "unemployment")
            + 'rule = "threshold"\nmet = 5.0\nlarge = 9.0\nthreshold_from = "law"\n'
        ),
    ),
    ("a part that is optional", indicator(RATIO + 'optional = ["deaths"]\n')),
    ("an age group of one year", replace(AGES, "last = 15\n", "last = 6\n")),
    ("a change since a year", indicator('[indicator.derived]\nop = "change"\nof = ["births"]\nsince = 2023\n')),
]


@pytest.mark.parametrize(("rule", "change"), ALLOWED, ids=[rule for rule, _ in ALLOWED])
def test_checks_allow(rule: str, change: Change, content_copy: Path) -> None:
    change(content_copy)
    load_catalogue(content_copy)
