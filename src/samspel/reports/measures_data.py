"""A measure for machines: its row of the list, its entry of the codebook, and what is told of it."""

from collections.abc import Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.observations.measures import Listed
from samspel.rendering.table import list_records
from samspel.reports.codebook import tabulate_codebook
from samspel.reports.figures import describe_ends
from samspel.reports.measures import describe_measure, tabulate_measures
from samspel.reports.records import Plain
from samspel.reports.updating import describe_freshness
from samspel.store.live.records import Known
from samspel.terms.origin import Origin


def render_measure(
    catalogue: Catalogue, texts: Texts, listed: Listed, origins: Sequence[Origin], known: Sequence[Known]
) -> Plain:
    """The measure with the tables behind it; `known` is what is known of the services that figures are fetched from."""
    measured = listed.measured
    (row,) = list_records(tabulate_measures(catalogue, texts, [listed]))
    (entry,) = list_records(tabulate_codebook(catalogue, texts, [(measured.indicator, origins)]))
    sources = dict.fromkeys(one.source for one in origins)
    told = (
        *describe_measure(catalogue, texts, measured),
        *describe_ends(catalogue, texts, origins),
        *filter(None, (describe_freshness(catalogue, texts, known, source) for source in sources)),
    )
    return {**entry, **row, "by_gender": measured.is_by_gender, "told": list(told)}
