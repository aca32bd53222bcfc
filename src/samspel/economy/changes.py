"""What happens to a body's people or tax base, and what it means to its own tax and its equalisation."""

from dataclasses import dataclass, replace

from samspel.dynamics.equalisation import Position, Rules, change_revenue, choose_county_rate
from samspel.economy.bodies import Body
from samspel.terms.units import THOUSAND

FALL = 0.01
"""How far the tax base falls in the two examples of a fall: one per cent."""


@dataclass(frozen=True)
class Change:
    """What happens (kronor of tax base; inhabitants), and its effect on own tax and equalisation, kronor a year."""

    id: str
    base: float
    inhabitants: float
    own_tax: float
    equalisation: float

    @property
    def net(self) -> float:
        """Own tax and equalisation together."""
        return self.own_tax + self.equalisation


def list_events(own: Body, wage: float | None) -> tuple[Change, ...]:
    """What happens, before its effect is known; the lost wage only where the place's income is known."""
    base = float(own.position.base)
    each = base / float(own.position.inhabitants)
    wages = () if wage is None else (Change("lost_wage", -wage * THOUSAND, 0.0, 0.0, 0.0),)
    return (
        *wages,
        Change("lost_inhabitant", -each, -1.0, 0.0, 0.0),
        Change("lost_non_earner", 0.0, -1.0, 0.0, 0.0),
        Change("local_fall", -base * FALL, 0.0, 0.0, 0.0),
        Change("national_fall", -base * FALL, 0.0, 0.0, 0.0),
    )


def fix_side(body: Body, event: Change) -> Rules:
    """The body's rules with the county rate of the side it is on; an example of a change does not move it across. A
    fall of the whole country moves nobody, so that all rates hold.
    """
    if event.id == "national_fall" and body.rules.first_band is not None:
        return body.rules
    rate = choose_county_rate(body.rules, body.position)
    return replace(body.rules, grant_rate=rate, fee_rate=rate, first_band=None)


def measure_change(rules: Rules, before: Position, event: Change) -> Change:
    """The event's effect; the country's mean moves only when the fall is national."""
    mean = before.mean_capacity * (1.0 - FALL if event.id == "national_fall" else 1.0)
    after = Position(before.base + event.base, before.inhabitants + event.inhabitants, mean)
    change = change_revenue(rules, before, after)
    return replace(event, own_tax=float(change.own_tax), equalisation=float(change.equalisation))


def add_changes(one: Change, other: Change) -> Change:
    """One event's effect on two bodies together."""
    return replace(one, own_tax=one.own_tax + other.own_tax, equalisation=one.equalisation + other.equalisation)
