"""Elected posts in words: the figure with what it counts, the goal, places, endings, the course, for every face."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.mandates import Counting, PostRules, Step
from samspel.catalogue.texts import Texts
from samspel.drawing.dated import DatedLine, draw_dated
from samspel.mandates.hiding import Shown
from samspel.mandates.overview import Council, Overview, Point, find_leaving
from samspel.mandates.watching import Ending
from samspel.observations.series import Observation
from samspel.rendering.blocks import Block, Bullets, Fold, Heading, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.figures import format_period, label_basis, label_publishers
from samspel.reports.mandate_law import explain_marks, label_mark, list_statements
from samspel.terms.alphabet import capitalise
from samspel.terms.place import Place, PlaceKind

NO_BREAK_HYPHEN = "\u2011"


def compose_mandates(catalogue: Catalogue, texts: Texts, rules: PostRules, overview: Overview) -> tuple[Block, ...]:
    """The figure, the goal, and what follows; as much as the overview holds."""
    return (
        Paragraph(describe_figure(texts, rules, overview), style="ingress"),
        *(Paragraph(sentence) for sentence in describe_goal(texts, rules, overview)),
        *(Paragraph(sentence) for sentence in describe_elsewhere(catalogue, texts, overview)),
        tabulate_figures(texts, rules, overview),
        *_compose_course(texts, rules, overview),
        Heading(texts("mandate.places.title")),
        tabulate_places(catalogue, texts, rules, overview),
        *_compose_endings(texts, rules, overview),
        Heading(texts("mandate.plan.title")),
        tabulate_plan(texts, rules, overview.asked.day),
        Fold(texts("mandate.law.title"), (Bullets(tuple(list_statements(texts, rules))), explain_marks(texts))),
    )


def describe_choice(texts: Texts, chosen: Mapping[str, Counting]) -> str:
    """What counts and what does not, as it stands in brackets after a figure."""
    return ", ".join(texts(f"mandate.choice.{name}.{counting}") for name, counting in chosen.items())


def describe_figure(texts: Texts, rules: PostRules, overview: Overview) -> str:
    """The number of people, with what it counts and the day."""
    persons = overview.whole.persons
    number = texts("mandate.few", least=rules.least_shown) if persons is None else texts.number(persons)
    facts = {"choice": describe_choice(texts, overview.asked.chosen), "day": texts.day(overview.asked.day)}
    said = texts("mandate.figure", count=number, **facts)
    return capitalise(said)


def describe_goal(texts: Texts, rules: PostRules, overview: Overview) -> tuple[str, ...]:
    """How far it is to the goal, and how many it takes to begin a term with; or why it is not told."""
    goal, asked = overview.goal, overview.asked
    if asked.members is None:
        return (texts("mandate.goal.no_members"),)
    if goal is None:
        return (texts("mandate.goal.hidden", least=rules.least_shown),)
    facts = {
        "percent": texts.exact(goal.percent),
        "members": texts.number(goal.members),
        "which": describe_members(texts, overview),
        "wanted": texts.number(goal.wanted),
    }
    said = [texts("mandate.goal.wanted", **facts)]
    said.append(
        texts("mandate.goal.missing", missing=texts.number(goal.missing)) if goal.missing else texts("mandate.goal.met")
    )
    if goal.wanted:
        leaving = find_leaving(rules, "municipality")
        share = {"percent": texts.exact(leaving.percent), "young": texts.exact(leaving.young_percent)}
        said.append(
            texts(
                "mandate.goal.begin_with",
                wanted=facts["wanted"],
                number=texts.number(goal.begin_with),
                source=leaving.source,
                **share,
            )
        )
    return tuple(said)


def describe_elsewhere(catalogue: Catalogue, texts: Texts, overview: Overview) -> tuple[str, ...]:
    """That posts of places are counted which are not the unit's, where it has said its places."""
    own, is_among = overview.asked.places, catalogue.places.is_among
    others = [label_place(catalogue, texts, code) for code in overview.places if own and not is_among(code, own)]
    return (texts("mandate.goal.elsewhere", places=texts.listing(others)),) if others else ()


def describe_members(texts: Texts, overview: Overview) -> str:
    """Which members, and on which day."""
    asked = overview.asked
    day = "" if asked.members_on is None else texts.day(asked.members_on)
    parts = [part for part in (day, asked.members_are) if part]
    return f" ({', '.join(parts)})" if parts else ""


