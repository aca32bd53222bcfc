"""The parameters of an address: what they may be, and reading them.

What is not known is refused with a sentence: a misspelt filter passed over gives a wrong answer that looks right.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from samspel.catalogue.texts import LANGUAGES
from samspel.terms.errors import BadInputError
from samspel.terms.numbers import read_count
from samspel.web.access import FIELD

LANG, PAGE, PER_PAGE = "lang", "page", "per_page"
USUAL_ROWS, MOST_ROWS, MOST_PAGES, LAST_YEAR = 500, 1000, 1_000_000, 9999
LONGEST_TOLD = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A field of the address. With `choices` it is one of them; `most` is the largest of whole numbers from `least`, 0
    of what is no number; `usual` what holds where it is left out. One that is repeatable may stand several times.
    """

    name: str
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 0
    usual: str = ""
    is_repeatable: bool = False

    def check(self, given: str) -> None:
        """Raise BadInputError for what it cannot be."""
        if self.choices and given not in self.choices:
            known = ", ".join(self.choices)
            raise BadInputError("api_choice", name=self.name, found=given[:LONGEST_TOLD], known=known)
        if self.most and not self.least <= read_count(given, self.name) <= self.most:
            found = given[:LONGEST_TOLD]
            raise BadInputError("api_range", name=self.name, found=found, least=self.least, most=self.most)


LANGUAGE = Parameter(name=LANG, choices=LANGUAGES, usual=LANGUAGES[0])
PAGING = (
    Parameter(name=PAGE, most=MOST_PAGES, usual="1"),
    Parameter(name=PER_PAGE, most=MOST_ROWS, usual=str(USUAL_ROWS)),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: the parts of its path, and its parameters by name; what is left out is not there."""

    path: Mapping[str, str]
    given: Mapping[str, tuple[str, ...]]

    def text(self, name: str) -> str:
        """A parameter as it was given; empty where it is left out."""
        return self.given.get(name, ("",))[0]

    def many(self, name: str) -> tuple[str, ...]:
        """All that was given of a repeatable parameter."""
        return self.given.get(name, ())

    def count(self, name: str) -> int | None:
        """A whole number."""
        return read_count(self.text(name), name) if name in self.given else None

    @property
    def page(self) -> int:
        """The page of a list, from 1."""
        return self.count(PAGE) or 1

    @property
    def rows(self) -> slice:
        """Which rows of a list the page has."""
        each = self.count(PER_PAGE) or USUAL_ROWS
        return slice((self.page - 1) * each, self.page * each)


def read_asked(known: Iterable[Parameter], path: Mapping[str, str], query: QueryDict) -> Asked:
    """What is asked for. Raises BadInputError for a parameter that is not known, that stands twice or that cannot be
    what it is.
    """
    by_name = {parameter.name: parameter for parameter in known}
    given: dict[str, tuple[str, ...]] = {}
    for name, values in query.lists():
        if name == FIELD:  # the key of a shared server, which access has looked at
            continue
        parameter = by_name.get(name)
        if parameter is None:
            raise BadInputError("api_parameter", name=name[:LONGEST_TOLD], known=", ".join(by_name))
        filled = tuple(value.strip() for value in values if value.strip())
        if len(filled) > 1 and not parameter.is_repeatable:
            raise BadInputError("api_twice", name=name)
        for value in filled:
            parameter.check(value)
        if filled:
            given[name] = filled
    return Asked(path, given)
