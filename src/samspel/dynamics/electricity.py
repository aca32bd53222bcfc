"""What measures save of a firm's electricity, each on what the measures before it have left, and what that is worth.

Arrays hold cases (low, likely, high) last.
"""

import numpy as np

from samspel.dynamics.arrays import Floats

HOURS_A_YEAR = 8760.0


def share_when_idle(load: Floats, hours: float) -> Floats:
    """Share of the year's use that falls when nobody works, shape as `load`: the idle load as a share of the working
    load, for the hours of the year that are not worked.
    """
    idle = load * (HOURS_A_YEAR - hours)
    return np.asarray(idle / (hours + idle))


def save_in_order(use: Floats, areas: Floats) -> Floats:
    """kWh saved by each measure, shape (measures, cases).

    `use` (areas, cases) is kWh a year by area; `areas` (measures, areas, cases) is the share of what is left in each
    area that a measure saves, from 0 to 1.
    """
    left, saved = use.copy(), []
    for shares in areas:
        gone = left * shares
        left -= gone
        saved.append(gone.sum(axis=0))
    return np.array(saved).reshape(len(areas), use.shape[1])


def annuity(rate: float, years: Floats) -> Floats:
    """Present value of one krona a year for `years` years at a yearly rate (0.06 is six per cent), paid at year's
    end.
    """
    if rate == 0.0:
        return years.copy()
    return np.asarray((1.0 - (1.0 + rate) ** -years) / rate)


def pay_back(cost: Floats, yearly: Floats) -> Floats:
    """Years until a cost has come back without interest; NaN where nothing is saved."""
    return np.asarray(np.divide(cost, yearly, out=np.full(cost.shape, np.nan), where=yearly > 0.0))
