"""Where the country goes: the latest published projection, and where that is old or rounded also the latest pace."""

import numpy as np

from samspel.scenarios.baseline.settings import National, Settings
from samspel.terms.arrays import Floats


def choose_projection(settings: Settings, year: int) -> National | None:
    """The latest projection that was made from the end of the year or earlier; None before the first."""
    known = [one for one in settings.national if one.base <= year]
    return known[-1] if known else None


def expect_country(settings: Settings, country: Floats, first: int, years: int) -> Floats:
    """Logarithm of how many times larger the country is after each year, (years,), as expected at the end of the last
    year of `country`, the people of each year from `first`.

    A projection from that very year with whole figures goes by itself. Else it has `pace_share` of the latest yearly
    pace in it; before the first projection the mean pace of all years takes its place.
    """
    logs, ahead = np.log(country), np.arange(1, years + 1, dtype=np.float64)
    last = first + len(country) - 1
    made = choose_projection(settings, last)
    if made is None:
        expected = ahead * float(np.diff(logs).mean())
    else:
        expected = _read_off(made, float(country[made.base - first]), last + ahead) - _read_off(
            made, float(country[made.base - first]), np.array([float(last)])
        )
        if made.exact and made.base == last:
            return np.asarray(expected)
    return np.asarray(settings.pace_share * ahead * (logs[-1] - logs[-2]) + (1.0 - settings.pace_share) * expected)


def _read_off(made: National, start: float, times: Floats) -> Floats:
    """The projection's logarithms, straight between its points and on after the last."""
    at = np.array([float(made.base), *(time for time, _ in made.people)])
    logs = np.log([start, *(people for _, people in made.people)])
    after = logs[-1] + (times - at[-1]) * (logs[-1] - logs[-2]) / (at[-1] - at[-2])
    return np.where(times <= at[-1], np.interp(times, at, logs), after)
