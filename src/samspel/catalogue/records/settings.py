"""Records of content/ on what is shown and how files and roads are read, each read from a file of its own."""

from typing import Annotated, Literal

import msgspec

from samspel.catalogue.records.base import Named, Record

HospitalOpen = Literal["likely", "unsure", "no"]


class AgeGroup(Named, frozen=True, kw_only=True):
    """Ages, both inclusive, whose cost to the municipality is reckoned with one weight (a parameter)."""

    first: int
    last: int
    weight: str


class PictureSection(Record, frozen=True, kw_only=True):
    """A section of the picture of a place: which indicators, which drawn as a course over time. One that `takes_own`
    has the values from users' files and answers that no other section shows.
    """

    id: str
    indicators: list[str]
    charts: list[str]
    sv: str
    en: str
    takes_own: bool = False


class FactSheet(Record, frozen=True, kw_only=True):
    """Which figures the fact sheet shows, and which of them as a course over time."""

    chart: str
    indicators: list[str]


class LikenessFeature(Record, frozen=True, kw_only=True):
    """An indicator by which places are compared for likeness: how much it weighs, whether as a ratio (`log`), and why
    in both languages.
    """

    indicator: str
    weight: Annotated[float, msgspec.Meta(gt=0)]
    log: bool
    sv: str
    en: str


class Inputs(Record, frozen=True, kw_only=True):
    """The indicator that the program takes for each thing that it reckons with or tells of in a sentence. Births,
    deaths and moves are read as columns of one table.
    """

    population: str
    recent_population: str
    population_change: str
    births: str
    deaths: str
    arrivals: str
    departures: str
    jobs: str
    industry_jobs: str
    industry_share: str
    industry_jobs_by_branch: str
    hotels_share: str
    culture_share: str
    outside_share: str
    commuters_in: str
    commuters_out: str
    jobs_by_workplace: str
    industry_by_branch: str
    hotels_by_branch: str
    culture_by_branch: str
    firm_services_by_branch: str
    welfare_by_branch: str
    administration_by_branch: str
    wages_here: str
    net_moving: str
    net_abroad: str
    unemployed_of_people: str
    employment: str
    unemployment: str
    income: str
    tax_base: str
    expenditure: str
    municipal_rate: str
    municipal_rate_course: str
    regional_rate: str


class Industries(Record, frozen=True, kw_only=True):
    """How the 35 industries of the input-output table are grouped."""

    table: str
    output_column: str
    industry: list[str]
    services: list[str]


class SiteAddress(Record, frozen=True, kw_only=True):
    """A row of the emission registers, by code, company and site as they have it, that lies in another municipality."""

    code: str
    company: str
    site: str
    lies_in: str
    reason: str


class RegisterSites(Record, frozen=True, kw_only=True):
    """Which rows of the emission registers are told as sites: words in a company's name that make it a boiler, in the
    branches where boilers hide or in any (`energy`), what the branches are called, and how near two rows of the same
    site are (a share); and which lie elsewhere than the registers say.
    """

    boiler_branches: list[str]
    boiler_words: list[str]
    energy: list[str]
    branch: list[Named]
    same_within: float
    elsewhere: list[SiteAddress]


class HospitalCheck(Record, frozen=True, kw_only=True):
    """What has been read of whether a hospital has emergency surgery day and night, where, and on which day."""

    hospital: str
    open: HospitalOpen
    source: str
    address: str
    checked: str
    sv: str
    en: str


class Passage(Record, frozen=True, kw_only=True):
    """How one gets through on a road: access keys and oneway keys, the most particular first, and the kinds of barrier
    that let one through.
    """

    keys: list[str]
    oneway: list[str]
    barriers: list[str]


class MapLimits(Record, frozen=True, kw_only=True):
    """How large a map may be: megabytes of the file and unpacked, and how many times the file that may be beyond the
    `free` megabytes.
    """

    largest: int
    unpacked: int
    ratio: float
    free: int


class RoadRules(Record, frozen=True, kw_only=True):
    """Who gets through where on a road map, in the tags of OpenStreetMap; `car_height` in metres."""

    shut: list[str]
    opened: list[str]
    walked: list[str]
    high_kerbs: list[str]
    opening_bollards: list[str]
    locked: list[str]
    car_height: float
    not_on_road: list[str]
    out_of_use: dict[str, list[str]]
    not_ours: list[str]
    no_park_ride: list[str]
    car: Passage
    bicycle: Passage
    file: MapLimits


class Help(Record, frozen=True, kw_only=True):
    """What the help names: the place that the tour shows, and the address where faults of the program are reported,
    empty where there is none.
    """

    tour_place: str
    faults: str
