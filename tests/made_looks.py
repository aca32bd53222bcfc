"""A look back whose band everybody can reckon with."""

from samspel.trials.hindcast import Look


def look(observed: float = 100.0, start: float = 90.0) -> Look:
    """A band of 80 to 120, half of it 95 to 105, median 100."""
    return Look(
        since=2018,
        year=2024,
        observed=observed,
        low=80.0,
        median=100.0,
        high=120.0,
        start=start,
        quarter=95.0,
        three_quarters=105.0,
    )
