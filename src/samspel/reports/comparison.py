"""Two to four places side by side."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.observations.picture import SideBySide
from samspel.rendering.table import Table
from samspel.reports.figure_tables import tabulate_observations, tabulate_side_by_side


def compose_comparison(catalogue: Catalogue, texts: Texts, compared: SideBySide) -> tuple[Table, ...]:
    """A table a section; its name is the section's id."""
    titles = {section.id: texts.of(section) for section in catalogue.picture}
    return tuple(
        tabulate_side_by_side(catalogue, texts, compared.places, entries, name=section, caption=titles[section])
        for section, entries in compared.sections
    )


def tabulate_comparison(catalogue: Catalogue, texts: Texts, compared: SideBySide) -> Table:
    """One row an indicator and place, for files and JSON."""
    entries = (
        (section, row, observation)
        for section, rows in compared.sections
        for row, observations in rows
        for observation in observations
    )
    return tabulate_observations(catalogue, texts, "comparison", entries)
