"""What the baseline is reckoned from, content/circle/baseline.toml: which figures, which shares, whose projections."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record
from samspel.terms.errors import ContentError


class Flows(Record, frozen=True, kw_only=True):
    """The measures of a table that hold flows and the mean age."""

    table: str
    births: str
    deaths: str
    moved_out: str
    mean_age: str


class Band(Record, frozen=True, kw_only=True):
    """A measure that counts people of some ages; in the one that is `leaned` the mean age leans them."""

    measure: str
    first: int
    last: int
    leaned: bool = False


class Made(Record, frozen=True, kw_only=True):
    """A projection: under which year it is reported, from the end of which year it is made, and for which."""

    reported: int
    base: int
    target: int


class Official(Record, frozen=True, kw_only=True):
    """The statistics office's own projections of municipalities."""

    table: str
    measure: str
    made: tuple[Made, ...]


class National(Record, frozen=True, kw_only=True):
    """A projection of the country: people at points in time, counted in ends of years; `exact` where they are whole
    figures and not rounded ones.
    """

    base: int
    published: str
    exact: bool
    people: tuple[tuple[float, float], ...]
    source: str


class Settings(Record, frozen=True, kw_only=True):
    """The whole file."""

    population: tuple[str, ...]
    areas: str
    area_column: str
    cohort_share: float
    pace_share: float
    gap_share: float
    gap_years: int
    penalty: float
    shortest_span: float
    moving_years: tuple[int, ...]
    flow_years: int
    miss_growth: float
    spans: tuple[int, ...]
    own_growth: tuple[int, ...]
    area_growth: tuple[int, ...]
    county_growth: tuple[int, ...]
    fewest_years: int
    seen: float
    group_weight: float
    largest_from: float
    oldest_risk: float
    flows: Flows
    band: tuple[Band, ...]
    official: Official
    national: tuple[National, ...]


def load_settings(catalogue: Catalogue) -> Settings:
    """Load and check the file. Raises ContentError for the first breach."""
    path = catalogue.folder / "circle" / "baseline.toml"
    found = read_record(path, Settings)
    bases = [made.base for made in found.national]
    if bases != sorted(set(bases)):
        raise ContentError(path.name, "national.base", str(bases), "years in order, each once")
    if list(found.spans) != sorted(set(found.spans)) or found.spans[0] != 1:
        raise ContentError(path.name, "spans", str(found.spans), "years in order, the first 1")
    return found
