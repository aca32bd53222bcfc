"""The digest in words: how many things wait, are late or are new, and where one signs in to see them.

A mail lies in many places that nobody here reaches, so it names no unit, nobody, no demand and no words of anybody's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samspel.catalogue.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What there is to tell of one unit, in numbers; `page` is the address of its page. `waits` are what waits for the
    unit itself, `late` those of all whose day has passed, `soon` those that are due in the days to come.
    """

    page: str
    waits: int = 0
    late: int = 0
    soon: int = 0
    remarks: int = 0
    happened: int = 0
    meetings: int = 0
    questions: int = 0
    answers: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(getattr(self, name) for name in NUMBERS)


NUMBERS = ("late", "soon", "waits", "questions", "answers", "happened", "remarks", "meetings")
"""In the order in which they are told."""


def write_subject(texts: Texts, news: Sequence[News]) -> str:
    """The subject: a number and nothing more."""
    late = sum(one.late for one in news)
    return texts("digest.subject_late" if late else "digest.subject", count=texts.number(late))


def write_body(texts: Texts, news: Sequence[News], account: str, days: int) -> str:
    """The mail: the numbers of each unit with the address of its page; `account` is where one ends it, `days` what is
    meant by soon.
    """
    return "\n".join(_list_lines(texts, news, account, days))


def _list_lines(texts: Texts, news: Sequence[News], account: str, days: int) -> Iterator[str]:
    yield texts("digest.hello")
    yield ""
    for one in news:
        for name in NUMBERS:
            count = getattr(one, name)
            if count:
                yield f"- {texts(f'digest.{name}', count=texts.number(count), days=texts.number(days))}"
        yield texts("digest.see", address=one.page)
        yield ""
    yield texts("digest.end", address=account)
