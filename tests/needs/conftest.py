"""A handbook of one's own over the shipped places: demands, answers and series as the test wants them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import Demand, Measure, Question
from samspel.needs.answers import Answer, Answers, observe_answers
from samspel.needs.measuring import NeedsAssessor
from samspel.observations.building import Observations
from samspel.observations.overlays import Layer, make_overlay
from samspel.observations.series import BLANKS, Series
from samspel.terms.blank import Blank

Floats = npt.NDArray[np.float64]
MakeDemand = Callable[..., Demand]
MakeAssessor = Callable[..., NeedsAssessor]


class GivenObservations(Observations):
    """Observations whose series are handed over instead of read."""

    def __init__(self, catalogue: Catalogue, given: Mapping[str, Floats]) -> None:
        super().__init__(catalogue, {})
        rows = len(catalogue.places.everywhere)
        flags = np.zeros(rows, dtype=np.uint8)
        blank = np.full(rows, BLANKS.index(Blank.NOT_PUBLISHED), dtype=np.uint8)
        self._given = {
            name: Series(indicator=name, years=(2024,), values=values[:, None], basis=flags, blank=blank, origins=())
            for name, values in given.items()
        }

    def series(self, name: str) -> Series:
        return self._given[name]


def make_indicator(name: str, direction: str, levels: tuple[str, ...]) -> Indicator:
    """An indicator with a direction and nothing else that matters."""
    text = {"name": name, "definition": name}
    return msgspec.convert(
        {
            "id": name,
            "theme": "t",
            "unit": "number",
            "direction": direction,
            "levels": levels,
            "rollup": "none",
            "sv": text,
            "en": text,
            "computed": {"by": "z"},
        },
        Indicator,
    )


@pytest.fixture(scope="session")
def make_demand(catalogue: Catalogue) -> MakeDemand:
    """A demand with the given measures and questions (keys as in the handbook), else as demand 2."""

    def make(
        *parts: Mapping[str, Any], number: int = 1, obligation: str = "mandatory", identity: str = "made-up"
    ) -> Demand:
        said = {"why": "why", "cannot_show": "what not"}
        texts = {"kind": "statistic", "sv": said, "en": said}
        measures = [msgspec.convert({**texts, **part}, Measure) for part in parts if "indicator" in part]
        usual = {"role": "decides", "body": "municipality", "sv": "?", "en": "?"}
        questions = [msgspec.convert({**usual, **part}, Question) for part in parts if "id" in part]
        return msgspec.structs.replace(
            catalogue.demands_by_number[2],
            number=number,
            id=identity,
            obligation=obligation,
            measures=measures,
            questions=questions,
        )

    return make


@pytest.fixture(scope="session")
def make_assessor(catalogue: Catalogue) -> MakeAssessor:
    """An assessor over handed-over values by indicator; directions are higher unless stated."""

    def make(
        given: Mapping[str, Floats],
        *answers: Answer,
        directions: Mapping[str, str] | None = None,
        levels: tuple[str, ...] = ("municipality", "region", "country"),
    ) -> NeedsAssessor:
        told = directions or {}
        given = {"population": np.arange(1.0, 1.0 + len(catalogue.places.everywhere)), **given}
        indicators = {name: make_indicator(name, told.get(name, "higher"), levels) for name in given}
        made = replace(catalogue, indicators=indicators)
        observations = GivenObservations(made, given)
        observations.lay_over([make_overlay(Layer.LOOKED_UP, observe_answers(made, answers))])
        return NeedsAssessor(observations, Answers(answers))

    return make


@pytest.fixture(scope="session")
def make_answer() -> Callable[..., Answer]:
    """An answer to a question of the made-up demand, or a looked-up figure where `kind` says so."""

    def make(
        body: str,
        item: str,
        value: str | float,
        *,
        kind: str = "question",
        demand: str = "made-up",
        country: float | None = None,
    ) -> Answer:
        return Answer(
            body=body,
            demand=demand,
            item=item,
            kind=kind,  # type: ignore[arg-type]
            value=value,
            country=country,
            answered_by="the municipality",
            day=date(2026, 11, 22),
            source="mail",
        )

    return make
