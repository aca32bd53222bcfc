"""What newer figures have changed for the campaigns that one may see, unread until one says so."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.app.news import list_renewals
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block
from samspel.reports.campaign_news import tabulate_moved, tabulate_moved_verdicts
from samspel.terms.alphabet import capitalise
from samspel.web.blocks import set_blocks
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.work.campaigns.acting import answer
from samspel.web.work.campaigns.parts import DO, Failure, FormPart, Part, WorkPage, fill_forms
from samspel.web.work.guards import require_account
from samspel.workspace.campaigns import list_campaigns
from samspel.workspace.figure_news import SHOWN, Moved, list_moved, mark_read
from samspel.workspace.models import Account

READ = "last"
"""What the form does, before the key of the renewal that was read."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The list; what it shows said to have been read."""
    account = require_account(request)

    def act() -> tuple[str, str]:
        mark_read(account, request.POST.get(DO, "").removeprefix(f"{READ} "), get_desk())
        return reverse("figure_news"), "campaign.news.all_read"

    return answer(request, partial(_present, account), act)


def compose_moved(texts: Texts, moved: Moved) -> list[Block]:
    """The tables of what moved that have any rows."""
    blocks: list[Block] = []
    if moved.measures:
        blocks.append(tabulate_moved(get_catalogue(), texts, moved.measures))
    if moved.verdicts:
        blocks.append(tabulate_moved_verdicts(texts, moved.verdicts))
    return blocks


def describe_unread(texts: Texts, count: int) -> str:
    """How much has not been read; nothing where all has."""
    return texts("campaign.news.unread_count", count=count) if count else ""


def _present(account: Account, failure: Failure | None) -> WorkPage:
    texts, desk = get_texts(), get_desk()
    moved = list_moved(desk, list_campaigns(account), account.figures_seen)
    blocks = compose_moved(texts, moved)
    newest = next((key for key, _ in list_renewals(desk)), "")
    form = FormPart(id="read", does=f"{READ} {newest}", button=texts("campaign.news.read"))
    told = describe_unread(texts, moved.unread)
    return WorkPage(
        title=texts("campaign.news.title"),
        lead=texts("campaign.news.lead"),
        parts=(
            Part(body=capitalise(told), forms=fill_forms(failure, [form]) if told else ()),
            Part(body=set_blocks(texts, blocks) if blocks else texts("campaign.news.none")),
            Part(body=texts("campaign.news.span", count=SHOWN) if blocks else ""),
        ),
    )
