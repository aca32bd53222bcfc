"""The own rules of bodies as units know them, asked of the database once for any number of matters."""

from functools import cached_property

import msgspec

from samspel.matters.clocks import BodySettings as Settings
from samspel.workspace.models import BodySettings
from samspel.workspace.within import list_lines


class BodyRules:
    """What every unit knows of its bodies, as it was when somebody first asked."""

    def find(self, unit: int, place: str, body: str) -> BodySettings | None:
        """The body's own rules, of the unit with that number or of the nearest above it that knows them."""
        if not self._kept:
            return None
        asked = ((one, place, body) for one in self._lines.get(unit, (unit,)))
        return next((self._kept[one] for one in asked if one in self._kept), None)

    @cached_property
    def _kept(self) -> dict[tuple[int, str, str], BodySettings]:
        return {(one.unit_id, one.place, one.body): one for one in BodySettings.objects.all()}

    @cached_property
    def _lines(self) -> dict[int, tuple[int, ...]]:
        return list_lines()


def read_settings(kept: BodySettings | None) -> Settings:
    """Kept rules as clocks read them; none where nobody knows."""
    return Settings() if kept is None else msgspec.convert(kept.rules, Settings)
