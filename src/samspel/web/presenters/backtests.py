"""The page of the backtests: the frame around the report's blocks."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reports.backtests import compose_backtests, compose_case, compose_sources, describe_run
from samspel.trials.backtests import Backtesting
from samspel.web.blocks import set_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestsPage:
    """All that the page shows; the `case` is the name of the one that is chosen."""

    template: ClassVar[str] = "samspel/backtests.html"
    run: str
    blocks: SafeString
    case: str


def present_backtests(catalogue: Catalogue, texts: Texts, done: Backtesting, *, is_one: bool) -> BacktestsPage:
    """The page of what was tried, or of the one case that is chosen."""
    if not is_one:
        blocks = set_blocks(texts, compose_backtests(catalogue, texts, done))
        return BacktestsPage(run=describe_run(texts, done), blocks=blocks, case="")
    (trial,) = done.trials
    blocks = set_blocks(texts, (*compose_case(catalogue, texts, done, trial), *compose_sources(catalogue, texts, done)))
    return BacktestsPage(run=describe_run(texts, done), blocks=blocks, case=texts.of(trial.case).name)