def tabulate_figures(texts: Texts, rules: PostRules, overview: Overview) -> Table:
    """The four figures together, and what is beside the goal."""
    whole = overview.whole
    rows: list[tuple[str, int | None]] = [
        ("persons", whole.persons),
        ("posts", whole.posts),
        ("only_substitutes", whole.only_substitutes),
        ("vacant", whole.vacant),
        ("apart", whole.apart),
        *([] if whole.later == 0 else [("later", whole.later)]),
    ]
    fields = (
        Field[tuple[str, int | None]](
            Column(key="what", head=texts("mandate.head.what"), is_coded=True),
            lambda row: Cell(value=row[0], words=texts(f"mandate.figures.{row[0]}")),
        ),
        Field[tuple[str, int | None]](
            Column(key="number", head=texts("mandate.head.number"), is_number=True),
            lambda row: make_number(texts, rules, row[1]),
        ),
    )
    notes = (
        texts("mandate.figures.note"),
        "" if whole.later == 0 else texts("mandate.figures.later_note", day=texts.day(overview.asked.day)),
        texts("mandate.hidden", least=rules.least_shown) if None in [number for _, number in rows] else "",
    )
    return tabulate("mandates", texts("mandate.figures.title"), fields, rows, notes)


def tabulate_places(catalogue: Catalogue, texts: Texts, rules: PostRules, overview: Overview) -> Table:
    """One row a place: people, posts, empty posts; the seats of its council, and how many left it."""
    Row = tuple[str, Shown]  # noqa: N806 - a type
    names = {code: label_place(catalogue, texts, code) for code in overview.places}

    def council(row: Row) -> Council:
        return overview.councils.get(row[0], Council(None, None))

    fields: list[Field[Row]] = [
        Field(
            Column(key="place", head=texts("mandate.head.place")),
            lambda row: text(names[row[0]], link=Link("place", row[0])),
        ),
        data_field("code", lambda row: row[0]),
        *(
            Field[Row](
                Column(key=key, head=texts(f"mandate.head.{key}"), is_number=True),
                lambda row, key=key: make_number(texts, rules, _read(row[1], key)),  # type: ignore[misc]
            )
            for key in ("persons", "posts", "vacant")
        ),
        Field(
            Column(key="seats", head=texts("mandate.head.seats"), is_number=True),
            lambda row: _make_figure(catalogue, texts, council(row).seats),
        ),
        data_field("seats_basis", lambda row: None if (one := council(row).seats) is None else one.basis.value),
        Field(
            Column(key="left_percent", head=texts("mandate.head.left"), is_number=True),
            lambda row: _make_figure(catalogue, texts, council(row).left),
        ),
    ]
    notes = (
        texts("mandate.places.note"),
        texts("mandate.hidden_places", least=rules.least_shown) if not overview.asked.sees_all else "",
        describe_election(
            texts, rules, overview.asked.day, [one.seats.period.year for one in overview.councils.values() if one.seats]
        ),
        *_describe_councils(catalogue, texts, overview.councils.values()),
    )
    return tabulate("mandate_places", texts("mandate.places.caption"), fields, overview.places.items(), notes)


def tabulate_kinds(texts: Texts, rules: PostRules, overview: Overview) -> Table:
    """The kinds of post that are held: people by their heaviest, and posts."""
    Row = tuple[str, tuple[int, int]]  # noqa: N806 - a type
    fields = (
        Field[Row](
            Column(key="kind", head=texts("mandate.head.kind"), is_coded=True),
            lambda row: Cell(value=row[0], words=texts.of(rules.find_kind(row[0])).name),
        ),
        Field[Row](
            Column(key="persons", head=texts("mandate.head.heaviest"), is_number=True),
            lambda row: make_number(texts, rules, row[1][0]),
        ),
        Field[Row](
            Column(key="posts", head=texts("mandate.head.posts"), is_number=True),
            lambda row: make_number(texts, rules, row[1][1]),
        ),
    )
    return tabulate("mandate_kinds", texts("mandate.kinds.title"), fields, overview.kinds.items())


