"""The chain of a place, for all faces: in short, as a picture, as a table, and link by link."""

from collections.abc import Iterator, Mapping
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.drawing.ring import COLOURS, Standing, Station, draw_ring
from samspel.needs.chain import ChainView, Course, LinkState, LinkView
from samspel.needs.measuring import Need
from samspel.rendering.blocks import Block, Bullets, Fold, Heading, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, list_records, tabulate, text
from samspel.reports.chain_words import (
    Model,
    describe_beside,
    describe_course,
    describe_evidence,
    describe_model,
    describe_moved,
    describe_needs,
    describe_state,
    describe_studies,
    format_moved,
    label_direction,
    label_link,
    label_state,
)
from samspel.reports.demand import describe_study
from samspel.reports.figures import (
    describe_blank,
    describe_credit,
    describe_definition,
    format_number,
    format_period,
    format_value,
    label_basis,
    label_indicator,
    say_publishers,
)
from samspel.reports.needs import badge_verdict, label_need
from samspel.reports.records import Plain, render_place
from samspel.reports.whose import label_title
from samspel.scenarios.parameters import CircleParameter

NARROW, WIDE = (2, 380.0), (3, 720.0)
"""Columns and width of the picture, in px: on a phone, and on paper."""

STANDINGS: Mapping[LinkState, Standing] = {
    LinkState.HOLDS: "holds",
    LinkState.STRAINED: "strained",
    LinkState.GIVES_WAY: "gives_way",
    LinkState.UNKNOWN: "unknown",
}

Models = Mapping[str, Model]
"""The model's parameters for each link, by its id."""


def compose_short(catalogue: Catalogue, texts: Texts, view: ChainView) -> tuple[Block, ...]:
    """What the chain is, and where it holds and gives way here."""
    return (
        Paragraph(texts("chain.intro"), style="ingress"),
        Bullets(describe_short(catalogue, texts, view), style="short"),
    )


def describe_short(catalogue: Catalogue, texts: Texts, view: ChainView) -> tuple[str, ...]:
    """The links of each standing, by name; how they stand here is a reading of figures, and proves no cause."""
    told = []
    for state in LinkState:
        names = [label_link(catalogue, texts, one.link) for one in view.links if one.state is state]
        if names:
            told.append(texts(f"chain.short.{state.value}", links="; ".join(names)))
    return (*told, texts("chain.short.cause"))


def draw_chain(catalogue: Catalogue, texts: Texts, view: ChainView, *, wide: bool = False) -> Picture:
    """The parts in a ring, each with the leading figure of the link to it and how that link stands; what is drawn is
    told in words too.
    """
    into = {one.link.end: one for one in view.links}
    stations = [
        Station(
            name=texts.of(node).name,
            side="first" if node.side == "industry" else "second",
            figure=_list_lines(catalogue, texts, into[node.id].lead),
            standing=STANDINGS[into[node.id].state],
            words=label_state(texts, into[node.id].state),
        )
        for node in catalogue.chain.nodes
    ]
    title = texts("chain.picture_title", area=view.place.area)
    columns, width = WIDE if wide else NARROW
    sides = (texts("chain.side_industry"), texts("chain.side_welfare"))
    key = [texts(f"chain.key.{standing}") for standing in COLOURS]
    svg = draw_ring(stations, columns, width, title=title, sides=sides, key=key)
    alt = " ".join([f"{title}.", *(_describe_arrow(catalogue, texts, view, one) for one in view.links)])
    return Picture(svg, alt, _describe_arrows(catalogue, texts))


