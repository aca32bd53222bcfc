"""What somebody types of a person and a post, read into records: the same for a form and for a row of a list."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from samspel.catalogue.mandates import Asked, Kind, PostRole, PostRules
from samspel.mandates.records import Again, Status
from samspel.terms.days import read_typed_day
from samspel.terms.errors import BadInputError
from samspel.terms.likeness import find_meant, plain_word

FindPlace = Callable[[str], str]
"""The code of a place by its name or code. Raises NotFoundError."""
Cells = Mapping[str, str]
LIKENESS = 70.0
FIRST_YEAR, LAST_YEAR = 1980, 2099
LONGEST = {"name": 120, "contact": 200, "body": 120, "party": 60, "source": 500}
_IDENTITY = re.compile(r"(?<!\d)(?:19|20)?(\d{6})[-+ ]?(\d{4})(?!\d)")
_MONTHS, _COORDINATED = range(1, 13), 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """A person as typed and understood."""

    name: str = ""
    contact: str = ""
    place: str = ""
    stands_again: str = Again.UNKNOWN
    may_be_asked: bool = False
    courses: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    consented_on: date | None = None
    member_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEntry:
    """A post as typed and understood."""

    kind: str
    place: str
    begins: date
    ends: date | None = None
    body: str = ""
    role: str = ""
    party: str = ""
    status: str = Status.HELD
    source: str = ""


class Labelled(Protocol):
    """Something that is chosen by its id or its name in either language."""

    @property
    def id(self) -> str:
        """In files."""

    @property
    def sv(self) -> str:
        """In Swedish."""

    @property
    def en(self) -> str:
        """In English."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A choice of the program's own with its words in the two languages."""

    id: str
    sv: str
    en: str


def read_person(cells: Cells, rules: PostRules, find_place: FindPlace, again: Iterable[Worded]) -> PersonEntry:
    """A person. Raises BadInputError for what cannot be understood, for a wish, a course or a contact without the day
    of a consent, and for a personal identity number.
    """
    entry = PersonEntry(
        name=_read_text(cells, "name"),
        contact=_read_text(cells, "contact"),
        place=find_place(cells["home"]) if cells.get("home") else "",
        stands_again=read_choice(cells.get("again", ""), "again", again) or Again.UNKNOWN,
        may_be_asked=_read_yes(cells.get("asked", ""), rules.asked),
        courses=_read_choices(cells.get("courses", ""), "courses", rules.courses),
        wishes=_read_choices(cells.get("wishes", ""), "wishes", rules.wishes),
        consented_on=read_day(cells.get("consent", ""), "consent"),
        member_until=read_day(cells.get("left", ""), "left"),
    )
    needs_consent = entry.may_be_asked or entry.contact or entry.courses or entry.wishes
    if needs_consent and entry.consented_on is None:
        raise BadInputError("mandate_consent")
    return entry


def read_post(
    cells: Cells, rules: PostRules, find_place: FindPlace, statuses: Iterable[Worded], *, with_party: bool
) -> PostEntry:
    """A post. Raises BadInputError for what cannot be understood, and for one that ends before it begins or is vacant
    without having ended. A party is not kept unless the unit has chosen to.
    """
    kinds = tuple(Worded(kind.id, kind.sv.name, kind.en.name) for kind in rules.kinds)
    typed = _need(cells, "kind")
    kind = _find_also(typed, rules.kinds) or read_choice(typed, "kind", kinds)
    role = cells.get("role", "")
    begins = read_day(_need(cells, "begins"), "begins")
    entry = PostEntry(
        kind=kind,
        place=find_place(_need(cells, "place")),
        begins=begins or date.min,
        ends=read_day(cells.get("ends", ""), "ends"),
        body=_read_text(cells, "body"),
        role=_find_also(role, rules.roles) or read_choice(role, "role", rules.roles),
        party=_read_text(cells, "party") if with_party else "",
        status=read_choice(cells.get("status", ""), "status", statuses) or Status.HELD,
        source=_read_text(cells, "source"),
    )
    if entry.ends is not None and entry.ends < entry.begins:
        raise BadInputError("mandate_order", begins=str(entry.begins), ends=str(entry.ends))
    if entry.status == Status.VACANT and entry.ends is None:
        raise BadInputError("mandate_vacant")
    return entry


def read_choice(typed: str, field: str, known: Iterable[Labelled]) -> str:
    """The id of what was chosen by id or name; nothing of nothing. Raises BadInputError with the nearest."""
    wanted = plain_word(typed)
    if not wanted:
        return ""
    names = {plain_word(name): one.id for one in known for name in (one.id, one.sv, one.en)}
    if wanted in names:
        return names[wanted]
    nearest = find_meant(typed, [one.sv for one in known], LIKENESS)
    raise BadInputError("mandate_choice", found=typed[:80], mandate_field=field, nearest=nearest)


def _find_also(typed: str, known: Iterable[Kind | PostRole]) -> str:
    """The id of what lists also call so; nothing for none."""
    return next((one.id for one in known if plain_word(typed) in map(plain_word, one.also)), "")


def read_day(typed: str, field: str) -> date | None:
    """A day; nothing of nothing. Raises BadInputError."""
    if not typed.strip():
        return None
    try:
        found = read_typed_day(typed)
    except ValueError:
        raise BadInputError("mandate_day", found=typed[:40], mandate_field=field) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadInputError("mandate_day", found=typed[:40], mandate_field=field)
    return found


def holds_identity_number(text: str) -> bool:
    """Whether a text holds what can be a Swedish personal identity number or coordination number."""
    return any(_is_identity(day, end) for day, end in _IDENTITY.findall(text))


def _is_identity(day: str, end: str) -> bool:
    doubled = (int(figure) * (2 - place % 2) for place, figure in enumerate(day + end))
    return _is_dated(day) and sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_dated(day: str) -> bool:
    month, date_part = int(day[2:4]), int(day[4:6])
    return month in _MONTHS and (1 <= date_part <= 31 or 1 <= date_part - _COORDINATED <= 31)  # noqa: PLR2004 - days


def holds_dated_number(text: str) -> bool:
    """Whether a text holds a day of birth with four figures after it, whatever its check digit: of a name even that is
    too much.
    """
    return any(_is_dated(day) for day, _ in _IDENTITY.findall(text))


def _need(cells: Cells, field: str) -> str:
    typed = cells.get(field, "").strip()
    if not typed:
        raise BadInputError("mandate_blank", mandate_field=field)
    return typed


def _read_text(cells: Cells, field: str) -> str:
    typed = " ".join(cells.get(field, "").split())
    if len(typed) > LONGEST[field]:
        raise BadInputError("mandate_long", mandate_field=field, limit=LONGEST[field])
    if holds_identity_number(typed) or (field == "name" and holds_dated_number(typed)):
        raise BadInputError("mandate_number", mandate_field=field)
    return typed


def _read_choices(typed: str, field: str, known: Iterable[Labelled]) -> tuple[str, ...]:
    chosen = (read_choice(part, field, known) for part in re.split(r"[;,|]", typed) if part.strip())
    return tuple(dict.fromkeys(chosen))


def _read_yes(typed: str, words: Asked) -> bool:
    word = plain_word(typed)
    if word and word not in (*words.yes, *words.no):
        raise BadInputError("mandate_choice", found=typed[:80], mandate_field="asked", nearest="")
    return word in words.yes
