"""What is kept of a place on this machine: listed, removed, put back, and who changed what."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from samspel.app.desk import Desk
from samspel.app.drafting import label_draft
from samspel.app.finding import find_demand, find_place
from samspel.app.noting import note_changes
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Question
from samspel.catalogue.texts import Texts, choose
from samspel.needs.answers import Answer
from samspel.needs.drafts import Draft
from samspel.needs.verdict import NOT_APPLICABLE
from samspel.reach.report import ReachReport
from samspel.reports.added import label_added
from samspel.store.change_log import Change, What, find_moment, order_changes, stamp_now
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place, PlaceKind

LONGEST_TOLD = 80
OF_ADDED = ("added_kept", "added_forgotten", "added_restored")
OF_DRAFTS = ("draft_kept", "draft_forgotten")
"""Changes that tell that somebody has written something."""


@dataclass(frozen=True, kw_only=True)
class KeptThings:
    """What is kept of a place: a report of reach, the answers of its body, somebody's own words for papers, what cannot
    be used, and the changes; and how many answers are kept for its region, which hold for the place too.
    """

    place: Place
    region: Place
    of_region: int
    report: ReachReport | None
    answers: tuple[Answer, ...]
    drafts: tuple[Draft, ...]
    troubles: tuple[SamspelError, ...]
    changes: tuple[Change, ...]

    @property
    def has_any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.report or self.answers or self.drafts or self.troubles or self.changes)


def list_kept(desk: Desk, place: Place, most: int = 100) -> KeptThings:
    """What is kept of a place, with its latest changes. Raises BadInputError for the country, of which nothing is."""
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    body = desk.catalogue.places.answering(place)
    troubles = (*desk.find_home_troubles(), *desk.find_place_troubles(place), *desk.store.find_troubles(body.code))
    answers = sorted(desk.store.read(body.code), key=lambda one: (desk.catalogue.demands[one.demand].number, one.about))
    codes = dict.fromkeys((place.code, body.code))
    noted = (change for code in codes for change in desk.changes.read(code, most))
    changes = order_changes(change for change in noted if change.what not in OF_DRAFTS or _is_ours(desk, change))
    drafts = desk.drafts.read(place.code)
    region = desk.catalogue.places.answering(desk.catalogue.places.region_of(place))
    return KeptThings(
        place=place,
        region=region,
        of_region=0 if region == body else len(desk.store.read(region.code)),
        report=desk.reach.load(place.code),
        answers=tuple(answers),
        drafts=drafts,
        troubles=troubles,
        changes=tuple(changes[:most]),
    )


def _is_ours(desk: Desk, change: Change) -> bool:
    """Whether a change of a draft is one of those that the desk keeps to."""
    return not desk.hides_drafts and change.of == (desk.owner or "")


def keep_report(desk: Desk, report: ReachReport) -> Path:
    """Keep a report in place of the one before, and note it. Raises BadInputError when it cannot be kept."""
    path = desk.reach.save(report)
    note_changes(desk, report.place, [_make("report_kept", ", ".join(list_files(report)))])
    return path


def list_files(report: ReachReport) -> list[str]:
    """The timetables and the map that a report was made from."""
    return [feed.file for feed in report.feeds] + ([report.roads.file] if report.roads else [])


def keep_answers(desk: Desk, body: Place, answers: Iterable[Answer]) -> Path:
    """Keep answers of a body, and note each that is new or other than before. Raises BadInputError as the store."""
    given = tuple(answers)
    path, before = desk.store.save(body, given)
    changes = []
    for answer in given:
        old = before.get(answer.identity)
        if old is None:
            changes.append(_make_given(desk, "answer_kept", answer))
        elif old != answer:
            changes.append(_make_given(desk, "answer_changed", answer, _tell(desk, old)))
    note_changes(desk, body.code, changes)
    return path


def forget_answerers(desk: Desk, body: Place, names: Collection[str], stands_for: str) -> None:
    """Put `stands_for` in the place of people's names in the answers of a body and in its log. Raises BadInputError
    where that cannot be written.
    """
    desk.store.rename(body, names, stands_for)
    desk.changes.rename(body.code, names, stands_for)


def forget_report(desk: Desk, place: Place) -> tuple[str, ...]:
    """Remove the report of a place and those set aside; the names of the files. Raises BadInputError where there is
    none.
    """
    gone = desk.reach.forget(place.code)
    if not gone:
        raise BadInputError("kept_no_report", place=place.area)
    note_changes(desk, place.code, [_make("report_forgotten", ", ".join(gone))])
    return gone


def forget_answer(desk: Desk, place: Place, subject: str) -> Answer:
    """Remove one answer and return it, so that it can be put back. Raises BadInputError where there is none."""
    body = desk.catalogue.places.answering(place)
    wanted = find_answer(desk, body, subject)
    gone = desk.store.forget(body, wanted.identity)
    if gone is None:
        raise BadInputError("kept_no_answer", subject=subject[:LONGEST_TOLD], body=body.body)
    note_changes(desk, body.code, [_make("answer_forgotten", write_subject(gone), "", _tell(desk, gone))])
    return gone


def restore_answer(desk: Desk, place: Place, answer: Answer) -> None:
    """Put back an answer that was removed. Raises BadInputError where the question has another answer by now."""
    body = desk.catalogue.places.answering(place)
    if desk.store.save_absent(body, [answer]).before:
        raise BadInputError("kept_answered_since", subject=write_subject(answer))
    note_changes(desk, body.code, [_make_given(desk, "answer_restored", answer)])


def forget_unused(desk: Desk, place: Place) -> int:
    """Remove answers that count for nothing and files that were set aside. Raises BadInputError where there is none."""
    body = desk.catalogue.places.answering(place)
    aside = (*desk.reach.forget_aside(place.code), *desk.drafts.forget_aside(place.code))
    gone = desk.store.forget_unused(body) + len(aside)
    if not gone:
        raise BadInputError("kept_no_unused", place=place.area)
    note_changes(desk, body.code, [_make("unused_forgotten", str(gone))])
    return gone


def write_subject(answer: Answer) -> str:
    """What an answer is about, as it is named on the command line and in the log."""
    return "/".join(part for part in (answer.demand, answer.item, answer.about) if part)


def find_answer(desk: Desk, body: Place, subject: str) -> Answer:
    """The kept answer that is named as DEMAND/QUESTION, with /MUNICIPALITY where it is put for each.

    Raises NotFoundError for a demand that is none, BadInputError where there is no such answer.
    """
    demand, _, rest = subject.strip().partition("/")
    item, _, town = rest.partition("/")
    known = find_demand(desk.catalogue, demand)
    about = find_place(desk.catalogue, town).code if town.strip() else ""
    for answer in desk.store.read(body.code):
        if answer.item == item.strip() and answer.about == about and known.id in (answer.demand, ""):
            return answer
    raise BadInputError("kept_no_answer", subject=subject[:LONGEST_TOLD], body=body.body)


def label_subject(desk: Desk, lang: Lang, subject: str) -> str:
    """What a change or an answer is about in words; as it stands where it is no longer asked."""
    texts = desk.catalogue.texts[lang]
    name, _, rest = subject.partition("/")
    item, _, town = rest.partition("/")
    demand = desk.catalogue.demands.get(name)
    if demand is None or not rest:
        return label_draft(desk, lang, subject)
    asked = next((question for question in demand.questions if question.id == item), None)
    indicator = desk.catalogue.indicators.get(item)
    told = choose(asked, lang) if asked else choose(indicator, lang).name if indicator else item
    place = desk.catalogue.places.by_code.get(town)
    return texts("kept.subject", number=demand.number, question=f"{place.area}: {told}" if place else told)


def describe_kept_answer(desk: Desk, lang: Lang, answer: Answer) -> str:
    """An answer with who gave it and when."""
    texts, value = desk.catalogue.texts[lang], answer.value
    told = _word(texts, value) if isinstance(value, str) else texts.given(value, _find_unit(desk, answer))
    key = "kept.answer" if answer.known == "body" else f"kept.answer_{answer.known}"
    return texts(key, answer=told, who=answer.answered_by, day=answer.day.isoformat())


def describe_kept_change(desk: Desk, lang: Lang, change: Change) -> str:
    """A change in a sentence."""
    texts = desk.catalogue.texts[lang]
    told = {
        "subject": _label_changed(desk, lang, change) or texts("words.dash"),
        "who": change.by or texts("kept.here"),
        "before": _format_logged(texts, change.before),
        "after": _format_logged(texts, change.after),
    }
    return texts(f"kept.change.{change.what}", **told)


def _label_changed(desk: Desk, lang: Lang, change: Change) -> str:
    if change.what not in OF_ADDED:
        return label_subject(desk, lang, change.subject)
    kind, _, number = change.subject.partition("/")
    return label_added(desk.catalogue.texts[lang], desk.added_lists, kind, number)


def format_moment(change: Change) -> str:
    """The day and the time of a change in Sweden; as it stands where it cannot be read."""
    moment = find_moment(change)
    return change.when[:16] if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def _word(texts: Texts, value: str) -> str:
    if value in ("yes", "no", NOT_APPLICABLE):
        return texts(f"words.{value}")
    return value or texts("kept.text")


def _format_logged(texts: Texts, value: str) -> str:
    """A value of the log: a number as the language writes it, any other as in an answer."""
    try:
        number = float(value)
    except ValueError:
        return _word(texts, value)
    return texts.exact(number) if math.isfinite(number) else value


def _tell(desk: Desk, answer: Answer) -> str:
    """A yes, a no or a number with all its digits; nothing of a text."""
    if isinstance(answer.value, float):
        return format(Decimal(repr(answer.value)).normalize(), "f")
    asked = _find_question(desk, answer)
    is_short = answer.value == NOT_APPLICABLE or (asked is not None and asked.answer == "yes_no")
    return str(answer.value) if is_short else ""


def _find_unit(desk: Desk, answer: Answer) -> str:
    """The unit of an answered number: that of the measure, else what the question asks for."""
    indicator = desk.catalogue.indicators.get(answer.item)
    if indicator is not None:
        return indicator.unit
    asked = _find_question(desk, answer)
    return "percent" if asked is not None and asked.answer == "percent" else "number"


def _find_question(desk: Desk, answer: Answer) -> Question | None:
    demand = desk.catalogue.demands[answer.demand]
    return next((question for question in demand.questions if question.id == answer.item), None)


def _make(what: What, subject: str = "", by: str = "", before: str = "", after: str = "") -> Change:
    return Change(when=stamp_now(), what=what, subject=subject, by=by, before=before, after=after)


def _make_given(desk: Desk, what: What, answer: Answer, before: str = "") -> Change:
    """The change that an answer makes when it is kept."""
    return _make(what, write_subject(answer), answer.answered_by, before, _tell(desk, answer))
