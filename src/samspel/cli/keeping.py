"""What is kept of a place, on the command line: shown and removed."""

from collections.abc import Sequence

from samspel.app.keeping import (
    KeptThings,
    describe_kept_answer,
    describe_kept_change,
    find_answer,
    forget_answer,
    forget_unused,
    format_moment,
    label_subject,
    list_kept,
    write_subject,
)
from samspel.cli.framing import Session
from samspel.reports.records import Plain, render_error, render_place
from samspel.store.change_log import Change
from samspel.terms.place import Place


def print_kept(session: Session, body: Place) -> None:
    """Print what is kept of a place and who changed what."""
    desk, texts, lang = session.desk, session.texts, session.lang
    kept = list_kept(desk, body)

    def people() -> None:
        session.say(texts("kept.title", area=body.area), strong=True)
        if not kept.has_any:
            session.say(texts("kept.nothing", area=body.area))
        if kept.report is not None:
            session.say(f"{texts('kept.report')}: {kept.report.made.isoformat()}")
        for answer in kept.answers:
            subject = write_subject(answer)
            session.say(f"{subject}: {label_subject(desk, lang, subject)} {describe_kept_answer(desk, lang, answer)}")
        for error in kept.troubles:
            session.say(f"{texts('cli.observe')}: {texts.explain(error)}")
        if kept.changes:
            session.say(texts("kept.changes"), strong=True)
        for change in kept.changes:
            session.say(f"{format_moment(change)} {describe_kept_change(desk, lang, change)}")

    session.show(lambda: _render_kept(session, kept), people)


def remove_answers(session: Session, body: Place, subjects: Sequence[str]) -> None:
    """Remove the answers that are named, or what does not count where none is."""
    texts = session.texts
    if not subjects:
        count = forget_unused(session.desk, body)
        session.show(lambda: {"removed": count}, lambda: session.say(texts("kept.removed_unused")))
        return
    for subject in subjects:  # so that a misspelt one removes nothing of the others
        find_answer(session.desk, session.desk.catalogue.places.answering(body), subject)
    gone = [write_subject(forget_answer(session.desk, body, subject)) for subject in subjects]

    def people() -> None:
        for subject in gone:
            session.say(texts("cli.answer.forgotten", subject=subject))

    session.show(lambda: {"removed": gone}, people)


def _render_kept(session: Session, kept: KeptThings) -> Plain:
    return {
        "place": render_place(kept.place),
        "report": None if kept.report is None else kept.report.made.isoformat(),
        "answers": [
            {
                "subject": write_subject(one),
                "value": one.value,
                "by": one.answered_by,
                "known": one.known,
                "date": one.day.isoformat(),
            }
            for one in kept.answers
        ],
        "troubles": [render_error(session.texts, error) for error in kept.troubles],
        "changes": [_render_kept_change(change) for change in kept.changes],
    }


def _render_kept_change(change: Change) -> Plain:
    return {name: getattr(change, name) for name in change.__struct_fields__}
