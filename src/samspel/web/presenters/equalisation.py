"""The page of tax and equalisation: the frame around the report's blocks."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.municipal_finance import Equalisation
from samspel.reports import equalisation as report
from samspel.web.blocks import set_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualisationPage:
    """All that the page shows; a section without figures is empty."""

    title: str
    summary: SafeString
    steps: SafeString
    changes: SafeString
    ages: SafeString


def present_equalisation(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> EqualisationPage:
    """The page of a municipality or region."""
    return EqualisationPage(
        title=texts("equalise.title", year=measured.year, body=measured.place.body),
        summary=set_blocks(texts, report.compose_summary(catalogue, texts, measured)),
        steps=set_blocks(texts, report.compose_steps(catalogue, texts, measured)),
        changes=set_blocks(texts, report.compose_changes(texts, measured)),
        ages=set_blocks(texts, report.compose_ages(catalogue, texts, measured)),
    )
