"""The registers beside the tidy tables: all that a publisher has, chosen for an indicator or not, by id and title."""

from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Level
from samspel.catalogue.records.figures import Table
from samspel.catalogue.tables import read_table
from samspel.terms.errors import ContentError

COLUMNS = ("measure", "title", "first", "last", "municipalities", "regions", "country", "gender", "replaced")
REPLACED = ("", "gone", "retitled")


@dataclass(frozen=True, kw_only=True)
class Registered:
    """One measure of a register: the publisher's id and title, its first and last year, how many municipalities and
    regions the last year has and whether the country has a value, whether it is told for women and men apart, what a
    later register says of it (nothing, `gone` or `retitled`), and the address of the publisher's own page.
    """

    measure: str
    title: str
    first: int
    last: int
    municipalities: int
    regions: int
    country: bool
    by_gender: bool
    replaced: str
    address: str

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that the last year has."""
        told: list[Level] = []
        if self.municipalities:
            told.append("municipality")
        if self.regions:
            told.append("region")
        if self.country:
            told.append("country")
        return tuple(told)


def load_register(catalogue: Catalogue, table: Table) -> dict[str, Registered]:
    """The register of a table, by id. Raises ContentError for a table without one, for a file that breaks its form and
    for an id that stands twice.
    """
    if table.register is None:
        raise ContentError("tables.toml", f"{table.id}.register", "nothing", "a register, since one is asked for")
    rows = read_table(catalogue.folder / "figures" / table.register, COLUMNS)
    numbers = rows.numbers(COLUMNS[2:8]).astype(int)
    found: dict[str, Registered] = {}
    for line, (row, counted) in enumerate(zip(rows.rows, numbers.tolist(), strict=True), 2):
        measure, title, replaced = row[0], row[1], row[-1]
        if measure in found:
            raise ContentError(table.register, "measure", f"{measure} twice", "each id once", line)
        if replaced not in REPLACED:
            raise ContentError(table.register, "replaced", replaced, "nothing, gone or retitled", line)
        found[measure] = Registered(
            measure=measure,
            title=title,
            first=counted[0],
            last=counted[1],
            municipalities=counted[2],
            regions=counted[3],
            country=bool(counted[4]),
            by_gender=bool(counted[5]),
            replaced=replaced,
            address=(table.address or "").format(measure=measure),
        )
    return found
