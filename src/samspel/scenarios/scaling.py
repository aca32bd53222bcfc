"""An event made as many times as large."""

from collections.abc import Iterable

from msgspec.structs import replace

from samspel.scenarios.shocks import BY_SHARE, Shock


def scale(shocks: Iterable[Shock], factor: float) -> tuple[Shock, ...]:
    """The events with so many times as many jobs, in whole jobs and at least one; a share stays what it is."""
    return tuple(
        shock
        if shock.kind in BY_SHARE or factor == 1.0
        else replace(shock, jobs=_count(shock.jobs * factor), new_jobs=_count(shock.new_jobs * factor))
        for shock in shocks
    )


def _count(jobs: float) -> float:
    return max(1.0, float(round(jobs))) if jobs > 0.0 else jobs
