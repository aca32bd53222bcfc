"""What happens if: one municipality with its events and levers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.catalogue.records.needs import Study
from samspel.dynamics.jobs import Events, no_events
from samspel.dynamics.town import Draws, Lever, Town
from samspel.scenarios.alone import Alone, Setting, rank_levers, try_levers
from samspel.scenarios.area_sizes import check_sizes
from samspel.scenarios.convergence import watch_convergence
from samspel.scenarios.drivers import compare_loops, rank_parameters
from samspel.scenarios.ensembles import run_ensemble, zero_hypotheses
from samspel.scenarios.levers import Choice, Pulled, choose_levers, draw_levers
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_YEARS, Model
from samspel.scenarios.nationwide import Task
from samspel.scenarios.parameters import hypotheses
from samspel.scenarios.sampling import sample_parameters
from samspel.scenarios.shocks import Grounds, Shock, known_words, lay_out, parse_shock
from samspel.scenarios.simulation import Explanation, LeverComparison, Request, Simulation, Variant
from samspel.sources.shock_files import read_shocks
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.trials.backtests import Trial, try_case
from samspel.trials.cases import load_backtests
from samspel.trials.fair import Fair, read_fair
from samspel.trials.hindcast import look_back
from samspel.trials.simulated import Past, Simulated

OUTCOME = "people"
"""The outcome whose drivers and convergence are shown."""

FEWEST_YEARS, MOST_YEARS = 1, 40
FEWEST_DRAWS, MOST_DRAWS = 10, 20_000
SEVERAL = 2
FINDINGS_AGAINST = ("no-effect", "mixed")


def read_events(desk: Desk, texts: Iterable[str], file: Path | None) -> tuple[Shock, ...]:
    """Events from the command line and a file, in the words of either language. Raises BadInputError for one that
    cannot be read.
    """
    words = known_words(desk.catalogue.texts.values())
    return (*(parse_shock(text, words) for text in texts), *(() if file is None else read_shocks(file, words)))


def simulate(desk: Desk, place: Place, request: Request) -> Simulated:
    """Run a municipality, or recall the run. Raises BadInputError for bad events, levers, years or draws, or a figure
    that is missing.
    """
    check_run(request.years, request.draws, request.seed)
    if _is_large(request):
        return _simulate(desk, place, request)
    return desk.recall_run((place.code, request), lambda: _simulate(desk, place, request))


def _is_large(request: Request) -> bool:
    """Whether a run takes more memory than the usual, 24 MB, so that it is not remembered."""
    return request.draws * request.years > DEFAULT_DRAWS * DEFAULT_YEARS


def _simulate(desk: Desk, place: Place, request: Request) -> Simulated:
    model = open_model(desk)
    task, (choice, levers) = set_up(model, place, request), pull_levers(desk, model, request)
    town, events = task.town, task.events
    draws = sample_parameters(model.parameters, request.draws, request.seed)
    hypothetical = hypotheses(model.parameters)
    zero = _run(town, zero_hypotheses(draws, hypothetical), events, levers)
    return Simulated(
        model=model,
        place=place,
        town=town,
        request=request,
        choice=choice,
        hypotheses=hypothetical,
        main=_run(town, draws, events, levers) if request.with_hypotheses else zero,
        zero=zero,
        studies=_find_studies(desk, choice),
        past=Past(
            look_back(desk.observations, model.calibration, place),
            _try_cases(desk, model, place, draws),
            recall_fair(desk),
            desk.catalogue.trial_rules,
        ),
    )


def simulate_with_levers(desk: Desk, place: Place, request: Request) -> Simulated:
    """Run a municipality and, where it has several levers that change something, each by itself too. Raises
    BadInputError as `simulate` does.
    """
    simulation = simulate(desk, place, request)
    if len(simulation.choice.pulled) < SEVERAL or not simulation.has_lever_effect:
        return simulation

    def compare() -> tuple[Alone, ...]:
        return compare_levers(desk, place, request, with_zero=False, simulated=simulation).alone

    if _is_large(request):
        return replace(simulation, alone=compare())
    return replace(simulation, alone=desk.recall_run(("alone", place.code, request), compare))


def compare_levers(
    desk: Desk,
    place: Place,
    request: Request,
    *,
    every: bool = False,
    outcome: str = OUTCOME,
    with_zero: bool = True,
    simulated: Simulation | None = None,
) -> LeverComparison:
    """Run each lever asked for by itself on the same draws, or `every` lever there is, with the events in all; without
    `with_zero` only with the hypotheses as asked, which takes half the time. `simulated` is the answer to the same
    request, where there is one, so that the runs without levers need not be made again.

    Raises BadInputError as `simulate` does.
    """
    check_run(request.years, request.draws, request.seed)
    model = open_model(desk)
    if every:
        request = replace(request, levers=tuple(model.effects))
    task, (choice, levers) = set_up(model, place, request), pull_levers(desk, model, request)
    draws = sample_parameters(model.parameters, request.draws, request.seed)
    zeroed = zero_hypotheses(draws, hypotheses(model.parameters))
    made = (None, None) if simulated is None else (simulated.main, simulated.zero)
    settings = [
        _set(task, one, variant)
        for one, variant, is_wanted in (
            (draws, made[0], request.with_hypotheses),
            (zeroed, made[1], with_zero or not request.with_hypotheses),
        )
        if is_wanted
    ]
    pulled = zip(choice.pulled, levers, strict=True)
    alone = try_levers(task.town, task.events, settings[0], settings[-1], pulled, model.outcomes)
    return LeverComparison(
        model=model,
        place=place,
        request=request,
        last_year=task.town.year + request.years,
        outcome=model.outcomes[outcome],
        alone=rank_levers(alone, outcome),
        without_effect=choice.without_effect,
        studies={one.effect.lever: find_against(desk, one) for one in (*choice.pulled, *choice.without_effect)},
    )


def find_against(desk: Desk, pulled: Pulled) -> tuple[Study, ...]:
    """A lever's studies that found nothing, or both."""
    studies = (desk.catalogue.studies[name] for name in pulled.effect.studies)
    return tuple(study for study in studies if study.result in FINDINGS_AGAINST)


