"""Real closures and openings, as content/circle/backtests.toml tells them."""

from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import Record
from samspel.dynamics.jobs import SECTORS
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis


class CaseText(Record, frozen=True, kw_only=True):
    """A case's name, what is known of it, what was done there and who tells that, and what happened there after the
    years that are compared; nothing where no source tells.
    """

    name: str
    note: str
    did: str = ""
    later: str = ""


class Backtest(Record, frozen=True, kw_only=True):
    """A real closure or opening. The `jobs` go or come on 1 January of `year`, or evenly each year to `until`; years
    after `last` are not compared, since something else happened then. `did_addresses` are where what was done is told;
    `branches` are columns of the input-output table.
    """

    id: str
    place: str
    kind: Literal["closure", "establishment"]
    year: int
    until: int | None = None
    last: int | None = None
    jobs: float
    sector: str
    branches: list[str]
    basis: Basis
    source: str
    addresses: list[str]
    did_addresses: tuple[str, ...] = ()
    sv: CaseText
    en: CaseText

    @property
    def sign(self) -> float:
        """What the jobs are to unemployment: 1 where they go, -1 where they come."""
        return 1.0 if self.kind == "closure" else -1.0


def load_backtests(catalogue: Catalogue) -> tuple[Backtest, ...]:
    """The cases. Raises ContentError for a place, sector or branch that does not exist."""
    path = catalogue.folder / "circle" / "backtests.toml"
    cases = read_list(path, "backtest", Backtest)
    codes = {place.code for place in catalogue.places.municipalities}
    branches = set(catalogue.tables[catalogue.industries.table].columns)
    for case in cases:
        if case.place not in codes:
            raise ContentError(path.name, f"{case.id}.place", case.place, "a code of municipalities.csv")
        if case.sector not in SECTORS:
            raise ContentError(path.name, f"{case.id}.sector", case.sector, ", ".join(SECTORS))
        if not case.jobs > 0.0:
            raise ContentError(path.name, f"{case.id}.jobs", str(case.jobs), "a number above zero")
        if not case.addresses:
            raise ContentError(path.name, f"{case.id}.addresses", "none", "where the number was read")
        if any(bool(told.did) != bool(case.did_addresses) for told in (case.sv, case.en)):
            raise ContentError(path.name, f"{case.id}.did", case.sv.did, "what was done with did_addresses, or neither")
        if min(case.until or case.year, case.last or case.year) < case.year:
            raise ContentError(path.name, f"{case.id}.year", str(case.year), "a year no later than until and last")
        if not case.branches or not set(case.branches) <= branches:
            expected = "columns of the input-output table"
            raise ContentError(path.name, f"{case.id}.branches", ", ".join(case.branches), expected)
    return cases
