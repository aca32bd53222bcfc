"""The page of the fair test: the frame around the reports' blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, unfold
from samspel.rendering.table import Table
from samspel.reports.backtests import compose_backtests, compose_case, compose_sources, describe_run
from samspel.reports.origins import DUELS, compose_origins
from samspel.reports.slopes import compose_slopes
from samspel.trials.backtests import Backtesting
from samspel.trials.fair import Fair
from samspel.web.blocks import NO_FILES, set_blocks


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
        baseline=_set_part(texts, compose_origins(catalogue, texts, fair.baseline)),
        shock=_set_part(texts, compose_slopes(catalogue, texts, fair.slopes)),
        blocks=_set_part(texts, compose_backtests(catalogue, texts, done)),
    )


def _set_part(texts: Texts, blocks: Iterable[Block]) -> SafeString:
    """The blocks, whose tables are offered as one file beneath them: only what that lacks has files of its own."""
    told = tuple(blocks)
    tables = (block.name for block in unfold(told) if isinstance(block, Table))
    return set_blocks(texts, told, {name: NO_FILES for name in tables if name != DUELS})


def present_case(catalogue: Catalogue, texts: Texts, done: Backtesting) -> BacktestsPage:
    """The page of the one case that is chosen."""
    (trial,) = done.trials
    blocks = set_blocks(texts, (*compose_case(catalogue, texts, done, trial), *compose_sources(catalogue, texts, done)))
    return BacktestsPage(run=describe_run(texts, done), blocks=blocks, case=texts.of(trial.case).name)
