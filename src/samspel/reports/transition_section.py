"""What the climate transition says of a place, as a section of a brief."""

from collections.abc import Iterable, Sequence
from functools import partial

from samspel.catalogue.texts import Texts
from samspel.drawing.charts import Fan, Line, draw_fan
from samspel.rendering.blocks import Block, Bullets, Heading, Pair, Paragraph, Picture
from samspel.rendering.table import table_of_words
from samspel.reports.transition_words import (
    head_measures,
    list_steps,
    tell_band,
    tell_cautions,
    tell_number,
    tell_short,
)
from samspel.transition.plan import Transition

SIZE = (440, 260)
"""Small enough for two abreast on paper and for a phone."""

SHOWN = ("avoided", "power", "running")


def compose_transition(texts: Texts, transition: Transition) -> Iterable[Block]:
    """The section: the answer in short, two drawings, the steps, and how to read the numbers."""
    year = transition.years[-1]
    yield Heading(texts("transition.title", area=transition.ground.place.area))
    yield Bullets(tuple(tell_short(texts, transition)))
    if transition.chosen:
        yield Pair(*(picture_measure(texts, transition, measure) for measure in ("emissions", "running")))
        yield table_of_words(
            texts("transition.steps", year=year),
            (texts("transition.step"), *head_measures(texts, SHOWN)),
            tuple(tuple(row) for row in list_steps(texts, transition, SHOWN)),
            (False, *(True for _ in SHOWN)),
            " ".join(texts(key) for key in ("simulate.band_note", "transition.so_far", "transition.order")),
        )
    yield Paragraph(" ".join(tell_cautions(texts, transition)), style="note")


def picture_measure(texts: Texts, transition: Transition, measure: str) -> Picture:
    """A measure of the transition over the years as a fan, with emissions without steps beside."""
    band, years = transition.bands[measure], transition.years
    title, label = texts(f"transition.measure.{measure}"), texts("transition.chart_with")
    lines: Sequence[Line] = ()
    if measure == "emissions":
        flat = tuple(transition.ground.emissions for _ in years)
        lines = [Line(texts("transition.chart_without"), years, flat, emphasis=False)]
    write = partial(tell_number, texts, measure)
    svg = draw_fan(
        Fan(label, years, tuple(tuple(column) for column in band.T.tolist())),
        lines,
        write,
        SIZE,
        wide_label=texts("transition.chart_wide"),
        narrow_label=texts("transition.chart_narrow"),
        title=title,
    )
    alt = texts(
        "transition.chart_alt",
        name=title,
        label=label,
        first=years[0],
        last=years[-1],
        start=tell_band(texts, measure, band[:, 0]),
        end=tell_band(texts, measure, band[:, -1]),
    )
    return Picture(svg, alt, title)
