"""Fan charts of a simulation, with what they show in words."""

from collections.abc import Sequence
from functools import partial

from samspel.catalogue.texts import Texts
from samspel.drawing.curves import Line
from samspel.drawing.fans import Fan, draw_fan
from samspel.rendering.blocks import Picture
from samspel.reports.outcomes import format_band, format_outcome, label_outcome
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.outcomes import Outcome
from samspel.terms.arrays import Floats

SIZE = (440, 260)
"""Small enough for two abreast on paper and for a phone."""


def draw_outcome(
    texts: Texts,
    outcome: Outcome,
    years: tuple[int, ...],
    band: Floats,
    label: str,
    lines: Sequence[Line] = (),
    *,
    change: bool = False,
) -> Picture:
    """An outcome's quantiles, shape (5, years), over the years, or those of its change; `lines` stand beside."""
    title = texts("scenario.chart_change" if change else "scenario.chart", name=label_outcome(texts, outcome))
    svg = draw_fan(
        Fan(label, years, tuple(tuple(float(value) for value in column) for column in band.T)),
        lines,
        partial(format_outcome, texts, outcome, change=change),
        SIZE,
        wide_label=texts("scenario.wide"),
        narrow_label=texts("scenario.narrow"),
        title=title,
        known="" if change else texts("scenario.known"),
    )
    alt = texts(
        "scenario.chart_alt",
        title=title,
        label=label,
        first=years[0],
        last=years[-1],
        start=format_outcome(texts, outcome, float(band[MEDIAN, 0]), change=change),
        end=format_band(texts, outcome, band[:, -1], change=change),
    )
    return Picture(svg, alt, title)


def draw_median(label: str, years: tuple[int, ...], band: Floats) -> Line:
    """The middle of another run, to stand beside a fan."""
    return Line(label, years, tuple(float(value) for value in band[MEDIAN]), emphasis=False)
