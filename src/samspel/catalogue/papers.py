"""Loads the kinds of paper and checks what they name."""

from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from string import Formatter

from samspel.catalogue.reading import check_unique, read_record
from samspel.catalogue.records.papers import FigureSentence, Paper, PaperField, PaperKinds, PaperText
from samspel.terms.errors import ContentError

FILE, SENTENCES = "papers.toml", "figure_sentences.toml"
OWN = ("own:", "line:")
"""How a block begins that is a field in the writer's own words."""
PLACEHOLDERS = frozenset(
    "area assembly body chair committee council number organisation our plan title us we We".split()  # noqa: SIM905
)
"""What a paper's kicker, title, lead and end may hold."""
IN_A_HINT = frozenset(("exists_question",))
OF_A_FIGURE = frozenset(("area", "publisher", "value", "when", "year"))


def load_papers(path: Path) -> PaperKinds:
    """The kinds of paper with their fields and grounds. Raises ContentError for an id that stands twice."""
    kinds = read_record(path, PaperKinds)
    for records in (kinds.paper, kinds.field, kinds.ground):
        check_unique(path, records)
    return kinds


def check_kinds(papers: Mapping[str, Paper], fields: Mapping[str, PaperField]) -> None:
    """Check that every field a paper names exists, that it asks for what it requires and prints, and its placeholders.
    Raises ContentError for the first breach.
    """
    for paper in papers.values():
        _check_known(f"{paper.id}.fields", paper.fields, fields)
        _check_known(f"{paper.id}.required", paper.required, paper.fields)
        printed = [block.partition(":")[2] for block in paper.blocks if block.startswith(OWN)]
        _check_known(f"{paper.id}.blocks", printed, paper.fields)
        for text in (paper.sv, paper.en):
            _check_text(paper.id, text)
    for field in fields.values():
        _check_words(field)
        for told in (field.sv, field.en):
            _check_placeholders(FILE, field.id, told.hint, IN_A_HINT)


def check_figure_sentences(sentences: Mapping[str, FigureSentence], indicators: Container[str]) -> None:
    """Check that each sentence is of a known indicator and holds no other placeholders than a figure has. Raises
    ContentError for the first breach.
    """
    _check_known("indicator", sentences, indicators, SENTENCES)
    for sentence in sentences.values():
        for text in (sentence.sv, sentence.en):
            _check_placeholders(SENTENCES, sentence.id, text, OF_A_FIGURE)


def _check_words(field: PaperField) -> None:
    """Raises ContentError for a word that stands for two answers."""
    seen: set[str] = set()
    for choice in field.choices:
        for word in {choice.id, *choice.words.sv, *choice.words.en}:
            if word in seen:
                raise ContentError(FILE, f"{field.id}.choices", word, "a word of one answer alone")
            seen.add(word)


def _check_text(paper: str, text: PaperText) -> None:
    for told in (text.kicker, text.title, text.lead, text.end):
        _check_placeholders(FILE, paper, told, PLACEHOLDERS)


def _check_placeholders(file: str, key: str, text: str, known: frozenset[str]) -> None:
    for _, name, _, _ in Formatter().parse(text):
        if name is not None and name not in known:
            raise ContentError(file, key, f"{{{name}}}", "one of " + ", ".join(sorted(known)))


def _check_known(key: str, names: Iterable[str], known: Container[str], file: str = FILE) -> None:
    for name in names:
        if name not in known:
            raise ContentError(file, key, name, "an id that is declared")
