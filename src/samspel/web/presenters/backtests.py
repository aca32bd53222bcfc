"""The page of the backtests: the frame around the report's blocks."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reports.backtests import compose_backtests, describe_run
from samspel.trials.backtests import Backtesting
from samspel.web.blocks import set_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestsPage:
    """All that the page shows."""

    template: ClassVar[str] = "samspel/backtests.html"
    run: str
    blocks: SafeString


def present_backtests(catalogue: Catalogue, texts: Texts, done: Backtesting) -> BacktestsPage:
    """The page of what was tried."""
    blocks = compose_backtests(catalogue, texts, done)
    return BacktestsPage(run=describe_run(texts, done), blocks=set_blocks(texts, blocks))
