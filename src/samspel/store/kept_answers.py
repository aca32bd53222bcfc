"""The file in which a body's answers are kept: rows, and a last line that says how many there are and what they weigh,
so that a file that was cut or changed is not read as half a truth.

Format 1 had neither the column `about` nor the last line; it is read as far as its rows are whole. Since format 3 the
column `known` says who answered, which an older program would take for the body.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answer
from samspel.sources.answer_form import decode_kept, parse_kept
from samspel.sources.form_writing import FormRow, write_kept
from samspel.terms.aside import UnreadableError
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

FORMAT = 3
MARK = b"#samspel"
MARKED_COLUMN = b";about"
"""Stands in the first line since format 2, so that a file whose last line was cut off is not taken for an old one."""
LONGEST_FORMAT = 6
"""Digits of a format's number: a longer one is damage, and Python does not read one of thousands."""
NOT_KNOWN = frozenset(("form_demand", "form_item"))
"""What a whole row is that a later handbook no longer asks for, as against one that was damaged."""


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """What a file holds. `others` are rows that count for nothing, such as answers to questions that are no longer
    asked, each with what is wrong with it; they are kept as they stand.
    """

    answers: tuple[Answer, ...] = ()
    others: tuple[tuple[Mapping[str, str], BadInputError], ...] = ()


def pack_answers(rows: Iterable[FormRow], others: Iterable[Mapping[str, str]] = ()) -> bytes:
    """The bytes of the file."""
    told, left = list(rows), list(others)
    data = write_kept(told, left)
    return data + b";".join((MARK, b"%d" % FORMAT, b"%d" % (len(told) + len(left)), _weigh(data))) + b"\r\n"


def unpack_answers(data: bytes, name: str, catalogue: Catalogue, body: Place) -> KeptAnswers:
    """What a file holds. Raises UnreadableError for one that is damaged, empty or of a later format."""
    rows, is_sealed = _unseal(data)
    answers, others = parse_kept(decode_kept(rows, name), name, catalogue, body)
    for _, problem in others:
        if problem.code == "form_body" or not (is_sealed or problem.code in NOT_KNOWN):
            raise problem
    return KeptAnswers(tuple(answers), tuple(others))


def _unseal(data: bytes) -> tuple[bytes, bool]:
    """The rows, and whether the last line vouches for them."""
    if not data.strip():
        raise UnreadableError("kept_empty")
    rows, mark, last = data.rpartition(b"\r\n" + MARK)
    if not mark:
        first = data.partition(b"\n")[0]
        if MARKED_COLUMN in first or not data.endswith(b"\n"):
            raise UnreadableError("kept_cut")
        return data, False
    rows += b"\r\n"
    told = last.rstrip(b"\r\n").split(b";")[1:]
    stated = told[0] if told else b""
    if not stated.isdigit() or len(stated) > LONGEST_FORMAT:
        raise UnreadableError("kept_changed")
    if int(stated) > FORMAT:
        raise UnreadableError("kept_newer", format=int(stated), known=FORMAT)
    if len(told) != 3 or not last.endswith(b"\r\n") or told[2] != _weigh(rows):  # noqa: PLR2004 - as pack_answers writes
        raise UnreadableError("kept_changed")
    return rows, True


def _weigh(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
