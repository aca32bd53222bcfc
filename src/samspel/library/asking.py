"""Everything that Samspel knows of places, measures and demands, asked from Python. Tables come as polars frames with
the columns of the files, and what is more than a table as the records that the JSON is made of.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from samspel.app.costing import add_costs
from samspel.app.courses import Choice, find_origins, show_courses, show_cube, show_every_place
from samspel.app.desk import Desk, open_desk
from samspel.app.fetching import list_known
from samspel.app.finding import find_demand, find_place
from samspel.app.measures import describe_span, find_measure, list_measures
from samspel.app.needs import NeedFilter, measure_at_each, measure_needs
from samspel.app.places import show_place
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.figures import Gender
from samspel.catalogue.texts import Texts
from samspel.library.mistakes import telling
from samspel.rendering.data import make_frame
from samspel.rendering.table import Data, data
from samspel.reports.courses import tabulate_courses
from samspel.reports.handbook import render_demand, tabulate_demands
from samspel.reports.json_stat import render_json_stat
from samspel.reports.measures import tabulate_measures
from samspel.reports.measures_data import render_measure
from samspel.reports.need_table import tabulate_needs
from samspel.reports.needs_data import NeedData, make_need
from samspel.reports.place_data import PortraitData, make_portrait
from samspel.reports.records import Plain
from samspel.reports.sources import tabulate_sources

if TYPE_CHECKING:
    import polars as pl


class Samspel:
    """What is known, in one language. Places are named by code, name or body, demands by number, id or title, and
    measures by id, the publisher's number or the whole name. For what there is not, a method raises `AskingError` with
    a sentence.
    """

    def __init__(self, desk: Desk, lang: Lang) -> None:
        self._desk, self._lang = desk, lang

    @property
    def texts(self) -> Texts:
        """The words of the language."""
        return self._desk.catalogue.texts[self._lang]

    def places(self) -> "pl.DataFrame":
        """Every municipality, region and the country: code, name, kind, body, area, and the region's code."""
        places = self._desk.catalogue.places
        rows = tuple(
            (one.code, one.name, one.kind.value, one.body, one.area, places.region_of(one).code)
            for one in places.everywhere
        )
        return make_frame(Data("places", ("code", "name", "kind", "body", "area", "region"), rows))

    @telling
    def place(self, place: str) -> PortraitData:
        """The picture of a place: each figure with its origin, beside similar places, the region and the country."""
        desk = self._desk
        return make_portrait(desk.catalogue, self.texts, show_place(desk, find_place(desk.catalogue, place)))

    def measures(self, words: str = "", *, everything: bool = False) -> "pl.DataFrame":
        """The measures in whose name, text or number all the words stand: those that Samspel has a text of its own on,
        or everything.
        """
        found = list_measures(self._desk, self._lang, words, described=not everything)
        return make_frame(data(tabulate_measures(self._desk.catalogue, self.texts, found)))

    @telling
    def measure(self, measure: str) -> Plain:
        """What a measure is, what it does not show, and where it comes from."""
        desk = self._desk
        found = find_measure(desk, self._lang, measure)
        origins = find_origins(desk, found)
        return render_measure(desk.catalogue, self.texts, describe_span(desk, found), origins, list_known(desk))

    @telling
    def series(
        self,
        measure: str,
        places: str | Sequence[str] = (),
        *,
        gender: Gender = "T",
        first: int | None = None,
        last: int | None = None,
    ) -> "pl.DataFrame":
        """A measure over time, a row a place and year, with basis, publisher and the reason for each blank: at the
        places that are named, or at every place that has a value.
        """
        desk, found = self._desk, find_measure(self._desk, self._lang, measure)
        named = [places] if isinstance(places, str) else places
        wanted = [find_place(desk.catalogue, name) for name in named] or desk.catalogue.places.everywhere
        choice = Choice(gender=gender, first=first, last=last)
        if named:
            courses = show_courses(desk, self._lang, found, wanted, choice)
        else:
            courses = show_every_place(desk, self._lang, found, choice)
        return make_frame(data(tabulate_courses(desk.catalogue, self.texts, courses)))

    @telling
    def json_stat(self, measure: str, *, gender: Gender = "T") -> Plain:
        """A measure at every place that has a value, as a dataset of JSON-stat 2.0."""
        desk, found = self._desk, find_measure(self._desk, self._lang, measure)
        cube = show_cube(desk, self._lang, found, (), Choice(gender=gender))
        return render_json_stat(desk.catalogue, self.texts, cube)

    @telling
    def needs(self, place: str) -> "pl.DataFrame":
        """Every demand at a place, in order of need: verdict, strength, the figure behind it and what it costs."""
        desk = self._desk
        rows = add_costs(desk, measure_needs(desk, find_place(desk.catalogue, place)))
        return make_frame(data(tabulate_needs(desk.catalogue, self.texts, rows)))

    @telling
    def need(self, place: str, demand: str | int) -> NeedData:
        """One demand at a place, with all that its verdict rests on."""
        desk = self._desk
        wanted = NeedFilter(demand=find_demand(desk.catalogue, str(demand)).id)
        (row,) = add_costs(desk, measure_needs(desk, find_place(desk.catalogue, place), wanted))
        return make_need(desk.catalogue, self.texts, row)

    @telling
    def verdicts(self, demand: str | int) -> "pl.DataFrame":
        """A demand at every municipality, or at every region where those decide; the columns of `needs`."""
        desk = self._desk
        rows = add_costs(desk, measure_at_each(desk, find_demand(desk.catalogue, str(demand))))
        return make_frame(data(tabulate_needs(desk.catalogue, self.texts, rows)))

    def demands(self) -> "pl.DataFrame":
        """The handbook, a row a demand."""
        return make_frame(data(tabulate_demands(self._desk.catalogue, self.texts)))

    @telling
    def demand(self, demand: str | int) -> Plain:
        """A demand without a place, with its objections and draft decisions."""
        return render_demand(self._desk.catalogue, self.texts, find_demand(self._desk.catalogue, str(demand)))

    def sources(self) -> "pl.DataFrame":
        """The built-in tables with publisher, period and basis."""
        return make_frame(data(tabulate_sources(self._desk.catalogue, self.texts)))


def open_samspel(lang: Lang = "sv", *, home: Path | str | None = None) -> Samspel:
    """Open Samspel in a language. Answers and reports are those kept under `home`, else those of the commands
    (`$SAMSPEL_HOME`, or the user's data folder); nothing is written.
    """
    return Samspel(open_desk(home=None if home is None else Path(home)), lang)
