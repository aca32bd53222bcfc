"""The climate transition of a municipality's industry, with what it may mean for people and jobs there; and a small
firm's savings of electricity.
"""

from collections.abc import Iterable

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.app.simulating import check_run, simulate
from samspel.scenarios.simulation import Request
from samspel.terms.place import Place
from samspel.transition.outlook import Outlook, Plan
from samspel.transition.plan import Chosen, Inventory, choose_steps, find_inventory, parse_step, run_transition
from samspel.transition.savings import (
    Defaults,
    Firm,
    Savings,
    Stated,
    calculate_savings,
    load_defaults,
    parse_measure,
    parse_price,
)
from samspel.transition.steps import Abatement, load_abatement


def open_abatement(desk: Desk) -> Abatement:
    """The steps and branches of the desk's content, read once. Raises ContentError for broken content."""
    return desk.recall("abatement", lambda: load_abatement(desk.catalogue))


def open_defaults(desk: Desk) -> Defaults:
    """The defaults of the firm's savings, read once. Raises ContentError for broken content."""
    return desk.recall("savings", lambda: load_defaults(desk.catalogue))


def plan_transition(desk: Desk, place: Place, plan: Plan, *, with_model: bool = True) -> Outlook:
    """Run a transition and, unless told not to, the main model with its jobs. Raises BadInputError for what cannot be
    run.
    """
    check_run(plan.years, plan.draws, plan.seed)
    abatement = open_abatement(desk)
    inventory = open_inventory(desk, place, plan.site)
    asked = None if plan.steps is None else [parse_step(step) for step in plan.steps]
    chosen = choose_steps(abatement, inventory, asked, inventory.year + plan.years)
    transition = run_transition(inventory, chosen, plan.years, plan.draws, plan.seed)
    base = open_model(desk).calibration.people.flows.year
    last = max(transition.years[-1], base + 1)
    shocks = transition.suggest_shocks(base + 1, last)
    request = Request(shocks=shocks, levers=(), years=last - base, draws=plan.draws, seed=plan.seed)
    simulation = simulate(desk, place, request) if shocks and with_model else None
    return Outlook(plan, transition, shocks, request, simulation)


def open_inventory(desk: Desk, place: Place, site: str | None = None) -> Inventory:
    """The emissions of a place, or of one of its sites. Raises BadInputError where there are none."""
    return find_inventory(desk.observations, open_abatement(desk), place, site)


def list_applicable(desk: Desk, place: Place, site: str | None, years: int) -> tuple[Chosen, ...]:
    """The steps that apply in a place or at a site. Raises BadInputError as `plan_transition` does."""
    inventory = open_inventory(desk, place, site)
    return choose_steps(open_abatement(desk), inventory, None, inventory.year + years)


def read_measures(typed: Iterable[str]) -> tuple[Stated, ...]:
    """A firm's own measures as they are written. Raises BadInputError."""
    return tuple(map(parse_measure, typed))


def read_price(defaults: Defaults, typed: str, where: str = "") -> float:
    """A price of electricity as it is written, in öre for a kilowatt-hour; `where` names the field in errors. Raises
    as `parse_price`.
    """
    return parse_price(defaults.price, typed, where)


def plan_savings(desk: Desk, firm: Firm) -> Savings:
    """What a firm saves. Raises BadInputError for figures that cannot be used."""
    return calculate_savings(open_defaults(desk), firm)
