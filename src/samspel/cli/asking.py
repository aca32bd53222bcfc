"""`samspel ask` and `samspel answer`."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from samspel.app.asking import answer_from_file, ask, find_filled_in, write_form_of, write_letter
from samspel.app.briefing import render
from samspel.app.finding import find_demand, find_place
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.keeping import print_kept, remove_answers
from samspel.rendering.blocks import Document
from samspel.rendering.terminal import print_blocks
from samspel.reports.enquiry import compose_receipt, label_form
from samspel.reports.needs_data import render_enquiry, render_receipt
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.files import write_beside, write_file
from samspel.terms.place import Place


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    demand = click.Option(["--demand", "demands"], multiple=True, help=texts("cli.ask.demand"))
    yield declare(texts, "ask", ask_body, click.Argument(["name"]), demand, out_folder(texts), day_option(texts))
    yield declare(
        texts,
        "answer",
        answer,
        click.Argument(["name"]),
        click.Argument(["file"], type=click.Path(path_type=Path), required=False),
        click.Option(["--kept"], is_flag=True, help=texts("cli.answer.kept")),
        click.Option(["--forget"], multiple=True, help=texts("cli.answer.forget")),
        click.Option(["--forget-unused", "unused"], is_flag=True, help=texts("cli.answer.forget_unused")),
    )


def out_folder(texts: Texts) -> click.Option:
    """The option that names a folder to write in."""
    return click.Option(
        ["--out"],
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        show_default=False,
        help=texts("cli.out_folder"),
    )


def day_option(texts: Texts) -> click.Option:
    """The option that sets the date of a document."""
    return click.Option(["--date", "day"], default="", show_default=False, help=texts("cli.day"))


def parse_day(words: str) -> date:
    """The date given, or today. Raises BadInputError for anything else."""
    try:
        return date.fromisoformat(words) if words else get_today()
    except ValueError:
        raise BadInputError("bad_day", found=words) from None


def ask_body(session: Session, name: str, demands: tuple[str, ...], out: Path, day: str) -> None:
    """Write the letter and the form."""
    desk, texts = session.desk, session.texts
    wanted = [find_demand(desk.catalogue, words) for words in demands]
    body = find_place(desk.catalogue, name)
    session.warn(desk.find_troubles(body))
    enquiry = ask(desk, body, wanted)
    letter = write_letter(desk, enquiry, session.lang, parse_day(day))
    form = write_form_of(desk, enquiry, session.lang)
    files = [] if enquiry.is_empty else _write_papers(session, body, out, letter, form)
    counts = {"questions": len(enquiry.questions), "figures": len(enquiry.figures)}

    def people() -> None:
        said = (
            texts("letter.nothing", body=body.body)
            if enquiry.is_empty
            else texts("cli.ask.done", body=body.body, **counts)
        )
        session.say(said)
        for file in files:
            session.say(texts("cli.written", file=str(file)))
        for other, count in enquiry.others:
            session.say(texts("letter.other_body", count=count, body=other.body, name=f'"{other.body}"'))

    session.show(lambda: render_enquiry(enquiry, texts) | {"files": [str(file) for file in files]}, people)


def _write_papers(session: Session, body: Place, out: Path, letter: Document, form: bytes) -> list[Path]:
    """Write the letter and the form. Raises BadInputError, with nothing written, where a form stands that somebody may
    have filled in.
    """
    path = out / label_form(session.texts, body)
    find_filled_in(session.desk, body, path)
    papers = render(letter, ("docx", "pdf"))
    return [*(write_beside(out / name, data) for name, data in papers.items()), write_file(path, form)]


def answer(
    session: Session, name: str, file: Path | None, forget: tuple[str, ...], *, kept: bool, unused: bool
) -> None:
    """Take a filled-in form back, or show or remove what is kept."""
    chosen = [file is not None, bool(forget), unused, kept]
    if not any(chosen):
        context = click.get_current_context()
        lacking = next(one for one in context.command.params if one.name == "file")
        raise click.MissingParameter(ctx=context, param=lacking)
    if sum(chosen) > 1:
        raise click.UsageError(session.texts("cli.answer.one_of"))
    body = find_place(session.desk.catalogue, name)
    if file is not None:
        _take_back(session, body, file)
    elif kept:
        print_kept(session, body)
    else:
        remove_answers(session, body, forget)


def _take_back(session: Session, body: Place, file: Path) -> None:
    desk, texts = session.desk, session.texts
    session.warn(desk.find_troubles(body))
    receipt = answer_from_file(desk, body, file, get_today())
    blocks = compose_receipt(desk.catalogue, texts, receipt, str(receipt.kept_in))
    session.show(lambda: render_receipt(receipt), lambda: print_blocks(session.console, blocks))
