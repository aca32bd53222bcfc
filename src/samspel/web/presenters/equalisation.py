"""The page of tax and equalisation: the frame around the report's blocks."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.municipal_finance import Equalisation
from samspel.reports import equalisation as report
from samspel.terms.place import Place
from samspel.web.blocks import set_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualisationFigures:
    """What the report says, set into the page; a section without figures is empty."""

    title: str
    summary: SafeString
    steps: SafeString
    changes: SafeString
    ages: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualisationPage:
    """The page of a place; the country has no figures."""

    template: ClassVar[str] = "samspel/equalisation.html"
    place: Place
    figures: EqualisationFigures | None = None


def present_equalisation(catalogue: Catalogue, texts: Texts, measured: Equalisation) -> EqualisationFigures:
    """What the page of a municipality or region shows."""
    return EqualisationFigures(
        title=texts("equalise.title", year=measured.year, body=measured.place.body),
        summary=set_blocks(texts, report.compose_summary(catalogue, texts, measured)),
        steps=set_blocks(texts, report.compose_steps(catalogue, texts, measured)),
        changes=set_blocks(texts, report.compose_changes(texts, measured)),
        ages=set_blocks(texts, report.compose_ages(catalogue, texts, measured)),
    )
