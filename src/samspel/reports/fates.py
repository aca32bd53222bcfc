"""Where those who lose their jobs go, beside what becomes of unemployment: the model's assumption, told as such."""

from collections.abc import Iterator
from functools import partial

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate, text
from samspel.reports.figures import basis_field
from samspel.reports.outcomes import finite
from samspel.scenarios.bands import MEDIAN, QUANTILE_NAMES
from samspel.scenarios.fates import Fate, find_fates
from samspel.scenarios.simulation import Simulation
from samspel.terms.origin import Basis
from samspel.terms.units import PER_CENT


def compose_fates(texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """Of a hundred jobs that go, where those who had them are a year after; nothing where no jobs go."""
    table = tabulate_fates(texts, simulation)
    if table.rows:
        yield table


def tabulate_fates(texts: Texts, simulation: Simulation) -> Table:
    """One row a group: how many of a hundred, with the wide band, and what the model can say of it."""
    fields = (
        Field[Fate](
            Column(key="group", head=texts("fates.group"), is_coded=True),
            lambda one: Cell(value=one.id, words=texts(f"fates.group_{one.id}")),
        ),
        Field[Fate](Column(key="of_100", head=texts("fates.of_100"), is_number=True), partial(_make_band, texts)),
        Field[Fate](
            Column(key="says", head=texts("fates.says"), is_wordy=True), lambda one: text(texts(f"fates.says_{one.id}"))
        ),
        *(
            data_field(name, lambda one, at=at: finite(float(one.band[at])))  # type: ignore[misc]
            for at, name in enumerate(QUANTILE_NAMES)
        ),
        basis_field(texts, lambda _: Basis.ASSUMED.value),
    )
    notes = (texts("fates.rounded"), texts("fates.note"), texts("fates.not_told"))
    return tabulate("fates", texts("fates.caption"), fields, find_fates(simulation), notes)


def _make_band(texts: Texts, fate: Fate) -> Cell:
    low, middle, high = (texts.number(PER_CENT * float(fate.band[at])) for at in (0, MEDIAN, -1))
    words = texts("words.band", median=middle, low=low, high=high)
    return Cell(value=round(PER_CENT * float(fate.band[MEDIAN]), 1), words=words)
