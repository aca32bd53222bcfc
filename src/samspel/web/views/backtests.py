"""The model tried on real closures and openings."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspel.app.backtesting import choose_case, try_all
from samspel.reports.backtests import tabulate_results
from samspel.web.blocks import CASE
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.backtests import present_backtests
from samspel.web.shared import get_catalogue, get_desk, get_texts


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """All cases, with the verdict, or the one that is chosen. Raises NotFoundError for one that there is not."""
    done, chosen = try_all(get_desk()), request.GET.get(CASE, "").strip()
    if chosen:
        done = choose_case(done, chosen)
    return show_page(request, present_backtests(get_catalogue(), get_texts(), done, is_one=bool(chosen)))


@require_safe
def send(_request: HttpRequest, kind: str) -> HttpResponse:
    """All outcomes as a file."""
    table = tabulate_results(get_catalogue(), try_all(get_desk()))
    return offer_table(table, kind)
