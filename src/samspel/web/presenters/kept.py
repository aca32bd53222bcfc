"""What is kept of a place, ready for its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from samspel.app.desk import Desk
from samspel.app.drafting import label_draft
from samspel.app.keeping import (
    KeptThings,
    describe_kept_answer,
    describe_kept_change,
    format_moment,
    label_subject,
    list_files,
    write_subject,
)
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.drafts import Draft
from samspel.store.change_log import Change
from samspel.terms.place import Place

LATEST = 5


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """A kept answer: how it is named, what was asked, and what was answered."""

    subject: str
    question: str
    told: str


@dataclass(frozen=True, slots=True)
class DraftPart:
    """Somebody's own words for papers: how they are named, what they are about, when they were kept, and the words."""

    subject: str
    title: str
    when: str
    words: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ChangePart:
    """A change: when, and in a sentence what and by whom."""

    when: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """The page. `report` tells of the kept report and `of_region` of answers that are kept for the region and hold here
    too, each empty where there is none; `done` of what was just done, and `undo`
    is the signed answer that can be put back.
    """

    template: ClassVar[str] = "samspel/kept.html"
    place: Place
    report: str
    of_region: str
    region: Place
    body: str
    answers: tuple[AnswerPart, ...]
    drafts: tuple[DraftPart, ...]
    has_unused: bool
    changes: tuple[ChangePart, ...]
    done: str = ""
    undo: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not (self.report or self.answers or self.drafts or self.has_unused)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRemovePage:
    """The question whether a thing is to be removed; `answer` or `draft` is the thing, where it is one."""

    template: ClassVar[str] = "samspel/kept_remove.html"
    place: Place
    kind: str
    subject: str
    sure: str
    answer: AnswerPart | None = None
    draft: DraftPart | None = None


def present_kept(desk: Desk, texts: Texts, kept: KeptThings) -> KeptPage:
    """What is kept, in words."""
    report = kept.report
    made = ""
    if report is not None:
        made = texts("kept.report_made", day=report.made.isoformat(), files=texts.listing(list_files(report)))
    return KeptPage(
        place=kept.place,
        report=made,
        of_region=_describe_region(texts, kept),
        region=kept.region,
        body=desk.catalogue.places.answering(kept.place).body,
        answers=tuple(present_answer(desk, texts, answer) for answer in kept.answers),
        drafts=tuple(present_draft(desk, texts, draft) for draft in kept.drafts),
        has_unused=any(error.code != "kept_unread" for error in kept.troubles),
        changes=present_changes(desk, texts, kept.changes),
    )


def _describe_region(texts: Texts, kept: KeptThings) -> str:
    if not kept.of_region:
        return ""
    return texts("kept.of_region", count=texts.number(kept.of_region), body=kept.region.body)


def present_answer(desk: Desk, texts: Texts, answer: Answer) -> AnswerPart:
    """An answer in words."""
    subject = write_subject(answer)
    return AnswerPart(subject, label_subject(desk, texts.lang, subject), describe_kept_answer(desk, texts.lang, answer))


def present_draft(desk: Desk, texts: Texts, draft: Draft) -> DraftPart:
    """Somebody's own words for papers, field by field."""
    fields = desk.catalogue.paper_fields

    def tell(name: str, text: str) -> tuple[str, tuple[str, ...]]:
        if name not in fields:
            return name, tuple(text.splitlines())
        chosen = next((texts.of(one) for one in fields[name].choices if one.id == text), text)
        return texts.of(fields[name]).label, tuple(chosen.splitlines())

    words = (tell(name, text) for name, text in draft.words.items())
    title = label_draft(desk, texts.lang, draft.subject)
    return DraftPart(draft.subject, title, draft.when[:16].replace("T", " "), tuple(words))


def present_changes(desk: Desk, texts: Texts, changes: Iterable[Change]) -> tuple[ChangePart, ...]:
    """Changes in words, in the order they come."""
    return tuple(
        ChangePart(format_moment(change), describe_kept_change(desk, texts.lang, change)) for change in changes
    )
