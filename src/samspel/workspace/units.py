"""Units are made, changed and listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.likeness import find_alike, plain_word
from samspel.workspace.log import note
from samspel.workspace.models import Account, Role, Unit
from samspel.workspace.permissions import ForbiddenError, demand, list_units
from samspel.workspace.versions import change

LONGEST_NAME = 120
MOST_MEMBERS = 10_000_000
LIKENESS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What somebody says of a unit; `places` are codes, `members` the number on the day `members_on`."""

    kind: str
    name: str
    places: tuple[str, ...] = ()
    members: int | None = None
    members_on: date | None = None


def may_found(account: Account | None) -> bool:
    """Whether the account may make a unit that stands under no other."""
    return account is not None and account.is_active and (account.is_local or account.may_found)


def make_unit(account: Account, facts: UnitFacts, parent: Unit | None = None) -> Unit:
    """A new unit. Whoever founds one under no other becomes its administrator; in a part the roles of its whole count.

    Raises ForbiddenError for who may not, BadInputError for facts that are none.
    """
    if parent is not None:
        demand(account, "unit.change", parent)
    elif not may_found(account):
        raise ForbiddenError("not_allowed", action="unit.found")
    told = _check(facts)
    with transaction.atomic():
        unit = Unit.objects.create(parent=parent, **told)
        if parent is None:
            account.seats.create(unit=unit, role=Role.ADMINISTRATOR)
        note("unit.made", unit, account=account, unit=unit, kind=unit.kind)
    return unit


def change_unit(account: Account, unit: Unit, version: int, facts: UnitFacts) -> Unit:
    """Change what is said of a unit. Raises ForbiddenError, BadInputError, and ChangedMeanwhileError as `change`."""
    demand(account, "unit.change", unit)
    told = _check(facts)
    with transaction.atomic():
        changed = change(unit, version, **told)
        note("unit.changed", unit, account=account, unit=unit, version=changed.version)
    return changed


def find_units(words: str) -> tuple[Unit, ...]:
    """The units with a name, or the one with a number; every unit for no words. Raises NotFoundError with the nearest
    names.
    """
    units, wanted = tuple(Unit.objects.select_related("parent")), plain_word(words)
    found = tuple(unit for unit in units if wanted in ("", str(unit.pk), plain_word(unit.name)))
    if wanted and not found:
        nearest = find_alike(words, dict.fromkeys(unit.name for unit in units), LIKENESS)
        raise NotFoundError("no_unit", name=words[:LONGEST_NAME], nearest=", ".join(nearest))
    return found


def find_unit(words: str) -> Unit:
    """The unit with a name or a number. Raises NotFoundError as `find_units`, BadInputError for a name that several
    have.
    """
    found = find_units(words) if words.strip() else ()
    if not found:
        raise NotFoundError("no_unit", name="", nearest="")
    if len(found) > 1:
        raise BadInputError("unit_several", name=found[0].name, numbers=", ".join(str(unit.pk) for unit in found))
    return found[0]


def is_first(unit: Unit) -> bool:
    """Whether a unit was made before all others, the made-up one aside: it goes on with what was kept here before."""
    return not unit.is_example and not Unit.objects.filter(pk__lt=unit.pk, is_example=False).exists()


def list_tree(account: Account | None) -> tuple[tuple[Unit, tuple[Unit, ...]], ...]:
    """The units that the account may read, each whole with its parts below it, however deep; a part whose whole one may
    not read stands by itself.
    """
    units = tuple(list_units(account, "unit.read"))
    known = {unit.pk for unit in units}
    tops = [unit for unit in units if unit.parent_id not in known]
    return tuple((top, tuple(_list_below(top, units))) for top in tops)


def _list_below(unit: Unit, units: Iterable[Unit]) -> Iterable[Unit]:
    for part in (one for one in units if one.parent_id == unit.pk):
        yield part
        yield from _list_below(part, units)


def _check(facts: UnitFacts) -> dict[str, object]:
    """The fields as they are kept."""
    name = " ".join(facts.name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadInputError("unit_name", found=name[:LONGEST_NAME], most=LONGEST_NAME)
    if facts.kind not in Unit.Kind.values:
        raise BadInputError("unit_kind", found=facts.kind[:LONGEST_NAME])
    return {
        "kind": facts.kind,
        "name": name,
        "places": list(facts.places),
        "members": facts.members,
        "members_on": facts.members_on,
    }
