"""One shape for everything that can go wrong for a user: what, where, why, what to do.

An error carries a code and the facts; the sentence is found under `errors.<code>` in the catalogue of texts, so that
it can be told in the reader's language and tested without matching prose.
"""

from collections.abc import Mapping


class SamspelError(Exception):
    """Something the user can act on.

    `code` names the entry under `errors` in content/texts; `facts` fill its placeholders; `others` are further errors
    found in the same go.
    """

    def __init__(self, code: str, **facts: str | int | float) -> None:
        self.code = code
        self.facts: Mapping[str, str | int | float] = facts
        self.others: tuple[SamspelError, ...] = ()
        super().__init__(code, dict(facts))

    def __str__(self) -> str:
        told = ", ".join(f"{name}: {value}" for name, value in self.facts.items())
        return f"{self.code.replace('_', ' ')} ({told})"


class NotFoundError(SamspelError):
    """A place, demand or goal that does not exist; `facts` holds the nearest names."""


class BadInputError(SamspelError):
    """A file or a value from the user that cannot be used."""


class HandbookError(SamspelError):
    """Another organisation's handbook that breaks a rule: `facts` holds its folder, and what a ContentError holds."""


class ContentError(SamspelError):
    """A content file that breaks a rule: `facts` holds file, line, key, found and expected."""

    def __init__(self, file: str, key: str, found: str, expected: str, line: int = 0) -> None:
        self.key = key
        super().__init__("content", file=file, line=line, key=key, found=found, expected=expected)
