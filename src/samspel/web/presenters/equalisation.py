"""The page of tax and equalisation: the frame around the report's blocks."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.municipal_finance import Equalisation
from samspel.reports import equalisation as report
from samspel.reports.equalisation_years import compose_years
from samspel.terms.place import Place
from samspel.web.blocks import set_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualisationFigures:
    """What the report says, set into the page; a section without figures is empty."""

    title: str
    summary: SafeString
    steps: SafeString
    changes: SafeString
    years: SafeString
    ages: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualisationPage:
    """The page of a place; the country has no figures. `year` is the one shown, `query` what keeps to it in the
    addresses of the files.
    """

    template: ClassVar[str] = "samspel/equalisation.html"
    place: Place
    figures: EqualisationFigures | None = None
    year: int = 0
    years: tuple[int, ...] = ()
    query: str = ""


def present_equalisation(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> EqualisationFigures:
    """What the page of a municipality or region shows."""
    return EqualisationFigures(
        title=texts("equalise.title", year=measured.year, body=measured.place.body),
        summary=set_blocks(texts, report.compose_summary(catalogue, texts, measured)),
        steps=set_blocks(texts, report.compose_steps(catalogue, texts, measured)),
        changes=set_blocks(texts, report.compose_changes(texts, measured)),
        years=set_blocks(texts, compose_years(texts, measured)),
        ages=set_blocks(texts, report.compose_ages(catalogue, texts, measured)),
    )
