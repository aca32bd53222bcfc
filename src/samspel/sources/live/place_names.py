"""Which municipality or county a publisher means by a name."""

import re
from collections.abc import Container, Mapping
from functools import cached_property

from samspel.catalogue.places import Places
from samspel.catalogue.records.fetched_files import Target
from samspel.sources.live.errors import tell_change

_CODE = re.compile(r"\A\d{2,4}\s+")
_COUNTY = re.compile(r"\s+län\Z")


class PlaceNames:
    """The names of the places, written as publishers may write them: with or without a code before and `län` after."""

    def __init__(self, places: Places) -> None:
        self._places = places

    @cached_property
    def municipalities(self) -> Mapping[str, str]:
        """The codes of the municipalities by their names as they are compared."""
        return {_plain(place.name): place.code for place in self._places.municipalities}

    @cached_property
    def _counties(self) -> Mapping[str, str]:
        """The codes of the counties by their names, with and without the `s` of `Stockholms län`."""
        found: dict[str, str] = {}
        for region in self._places.regions:
            for name in (region.name, f"{region.name}s", region.area):
                found[_plain(name)] = region.code
        return found

    def find_municipality(self, name: str) -> str | None:
        """The code of a municipality; None for what is none."""
        return self.municipalities.get(_plain(name))

    def find_county(self, name: str) -> str | None:
        """The code of a county; None for what is none."""
        return self._counties.get(_plain(name))

    def check_all_municipalities(self, target: Target, codes: Container[str]) -> None:
        """Raises ChangedError unless every municipality is there: one that has another name would be lost in
        silence.
        """
        lost = [place.name for place in self._places.municipalities if place.code not in codes]
        if lost:
            raise tell_change(target, f"no row of {', '.join(lost[:3])}", f"{len(self.municipalities)} municipalities")


def _plain(name: str) -> str:
    plain = _CODE.sub("", " ".join(name.split())).casefold()
    return _COUNTY.sub("", plain)
