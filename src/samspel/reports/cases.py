"""Real cases of the same kind as an event: what was observed before and after, and what studies found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Fold, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Scalar, Table, data_field, tabulate
from samspel.reports.demand import describe_study
from samspel.reports.events import label_sector
from samspel.reports.figures import AT_LINK, basis_field, label_publishers
from samspel.terms.alphabet import capitalise
from samspel.terms.origin import Basis
from samspel.terms.units import PER_CENT
from samspel.trials.aftermath import Aftermath
from samspel.trials.cases import Backtest
from samspel.trials.observed import JOBS, Seen, SeenKind, name_seen

CASE_LINK = "case"
"""The link of a real case, by its id: what was observed, what the model missed and where it stands."""
MOST_ALIKE = 3
"""So many real cases every face has before one asks for all: those most like the event."""
NEAREST = "nearest_cases"
"""The name of a page's table of these: the file of the cases has all."""
Case = tuple[Backtest, tuple[Seen, ...]]


def compose_cases(catalogue: Catalogue, texts: Texts, plan: Aftermath) -> Iterator[Block]:
    """How it went elsewhere, the nearest in sight and all folded, and what studies found; nothing where no event is
    asked for.
    """
    nearest = replace(plan, cases=plan.cases[:MOST_ALIKE])
    if len(nearest.cases) < len(plan.cases):
        table = tabulate_cases(catalogue, texts, nearest, is_short=True, has_acts=False)
        yield replace(table, name=NEAREST, notes=(*table.notes, _count_cases(texts, "nearest", nearest.cases, plan)))
        yield from _list_acts(texts, nearest)
        yield Fold(texts("after.all_cases", count=len(plan.cases)), (tabulate_cases(catalogue, texts, plan),))
    elif plan.cases:
        yield tabulate_cases(catalogue, texts, plan)
    yield from compose_studies(texts, plan)


def compose_all_cases(catalogue: Catalogue, texts: Texts, plan: Aftermath) -> Iterator[Block]:
    """The same for faces that fold nothing."""
    if plan.cases:
        yield tabulate_cases(catalogue, texts, plan)
    yield from compose_studies(texts, plan)


def compose_studies(texts: Texts, plan: Aftermath) -> Iterator[Block]:
    """What studies found of such events."""
    if plan.studies:
        yield Fold(texts("after.studies"), (Bullets(tuple(describe_study(texts, study) for study in plan.studies)),))


def compose_nearest_cases(catalogue: Catalogue, texts: Texts, plan: Aftermath) -> Iterator[Block]:
    """The real cases for a paper: those most like the event, what was done there, and that there are more."""
    if not plan.cases:
        return
    kept = replace(plan, cases=plan.cases[:MOST_ALIKE])
    yield tabulate_cases(catalogue, texts, kept, is_short=True, has_acts=False)
    yield from _list_acts(texts, kept)
    key = "more_cases" if len(kept.cases) < len(plan.cases) else "every_case"
    yield Paragraph(_count_cases(texts, key, kept.cases, plan), style="note")


def _list_acts(texts: Texts, plan: Aftermath) -> Iterator[Block]:
    """What was done in each case, in the width of the page: a cell of a table would be a column of words."""
    acted = [one for one in (texts.of(case) for case, _ in plan.cases) if one.did]
    if acted:
        yield Bullets(tuple(texts("after.acts", case=one.name, did=one.did) for one in acted))


def _count_cases(texts: Texts, key: str, shown: Sequence[Case], plan: Aftermath) -> str:
    return texts(f"after.{key}", shown=len(shown), count=len(plan.cases))


