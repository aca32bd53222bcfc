"""How every outcome is told: the median with a wide band and a half band around it. Here is how wide they are, and
nowhere else; the texts say the same in `words.wide`, `words.half` and `words.in_draws`, and a test holds them to it.
"""

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Ends of the bands, with the median in the middle."""
QUANTILE_NAMES = ("p10", "p25", "p50", "p75", "p90")
"""Their keys in files and JSON, and those of a parameter's spread in content."""
LOW, QUARTER, MEDIAN, THREE_QUARTERS, HIGH = range(5)
"""Their places in a band."""
WIDE_ENDS = (QUANTILES[LOW], QUANTILES[MEDIAN], QUANTILES[HIGH])
"""The wide band alone, with the median."""
WIDE, HALF = QUANTILES[HIGH] - QUANTILES[LOW], QUANTILES[THREE_QUARTERS] - QUANTILES[QUARTER]
"""The shares of the outcomes that the bands promise to hold."""
