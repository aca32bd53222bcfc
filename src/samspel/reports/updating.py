"""What an update would fetch, what it fetched, and how each source that can be fetched stands."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Service
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Row, Table, data_field, tabulate, text
from samspel.sources.live.county_files import Kind
from samspel.store.live.county_files import KeptFile
from samspel.store.live.records import Known, Planned, ServiceReport, Stopped
from samspel.terms.clock import SWEDEN
from samspel.terms.errors import SamspelError

MINUTE = 60


def tabulate_services(catalogue: Catalogue, texts: Texts, known: Sequence[Known]) -> Table:
    """Each source that can be fetched: how much has been, when, until which year, and how the last attempt went."""

    fields: tuple[Field[Known], ...] = (
        data_field("service", lambda one: one.service.id),
        _word("name", texts("update.service"), lambda one: label_service(catalogue, texts, one.service)),
        _count("measures", texts("update.measures"), texts, lambda one: one.measures),
        _count("renewed", texts("update.renewed"), texts, lambda one: one.renewed),
        Field[Known](Column(key="fetched", head=texts("update.fetched")), lambda one: _tell_days(texts, one.days)),
        Field[Known](
            Column(key="newest", head=texts("update.newest"), is_number=True),
            lambda one: Cell(value=one.newest or None, words=str(one.newest or texts("words.dash"))),
        ),
        Field[Known](
            Column(key="next", head=texts("update.next")), lambda one: _tell_day(texts, one.next_due, "update.now")
        ),
        Field[Known](
            Column(key="tried", head=texts("update.tried")),
            lambda one: _tell_day(texts, _find_day(one.state.tried), "words.dash"),
        ),
        Field[Known](
            Column(key="failure", head=texts("update.failure"), is_wordy=True), lambda one: _tell_failure(texts, one)
        ),
        _word("form", texts("update.form"), lambda one: _tell_form(texts, one.service)),
        _word("licence", texts("update.licence"), lambda one: texts.said(one.service.licence)),
    )
    return tabulate("services", texts("update.services"), fields, known, (texts("update.services_note"),))


def tabulate_plan(catalogue: Catalogue, texts: Texts, plans: Sequence[Planned]) -> Table:
    """What an update would ask each source."""
    fields: tuple[Field[Planned], ...] = (
        data_field("service", lambda one: one.service.id),
        _word("name", texts("update.service"), lambda one: label_service(catalogue, texts, one.service)),
        _count("measures", texts("update.measures"), texts, lambda one: one.measures),
        _count("due", texts("update.due"), texts, lambda one: len(one.due)),
        _count("calls", texts("update.calls"), texts, lambda one: one.calls),
        Field[Planned](
            Column(key="seconds", head=texts("update.time"), is_number=True),
            lambda one: Cell(value=round(one.seconds), words=_tell_seconds(texts, one.seconds)),
        ),
        _word("hindrance", texts("update.hindrance"), lambda one: _tell_hindrance(texts, one)),
    )
    return tabulate("plan", texts("update.plan"), fields, plans, (texts("update.plan_note"),))


def compose_plan(catalogue: Catalogue, texts: Texts, plans: Sequence[Planned]) -> Iterator[Block]:
    """What an update would fetch, and that there is nothing where there is nothing."""
    yield tabulate_plan(catalogue, texts, plans)
    if not any(one.due for one in plans):
        yield Paragraph(texts("update.plan_empty"))


def tabulate_update(catalogue: Catalogue, texts: Texts, reports: Sequence[ServiceReport]) -> Table:
    """How the update of each source went."""

    fields: tuple[Field[ServiceReport], ...] = (
        data_field("service", lambda one: one.service.id),
        _word("name", texts("update.service"), lambda one: label_service(catalogue, texts, one.service)),
        _count("due", texts("update.due"), texts, lambda one: one.due),
        _count("renewed", texts("update.renewed"), texts, lambda one: len(one.renewed)),
        _count("added", texts("update.added"), texts, lambda one: sum(each.added for each in one.renewed)),
        _count("changed", texts("update.changed"), texts, lambda one: sum(each.changed for each in one.renewed)),
        _count("gone", texts("update.gone"), texts, lambda one: sum(each.gone for each in one.renewed)),
        _count("stopped", texts("update.stopped"), texts, lambda one: len(one.stopped)),
        _count("calls", texts("update.calls"), texts, lambda one: one.calls),
    )
    return tabulate("update", texts("update.done"), fields, reports)


def compose_update(catalogue: Catalogue, texts: Texts, reports: Sequence[ServiceReport]) -> Iterator[Block]:
    """How the update went, and each measure and source that was left as it was, with the reason."""
    if not any(one.due or one.failed for one in reports):
        yield Paragraph(texts("update.nothing"))
        return
    yield tabulate_update(catalogue, texts, reports)
    failed = [(one, one.failed) for one in reports if one.failed is not None]
    if failed:
        yield Heading(texts("update.failed"))
        yield Bullets(
            tuple(
                texts("update.one_failed", name=label_service(catalogue, texts, one.service), **_explain(texts, error))
                for one, error in failed
            )
        )
    stopped = [each for one in reports for each in one.stopped]
    if stopped:
        yield Heading(texts("update.stopped"))
        yield Bullets(tuple(_tell_stopped(catalogue, texts, one) for one in stopped))
    if any(one.renewed for one in reports):
        yield Paragraph(texts("update.see_news"))


def describe_freshness(catalogue: Catalogue, texts: Texts, known: Sequence[Known], source: str) -> str:
    """When figures of a source were fetched, when they will be next, and how the last attempt failed; nothing of one
    that has never been tried.
    """
    one = next((one for one in known if one.service.source == source), None)
    if one is None or not (one.days or one.state.tried):
        return ""
    facts = {
        "name": label_service(catalogue, texts, one.service),
        "fetched": _tell_days(texts, one.days).words,
        "next": _tell_day(texts, one.next_due, "update.now").words,
    }
    told = texts("update.freshness", **facts)
    failure = _tell_failure(texts, one)
    return told if failure.value is None else f"{told} {texts('update.freshness_failure', failure=failure.words)}"


def compose_county_file(catalogue: Catalogue, texts: Texts, kind: Kind, kept: KeptFile, path: Path) -> Iterator[Block]:
    """Until when a county's timetable holds, where it or the map lies and how it is used."""
    county = catalogue.places.by_code[kept.county].area
    days = [texts.day(date.fromisoformat(day)) for day in (kept.first, kept.last) if day]
    told = {"first": days[0], "last": days[-1]} if days else {}
    yield Paragraph(texts(f"update.file_{kind}", county=county, **told))
    yield Paragraph(texts(f"update.use_{kind}", file=str(path)))


