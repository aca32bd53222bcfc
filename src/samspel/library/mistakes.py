"""What cannot be answered, told to whoever programs in the sentence that everybody else reads."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from samspel.catalogue.texts import Texts
from samspel.terms.errors import SamspelError

P = ParamSpec("P")
T = TypeVar("T")


class AskingError(ValueError):
    """Something that cannot be answered as it was asked: what, where, why, and what to do; `code` is the same in every
    language.
    """

    def __init__(self, told: str, code: str) -> None:
        super().__init__(told)
        self.code = code


class Speaker(Protocol):
    """Who has a language."""

    @property
    def texts(self) -> Texts:
        """The words of it."""


S = TypeVar("S", bound=Speaker)


def telling(ask: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Tell in words what goes wrong in a method."""

    @wraps(ask)
    def tell(asked: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return ask(asked, *args, **kwargs)
        except SamspelError as error:
            raise AskingError(str(asked.texts.explain(error)), error.code) from error

    return tell
