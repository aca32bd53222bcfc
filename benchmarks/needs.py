"""All demands for all municipalities, beside the same comparisons made place by place in a data-frame library."""

import polars as pl

from benchmarks.measuring import Result, time_median
from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import load_catalogue
from samspel.needs.answers import Answers
from samspel.needs.measuring import NeedsAssessor
from samspel.observations.building import Observations

GOAL = 2.0


def measure() -> Result:
    """From content files to the last verdict, nothing kept from before."""
    rival = time_median(_compare_place_by_place, repeats=1)
    return Result(
        "all demands x all municipalities, content loaded anew",
        time_median(_assess_all),
        GOAL,
        "polars, place by place",
        rival,
        "rival: only the medians and ranks of the demands' indicators, figures already in memory",
    )


def _assess_all() -> int:
    catalogue = load_catalogue()
    assessor = NeedsAssessor(Observations(catalogue, COMPUTATIONS), Answers())
    return sum(len(assessor.measure_place(place)) for place in catalogue.places.municipalities)


def _compare_place_by_place() -> int:
    catalogue = load_catalogue()
    observations = Observations(catalogue, COMPUTATIONS)
    towns = len(catalogue.places.municipalities)
    used = sorted({measure.indicator for demand in catalogue.demands.values() for measure in demand.measures})
    frames = {}
    for name in used:
        series = observations.series(name)
        if series.years:
            frames[name] = pl.DataFrame({"row": range(towns), "value": series.values[:towns, series.latest_column]})
    done = 0
    for place in catalogue.places.municipalities:
        peers = catalogue.places.similar[place.index].tolist()
        for demand in catalogue.demands.values():
            for measure in demand.measures:
                frame = frames.get(measure.indicator)
                if frame is None:
                    continue
                here = frame.filter(pl.col("row") == place.index)["value"][0]
                frame.filter(pl.col("row").is_in(peers))["value"].median()
                done += frame.filter(pl.col("value") < here).height
    return done