def tabulate_endings(texts: Texts, rules: PostRules, endings: Iterable[Ending]) -> Table:
    """One row a day on which posts end."""
    fields = (
        Field[Ending](Column(key="day", head=texts("mandate.head.last_day")), lambda one: make_day(texts, one.day)),
        Field[Ending](
            Column(key="what", head=texts("mandate.head.ends"), is_wordy=True),
            lambda one: text(describe_ending(texts, rules, one)),
        ),
        Field[Ending](
            Column(key="persons", head=texts("mandate.head.persons"), is_number=True),
            lambda one: make_number(texts, rules, one.persons),
        ),
        Field[Ending](
            Column(key="without", head=texts("mandate.head.without"), is_number=True),
            lambda one: make_number(texts, rules, one.without),
        ),
    )
    notes = (texts("mandate.endings.note"),)
    return tabulate("mandate_endings", texts("mandate.endings.caption"), fields, endings, notes)


def describe_ending(texts: Texts, rules: PostRules, ending: Ending) -> str:
    """How many of each kind."""
    kinds = (_tell_kind(texts, rules, kind, number) for kind, number in ending.kinds.items())
    return ", ".join(kinds)


def describe_outlook(texts: Texts, overview: Overview) -> str:
    """Who stands again, and how many are likely to leave."""
    outlook = overview.outlook
    if outlook is None or not outlook.yes + outlook.no + outlook.unknown:
        return ""
    facts = {"yes": outlook.yes, "no": outlook.no, "unknown": outlook.unknown}
    return texts("mandate.outlook", leaving=texts.number(outlook.leaving), **facts)


def tabulate_course(texts: Texts, rules: PostRules, overview: Overview) -> Table:
    """The counts that were taken, with what counted."""
    fields = (
        Field[Point](Column(key="day", head=texts("mandate.head.day")), lambda one: make_day(texts, one.day)),
        Field[Point](
            Column(key="persons", head=texts("mandate.head.persons"), is_number=True),
            lambda one: make_number(texts, rules, one.persons),
        ),
        Field[Point](
            Column(key="posts", head=texts("mandate.head.posts"), is_number=True),
            lambda one: make_number(texts, rules, one.posts),
        ),
        Field[Point](
            Column(key="wanted", head=texts("mandate.head.wanted"), is_number=True),
            lambda one: Cell(
                value=one.wanted, words=texts("words.dash") if one.wanted is None else texts.number(one.wanted)
            ),
        ),
        Field[Point](
            Column(key="choice", head=texts("mandate.head.choice"), is_wordy=True),
            lambda one: text(describe_choice(texts, one.chosen)),
        ),
    )
    return tabulate("mandate_course", texts("mandate.course.title"), fields, overview.course)


def draw_goal(texts: Texts, overview: Overview) -> Picture | None:
    """The people against the goal, with the days on which councils and boards change; nothing of less than two counts
    that may be shown.
    """
    points = tuple((one.day, float(one.persons)) for one in overview.course if one.persons is not None)
    if len(points) < 2:  # noqa: PLR2004 - one point is no course
        return None
    goal = tuple((one.day, float(one.wanted)) for one in overview.course if one.wanted is not None)
    lines = [
        DatedLine(texts("mandate.course.persons"), points, emphasis=True),
        DatedLine(texts("mandate.course.goal"), goal, emphasis=False),
    ]
    marks = [(day, texts(f"mandate.course.turn.{term}", year=day.year)) for term, day in overview.turns]
    title = texts("mandate.course.title")
    first, last = points[0], points[-1]
    alt = texts(
        "mandate.course.alt",
        first=texts.day(first[0]),
        start=texts.number(first[1]),
        last=texts.day(last[0]),
        end=texts.number(last[1]),
    )
    return Picture(draw_dated(lines, marks, texts.number, title=title), alt, texts("mandate.course.caption"))


def tabulate_plan(texts: Texts, rules: PostRules, day: date) -> Table:
    """What is left to do until the next election, by date."""
    fields: tuple[Field[Step], ...] = (
        Field(
            Column(key="from", head=texts("mandate.head.when")),
            lambda step: Cell(value=step.begins.isoformat(), words=tell_span(texts, step.begins, step.until)),
        ),
        data_field("until", lambda step: step.until.isoformat()),
        Field(Column(key="what", head=texts("mandate.head.step"), is_wordy=True), lambda step: text(texts.of(step))),
        Field(
            Column(key="mark", head=texts("mandate.head.mark"), is_coded=True),
            lambda step: Cell(value=step.mark, words=label_mark(texts, step.mark)),
        ),
    )
    left = [step for step in rules.steps if step.until >= day]
    return tabulate("mandate_plan", texts("mandate.plan.caption"), fields, sorted(left, key=lambda one: one.begins))


