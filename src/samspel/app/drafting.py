"""What somebody writes for papers: read, checked by the kinds of its fields, kept and removed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

import msgspec
from rapidfuzz import process

from samspel.app.desk import Desk
from samspel.app.finding import find_demand
from samspel.app.noting import note_changes
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand, Goal
from samspel.catalogue.records.papers import Choice, Paper, PaperField, Subject
from samspel.catalogue.texts import choose
from samspel.documents.matter import YEAR_AND_SUM
from samspel.needs.drafts import Draft
from samspel.reports.whose import label_title
from samspel.store.change_log import Change, What, stamp_now
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.terms.harmless import neutralise
from samspel.terms.likeness import plain_word
from samspel.terms.numbers import read_number
from samspel.terms.place import Place

LONGEST_TOLD = 80
GOAL = "goal:"
"""How the subject of a draft begins that is a goal and not a demand."""
_NAME_AND_PARTY = re.compile(r"[^()]*\w[^()]*\([^()]*\w[^()]*\)")


@dataclass(frozen=True, slots=True)
class Sorted:
    """The words of a paper's fields that can be used, tidied, and what is wrong with the others; each error names its
    `field`.
    """

    words: Mapping[str, str]
    errors: tuple[SamspelError, ...]


def list_papers(catalogue: Catalogue, about: Subject) -> tuple[Paper, ...]:
    """The kinds of paper about a demand, a goal or a place."""
    return tuple(paper for paper in catalogue.papers.values() if paper.about == about)


def find_paper(catalogue: Catalogue, words: str, about: Subject | None = None) -> Paper:
    """A kind of paper by id or name, of those about such a subject if one is given. Raises NotFoundError with the
    nearest ids, and BadInputError for one about something else.
    """
    papers, wanted = catalogue.papers.values(), plain_word(words)
    names = {plain_word(name): paper for paper in papers for name in (paper.id, paper.sv.name, paper.en.name)}
    known = [paper for paper in papers if about in (None, paper.about)]
    found = names.get(wanted)
    if found is not None:
        if found not in known:
            raise BadInputError("paper_subject", paper=words[:LONGEST_TOLD])
        return found
    nearest = process.extract(wanted[:LONGEST_TOLD], [paper.id for paper in known], limit=3)
    told = ", ".join(match[0] for match in nearest)
    raise NotFoundError("unknown_paper", name=words[:LONGEST_TOLD], nearest=told, known=", ".join(p.id for p in known))


def name_subject(subject: Demand | Goal) -> str:
    """What a draft of a demand or a goal is kept under."""
    return subject.id if isinstance(subject, Demand) else f"{GOAL}{subject.id}"


def label_draft(desk: Desk, lang: Lang, subject: str) -> str:
    """The title of what a draft is about; as it stands where that is no longer in the handbook."""
    demand = desk.catalogue.demands.get(subject)
    if demand is not None:
        return f"{demand.number}. {label_title(desk.catalogue.texts[lang], demand)}"
    goal = desk.catalogue.goals.get(subject.removeprefix(GOAL))
    return subject if goal is None else choose(goal, lang).name


def sort_words(catalogue: Catalogue, paper: Paper, typed: Mapping[str, str]) -> Sorted:
    """What was typed into a paper's fields, empty ones left out. What is kept may be older than its paper's rules, or
    written for another paper, so it is sorted too each time that it is used.
    """
    words: dict[str, str] = {}
    errors: list[SamspelError] = []
    for name in paper.fields:
        field = catalogue.paper_fields[name]
        text = _tidy(field, typed.get(name, ""))
        if not text:
            continue
        try:
            _check(catalogue, paper, field, text)
        except (BadInputError, NotFoundError) as error:
            errors.append(BadInputError(error.code, **{**error.facts, "field": name}))
        else:
            words[name] = text
    return Sorted(words, tuple(errors))


def read_words(catalogue: Catalogue, paper: Paper, typed: Mapping[str, str]) -> Mapping[str, str]:
    """What was typed into a paper's fields, as `sort_words`. Raises BadInputError for the first that cannot be used,
    with the rest as `others`.
    """
    found = sort_words(catalogue, paper, typed)
    if found.errors:
        found.errors[0].others = found.errors[1:]
        raise found.errors[0]
    return found.words


def keep_draft(
    desk: Desk, place: Place, subject: Demand | Goal, paper: Paper, typed: Mapping[str, str], *, event: str = ""
) -> None:
    """Keep what was typed for one paper, with what is kept for the others of its subject and the event that it tells
    of, if any; nothing is kept where all of it is empty. Raises BadInputError for what cannot be used, and where it
    cannot be written.
    """
    name, words, what = name_subject(subject), read_words(desk.catalogue, paper, typed), list[What]()

    def join(old: Draft | None) -> Draft | None:
        others = {} if old is None else {key: text for key, text in old.words.items() if key not in paper.fields}
        joined = {**others, **words}
        if joined or old is not None:
            what.append("draft_kept" if joined else "draft_forgotten")
        if not joined:
            return None
        before = old or Draft(subject=name)
        return msgspec.structs.replace(before, when=stamp_now(), words=joined, event=event or before.event)

    if words or desk.drafts.find(place.code, name) is not None:
        desk.drafts.change(place.code, name, join)
    for one in what:
        _note(desk, place, one, name)


def forget_draft(desk: Desk, place: Place, subject: str) -> None:
    """Remove what was written for the papers of a subject. Raises BadInputError where nothing is kept."""
    if not desk.drafts.forget(place.code, subject):
        raise BadInputError("kept_no_draft", subject=subject[:LONGEST_TOLD] or "–", place=place.area)
    _note(desk, place, "draft_forgotten", subject)


def find_words(desk: Desk, place: Place, subject: Demand | Goal) -> Mapping[str, str]:
    """What is kept of somebody's words for the papers of a subject."""
    draft = find_draft(desk, place, subject)
    return {} if draft is None else draft.words