def render_county_file(kind: Kind, kept: KeptFile, path: Path) -> dict[str, str]:
    """The same as plain data."""
    return {
        "kind": kind,
        "county": kept.county,
        "fetched": kept.fetched,
        "first": kept.first,
        "last": kept.last,
        "digest": kept.digest,
        "file": str(path),
    }


def label_service(catalogue: Catalogue, texts: Texts, service: Service) -> str:
    """Whose server a service is, and what it is called."""
    return f"{texts.said(catalogue.sources[service.source].publisher)}, {texts.of(service)}"


def _tell_form(texts: Texts, service: Service) -> str:
    """How the form of a service's answers is known, and since when."""
    return texts(f"update.form_{service.sure}", day=texts.day(service.read))


def _tell_stopped(catalogue: Catalogue, texts: Texts, one: Stopped) -> str:
    indicator = next((each for each in catalogue.indicators.values() if _is_made_of(each, one)), None)
    name = one.measure if indicator is None else texts.of(indicator).name
    return texts("update.one_stopped", name=name, measure=one.measure, **_explain(texts, one.error))


def _is_made_of(indicator: Indicator, one: Stopped) -> bool:
    missing = indicator.missing
    figure = indicator.figure or (None if missing is None else missing.figure)
    if figure is not None:
        return figure.table == one.table and one.measure in figure.named
    return missing is not None and missing.kolada == one.measure


def _explain(texts: Texts, error: SamspelError) -> dict[str, str]:
    told = texts.explain(error)
    return {"what": told.what, "why": told.why, "do": told.do}


def _tell_failure(texts: Texts, one: Known) -> Cell:
    """The last fault in words; that measures were stopped where the service itself went well."""
    state = one.state
    if state.failed is not None:
        told = texts.explain(state.failed.to_error())
        return Cell(value=state.failed.code, words=f"{told.what} {told.why}".strip())
    if state.stopped:
        words = texts("update.stopped_count", count=len(state.stopped))
        return Cell(value=f"{len(state.stopped)}", words=words)
    return Cell(value=None, words=texts("words.dash"))


def _tell_hindrance(texts: Texts, one: Planned) -> str:
    if one.lacks_key:
        return texts("update.lacks_key", setting=one.service.key)
    if one.left is not None and one.left < one.calls:
        return texts("update.few_left", left=one.left)
    return texts("words.dash")


def _tell_seconds(texts: Texts, seconds: float) -> str:
    if seconds < 2 * MINUTE:
        return texts("update.seconds", count=round(seconds))
    return texts("update.minutes", count=round(seconds / MINUTE))


def _tell_days(texts: Texts, days: tuple[str, str] | None) -> Cell:
    """The days (ISO) between which a service's measures were fetched; the later one in files."""
    if days is None:
        return Cell(value=None, words=texts("update.none_yet"))
    first, last = (texts.day(date.fromisoformat(day)) for day in days)
    return Cell(value=days[1], words=last if first == last else f"{first} – {last}")


def _tell_day(texts: Texts, day: date | None, otherwise: str) -> Cell:
    """A day in words, and as ISO in files; what `otherwise` says where there is none."""
    if day is None:
        return Cell(value=None, words=texts(otherwise))
    return Cell(value=day.isoformat(), words=texts.day(day))


def _find_day(moment: str) -> date | None:
    return datetime.fromisoformat(moment).astimezone(SWEDEN).date() if moment else None


def _word(key: str, head: str, read: Callable[[Row], str]) -> Field[Row]:
    return Field[Row](Column(key=key, head=head), lambda one: text(read(one)))


def _count(key: str, head: str, texts: Texts, read: Callable[[Row], int]) -> Field[Row]:
    column = Column(key=key, head=head, is_number=True)
    return Field[Row](column, lambda one: Cell(value=read(one), words=texts.number(read(one))))
