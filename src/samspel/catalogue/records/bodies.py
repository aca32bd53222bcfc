"""Records of content/ on who decides: committees and the public transport authorities of the counties."""

from typing import Literal

import msgspec

from samspel.catalogue.records.base import Record


class Committee(Record, frozen=True, kw_only=True):
    """A committee as most municipalities or regions have it; `sv` and `en` are its name as it stands in a sentence.

    `areas` are those of the handbook that it usually answers for; none for a committee that single demands name.
    """

    id: str
    body: Literal["municipality", "region"]
    areas: list[str] = msgspec.field(default_factory=list)
    sv: str
    en: str


class CommitteeName(Record, frozen=True, kw_only=True):
    """What a committee is called in one place, where that is known to differ; `place` is a code and `source` says how
    it is known.
    """

    place: str
    committee: str
    source: str
    sv: str
    en: str


class AreaWord(Record, frozen=True, kw_only=True):
    """A place that one is not "in": what its area is called in a sentence, and the word before it in each language."""

    code: str
    area: str
    sv: str
    en: str


class EnglishNames(Record, frozen=True, kw_only=True):
    """What counties and municipalities are called in English: with {name}, the latter by how the body's name ends;
    `counties` are those, by code, that are not named as their region is.
    """

    county: str
    bodies: dict[str, str]
    counties: dict[str, str]


class AlsoCalled(Record, frozen=True, kw_only=True):
    """What places are also called: forms for every region with its {name} or {area}, and single names by code."""

    region_forms: list[str]
    places: dict[str, list[str]]


class TransportAuthority(Record, frozen=True, kw_only=True):
    """The public transport authority of a county; `region` is the county's code, `sv` and `en` the authority's name.

    `form` is `region` where the region (on Gotland the municipality) is the authority itself, else `association`: a
    joint authority of region and municipalities, which is another body than both. `source` says how it is known.
    """

    region: str
    form: Literal["region", "association"]
    source: str
    sv: str
    en: str

    @property
    def id(self) -> str:
        """The county, of which each has one."""
        return self.region
