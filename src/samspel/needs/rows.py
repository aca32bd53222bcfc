"""A measure's row in a table: the place and all that it is read beside, in the years that were judged."""

from dataclasses import replace

from samspel.needs.judging import Judge
from samspel.needs.measuring import Measurement
from samspel.observations.building import Observations
from samspel.observations.picture import Row, build_row


def build_judged_row(observations: Observations, measurement: Measurement) -> Row:
    """The row of a measure as it was judged; as the place's picture has it for one that is not judged by years."""
    measure, here = measurement.measure, measurement.observation
    row = build_row(observations, measure.indicator, here.place)
    if here.since is None:
        return row
    judge = Judge(observations)
    region, country = (judge.observe_judged(measure, one) for one in (row.region, row.country))
    is_same = (here.value, here.period) == (row.here.value, row.here.period)
    similar = row.similar if measurement.similar is None and is_same else measurement.similar
    return replace(row, here=here, similar=similar, region=region, country=country)