def tabulate_chain(catalogue: Catalogue, texts: Texts, view: ChainView, models: Models) -> Table:
    """A row a link: how it stands and why, the leading figure over time, large needs, and what is known of it."""
    place = view.place
    fields: tuple[Field[LinkView], ...] = (
        data_field("place_code", lambda _: place.code),
        data_field("place", lambda _: place.name),
        data_field("link", lambda one: one.link.id),
        Field[LinkView](
            Column(key="name", head=texts("chain.head_link")), lambda one: text(label_link(catalogue, texts, one.link))
        ),
        data_field("direction", lambda one: label_direction(catalogue, texts, one.link)),
        data_field("state", lambda one: one.state.value),
        data_field("signs", lambda one: ", ".join(sign.value for sign in one.signs) or None),
        data_field("standing", lambda one: describe_state(texts, one, place)),
        data_field("needs", lambda one: describe_needs(texts, one.needs)),
        Field[LinkView](
            Column(key="here", head=texts("chain.head_state"), shown="read", is_wordy=True),
            lambda one: text(f"{describe_state(texts, one, place)} {describe_beside(texts, one.needs)}".strip()),
        ),
        Field[LinkView](
            Column(key="figure", head=texts("chain.head_figure"), is_wordy=True),
            lambda one: text("" if one.lead is None else describe_course(catalogue, texts, one.lead)),
        ),
        Field[LinkView](
            Column(key="known", head=texts("chain.head_known"), is_wordy=True),
            lambda one: text(_describe_known(catalogue, texts, one, models)),
        ),
        data_field("studies", lambda one: describe_studies(catalogue, texts, one.link)),
        data_field("model", lambda one: describe_model(texts, models[one.link.id])),
    )
    caption = texts("chain.caption", area=place.area)
    rule = texts(
        "chain.rule",
        years=catalogue.chain.link_years,
        cases=texts.number(catalogue.value("least_cases")),
        signs=catalogue.chain.least_signs,
    )
    notes = (rule, _describe_credits(catalogue, texts, view))
    return tabulate(f"chain-{place.code}", caption, fields, view.links, notes)


def tabulate_figures_of_chain(catalogue: Catalogue, texts: Texts, view: ChainView) -> Table:
    """For files: every figure of every link, the leading one first."""
    rows = [
        (one, course) for one in view.links for course in (*(() if one.lead is None else (one.lead,)), *one.figures)
    ]
    fields = (
        data_field("place_code", lambda _: view.place.code),
        data_field("place", lambda _: view.place.name),
        data_field("link", lambda row: row[0].link.id),
        data_field("is_leading", lambda row: row[1] is row[0].lead),
        *(_lift(field) for field in _list_course_fields(catalogue, texts)),
    )
    return tabulate(f"chain-figures-{view.place.code}", "", fields, rows)


def compose_chain(catalogue: Catalogue, texts: Texts, view: ChainView, models: Models) -> tuple[Block, ...]:
    """The whole page: in short, the picture, the table, and link by link."""
    return (
        *compose_short(catalogue, texts, view),
        draw_chain(catalogue, texts, view),
        tabulate_chain(catalogue, texts, view, models),
        *(block for one in view.links for block in compose_link(catalogue, texts, view, one, models[one.link.id])),
    )


def compose_titled_chain(catalogue: Catalogue, texts: Texts, view: ChainView, models: Models) -> tuple[Block, ...]:
    """The same under a heading, where no page has one."""
    return (Heading(texts("chain.title", area=view.place.area)), *compose_chain(catalogue, texts, view, models))


def render_chain(catalogue: Catalogue, texts: Texts, view: ChainView, models: Models) -> Plain:
    """The chain as plain data: the links, their figures and demands, and how to read them."""
    table = tabulate_chain(catalogue, texts, view, models)
    return {
        "place": render_place(view.place),
        "links": list_records(table),
        "notes": list(table.notes),
        "figures": list_records(tabulate_figures_of_chain(catalogue, texts, view)),
        "demands": [
            {"link": one.link.id, "demand": need.demand.id, "verdict": need.verdict.value, "strength": need.strength}
            for one in view.links
            for need in one.needs
        ],
    }


def compose_one_page(catalogue: Catalogue, texts: Texts, view: ChainView, models: Models) -> tuple[Block, ...]:
    """What goes on a single sheet: in short, the picture and the table."""
    return (
        Bullets(describe_short(catalogue, texts, view)),
        draw_chain(catalogue, texts, view, wide=True),
        tabulate_chain(catalogue, texts, view, models),
    )