def tabulate_cases(
    catalogue: Catalogue, texts: Texts, plan: Aftermath, *, is_short: bool = False, has_acts: bool = True
) -> Table:
    """One row a real case: the jobs, and what was observed of people, unemployment and jobs before and after; in files
    each number in a column of its own, with what is known of the case and where that stands. A short one leaves out how
    it went on the way, and what of the notes stands on the page; one without acts leaves what was done to be told
    beside it.
    """
    has_jobs = any(_find_seen(row, JOBS) for row in plan.cases)
    compared = catalogue.trial_rules.cases.after
    credit = {kind: label_publishers(catalogue, origins) for kind, origins in plan.origins.items()}
    links = {kind: Link(AT_LINK, f"{one[0]}/{plan.place.code}") for kind, one in name_seen(catalogue.inputs).items()}
    fields = (
        Field[Case](Column(key="case", head=texts("after.case")), partial(_make_case, texts, plan, has_acts=has_acts)),
        Field[Case](
            Column(key="jobs", head=texts("after.jobs"), is_number=True),
            lambda row: Cell(value=row[0].jobs, words=texts.number(row[0].jobs)),
        ),
        Field[Case](
            Column(key="year", head=texts("words.year")), lambda row: Cell(value=row[0].year, words=str(row[0].year))
        ),
        Field[Case](
            Column(key="people", head=texts("after.people"), shown="read", link=links["people"]),
            lambda row: _make_seen(texts, row, "people", is_short=is_short),
        ),
        Field[Case](
            Column(key="unemployment", head=texts("after.unemployment"), shown="read", link=links["unemployment"]),
            lambda row: _make_seen(texts, row, "unemployment", is_short=is_short),
        ),
        *(
            [
                Field[Case](
                    Column(key=JOBS, head=texts("after.industry_jobs"), shown="read", link=links[JOBS]),
                    lambda row: _make_seen(texts, row, JOBS, is_short=is_short),
                )
            ]
            if has_jobs
            else []
        ),
        *_list_seen(plan, compared, credit),
        basis_field(texts, lambda _: Basis.MEASURED.value),
        *_list_told(texts),
    )
    years = texts.listing([str(after) for after in compared])
    notes = [texts("after.cases_short" if is_short else "after.cases_note", years=years), describe_acts(texts, plan)]
    notes.append(texts("after.cases_credit", people=credit["people"], unemployment=credit["unemployment"]))
    if has_jobs:
        notes.append(texts("after.jobs_credit", publisher=credit[JOBS]))
    return tabulate("cases", texts("after.cases"), fields, plan.cases, notes)


def describe_acts(texts: Texts, plan: Aftermath) -> str:
    """Of which cases no source tells what was done there; nothing where all tell."""
    silent = [texts.of(case).name for case, _ in plan.cases if not texts.of(case).did]
    if len(silent) == len(plan.cases):
        return texts("after.acts_none")
    return texts("after.acts_some", names=texts.listing(silent)) if silent else ""


def _make_case(texts: Texts, plan: Aftermath, row: Case, *, has_acts: bool) -> Cell:
    told = texts.of(row[0])
    return Cell(
        value=told.name,
        words=told.name,
        note=" ".join(filter(None, (describe_unlike(texts, plan, row[0]), told.later, told.did if has_acts else ""))),
        link=Link(CASE_LINK, row[0].id),
    )


def describe_unlike(texts: Texts, plan: Aftermath, case: Backtest) -> str:
    """In what a case is like the event and in what not: sector, size beside the town's jobs, commuting; nothing where
    no event is asked for.
    """
    here, there = plan.here, plan.there[case.id]
    if not here.sectors:
        return ""
    told = [
        texts(
            "after.unlike_sector" if here.sectors.isdisjoint(there.sectors) else "after.like_sector",
            sector=label_sector(texts, case.sector),
        )
    ]
    for key, ours, theirs in (("share", here.share, there.share), ("commuting", here.commuting, there.commuting)):
        if ours is not None and theirs is not None:
            facts = {name: texts.number(value * PER_CENT) for name, value in (("here", ours), ("there", theirs))}
            told.append(texts(f"after.unlike_{key}", **facts))
    return capitalise(f"{'; '.join(told)}.")


