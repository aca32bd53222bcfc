"""The model tried on real closures and openings, one case or all, and the baseline on every municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.app.modelling import open_forecaster, open_model
from samspel.app.simulating import check_draws, recall_fair
from samspel.dynamics.jobs import INDUSTRY, SECTORS
from samspel.scenarios.baseline.forecast import Forecaster
from samspel.scenarios.baseline.history import read_official
from samspel.scenarios.ensembles import zero_hypotheses
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_SEED
from samspel.scenarios.parameters import hypotheses
from samspel.scenarios.sampling import sample_parameters
from samspel.scenarios.shocks import known_words
from samspel.sources.case_files import COLUMNS, FiledCase, read_cases
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.mistakes import raise_all
from samspel.terms.origin import Basis
from samspel.terms.place import Place, PlaceKind
from samspel.trials.backtests import Backtesting, lay_case, try_case
from samspel.trials.cases import Backtest, CaseText, load_backtests
from samspel.trials.fair import Fair
from samspel.trials.observed import find_seen_origins, observe_case
from samspel.trials.origins import Trials, try_origins
from samspel.trials.slope_estimate import estimate_slopes, pair_up
from samspel.trials.slopes import Slope
from samspel.trials.starting import start_before
from samspel.trials.surroundings import Surroundings

LONGEST = 60
"""Characters of an unknown case that are told back."""


def backtest(
    desk: Desk,
    place: Place | None,
    draws: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
    cases: Sequence[Backtest] | None = None,
) -> Backtesting:
    """Try the model on the cases of a place, or on all; on somebody's own cases where they are given. Raises
    BadInputError when the place has no case, or for draws out of range.
    """
    check_draws(draws, seed)
    model, cases = open_model(desk), load_backtests(desk.catalogue) if cases is None else cases
    chosen = [case for case in cases if place is None or case.place == place.code]
    if place is not None and not chosen:
        known = ", ".join(dict.fromkeys(desk.catalogue.places.by_code[case.place].name for case in cases))
        raise BadInputError("no_backtest", place=place.name, known=known)
    sampled = sample_parameters(model.parameters, draws, seed)
    zeroed = zero_hypotheses(sampled, hypotheses(model.parameters))
    main, zero = (
        tuple(try_case(desk.observations, model.calibration, model.parameters, case, one) for case in chosen)
        for one in (sampled, zeroed)
    )
    seen = {case.id: observe_case(desk.observations, case) for case in chosen}
    origins, rules = find_seen_origins(desk.observations), desk.catalogue.trial_rules.cases
    return Backtesting(trials=main, zero=zero, seen=seen, origins=origins, rules=rules, draws=draws, seed=seed)


def read_own_cases(desk: Desk, path: Path) -> tuple[tuple[Backtest, ...], list[BadInputError]]:
    """The cases of a file that the model can be tried on, and what is wrong with each of the others, which stop none.
    Raises BadInputError for a file that cannot be used at all, and for one without a case that can be tried.
    """
    languages = desk.catalogue.texts
    columns = {name: name for name in COLUMNS}
    for texts in languages.values():
        columns |= {word: name for name in COLUMNS for word in texts(f"cases.column.{name}").split(", ")}
    filed, wrong = read_cases(path, known_words(languages.values()), columns)
    found = list[Backtest]()
    for one in filed:
        try:
            found.append(_make_case(desk, path.name, one))
        except BadInputError as error:
            wrong.append(error)
    if not found:
        raise_all(wrong, path.name)
    return tuple(found), wrong


def _make_case(desk: Desk, file: str, filed: FiledCase) -> Backtest:
    """A case to try. Raises BadInputError for a place that is none or no municipality, for a year that has nothing
    before it or nothing after it to compare, and for more jobs than people.
    """
    catalogue = desk.catalogue
    facts: dict[str, str | int] = {"file": file, "line": filed.line}
    try:
        place = find_place(catalogue, filed.place)
    except NotFoundError as error:
        raise BadInputError("case_file_unknown", **{**error.facts, **facts}) from None
    if place.kind is not PlaceKind.MUNICIPALITY:
        raise BadInputError("case_file_place", found=filed.place[:LONGEST], **facts)
    industries = catalogue.industries
    told = {
        lang: CaseText(name=filed.name or place.name, note=texts("cases.own", **facts))
        for lang, texts in catalogue.texts.items()
    }
    case = Backtest(
        id=f"{file}:{filed.line}",
        place=place.code,
        kind=filed.kind,
        year=filed.year,
        until=filed.until,
        last=filed.last,
        jobs=float(filed.jobs),
        sector=filed.sector,
        branches=industries.industry if filed.sector == SECTORS[INDUSTRY] else industries.services,
        basis=Basis.ESTIMATED,
        source=file,
        addresses=[],
        sv=told["sv"],
        en=told["en"],
    )
    first = catalogue.trial_rules.origins.first + 1
    if filed.year < first:
        raise BadInputError("case_file_early", year=filed.year, place=place.name, first=first, **facts)
    people = next((one.before for one in observe_case(desk.observations, case) if one.kind == "people"), None)
    if people is None:
        raise BadInputError("case_file_unseen", year=filed.year, place=place.name, **facts)
    if filed.jobs > people:
        raise BadInputError("case_file_large", count=filed.jobs, place=place.name, people=people, **facts)
    _check_jobs(desk, place, case, facts)
    return case


def _check_jobs(desk: Desk, place: Place, case: Backtest, facts: Mapping[str, str | int]) -> None:
    """Raises BadInputError where the sector has not as many jobs as the case takes, as the model will start it."""
    model, years = open_model(desk), desk.catalogue.trial_rules.cases.after[-1]
    town = start_before(desk.observations, model.calibration, place, case)
    try:
        lay_case(town, model.parameters, place, case, years)
    except BadInputError as error:
        if error.code != "shock_too_large":
            raise
        told = {name: error.facts[name] for name in ("jobs", "there", "sector", "place")}
        raise BadInputError("case_file_sector", **told, **facts) from None


def try_all(desk: Desk) -> Backtesting:
    """Try the model on all cases, once for both languages and their files: beside much other work that takes long."""
    return desk.recall("backtests", lambda: backtest(desk, None))


def measure_slopes(desk: Desk, done: Backtesting) -> tuple[Slope, ...]:
    """What was observed of the cases on what the model says that they do; none where they are too few."""
    around = Surroundings(desk.observations, open_model(desk).calibration.baseline)
    return estimate_slopes(pair_up(done.trials, around), around)


def run_fair_test(desk: Desk) -> Fair:
    """The whole fair test, run. (docs/make_backtest_table.py keeps it.)"""
    done = try_all(desk)
    return Fair(baseline=try_baseline(desk), slopes=measure_slopes(desk, done), cases=done.verdict)


def find_fair(desk: Desk) -> Fair:
    """The fair test on the figures there are: as it is kept, or run once where they have been fetched anew."""
    if open_model(desk).calibration.baseline.is_renewed:
        return desk.recall("fair test, renewed", lambda: run_fair_test(desk))
    return recall_fair(desk)


def try_baseline(desk: Desk) -> Trials:
    """Try the baseline on every municipality from every year, once for all faces: it takes some seconds."""
    return desk.recall("trials of the baseline", lambda: _try_baseline(desk))


def _try_baseline(desk: Desk) -> Trials:
    opened = open_forecaster(desk)
    rules = desk.catalogue.trial_rules.origins
    forecaster = Forecaster(opened.history, opened.settings, rules.ahead[-1])
    settings, towns = forecaster.settings, desk.catalogue.places.municipalities
    official = {
        (made.base, made.target): read_official(desk.observations, settings, made) for made in settings.official.made
    }
    return try_origins(forecaster, rules, tuple(sorted({place.group for place in towns})), official)


def choose_case(done: Backtesting, name: str) -> Backtesting:
    """The same with one case alone, by its id. Raises NotFoundError for one that there is not."""
    if name not in done.seen:
        raise NotFoundError("unknown_case", name=name[:LONGEST], known=", ".join(done.seen))
    trials, zero = (tuple(one for one in tried if one.case.id == name) for tried in (done.trials, done.zero))
    return replace(done, trials=trials, zero=zero)