def explain(desk: Desk, simulation: Simulation) -> Explanation:
    """What drives the number of people in the last year: the change from events and levers, or the level where there
    are none.
    """
    model, request = open_model(desk), simulation.request
    task, (_, levers) = set_up(model, simulation.place, request), pull_levers(desk, model, request)
    draws = sample_parameters(model.parameters, request.draws, request.seed)
    if not request.with_hypotheses:
        draws = zero_hypotheses(draws, simulation.hypotheses)
    effect = simulation.main.effect
    changed = effect.after.paths[OUTCOME][:, -1] - effect.before.paths[OUTCOME][:, -1]
    values = changed if np.ptp(changed[effect.kept]) > 0.0 else effect.after.paths[OUTCOME][:, -1]
    values = np.where(effect.kept, values, np.nan)
    loops = compare_loops(task.town, draws, task.events, no_events(request.years), levers, effect, OUTCOME)
    return Explanation(rank_parameters(draws, values), loops, watch_convergence(values))


def check_run(years: int, draws: int, seed: int) -> None:
    """Raise BadInputError for years, draws or a seed out of range."""
    if not FEWEST_YEARS <= years <= MOST_YEARS:
        raise BadInputError("simulate_years", years=years, fewest=FEWEST_YEARS, most=MOST_YEARS)
    check_draws(draws, seed)


def check_draws(draws: int, seed: int) -> None:
    """Raise BadInputError for draws or a seed out of range."""
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS or seed < 0:
        raise BadInputError("simulate_draws", draws=draws, fewest=FEWEST_DRAWS, most=MOST_DRAWS)


def set_up(model: Model, place: Place, request: Request) -> Task:
    """A place and what happens there."""
    town = model.calibration.town(place, request.years)
    check_sizes(request.shocks, model.calibration.area(place))
    return Task(town, lay_out(request.shocks, Grounds.of(town, model.parameters, request.years, place.name)))


def pull_levers(desk: Desk, model: Model, request: Request) -> tuple[Choice, tuple[Lever, ...]]:
    """The levers asked for, and their draws."""
    first = model.calibration.people.flows.year + 1
    begin = min((shock.year for shock in request.shocks), default=first)
    choice = choose_levers(desk.catalogue, model.effects, request.levers, begin, range(first, first + request.years))
    return choice, draw_levers(choice.pulled, request.draws, request.seed, first, request.years)


def _run(town: Town, draws: Mapping[str, Floats], events: Events, levers: tuple[Lever, ...]) -> Variant:
    baseline = run_ensemble(town, draws, no_events(events.years))
    happened = run_ensemble(town, draws, events, beside=baseline)
    both = run_ensemble(town, draws, events, levers, beside=baseline) if levers else happened
    return Variant(baseline, happened, both)


def _set(task: Task, draws: Draws, made: Variant | None) -> Setting:
    """What levers are tried in, from a variant that has been run where there is one."""
    if made is not None:
        return Setting(draws, made.baseline, made.events)
    usual = run_ensemble(task.town, draws, no_events(task.events.years))
    return Setting(draws, usual, run_ensemble(task.town, draws, task.events, beside=usual))


def _try_cases(desk: Desk, model: Model, place: Place, draws: Draws) -> tuple[Trial, ...]:
    """The real closures and openings at the place, tried with the same draws."""
    cases = [case for case in load_backtests(desk.catalogue) if case.place == place.code]
    return tuple(try_case(desk.observations, model.calibration, model.parameters, case, draws) for case in cases)


def recall_fair(desk: Desk) -> Fair:
    """How the fair test came out on the built-in figures, read once."""
    return desk.recall("fair test", lambda: read_fair(desk.catalogue))


def _find_studies(desk: Desk, choice: Choice) -> tuple[Study, ...]:
    """Studies of the chosen levers and demands that found nothing, or both."""
    named = [study for one in (*choice.pulled, *choice.without_effect) for study in one.effect.studies]
    named += [study for demand in choice.demands for study in desk.catalogue.demands[demand].studies]
    studies = [desk.catalogue.studies[name] for name in dict.fromkeys(named)]
    return tuple(study for study in studies if study.result in FINDINGS_AGAINST)
