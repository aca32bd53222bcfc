"""`samspel brief`."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from samspel.app.briefing import BACKGROUND, MOTION, RENDERERS, Format, compose_brief, name_event, render, write_paper
from samspel.app.drafting import find_paper, find_words, keep_draft, list_papers
from samspel.app.finding import find_demand, find_goal, find_place
from samspel.app.sheets import SIZES, choose_demands, read_address, read_sender, write_sheet
from samspel.app.simulating import FEWEST_DRAWS, FEWEST_YEARS, MOST_DRAWS, MOST_YEARS, read_events
from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.papers import FILE as PAPERS
from samspel.catalogue.papers import load_papers
from samspel.catalogue.records.needs import Demand, Goal
from samspel.catalogue.records.papers import Paper
from samspel.catalogue.texts import Texts
from samspel.cli.asking import day_option, out_folder, parse_day
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.cli.progress import show_progress
from samspel.rendering.blocks import Document, Size
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.files import write_beside
from samspel.terms.place import Place
from samspel.transition.outlook import Plan

ADDRESS, SENDER = "address", "organisation"
"""The fields of papers that say where the server is and who writes; of one's own words a sheet takes no others."""
WORD = "word_"
"""How the name of an option begins that holds one of the writer's own words."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "brief",
        brief,
        click.Argument(["name"]),
        click.Option(["--demand", "demands"], multiple=True, help=texts("cli.brief.demand")),
        click.Option(["--goal", "goal"], help=texts("cli.brief.goal")),
        click.Option(["--paper", "paper"], help=texts("cli.brief.paper")),
        click.Option(
            ["--format", "formats"],
            type=click.Choice(tuple(RENDERERS), case_sensitive=False),
            multiple=True,
            help=texts("cli.brief.format"),
        ),
        click.Option(["--sheet"], type=click.Choice(SIZES, case_sensitive=False), help=texts("cli.brief.sheet")),
        *_own_words(texts),
        click.Option(["--shock", "shocks"], multiple=True, help=texts("cli.whatif.brief_shock")),
        click.Option(
            ["--shocks", "file"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.simulate.shocks")
        ),
        click.Option(["--lever", "levers"], multiple=True, help=texts("cli.whatif.brief_lever")),
        click.Option(["--years"], type=whole(FEWEST_YEARS, MOST_YEARS), help=texts("cli.simulate.years")),
        click.Option(["--draws"], type=whole(FEWEST_DRAWS, MOST_DRAWS), help=texts("cli.simulate.draws")),
        click.Option(["--seed"], type=whole(0), help=texts("cli.simulate.seed")),
        click.Option(["--no-hypotheses", "without"], is_flag=True, help=texts("cli.simulate.no_hypotheses")),
        click.Option(["--transition"], is_flag=True, help=texts("cli.whatif.brief_transition")),
        out_folder(texts),
        day_option(texts),
    )


def _own_words(texts: Texts) -> Iterable[click.Option]:
    """An option for each field that a paper may ask for, as content/papers.toml has them."""
    for field in load_papers(find_content() / PAPERS).field:
        several = field.most > 1
        words = ", ".join(texts.of(one.words)[0] for one in field.choices)
        told = f"{texts.of(field).label} ({words})" if words else texts.of(field).label
        yield click.Option([_name_option(field.id), f"{WORD}{field.id}"], multiple=several, help=told)


def brief(
    session: Session,
    name: str,
    demands: tuple[str, ...],
    goal: str | None,
    paper: str | None,
    formats: tuple[Format, ...],
    out: Path,
    day: str,
    transition: bool,
    sheet: Size | None,
    **asked: Any,
) -> None:
    """Write the fact sheet, or a paper for each demand or for a goal, with what somebody has written themselves; or one
    to three demands on a sheet.
    """
    words = _take_words(asked)
    scenario = _read_scenario(session, with_demand=bool(demands), **asked)
    if sheet is not None:
        if goal or paper or transition or scenario or words.keys() - {ADDRESS, SENDER}:
            raise click.UsageError(session.texts("cli.brief.sheet_alone"))
        _write_sheet(session, name, demands, sheet, words, formats, out, day)
        return
    if transition and demands:
        raise click.UsageError(session.texts("cli.whatif.brief_transition_motion"))
    desk = session.desk
    place = find_place(desk.catalogue, name)
    session.warn(desk.find_troubles(place))
    subjects: list[Demand | Goal] = [find_demand(desk.catalogue, told) for told in demands]
    subjects += [find_goal(desk.catalogue, goal)] if goal else []
    if not subjects:
        if words or (paper and find_paper(desk.catalogue, paper).about != "place"):
            raise click.UsageError(session.texts("cli.brief.no_subject"))
        plan = Plan() if transition else None
        facts = compose_brief(desk, place, None, session.lang, parse_day(day), scenario, plan)
        _write(session, [facts], formats or tuple(RENDERERS), out)
        return
    kind = _choose_paper(desk.catalogue, subjects, paper, with_scenario=scenario is not None)
    written = []
    for subject in _join(session, kind, subjects, words):
        _keep(session, place, subject, kind, words, name_event(scenario))
        written.append(write_paper(desk, place, subject, kind, session.lang, parse_day(day), scenario=scenario))
    _write(session, [one.document for one in written], formats or tuple(RENDERERS), out)
    for remark in dict.fromkeys(remark for one in written for remark in one.remarks):
        click.echo(f"{session.texts('cli.brief.draft')}: {remark}", err=True)


def _write_sheet(
    session: Session,
    name: str,
    demands: tuple[str, ...],
    size: Size,
    words: Mapping[str, str],
    formats: tuple[Format, ...],
    out: Path,
    day: str,
) -> None:
    """Write one to three demands on a sheet."""
    desk = session.desk
    place, found = find_place(desk.catalogue, name), choose_demands(desk.catalogue, demands)
    session.warn(desk.find_troubles(place))
    address, sender = read_address(words.get(ADDRESS, "")), read_sender(words.get(SENDER, ""))
    sheet = write_sheet(desk, place, found, size, session.lang, parse_day(day), address=address, sender=sender)
    _write(session, [sheet], formats or tuple(RENDERERS), out)


def _take_words(asked: dict[str, Any]) -> dict[str, str]:
    """Take the fields of papers out of the options, lines joined; those that were given."""
    given = {key: asked.pop(key) for key in list(asked) if key.startswith(WORD)}
    joined = {key: text if isinstance(text, str) else "\n".join(text or ()) for key, text in given.items()}
    return {key.removeprefix(WORD): text for key, text in joined.items() if text}


def _choose_paper(
    catalogue: Catalogue, subjects: Sequence[Demand | Goal], paper: str | None, *, with_scenario: bool
) -> Paper:
    """The paper asked for; else the motion, with events the background that holds what they change, and the only one
    that is about a goal.
    """
    if isinstance(subjects[-1], Goal):
        return find_paper(catalogue, paper, "goal") if paper else list_papers(catalogue, "goal")[0]
    return find_paper(catalogue, paper or (BACKGROUND if with_scenario else MOTION), "demand")


def _join(
    session: Session, kind: Paper, subjects: Sequence[Demand | Goal], words: dict[str, str]
) -> Sequence[Demand | Goal]:
    """The subjects that get a paper each. Of a kind that takes several demands the first has one with the others in
    it. Raises UsageError for one's own words about several.
    """
    fields = session.desk.catalogue.paper_fields
    several = [name for name in kind.fields if fields[name].kind == "demands"]
    if several and len(subjects) > 1:
        numbers = (str(one.number) for one in subjects[1:] if isinstance(one, Demand))
        words.setdefault(several[0], ", ".join(numbers))
        return subjects[:1]
    if words and len(subjects) > 1:
        raise BadInputError("paper_several", count=len(subjects), paper=session.texts.of(kind).name)
    return subjects


def _keep(
    session: Session, place: Place, subject: Demand | Goal, kind: Paper, words: dict[str, str], event: str
) -> None:
    """Keep what was given on the command line together with what is kept. Raises BadInputError for a field that the
    paper does not ask for, and for what cannot be used.
    """
    if not words:
        return
    for name in words:
        if name not in kind.fields:
            paper = session.texts.of(kind).name
            known = ", ".join(map(_name_option, kind.fields))
            raise BadInputError("paper_field", field=_name_option(name), paper=paper, known=known)
    try:
        kept = find_words(session.desk, place, subject)
        keep_draft(session.desk, place, subject, kind, {**kept, **words}, event=event)
    except SamspelError as error:
        for one in (error, *error.others):
            if "field" in one.facts:
                option = _name_option(str(one.facts["field"]))
                one.facts = {**one.facts, "field": option, **({"where": option} if "where" in one.facts else {})}
        raise


def _name_option(field: str) -> str:
    """How a field is written on the command line."""
    return f"--{field.replace('_', '-')}"


def _write(session: Session, documents: Sequence[Document], formats: Sequence[Format], out: Path) -> None:
    """Write documents as files and say where they are."""
    files = [
        write_beside(out / file, data)
        for document in show_progress(documents)
        for file, data in render(document, formats).items()
    ]

    def people() -> None:
        for file in files:
            session.say(session.texts("cli.written", file=str(file)))

    session.show(lambda: {"files": [str(file) for file in files]}, people)


def _read_scenario(
    session: Session,
    shocks: tuple[str, ...],
    file: Path | None,
    levers: tuple[str, ...],
    years: int | None,
    draws: int | None,
    seed: int | None,
    *,
    without: bool,
    with_demand: bool,
) -> Request | None:
    """The scenario asked for; None when there is none. Raises UsageError for options that do not go together."""
    numbers = {"years": years, "draws": draws, "seed": seed}
    given = {name: value for name, value in numbers.items() if value is not None}
    if with_demand and levers:
        raise click.UsageError(session.texts("cli.whatif.brief_lever_motion"))
    if not (shocks or file or levers):
        if given or without:
            raise click.UsageError(session.texts("cli.whatif.brief_need_event"))
        return None
    return Request(shocks=read_events(session.desk, shocks, file), levers=levers, with_hypotheses=not without, **given)
