"""Who may do what: the one table of content/workspace/permissions.toml, asked by every page, file and search.

`may(account, "campaign.change", unit)` is the question. A seat in a unit counts in all its parts.
"""

from typing import TYPE_CHECKING

from rules.permissions import add_perm, has_perm, perm_exists
from rules.predicates import Predicate

from samspel.catalogue.permissions import load_permissions
from samspel.terms.errors import SamspelError

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from samspel.workspace.models import Account, Seat, Unit

PREFIX = "workspace."
DEEPEST = 8
"""Units under units; more would be a circle."""


class ForbiddenError(SamspelError):
    """Something that the account may not do."""


def add_rules() -> None:
    """Give django-rules one permission an action: held by a role in the unit or in one above it."""
    for action in load_permissions().actions:
        name = f"{PREFIX}{action.id}"
        if not perm_exists(name):
            add_perm(name, _make_predicate(frozenset(action.roles)))


def may(account: "Account | None", action: str, unit: "Unit") -> bool:
    """Whether the account may do it in the unit. Raises KeyError for an action that is not in the table."""
    name = f"{PREFIX}{action}"
    if not perm_exists(name):
        raise KeyError(action)
    return account is not None and account.is_active and bool(has_perm(name, account, unit))


def may_somewhere(account: "Account | None", action: str) -> bool:
    """Whether the account may do it in any unit at all. Raises KeyError as `may`."""
    return bool(_find_seats(account, action))


def find_first_unit(account: "Account | None", action: str) -> "Unit | None":
    """The first unit that gives the account a role with which it may do it, the made-up one last. Raises KeyError as
    `may`.
    """
    units = [seat.unit for seat in _find_seats(account, action)]
    return min(units, key=lambda unit: (unit.is_example, unit.pk), default=None)


def _find_seats(account: "Account | None", action: str) -> "list[Seat]":
    """The seats of the account that give it such a role; those that have been read are not read again."""
    roles = next((one.roles for one in load_permissions().actions if one.id == action), None)
    if roles is None:
        raise KeyError(action)
    if account is None or not account.is_active:
        return []
    return [seat for seat in account.seats.all() if seat.role in roles]


def demand(account: "Account | None", action: str, unit: "Unit") -> None:
    """Raises ForbiddenError unless the account may do it there."""
    if not may(account, action, unit):
        raise ForbiddenError("not_allowed", action=action)


def find_role(account: "Account", unit: "Unit") -> str | None:
    """The role that counts in the unit: its own seat, or else the nearest above."""
    seats = {seat.unit_id: seat.role for seat in account.seats.all()}
    here: Unit | None = unit
    for _ in range(DEEPEST):
        if here is None:
            return None
        if here.pk in seats:
            return seats[here.pk]
        here = here.parent
    return None


def list_units(account: "Account | None", action: str) -> "QuerySet[Unit]":
    """The units in which the account may do it, by name: what every list and search keeps to."""
    from samspel.workspace.models import Account, Unit

    if account is None:
        return Unit.objects.none()
    asked = Account.objects.prefetch_related("seats").get(pk=account.pk)
    every = {unit.pk: unit for unit in Unit.objects.all()}
    for unit in every.values():
        if unit.parent_id is not None:
            unit.parent = every[unit.parent_id]
    return Unit.objects.filter(pk__in=[unit.pk for unit in every.values() if may(asked, action, unit)])


def _make_predicate(roles: frozenset[str]) -> Predicate:
    def holds(account: "Account", unit: "Unit") -> bool:
        return find_role(account, unit) in roles

    return Predicate(holds, name=f"is_{'_or_'.join(sorted(roles))}")
