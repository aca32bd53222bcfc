"""Marks on a map of dots, and labels beside them that hide neither each other nor what is larger. Sizes are in px."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from samspel.drawing.svg import SMALL_PX, TEXT_PX, Anchor, Box, Point, fit_text, measure_text

Kind = Literal["locality", "site", "hospital"]

MOST_LABELS = 16
SURE_LABELS = 5
LABEL_ROOM = 0.6


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A mark on the map of a place; an empty label is not drawn.

    `weight` is people for a locality, and for other kinds only the order of labels.
    """

    lat: float
    lon: float
    label: str
    kind: Kind
    weight: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the map on the paper; `half` is its half width in px."""

    point: MapPoint
    at: Point
    half: float

    @property
    def box(self) -> Box:
        """The room it takes."""
        (x, y), half = self.at, self.half
        return Box(x - half, y - half, x + half, y + half)


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the paper and the room they take."""

    at: Point
    words: str
    anchor: Anchor
    box: Box


def place_labels(marks: Sequence[Mark], paper: Box) -> list[Label]:
    """Labels by importance, off each other; those of the largest localities may hide marks no larger."""
    placed: list[Label] = []
    # Marks of one kind in one spot look like a single one, so it gets a single label.
    told: set[tuple[Kind, int, int]] = set()
    for rank, mark in enumerate(_rank_marks(marks)):
        spot = (mark.point.kind, round(mark.at[0]), round(mark.at[1]))
        sure = rank < SURE_LABELS and mark.point.kind == "locality"
        others = [other for other in marks if other is not mark]
        yielding = [other.box for other in others if sure and other.half <= mark.half]
        taken = [other.box for other in others if not sure or other.half > mark.half]
        taken += [label.box for label in placed]
        label = choose_side(mark, taken, yielding, paper)
        if label is not None and spot not in told and len(placed) < MOST_LABELS:
            placed.append(label)
            told.add(spot)
    return placed


def _rank_marks(marks: Sequence[Mark]) -> list[Mark]:
    """What to label, in order: the largest localities, hospitals, the next largest localities, sites."""
    ordered = sorted((mark for mark in marks if mark.point.label), key=lambda mark: -mark.point.weight)
    localities = [mark for mark in ordered if mark.point.kind == "locality"][:MOST_LABELS]
    hospitals, sites = ([mark for mark in ordered if mark.point.kind == kind] for kind in ("hospital", "site"))
    return [*localities[:SURE_LABELS], *hospitals, *localities[SURE_LABELS:], *sites]


def choose_side(mark: Mark, taken: Sequence[Box], yielding: Sequence[Box], paper: Box) -> Label | None:
    """The label on the map that hides nothing `taken` and as little `yielding` as can be."""
    free = [
        label
        for label in _try_sides(mark, paper)
        if paper.holds(label.box) and not any(label.box.overlaps(box) for box in taken)
    ]
    return min(free, key=lambda label: sum(label.box.overlaps(box) for box in yielding), default=None)


def _try_sides(mark: Mark, paper: Box) -> Iterable[Label]:
    words = fit_text(mark.point.label, (paper.right - paper.left) * LABEL_ROOM, SMALL_PX)
    (x, y), half, near = mark.at, mark.half + 3.0, mark.half * 0.75 + 2.0
    sides: tuple[tuple[float, float, Anchor], ...] = (
        (x + half, y, "start"),
        (x - half, y, "end"),
        (x, y - half - TEXT_PX / 2, "middle"),
        (x, y + half + TEXT_PX / 2, "middle"),
        (x + near, y - near, "start"),
        (x + near, y + near, "start"),
        (x - near, y - near, "end"),
        (x - near, y + near, "end"),
    )
    return (_lay_out_label(words, *side) for side in sides)


def _lay_out_label(words: str, x: float, middle: float, anchor: Anchor) -> Label:
    width = measure_text(words, SMALL_PX)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    box = Box(left, middle - TEXT_PX / 2, left + width, middle + TEXT_PX / 2)
    return Label((x, middle + SMALL_PX * 0.35), words, anchor, box)
