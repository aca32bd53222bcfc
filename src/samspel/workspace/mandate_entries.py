"""What somebody types of people and posts, understood with the places and words of the program; and people with their
names, for those who may see them.
"""

from collections.abc import Callable, Iterable

import msgspec

from samspel.app.desk import Desk
from samspel.app.mandating import find_code
from samspel.catalogue.mandates import PostRules
from samspel.catalogue.texts import LANGUAGES, Texts
from samspel.mandates.entries import Cells, PersonEntry, PostEntry, Worded, read_person, read_post
from samspel.mandates.periods import find_period_of
from samspel.mandates.records import Again, Status
from samspel.mandates.watching import list_askable, list_due, list_flags
from samspel.reports.mandate_list import Named, describe_due, describe_flags
from samspel.sources.mandate_lists import COLUMNS, ReadList, read_mandates, write_example
from samspel.sources.spreadsheet import decode
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.log import Logged
from samspel.workspace.mandates import list_holders, make_person, read_settings
from samspel.workspace.models import Account, Holder, Unit

FILE = "lista.csv"


def understand_person(desk: Desk, rules: PostRules, cells: Cells) -> PersonEntry:
    """A person of what was typed. Raises BadInputError."""
    return read_person(cells, rules, _find_place(desk, "home"), _word(desk, "again", Again))


def understand_post(desk: Desk, rules: PostRules, cells: Cells, *, with_party: bool) -> PostEntry:
    """A post of what was typed. Raises BadInputError."""
    statuses = _word(desk, "status", Status)
    return read_post(cells, rules, _find_place(desk, "place"), statuses, with_party=with_party)


def read_list(desk: Desk, rules: PostRules, unit: Unit, text: str, name: str = FILE) -> ReadList:
    """The rows of a list. Raises BadInputError where the table as a whole cannot be used."""
    with_party = read_settings(unit, rules).with_party
    meant = {
        name: column
        for lang in LANGUAGES
        for column in COLUMNS
        for name in (column, desk.catalogue.texts[lang](f"mandate.column.{column}"))
    }

    also = {name: column for column, names in rules.columns.items() for name in names}

    def read(cells: dict[str, str]) -> tuple[PersonEntry, PostEntry]:
        return understand_person(desk, rules, cells), understand_post(desk, rules, cells, with_party=with_party)

    return read_mandates(text, name, meant, also, read)


def decode_list(data: bytes, name: str = FILE) -> str:
    """The text of an uploaded list. Raises BadInputError for what is no text."""
    return decode(data, name)


def make_example(texts: Texts, rules: PostRules) -> bytes:
    """A list with two made-up rows to write over."""
    heads = [texts(f"mandate.column.{column}") for column in COLUMNS]
    names = {kind.id: texts.of(kind).name for kind in rules.kinds} | {role.id: texts.of(role) for role in rules.roles}
    cells: list[dict[str, str]] = [msgspec.to_builtins(example) for example in rules.examples]
    rows = [[row.get(column, "") for column in COLUMNS] for row in cells]
    return write_example(heads, [[names.get(cell, cell) for cell in row] for row in rows])


def name_people(unit: Unit, account: Account | None, action: Logged = "mandate.read") -> tuple[Named, ...]:
    """Everybody of the unit and its parts with names; the look is noted."""
    return tuple(name_person(holder, unit) for holder in list_holders(unit, account, action))


def name_person(holder: Holder, unit: Unit) -> Named:
    """A person with the name, as seen from a unit."""
    posts = list(holder.posts.all())
    return Named(
        person=make_person(holder),
        unit=unit.pk,
        name=holder.name,
        contact=holder.contact,
        parties={post.pk: post.party for post in posts},
        sources={post.pk: post.source for post in posts},
    )


def suggest_periods(rules: PostRules) -> tuple[tuple[str, str, str], ...]:
    """Kinds with the first and last day of the period that goes on, or comes next, for a form to suggest."""
    found = []
    for kind in rules.kinds:
        period = find_period_of(rules, kind.id, get_today())
        if period is not None:
            found.append((kind.id, str(period[0]), str(period[1])))
    return tuple(found)


def choose_askable(people: Iterable[Named]) -> tuple[Named, ...]:
    """Those who may be asked today, those without a post first."""
    named = {one.person.number: one for one in people}
    return tuple(named[one.number] for one in list_askable([one.person for one in named.values()], get_today()))


def describe_cares(desk: Desk, texts: Texts, rules: PostRules, people: Iterable[Named]) -> tuple[list[str], list[str]]:
    """Odd cases today, and who is to be erased, in words."""
    named = {one.person.number: one for one in people}
    persons = [one.person for one in named.values()]
    flags = describe_flags(desk.catalogue, texts, rules, list_flags(persons, get_today(), rules), named)
    return flags, describe_due(texts, list_due(persons, get_today(), rules), named)


def _find_place(desk: Desk, field: str) -> Callable[[str], str]:
    def find(words: str) -> str:
        try:
            return find_code(desk, words)
        except NotFoundError as error:
            facts = {"found": words[:80], "nearest": str(error.facts.get("nearest", ""))}
            raise BadInputError("mandate_place", mandate_field=field, **facts) from None

    return find


def _word(desk: Desk, field: str, values: Iterable[Again | Status]) -> tuple[Worded, ...]:
    sv, en = (desk.catalogue.texts[lang] for lang in LANGUAGES)
    return tuple(
        Worded(one.value, sv(f"mandate.{field}.{one.value}"), en(f"mandate.{field}.{one.value}")) for one in values
    )
