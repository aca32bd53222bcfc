"""Every address of the open data with its parameters and what it answers: one list, which the routes, the description,
the page for people and the tests are made of.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from samspel import __version__
from samspel.app.needs import CHOICES
from samspel.reports.needs_data import NeedData
from samspel.reports.place_data import PortraitData
from samspel.reports.records import PlaceData
from samspel.terms.place import PlaceKind
from samspel.web.api import answers, samples
from samspel.web.api.parameters import LANGUAGE, LAST_YEAR, PAGING, Asked, Parameter
from samspel.web.api.problems import ROOT
from samspel.web.api.shapes import AddressData, NeedsData, Shape, StartData
from samspel.web.shared import get_texts

LICENCE = "EUPL-1.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address below the root: its name, path, parameters, answer, and an example with something at it."""

    name: str
    path: str
    answer: Callable[[Asked], object]
    shape: Shape
    example: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def pattern(self) -> str:
        """As it stands in a description, with the parts to fill in braces."""
        return ROOT + self.path

    @property
    def route(self) -> str:
        """As Django has it."""
        return re.sub(r"\{(\w+)\}", r"<str:\1>", self.pattern).removeprefix("/")

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the path to fill in."""
        return tuple(re.findall(r"\{(\w+)\}", self.path))

    @property
    def known(self) -> tuple[Parameter, ...]:
        """All its parameters: its own, those of a list, and the language."""
        return (*self.parameters, *(PAGING if self.shape.is_listed else ()), LANGUAGE)


def show_start(_: Asked) -> StartData:
    """What this is, and every address."""
    texts = get_texts()
    return StartData(
        name="Samspel",
        version=__version__,
        licence=LICENCE,
        about=texts("web.api.lead"),
        page=reverse("open_data"),
        openapi=f"{ROOT}openapi.json",
        dataset=reverse("dataset_file"),
        addresses=[AddressData(address=one.pattern, gives=texts(f"web.api.gives.{one.name}")) for one in ADDRESSES],
    )


def _choose(name: str) -> Parameter:
    """A parameter that is one of the filters of needs."""
    return Parameter(name=name, choices=CHOICES[name])


ADDRESSES = (
    Address(name="api_start", path="", answer=show_start, shape=Shape(name="Start", record=StartData), example=""),
    Address(
        name="api_places",
        path="places",
        answer=answers.list_places,
        shape=Shape(name="Place", record=PlaceData, is_listed=True),
        parameters=(Parameter(name="level", choices=tuple(PlaceKind)),),
        example="places?level=region",
    ),
    Address(
        name="api_place",
        path="places/{place}",
        answer=answers.show_one_place,
        shape=Shape(name="Portrait", record=PortraitData),
        example="places/Sandviken",
    ),
    Address(
        name="api_needs",
        path="places/{place}/needs",
        answer=answers.list_needs,
        shape=Shape(name="Needs", record=NeedsData),
        parameters=(*(_choose(name) for name in answers.FILTERS), Parameter(name="area"), Parameter(name="body")),
        example="places/Sandviken/needs?verdict=large",
    ),
    Address(
        name="api_need",
        path="places/{place}/needs/{demand}",
        answer=answers.show_need,
        shape=Shape(name="Need", record=NeedData),
        example="places/Sandviken/needs/18",
    ),
    Address(
        name="api_demands",
        path="demands",
        answer=answers.list_demands,
        shape=Shape(name="DemandRow", sample=samples.list_demands, is_listed=True),
        example="demands",
    ),
    Address(
        name="api_demand",
        path="demands/{demand}",
        answer=answers.show_demand,
        shape=Shape(name="Demand", sample=samples.list_whole_demands),
        example="demands/18",
    ),
    Address(
        name="api_verdicts",
        path="demands/{demand}/verdicts",
        answer=answers.list_verdicts,
        shape=Shape(name="VerdictRow", sample=samples.list_verdicts, is_listed=True),
        parameters=(_choose("verdict"), _choose("strength")),
        example="demands/18/verdicts?verdict=large&per_page=20",
    ),
    Address(
        name="api_measures",
        path="measures",
        answer=answers.list_all_measures,
        shape=Shape(name="MeasureRow", sample=samples.list_measures, is_listed=True),
        parameters=(Parameter(name="q"), Parameter(name="which", choices=answers.WHICH, usual=answers.DESCRIBED)),
        example="measures?q=sjukfr%C3%A5nvaro",
    ),
    Address(
        name="api_measure",
        path="measures/{measure}",
        answer=answers.show_measure,
        shape=Shape(name="Measure", sample=samples.list_whole_measures),
        example="measures/N00090",
    ),
    Address(
        name="api_series",
        path="measures/{measure}/series",
        answer=answers.list_series,
        shape=Shape(name="SeriesRow", sample=samples.list_series, is_listed=True),
        parameters=(
            Parameter(name="place", is_repeatable=True),
            Parameter(name="gender", choices=answers.GENDERS, usual=answers.GENDERS[0]),
            Parameter(name="from", most=LAST_YEAR),
            Parameter(name="to", most=LAST_YEAR),
            Parameter(name="format", choices=answers.FORMATS, usual=answers.JSON),
        ),
        example="measures/N00090/series?place=Sandviken&place=G%C3%A4vle&from=2018",
    ),
    Address(
        name="api_sources",
        path="sources",
        answer=answers.list_sources,
        shape=Shape(name="SourceRow", sample=samples.list_sources, is_listed=True),
        example="sources",
    ),
)
"""In the order in which a reader meets them."""
JSON_STAT_EXAMPLE = "measures/N00090/series?format=json-stat2&from=2020"
