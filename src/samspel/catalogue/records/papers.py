"""Records of content/papers.toml: the kinds of paper, what each asks of its writer, and how a figure is told in one."""

from datetime import date
from typing import Literal

from samspel.catalogue.records.base import Record
from samspel.catalogue.records.needs import AnswerKind

FieldKind = Literal["line", "long", "lines", "names", "day", "choice", "sums", "demands"]
Subject = Literal["demand", "goal", "place"]
Signer = Literal["member", "resident", "organisation", "nobody"]
Addressee = Literal["assembly", "committee", "chair", "meeting", "authority", "government", "newspaper", "own"]
Layout = Literal["report", "letter", "leaflet"]
Way = Literal["handed_in", "newspaper", "wall", "own"]

EXISTS, UNKNOWN = "some", "unknown"
"""The answers to whether what is asked for exists today, as content/papers.toml names them."""


class FieldText(Record, frozen=True, kw_only=True):
    """What a field is called, how it is filled in (with the demand's own question of what exists where it has that
    placeholder), what stands before it in the paper where that is another name, and what stands there where it was
    not filled in.
    """

    label: str
    printed: str = ""
    hint: str = ""
    gap: str = ""


class ChoiceWords(Record, frozen=True, kw_only=True):
    """The words that stand for an answer where it is typed; the first is the one that is told."""

    sv: tuple[str, ...]
    en: tuple[str, ...]


class Choice(Record, frozen=True, kw_only=True):
    """One of several answers to a field."""

    id: str
    words: ChoiceWords
    sv: str
    en: str


class PaperField(Record, frozen=True, kw_only=True):
    """What somebody may write themselves: a line, long text, lines, names with party, a day, a choice, sums by year, or
    further demands. `longest` is in characters, `most` the number of lines; `may_reuse` says that the words can be a
    start for a paper at another place.
    """

    id: str
    kind: FieldKind
    longest: int = 120
    most: int = 1
    choices: tuple[Choice, ...] = ()
    may_reuse: bool = False
    sv: FieldText
    en: FieldText


class PaperText(Record, frozen=True, kw_only=True):
    """A kind of paper in one language. `kicker`, `title`, `lead` and `end` may hold placeholders; an empty title is the
    demand's own, `event_title` goes before it where something has happened, `heading` stands above the lead, and
    `rules` tells the formal rules to whoever writes it, never in the paper.
    """

    name: str
    purpose: str
    rules: str
    kicker: str
    title: str = ""
    event_title: str = ""
    heading: str = ""
    lead: str = ""
    end: str = ""


class Paper(Record, frozen=True, kw_only=True):
    """A kind of paper: what it is about, who signs it and to whom it goes, the fields it asks for and those it cannot
    be without, its blocks in order, and its bounds.

    `most_words` counts what is not the writer's own, and is held to in every paper of every demand before the program
    is given out; characters count everything that is read out of the paper. The writer is told of a paper that is
    longer than `most_pages`.
    `handed_in` papers hold nothing but what the signers say. `read` is the day when the rules were last read in the
    law.
    """

    id: str
    about: Subject
    by: Signer
    to: Addressee
    layout: Layout = "letter"
    handed_in: bool
    fields: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    most_words: int | None = None
    least_characters: int | None = None
    most_characters: int | None = None
    most_pages: int | None = None
    most_signers: int | None = None
    proposals: int = 2
    questions: int = 3
    read: date
    sv: PaperText
    en: PaperText

    @property
    def way(self) -> Way:
        """Where the paper goes when it is ready."""
        if self.layout == "leaflet":
            return "wall"
        if self.to == "newspaper":
            return "newspaper"
        return "handed_in" if self.handed_in else "own"

    @property
    def needs_what_exists(self) -> bool:
        """Whether it is not ready until whoever answers that something exists has said what."""
        return "situation" in self.required and "exists" in self.fields


class Ground(Record, frozen=True, kw_only=True):
    """Under which rule questions of a kind are put in a request; `answers` are the kinds of answer, none for documents
    that somebody names.
    """

    id: str
    answers: tuple[AnswerKind, ...] = ()
    sv: str
    en: str


class PaperKinds(Record, frozen=True, kw_only=True):
    """content/papers.toml: the papers, their fields, and the grounds of a request."""

    paper: list[Paper]
    field: list[PaperField]
    ground: list[Ground]


class FigureSentence(Record, frozen=True, kw_only=True):
    """How an indicator's figure is told in a sentence of running text, with its placeholders."""

    indicator: str
    sv: str
    en: str

    @property
    def id(self) -> str:
        """The indicator's id, so that each stands once."""
        return self.indicator
