"""What the figures are made from: every raw file with its checksum, its layout and what must hold of it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record
from samspel.terms.errors import SamspelError

FILE = "making.toml"
SHARE = (0.0, 100.0)
"""What a share in per cent can be, both ends included."""


class InputError(SamspelError):
    """A raw table is absent, has changed since it was declared, or breaks what is declared of it."""

    def __init__(self, file: str, found: str, expected: str) -> None:
        super().__init__("figures_input", file=file, found=found, expected=expected)


class Input(Record, frozen=True, kw_only=True):
    """One raw CSV file, or several alike (`file` with * and ?), that becomes measures of a tidy table.

    `columns` maps a raw column to the measure it becomes; `{stem}` stands for the file's name. `period` is the column
    whose first four figures are the year, unless `year` says which. `split` names a column whose words, by `names`,
    are put after the measure's name; a word that `names` lacks is left out. `words` turns words into numbers. `months`
    says how the months of a year become its value; a year without all twelve is left out. With `add_up` the table lists
    every case there is, so that regions and the country are sums of its rows.
    """

    file: str
    sha256: str
    rows: int
    table: str
    columns: dict[str, str]
    period: str | None = "period"
    year: int | None = None
    years_later: int = 0
    split: str | None = None
    names: dict[str, str] = msgspec.field(default_factory=dict)
    words: dict[str, float] = msgspec.field(default_factory=dict)
    months: Literal["mean", "sum"] | None = None
    add_up: bool = False
    bounds: dict[str, tuple[float, float]] = msgspec.field(default_factory=dict)


class Gathered(Record, frozen=True, kw_only=True):
    """The publisher that gathers other publishers' measures: all values, the register of measures, and a later register
    that shows which of them have been replaced since. A title with all of `share_words` tells of a share; `outside` are
    those so titled that may lie outside 0 to 100.
    """

    table: str
    values: str
    values_sha256: str
    rows: int
    register: str
    register_sha256: str
    later: str
    later_sha256: str
    years: tuple[int, int]
    share_words: list[str]
    outside: list[str]

    def is_share(self, measure: str, title: str) -> bool:
        """Whether the values of a measure must lie within `SHARE`."""
        return all(word in title for word in self.share_words) and measure not in self.outside


class Sum(Record, frozen=True, kw_only=True):
    """A measure whose municipalities must add up to the country, within so many per cent, in the years from `since`."""

    table: str
    measure: str
    per_cent: float
    since: int


class Merge(Record, frozen=True, kw_only=True):
    """A measure of the gathering publisher that goes into a tidy table too, to make one course of both; where both have
    a value they must agree `within` so much, and the gathered one is kept.
    """

    table: str
    measure: str
    gathered: str
    within: float


class Making(Record, frozen=True, kw_only=True):
    """All that the figures are made of."""

    gathered: Gathered
    inputs: list[Input] = msgspec.field(name="input")
    merges: list[Merge] = msgspec.field(name="merge", default_factory=list)
    sums: list[Sum] = msgspec.field(name="sum", default_factory=list)


def load_making(folder: Path) -> Making:
    """Load making.toml of the folder of figures. Raises ContentError for anything that is not of the schema."""
    return read_record(folder / FILE, Making)


def find_raw(folder: Path, pattern: str, sha256: str) -> Sequence[Path]:
    """The raw files of a pattern, by name. Raises InputError when there are none or they are not those declared."""
    paths = sorted(path for path in folder.glob(pattern) if path.is_file())
    if not paths:
        raise InputError(pattern, "no such file", "a file of that name in the folder of raw tables")
    digest = digest_files(paths)
    if digest != sha256:
        raise InputError(pattern, f"sha256 {digest}", f"sha256 {sha256}")
    return paths


def digest_files(paths: Sequence[Path]) -> str:
    """The checksum of one file, or of the names and bytes of several."""
    if len(paths) == 1:
        return hashlib.sha256(paths[0].read_bytes()).hexdigest()
    together = hashlib.sha256()
    for path in paths:
        together.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return together.hexdigest()