def compose_link(catalogue: Catalogue, texts: Texts, view: ChainView, one: LinkView, model: Model) -> Iterator[Block]:
    """A link in full: what it says, how it stands, its figures, its demands, and what studies and the model say."""
    yield Heading(f"{label_link(catalogue, texts, one.link)}: {label_state(texts, one.state).lower()}")
    yield Paragraph(texts.of(one.link).claim, lead=f"{label_direction(catalogue, texts, one.link)}.")
    yield Paragraph(describe_state(texts, one, view.place))
    figures = tabulate_link(catalogue, texts, view, one)
    yield Fold(figures.caption, (figures,))
    if one.needs:
        demands = tabulate_demands(catalogue, texts, view, one)
        yield Fold(demands.caption, (demands,))
    yield Paragraph(texts.of(one.link).known, lead=texts("chain.known"))
    yield Paragraph(describe_evidence(catalogue, texts, one.link, model))
    studies = tuple(describe_study(texts, catalogue.studies[name]) for name in one.link.studies)
    if studies:
        yield Fold(texts("chain.studies", number=_find_number(catalogue, one)), (Bullets(studies),))
    if model:
        said = tuple(_describe_parameter(texts, each) for each in model)
        yield Fold(texts("chain.parameters", number=_find_number(catalogue, one)), (Bullets(said),))


def tabulate_link(catalogue: Catalogue, texts: Texts, view: ChainView, one: LinkView) -> Table:
    """The figures of a link over time, the leading one first."""
    name = label_link(catalogue, texts, one.link)
    courses = (*(() if one.lead is None else (one.lead,)), *one.figures)
    notes = dict.fromkeys(
        f"{texts.of(each.indicator).name}: {describe_blank(texts, each.indicator, each.latest.blank)}"
        for each in courses
        if each.latest.blank is not None
    )
    return tabulate(
        f"chain-{view.place.code}-{one.link.id}",
        texts("chain.figures", link=name),
        _list_course_fields(catalogue, texts),
        courses,
        tuple(notes),
    )


def tabulate_demands(catalogue: Catalogue, texts: Texts, view: ChainView, one: LinkView) -> Table:
    """The demands of a link with their verdicts here."""

    def name(need: Need) -> Cell:
        words = f"{need.demand.number}. {label_title(texts, need.demand)}"
        return Cell(value=need.demand.id, words=words, link=Link("place_need", f"{view.place.code}/{need.demand.id}"))

    def verdict(need: Need) -> Cell:
        badge = badge_verdict(need.verdict, need.strength)
        return Cell(value=need.verdict.value, words=label_need(texts, need), badge=badge)

    fields: tuple[Field[Need], ...] = (
        Field[Need](Column(key="demand", head=texts("chain.head_demand")), name),
        Field[Need](Column(key="verdict", head=texts("chain.head_verdict")), verdict),
    )
    caption = texts("chain.demands", number=_find_number(catalogue, one), demands=len(one.needs))
    return tabulate(f"chain-demands-{one.link.id}", caption, fields, one.needs)


def _list_course_fields(catalogue: Catalogue, texts: Texts) -> tuple[Field[Course], ...]:
    """A figure over time: the first year, the latest, the change here and among similar places, and the basis."""

    def value(course: Course, *, first: bool) -> Cell:
        told = course.first if first else course.latest
        if told is None or told.value is None:
            return Cell(value=None, words=texts("words.dash" if first else "words.blank"))
        words = format_number(texts, course.indicator, told.value)
        return Cell(value=told.value, words=words, note=format_period(catalogue, texts, told))

    def change(found: float | None, course: Course) -> Cell:
        return Cell(value=found, words=texts("words.dash") if found is None else format_moved(texts, course, found))

    return (
        data_field("indicator", lambda course: course.indicator.id),
        Field[Course](
            Column(key="name", head=texts("words.indicator")),
            lambda course: text(
                label_indicator(texts, course.indicator), more=describe_definition(texts, course.indicator)
            ),
        ),
        Field[Course](Column(key="first", head=texts("chain.head_first"), is_number=True), partial(value, first=True)),
        data_field("first_year", lambda course: None if course.first is None else course.first.period.year),
        Field[Course](
            Column(key="latest", head=texts("chain.head_latest"), is_number=True, is_main=True),
            partial(value, first=False),
        ),
        data_field("year", lambda course: course.latest.period.year if course.latest.value is not None else None),
        Field[Course](
            Column(key="change", head=texts("chain.head_change"), is_number=True),
            lambda course: change(course.change, course),
        ),
        Field[Course](
            Column(key="similar_change", head=texts("chain.head_similar"), is_number=True),
            lambda course: change(course.similar, course),
        ),
        data_field("change_is_in", lambda course: "percentage points" if course.is_share else "per cent"),
        data_field("is_beyond_all", lambda course: course.beyond_all),
        data_field("usual_swing", lambda course: course.swing),
        *_list_credit_fields(catalogue, texts),
    )