def find_draft(desk: Desk, place: Place, subject: Demand | Goal) -> Draft | None:
    """What is kept for the papers of a subject, with whose words it began as."""
    return desk.drafts.find(place.code, name_subject(subject))


def list_reusable(desk: Desk, paper: Paper, words: Mapping[str, str]) -> dict[str, str]:
    """Of the words of a paper those that can be a start elsewhere: no names, days, sums or what exists at the place."""
    fields = desk.catalogue.paper_fields
    return {name: words[name] for name in paper.fields if fields[name].may_reuse and words.get(name)}


def begin_draft(
    desk: Desk, place: Place, subject: Demand | Goal, words: Mapping[str, str], came_from: str
) -> tuple[str, ...]:
    """Begin the papers of a subject with words that were another's; what is written already stays. Returns the fields
    that were filled. Raises BadInputError where it cannot be written.
    """
    name, filled = name_subject(subject), list[str]()

    def join(old: Draft | None) -> Draft | None:
        kept = {} if old is None else dict(old.words)
        new = {field: text for field, text in words.items() if text and not kept.get(field)}
        filled[:] = list(new)
        if not new:
            return old
        before = old or Draft(subject=name)
        return msgspec.structs.replace(before, when=stamp_now(), words=kept | new, came_from=came_from)

    desk.drafts.change(place.code, name, join)
    if filled:
        _note(desk, place, "draft_kept", name)
    return tuple(filled)


def _tidy(field: PaperField, text: str) -> str:
    """The text without signs that command a terminal, its lines stripped and empty ends cut."""
    lines = [" ".join(neutralise(line).split()) for line in text.splitlines()]
    kept = "\n".join(lines).strip("\n")
    if field.kind in ("long", "lines", "names", "sums"):
        return kept
    line = " ".join(kept.split())
    return next((one.id for one in field.choices if plain_word(line) in (one.id, *_list_words(one))), line)


def _list_words(choice: Choice) -> tuple[str, ...]:
    """The words for an answer in both languages."""
    return (*choice.words.sv, *choice.words.en)


def list_choice_words(choices: Iterable[Choice]) -> list[str]:
    """Every word that a choice takes: the first of each answer before the second of any."""
    return [word for words in zip_longest(*map(_list_words, choices)) for word in words if word]


def _check(catalogue: Catalogue, paper: Paper, field: PaperField, text: str) -> None:
    """Raises BadInputError or NotFoundError for a text that its field cannot take."""
    lines = [line for line in text.splitlines() if line]
    whole = text if field.kind in ("long", "line", "demands") else max(lines, key=len)
    facts = {"field": field.id, "found": whole[:LONGEST_TOLD]}
    if len(whole) > field.longest:
        raise BadInputError("paper_long", limit=field.longest, length=len(whole), **facts)
    if field.kind in ("lines", "names", "sums") and len(lines) > field.most:
        raise BadInputError("paper_lines", limit=field.most, length=len(lines), **facts)
    if field.kind == "choice" and text not in {one.id for one in field.choices}:
        raise BadInputError("paper_choice", known=", ".join(list_choice_words(field.choices)), **facts)
    if field.kind == "day":
        _check_day(text)
    for line in lines:
        if field.kind == "names" and paper.by == "member" and not _NAME_AND_PARTY.fullmatch(line):
            raise BadInputError("paper_party", found=line[:LONGEST_TOLD])
        if field.kind == "sums":
            _check_sum(line)
    if field.kind == "demands":
        for number in text.split(","):
            if number.strip():
                find_demand(catalogue, number)


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise BadInputError("bad_day", found=text[:LONGEST_TOLD]) from None


def _check_sum(line: str) -> None:
    found = YEAR_AND_SUM.fullmatch(line)
    if found is None:
        raise BadInputError("paper_sum", found=line[:LONGEST_TOLD])
    read_number(found["sum"])


def _note(desk: Desk, place: Place, what: What, subject: str) -> None:
    """Note the change without the words: what was written may be removed since it should never have been kept."""
    note_changes(desk, place.code, [Change(when=stamp_now(), what=what, subject=subject, of=desk.owner or "")])
