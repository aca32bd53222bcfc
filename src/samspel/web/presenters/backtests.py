"""The page of the fair test: the frame around the reports' blocks."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reports.backtests import compose_backtests, compose_case, compose_sources, describe_run
from samspel.reports.origins import compose_origins
from samspel.reports.slopes import compose_slopes
from samspel.trials.backtests import Backtesting
from samspel.trials.fair import Fair
from samspel.web.blocks import set_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestsPage:
    """All that the page shows: the course without events, the shock, and the cases; of one that is chosen the `case` is
    the name, and the others are left out.
    """

    template: ClassVar[str] = "samspel/backtests.html"
    run: str
    blocks: SafeString
    baseline: SafeString | None = None
    shock: SafeString | None = None
    case: str = ""


def present_backtests(catalogue: Catalogue, texts: Texts, done: Backtesting, fair: Fair) -> BacktestsPage:
    """The page of all that was tried."""
    return BacktestsPage(
        run=describe_run(texts, done),
        baseline=set_blocks(texts, compose_origins(catalogue, texts, fair.baseline)),
        shock=set_blocks(texts, compose_slopes(catalogue, texts, fair.slopes)),
        blocks=set_blocks(texts, compose_backtests(catalogue, texts, done)),
    )


def present_case(catalogue: Catalogue, texts: Texts, done: Backtesting) -> BacktestsPage:
    """The page of the one case that is chosen."""
    (trial,) = done.trials
    blocks = set_blocks(texts, (*compose_case(catalogue, texts, done, trial), *compose_sources(catalogue, texts, done)))
    return BacktestsPage(run=describe_run(texts, done), blocks=blocks, case=texts.of(trial.case).name)
