"""The list of people with posts, those who may be asked, and odd cases: only for those who may see names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.mandates import PostRules
from samspel.catalogue.texts import Texts
from samspel.mandates.records import Again, Person, Post, Status
from samspel.mandates.watching import Due, Flag
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.mandate_law import label_mark
from samspel.reports.mandates import label_place, make_day, tell_span

HOLDER_LINK = "mandate_holder"
FLAG_STATEMENTS = {"audit": "audit", "joint": "joint", "resigning_without_day": "resigns", "vacant": "board_vacant"}
"""The statement of the law that an odd case rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person with the name; party and source by the number of a post. `unit` is the address's number."""

    person: Person
    unit: int
    name: str = ""
    contact: str = ""
    parties: Mapping[int, str] | None = None
    sources: Mapping[int, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """A row of a list that is brought in, and what it would do."""

    line: int
    name: str
    kind: str
    place: str
    begins: str
    what: str
    like: str = ""
    drops_party: bool = False


Line = tuple[Named, Post | None]


def label_person(texts: Texts, named: Named) -> str:
    """The name, or a number where none is kept."""
    return named.name or texts("mandate.nameless", number=named.person.number)


def tabulate_people(
    catalogue: Catalogue, texts: Texts, rules: PostRules, people: Sequence[Named], *, with_party: bool
) -> Table:
    """One row a post, or a person without any; the columns of files are those that a list is brought in by."""
    lines: list[Line] = [(one, post) for one in people for post in (one.person.posts or (None,))]
    fields: list[Field[Line]] = [
        *_list_post_fields(catalogue, texts, rules, lines),
        *_list_person_fields(catalogue, texts),
    ]
    if with_party:
        party = Column(key="party", head=texts("mandate.column.party"))
        after = next(number for number, one in enumerate(fields) if one.column.key == "ends")
        fields.insert(after, Field(party, lambda line: text(_look_up(line[0].parties, line[1]))))
    caption = texts("mandate.people.title")
    return tabulate("mandate_people", caption, fields, lines, (texts("mandate.people.note"),))


def tabulate_askable(catalogue: Catalogue, texts: Texts, rules: PostRules, people: Sequence[Named]) -> Table:
    """Those who have said that they may be asked, with what they have learnt and wish for."""
    courses = {one.id: texts.of(one) for one in rules.courses}
    wishes = {one.id: texts.of(one) for one in rules.wishes}
    fields = (
        Field[Named](Column(key="name", head=texts("mandate.column.name")), lambda one: _make_name(texts, one)),
        Field[Named](
            Column(key="place", head=texts("mandate.column.home")),
            lambda one: text(label_place(catalogue, texts, one.person.place)),
        ),
        Field[Named](
            Column(key="wishes", head=texts("mandate.column.wishes"), is_wordy=True),
            lambda one: _make_list(texts, one.person.wishes, wishes),
        ),
        Field[Named](
            Column(key="courses", head=texts("mandate.column.courses"), is_wordy=True),
            lambda one: _make_list(texts, one.person.courses, courses),
        ),
        Field[Named](
            Column(key="posts", head=texts("mandate.head.posts"), is_number=True),
            lambda one: Cell(value=len(one.person.posts), words=texts.number(len(one.person.posts))),
        ),
        Field[Named](
            Column(key="consent", head=texts("mandate.column.consent")),
            lambda one: make_day(texts, one.person.consented_on),
        ),
    )
    return tabulate("mandate_askable", texts("mandate.asked.title"), fields, people, (texts("mandate.asked.note"),))


def tabulate_preview(catalogue: Catalogue, texts: Texts, rules: PostRules, rows: Iterable[Previewed]) -> Table:
    """One row a row of the list: whom it is about, which post, and what happens if it is saved."""
    fields = (
        Field[Previewed](
            Column(key="line", head=texts("mandate.import.row"), is_number=True),
            lambda one: Cell(value=one.line, words=str(one.line)),
        ),
        Field[Previewed](
            Column(key="name", head=texts("mandate.column.name")),
            lambda one: Cell(value=one.name, words=one.name or texts("words.dash")),
        ),
        Field[Previewed](
            Column(key="kind", head=texts("mandate.column.kind"), is_coded=True),
            lambda one: Cell(value=one.kind, words=texts.of(rules.find_kind(one.kind)).name),
        ),
        Field[Previewed](
            Column(key="place", head=texts("mandate.column.place")),
            lambda one: text(label_place(catalogue, texts, one.place)),
        ),
        Field[Previewed](Column(key="begins", head=texts("mandate.column.begins")), lambda one: text(one.begins)),
        Field[Previewed](
            Column(key="what", head=texts("mandate.import.what"), is_coded=True, is_wordy=True),
            lambda one: Cell(
                value=one.what,
                words=texts(f"mandate.import.{one.what}", like=one.like),
                note=texts("mandate.import.party_dropped") if one.drops_party else "",
            ),
        ),
    )
    note = (texts("mandate.import.note"),)
    return tabulate("mandate_preview", texts("mandate.import.preview"), fields, rows, note)


def describe_flags(
    catalogue: Catalogue, texts: Texts, rules: PostRules, flags: Iterable[Flag], people: Mapping[int, Named]
) -> list[str]:
    """Odd cases, each with what the law says where it says something."""
    said = []
    for flag in flags:
        name = label_person(texts, people[flag.person])
        post = texts.of(rules.find_kind(flag.post.kind)).name
        place = label_place(catalogue, texts, flag.post.place)
        sentence = texts(f"mandate.flag.{flag.what}", name=name, post=post, place=place)
        statement = FLAG_STATEMENTS.get(flag.what)
        if statement is not None:
            law = rules.find_statement(statement)
            sentence += " " + texts(
                "mandate.law.line", said=texts.of(law), law=law.law, mark=label_mark(texts, law.mark)
            )
        said.append(sentence)
    return said


def describe_due(texts: Texts, due: Iterable[tuple[Person, Due]], people: Mapping[int, Named]) -> list[str]:
    """Who is to be erased, and why."""
    return [texts(f"mandate.due.{why}", name=label_person(texts, people[person.number])) for person, why in due]


def label_status(texts: Texts, status: str) -> str:
    """How a post is held."""
    return texts(f"mandate.status.{Status(status).value}")


def label_again(texts: Texts, again: str) -> str:
    """Whether somebody stands again."""
    return texts(f"mandate.again.{Again(again).value}")


def _list_post_fields(catalogue: Catalogue, texts: Texts, rules: PostRules, lines: Sequence[Line]) -> list[Field[Line]]:
    roles = {role.id: texts.of(role) for role in rules.roles}
    dash = Cell(value=None, words=texts("words.dash"))

    def column(key: str, *, is_coded: bool = False) -> Column:
        return Column(key=key, head=texts(f"mandate.column.{key}"), is_coded=is_coded, shown="data")

    def kind(post: Post) -> Cell:
        words = texts.of(rules.find_kind(post.kind)).name
        return Cell(value=post.kind, words=words, note=roles.get(post.role, ""))

    def of_post(line: Line, cell: Cell | None) -> Cell:
        return dash if line[1] is None or cell is None else cell

    return [
        Field(Column(key="name", head=texts("mandate.column.name")), lambda line: _make_name(texts, line[0])),
        *_list_read_fields(texts, rules, roles, lines),
        Field(column("kind", is_coded=True), lambda line: dash if line[1] is None else kind(line[1])),
        Field(
            Column(key="place", head=texts("mandate.column.place")),
            lambda line: dash if line[1] is None else text(label_place(catalogue, texts, line[1].place)),
        ),
        Field(column("body"), lambda line: dash if line[1] is None else text(line[1].body)),
        data_field("role", lambda line: None if line[1] is None else line[1].role),
        Field(column("begins"), lambda line: of_post(line, make_day(texts, line[1].begins if line[1] else None))),
        Field(column("ends"), lambda line: of_post(line, make_day(texts, line[1].ends if line[1] else None))),
        Field(
            column("status", is_coded=True),
            lambda line: (
                dash if line[1] is None else Cell(value=line[1].status, words=label_status(texts, line[1].status))
            ),
        ),
        data_field("source", lambda line: _look_up(line[0].sources, line[1])),
    ]


def _list_read_fields(
    texts: Texts, rules: PostRules, roles: Mapping[str, str], lines: Sequence[Line]
) -> list[Field[Line]]:
    """What a page tells of a post in as few lines as there are: the post with its body, since when, and what is out of
    the ordinary. Files have each by itself.
    """

    def tell_post(line: Line) -> Cell:
        post = line[1]
        if post is None:
            return text(texts("words.dash"))
        told = [texts.of(rules.find_kind(post.kind)).name, *([post.body] if post.body else [])]
        return Cell(value=post.kind, words=", ".join(told), note=roles.get(post.role, ""))

    def tell_time(line: Line) -> Cell:
        return text("" if line[1] is None else tell_span(texts, line[1].begins, line[1].ends))

    def tell_more(line: Line) -> Cell:
        told = [] if line[1] is None or line[1].status == Status.HELD else [label_status(texts, line[1].status)]
        again = line[0].person.stands_again
        if again != Again.UNKNOWN:
            told.append(texts("mandate.stands", again=label_again(texts, again).lower()))
        return text(". ".join(told))

    more = Field(Column(key="more", head=texts("mandate.head.more"), is_wordy=True, shown="read"), tell_more)
    return [
        Field(Column(key="post", head=texts("mandate.column.kind"), is_wordy=True, shown="read"), tell_post),
        Field(Column(key="time", head=texts("mandate.head.time"), shown="read"), tell_time),
        *((more,) if any(tell_more(line).words for line in lines) else ()),
    ]


def _list_person_fields(catalogue: Catalogue, texts: Texts) -> list[Field[Line]]:
    return [
        data_field("contact", lambda line: line[0].contact),
        data_field("home", lambda line: label_place(catalogue, texts, line[0].person.place)),
        Field(
            Column(key="again", head=texts("mandate.column.again"), is_coded=True, shown="data"),
            lambda line: Cell(value=line[0].person.stands_again, words=label_again(texts, line[0].person.stands_again)),
        ),
        Field(
            Column(key="asked", head=texts("mandate.column.asked"), is_coded=True, shown="data"),
            lambda line: _make_yes_no(texts, is_so=line[0].person.may_be_asked),
        ),
        data_field("courses", lambda line: "|".join(line[0].person.courses)),
        data_field("wishes", lambda line: "|".join(line[0].person.wishes)),
        data_field("consent", lambda line: _tell_day(line[0].person.consented_on)),
        data_field("left", lambda line: _tell_day(line[0].person.member_until)),
    ]


def _make_yes_no(texts: Texts, *, is_so: bool) -> Cell:
    value = "yes" if is_so else "no"
    return Cell(value=value, words=texts(f"words.{value}"))


def _make_name(texts: Texts, named: Named) -> Cell:
    link = Link(HOLDER_LINK, f"{named.unit}/{named.person.number}")
    return Cell(value=named.name, words=label_person(texts, named), link=link)


def _make_list(texts: Texts, chosen: Sequence[str], labels: Mapping[str, str]) -> Cell:
    words = ", ".join(labels.get(one, one) for one in chosen)
    return Cell(value="|".join(chosen), words=words or texts("words.dash"))


def _look_up(by_post: Mapping[int, str] | None, post: Post | None) -> str:
    return "" if post is None or by_post is None else by_post.get(post.number, "")


def _tell_day(day: object) -> str:
    return "" if day is None else str(day)
