"""A paper with the form for what somebody writes themselves, ready for its page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand, Goal
from samspel.catalogue.records.papers import EXISTS, Paper, PaperField
from samspel.catalogue.texts import Explanation, Texts
from samspel.terms.place import Place

LINES = {"long": 5, "lines": 4, "names": 3, "sums": 4}
"""How high the box of a field of several lines is."""
FORMATS = ("pdf", "docx", "txt", "html")


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A kind of paper to choose: its address, name, what it is for, and where it goes."""

    address: str
    name: str
    purpose: str
    way: str


@dataclass(frozen=True, slots=True)
class ChoicePart:
    """One of the answers of a field."""

    id: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPart:
    """A field of the form; `rows` is 0 for one of a single line, `longest` 0 where lines are counted by themselves,
    `needed` says when it may be empty.
    """

    id: str
    kind: str
    label: str
    hint: str
    value: str
    longest: int
    rows: int
    needed: str
    choices: tuple[ChoicePart, ...]
    wrong: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A paper as a file."""

    address: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """The choice of paper about a demand at a place."""

    template: ClassVar[str] = "samspel/papers.html"
    place: Place
    title: str
    back: str
    papers: tuple[PaperLink, ...]
    has_words: bool
    material: str
    to_both: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """A paper: its form, what it still lacks, how it comes out and its files. `choice` leads to the other papers,
    `older` says that what was kept before stands instead of an event's own sentences, `came_from` whose
    paper the words began as, `whose` who reads what is written here, `fetched` the file that is fetched at once,
    `material` whether there are figures and an answer on cost here, with the way to demands
    that have both. `is_begun` says whether somebody has written on it, or nothing is to be written: until then its form
    stands before its files, and what it lacks, which is the form's own fields, after.
    """

    template: ClassVar[str] = "samspel/paper.html"
    place: Place
    tab: str
    title: str
    name: str
    purpose: str
    rules: str
    read: str
    action: str
    choice: str
    choice_label: str
    fields: tuple[FieldPart, ...]
    remarks: tuple[str, ...]
    warning: str
    material: str
    to_both: str
    names: tuple[str, ...]
    older: str
    came_from: str
    whose: str
    ready: str
    files: tuple[FileLink, ...]
    preview: SafeString
    errors: tuple[Explanation, ...]
    done: str
    fetched: str
    is_begun: bool


def present_fields(
    catalogue: Catalogue,
    texts: Texts,
    paper: Paper,
    subject: Demand | Goal,
    words: Mapping[str, str],
    wrong: Mapping[str, str],
) -> tuple[FieldPart, ...]:
    """The fields of a paper with what stands in them, and what is wrong beside each."""
    exists = texts.of(subject).exists_question if isinstance(subject, Demand) else ""
    fields = (catalogue.paper_fields[name] for name in paper.fields)
    parts = (
        _present(catalogue, texts, paper, field, words.get(field.id, ""), wrong.get(field.id, "")) for field in fields
    )
    return tuple(replace(part, hint=part.hint.format(exists_question=exists).strip()) for part in parts)


def present_links(texts: Texts, papers: Iterable[tuple[Paper, str]]) -> tuple[PaperLink, ...]:
    """The papers to choose among, each with its address."""
    told = ((paper, texts.of(paper), address) for paper, address in papers)
    return tuple(
        PaperLink(address, text.name, text.purpose, texts(f"paper.web.{paper.way}")) for paper, text, address in told
    )


def _tell_needed(catalogue: Catalogue, texts: Texts, paper: Paper, field: str) -> str:
    """That a field may be left empty, or by which answer it may not; nothing where it never may."""
    if field in paper.required:
        return ""
    if field == "exists" and paper.needs_what_exists:
        (some,) = (one for one in catalogue.paper_fields["situation"].choices if one.id == EXISTS)
        return texts("paper.web.needed_if", answer=texts.of(some))
    return texts("paper.web.optional")


def _present(catalogue: Catalogue, texts: Texts, paper: Paper, field: PaperField, value: str, wrong: str) -> FieldPart:
    told = texts.of(field)
    return FieldPart(
        id=field.id,
        kind=field.kind,
        label=told.label,
        hint=told.hint,
        value=value,
        longest=field.longest if field.kind in ("line", "long") else 0,
        rows=LINES.get(field.kind, 0),
        needed=_tell_needed(catalogue, texts, paper, field.id),
        choices=tuple(ChoicePart(one.id, texts.of(one), one.id == value) for one in field.choices),
        wrong=wrong,
    )
