"""The fair test of the model: the course without events, the shock, and real closures and openings."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspel.app.backtesting import choose_case, find_fair, try_all
from samspel.rendering.table import Table
from samspel.reports.backtests import tabulate_results
from samspel.reports.origins import tabulate_scores
from samspel.reports.slopes import tabulate_slopes
from samspel.web.blocks import CASE
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.backtests import present_backtests, present_case
from samspel.web.shared import get_catalogue, get_desk, get_texts

PARTS: Mapping[str, Callable[[], Table]] = {
    "cases": lambda: tabulate_results(get_catalogue(), try_all(get_desk())),
    "baseline": lambda: tabulate_scores(get_texts(), find_fair(get_desk()).baseline),
    "shock": lambda: tabulate_slopes(get_catalogue(), get_texts(), find_fair(get_desk()).slopes),
}
"""What can be had as a file."""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The whole test with its verdicts, or the case that is chosen. Raises NotFoundError for one that there is not."""
    done, chosen = try_all(get_desk()), request.GET.get(CASE, "").strip()
    if chosen:
        return show_page(request, present_case(get_catalogue(), get_texts(), choose_case(done, chosen)))
    return show_page(request, present_backtests(get_catalogue(), get_texts(), done, find_fair(get_desk())))


@require_safe
def send(_request: HttpRequest, kind: str, part: str = "cases") -> HttpResponse:
    """A part of the test as a file."""
    return offer_table(PARTS[part](), kind)