def _list_told(texts: Texts) -> Iterator[Field[Case]]:
    """Of each case, in files: where it was, how, what is known of it, and what was read."""
    yield data_field("place", lambda row: row[0].place)
    yield data_field("kind", lambda row: row[0].kind)
    yield data_field("jobs_basis", lambda row: row[0].basis.value)
    yield data_field("note", lambda row: texts.of(row[0]).note)
    yield data_field("did", lambda row: texts.of(row[0]).did or None)
    yield data_field("did_addresses", lambda row: " ".join(row[0].did_addresses) or None)
    yield data_field("later", lambda row: texts.of(row[0]).later or None)
    yield data_field("source", lambda row: row[0].source)
    yield data_field("addresses", lambda row: " ".join(row[0].addresses))


def _find_seen(row: Case, kind: str) -> Seen | None:
    return next((one for one in row[1] if one.kind == kind), None)


def _list_seen(plan: Aftermath, compared: Sequence[int], credit: Mapping[SeenKind, str]) -> Iterator[Field[Case]]:
    """Of each kind, in files: the years and values before and after, the change, and who publishes it."""

    def read(kind: str, tell: Callable[[Seen], Scalar], row: Case) -> Scalar:
        seen = _find_seen(row, kind)
        return None if seen is None else tell(seen)

    for kind in plan.origins:
        for name in ("first", "before", "last", "after"):
            yield data_field(f"{kind}_{name}", partial(read, kind, attrgetter(name)))
        for after in compared:
            yield data_field(f"{kind}_after_{after}", partial(_read_after, kind, after))
        yield data_field(f"{kind}_change", partial(read, kind, _find_change))
        yield data_field(f"{kind}_country_before", partial(read, kind, partial(_read_country, 0)))
        yield data_field(f"{kind}_country_after", partial(read, kind, partial(_read_country, 1)))
        yield data_field(f"{kind}_publisher", partial(_read_credit, credit[kind]))


def _read_after(kind: str, after: int, row: Case) -> Scalar:
    """What it was at the end of so many years."""
    seen = _find_seen(row, kind)
    return None if seen is None else seen.find(row[0].year - 1 + after)


def _find_change(seen: Seen) -> float:
    return round(seen.after - seen.before, 2)


def _read_country(end: int, seen: Seen) -> Scalar:
    return None if seen.country is None else seen.country[end]


def _read_credit(publisher: str, _row: Case) -> str:
    return publisher


def _make_seen(texts: Texts, row: Case, kind: SeenKind, *, is_short: bool) -> Cell:
    seen = _find_seen(row, kind)
    if seen is None:
        return Cell(value=None, words=texts("words.blank"))
    return Cell(value=None, words=describe_seen(texts, seen, is_short=is_short), note=describe_country(texts, seen))


def describe_seen(texts: Texts, seen: Seen, *, is_short: bool = False) -> str:
    """What it was the year before and in the years after, or in the last of them alone."""
    decimals = int(seen.kind == "unemployment")
    course = seen.course[-1:] if is_short else seen.course
    told = [texts("after.seen_at", value=texts.number(value, decimals), year=year) for year, value in course]
    facts = {"before": texts.number(seen.before, decimals), "first": seen.first, "course": texts.listing(told)}
    return texts("after.seen_share" if seen.kind == "unemployment" else "after.seen_count", **facts)


def describe_country(texts: Texts, seen: Seen) -> str:
    """How it went in the country in the same years, without which a place seems to do well where all do."""
    if seen.country is None:
        return ""
    before, after = seen.country
    if seen.kind == "unemployment":
        return texts("after.country_unemployment", before=texts.number(before, 1), after=texts.number(after, 1))
    here, country = (
        format_change(texts, end / start - 1.0) for start, end in ((seen.before, seen.after), (before, after))
    )
    return texts("after.country_people", here=here, country=country)


def format_change(texts: Texts, share: float) -> str:
    """A change as a share with its sign, in per cent."""
    told = texts.quantity(abs(share) * PER_CENT, "percent")
    return f"{'−' if share < 0.0 else '+'}{told}"
