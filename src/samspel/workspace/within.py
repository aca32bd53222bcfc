"""Which units stand under which: a unit with all its parts, and those above it."""

from collections import defaultdict

from samspel.workspace.models import Unit


def list_within(unit: Unit) -> list[Unit]:
    """The unit and all its parts, each after its whole: a question to the database for every level, however many units
    it has.
    """
    found, level = [unit], [unit]
    while level:
        parts: dict[int, list[Unit]] = defaultdict(list)
        for part in Unit.objects.filter(parent__in=level).exclude(pk__in=[one.pk for one in found]).order_by("pk"):
            parts[part.parent_id or 0].append(part)
        level = [part for whole in level for part in parts[whole.pk]]
        found += level
    return found


def list_lines() -> dict[int, tuple[int, ...]]:
    """By the number of every unit the numbers of itself and those above it, the nearest first."""
    parents = dict(Unit.objects.values_list("pk", "parent"))

    def walk(unit: int) -> tuple[int, ...]:
        line = [unit]
        while (above := parents.get(line[-1])) is not None and above not in line:
            line.append(above)
        return tuple(line)

    return {unit: walk(unit) for unit in parents}