def label_place(catalogue: Catalogue, texts: Texts, code: str) -> str:
    """A place by its name, a region by its county's."""
    place: Place | None = catalogue.places.by_code.get(code)
    if place is None:
        return code
    return texts.said(place.area) if place.kind is PlaceKind.REGION else place.name


def make_number(texts: Texts, rules: PostRules, number: int | None) -> Cell:
    """A number, or that it is too small to be told."""
    words = texts("mandate.few", least=rules.least_shown) if number is None else texts.number(number)
    return Cell(value=number, words=words)


def make_day(texts: Texts, day: date | None) -> Cell:
    """A day, or a dash."""
    if day is None:
        return Cell(value=None, words=texts("words.dash"))
    return Cell(value=day.isoformat(), words=_write_day(day))


def _compose_course(texts: Texts, rules: PostRules, overview: Overview) -> list[Block]:
    if not overview.course:
        return [Heading(texts("mandate.course.title")), Paragraph(texts("mandate.course.none"))]
    picture = draw_goal(texts, overview)
    table = tabulate_course(texts, rules, overview)
    shown: list[Block] = [] if picture is None else [picture]
    note = Paragraph(texts("mandate.course.note"), style="note")
    return [Heading(texts("mandate.course.title")), *shown, note, Fold(texts("mandate.course.fold"), (table,))]


def _compose_endings(texts: Texts, rules: PostRules, overview: Overview) -> list[Block]:
    if not overview.asked.sees_all:
        return []
    found: list[Block] = [tabulate_kinds(texts, rules, overview)] if overview.kinds else []
    found.append(Heading(texts("mandate.endings.title")))
    if overview.endings:
        found.append(tabulate_endings(texts, rules, overview.endings))
    else:
        found.append(Paragraph(texts("mandate.endings.none")))
    outlook = describe_outlook(texts, overview)
    return [*found, *([Paragraph(outlook)] if outlook else [])]


def describe_election(texts: Texts, rules: PostRules, day: date, years: Sequence[int]) -> str:
    """That seats of before the latest election are shown, whose result is not among the figures yet."""
    latest = max((one.day for one in rules.elections if one.day <= day), default=day)
    return texts("mandate.places.election", day=texts.day(latest)) if years and min(years) < latest.year else ""


def _make_figure(catalogue: Catalogue, texts: Texts, found: Observation | None) -> Cell:
    if found is None or found.value is None:
        return Cell(value=None, words=texts("words.dash"))
    unit = catalogue.indicators[found.indicator].unit
    return Cell(value=found.value, words=texts.quantity(found.value, unit), note=format_period(catalogue, texts, found))


def _describe_councils(catalogue: Catalogue, texts: Texts, councils: Iterable[Council]) -> list[str]:
    """Basis and publisher of what is shown of councils."""
    told: dict[str, None] = {}
    for council in councils:
        for one in (council.seats, council.left):
            if one is not None:
                name = texts.of(catalogue.indicators[one.indicator]).name
                basis, publisher = label_basis(texts, one), label_publishers(catalogue, one.origins)
                told[texts("mandate.places.basis", name=name, basis=basis, publisher=publisher)] = None
    return list(told)


def _read(shown: Shown, key: str) -> int | None:
    return {"persons": shown.persons, "posts": shown.posts, "vacant": shown.vacant}[key]


def _tell_kind(texts: Texts, rules: PostRules, kind: str, number: int) -> str:
    said = texts.of(rules.find_kind(kind))
    one = said.name[:1].lower() + said.name[1:]
    return f"{texts.number(number)} {one if number == 1 else said.many}"


def _write_day(day: date) -> str:
    """A day that is not broken at the end of a line."""
    return day.isoformat().replace("-", NO_BREAK_HYPHEN)


def tell_span(texts: Texts, begins: date, until: date | None) -> str:
    """From a day to a day, or since it where there is no end."""
    if until is None:
        return texts("mandate.since", begins=_write_day(begins))
    if begins == until:
        return _write_day(begins)
    return texts("mandate.span", begins=_write_day(begins), until=_write_day(until))