def _list_credit_fields(catalogue: Catalogue, texts: Texts) -> tuple[Field[Course], ...]:
    """Basis and publisher of the latest value, or why it is blank."""
    return (
        Field[Course](
            Column(key="how", head=texts("chain.head_how"), shown="read", is_wordy=True),
            lambda course: text(describe_credit(catalogue, texts, course.latest)),
        ),
        data_field("basis", lambda c: None if c.latest.value is None else label_basis(texts, c.latest)),
        data_field("publisher", lambda c: say_publishers(catalogue, texts, c.latest)),
        data_field(
            "blank", lambda c: None if c.latest.blank is None else describe_blank(texts, c.indicator, c.latest.blank)
        ),
    )


def _lift(field: Field[Course]) -> Field[tuple[LinkView, Course]]:
    """A field of a figure as one of a link's figure."""
    return Field(field.column, lambda row: field.make(row[1]))


def _list_lines(catalogue: Catalogue, texts: Texts, lead: Course | None) -> tuple[str, ...]:
    """A box's lines on its figure."""
    if lead is None:
        return (texts("chain.no_figure"),)
    name = texts.of(lead.indicator).name
    if lead.latest.value is None:
        return (name, texts("words.blank"))
    value = format_value(texts, lead.indicator, lead.latest.value)
    year = format_period(catalogue, texts, lead.latest)
    moved = () if lead.change is None else (describe_moved(texts, lead),)
    return (name, ", ".join((texts("chain.box", value=value, year=year), *moved)))


def _describe_arrow(catalogue: Catalogue, texts: Texts, view: ChainView, one: LinkView) -> str:
    figure = "" if one.lead is None else f" {describe_course(catalogue, texts, one.lead)}"
    return f"{label_link(catalogue, texts, one.link)}: {describe_state(texts, one, view.place)}{figure}"


def _describe_known(catalogue: Catalogue, texts: Texts, one: LinkView, models: Models) -> str:
    return f"{texts.of(one.link).known} {describe_evidence(catalogue, texts, one.link, models[one.link.id])}"


def _describe_credits(catalogue: Catalogue, texts: Texts, view: ChainView) -> str:
    """Basis and publisher of each link's leading figure."""
    told: dict[str, list[str]] = {}
    for one in view.links:
        if one.lead is not None and one.lead.latest.value is not None:
            credit = describe_credit(catalogue, texts, one.lead.latest)
            told.setdefault(credit, []).append(str(_find_number(catalogue, one)))
    return texts(
        "chain.credits", told="; ".join(f"{texts.listing(numbers)}: {credit}" for credit, numbers in told.items())
    )


def _find_number(catalogue: Catalogue, one: LinkView) -> int:
    return catalogue.chain.links.index(one.link) + 1


def _describe_parameter(texts: Texts, parameter: CircleParameter) -> str:
    key = "chain.parameter_hypothesis" if parameter.hypothesis else "chain.parameter"
    told = texts.of(parameter)
    return texts(
        key,
        name=told.name,
        value=texts.exact(parameter.value),
        basis=texts(f"basis.{parameter.basis.value}"),
        grade=parameter.grade,
        reason=told.reason,
    )


def _describe_arrows(catalogue: Catalogue, texts: Texts) -> str:
    """Which arrows go from one side to the other."""
    sides = {node.id: node.side for node in catalogue.chain.nodes}
    numbered = list(enumerate(catalogue.chain.links, 1))
    there, back = (
        texts.listing([str(number) for number, link in numbered if (sides[link.start], sides[link.end]) == way])
        for way in (("welfare", "industry"), ("industry", "welfare"))
    )
    return texts("chain.picture_caption", there=there, back=back)
