"""The page of follow-up: the need frozen, measured again, and what has become of it."""

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block
from samspel.reports.campaigns import label_demand
from samspel.reports.followed import compose_follow_up, tabulate_taken
from samspel.terms.clock import get_today
from samspel.web.blocks import set_blocks
from samspel.web.shared import get_desk, get_texts
from samspel.web.work.campaigns.acting import answer, find_campaign, lead_to
from samspel.web.work.campaigns.parts import Failure, FieldPart, FormPart, Part, WorkPage, choose, fill_forms
from samspel.workspace.campaigns import find_demands
from samspel.workspace.following_up import OCCASIONS, Occasion, follow_up, list_occasions, measure
from samspel.workspace.matters import follow
from samspel.workspace.models import Account, Campaign
from samspel.workspace.permissions import may

MEASURE = "mat"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """How the need has moved since it was frozen; measured again."""
    action = "campaign.change" if request.method == "POST" else "campaign.read"
    account, campaign = find_campaign(request, unit, number, action)

    def act() -> tuple[str, str]:
        occasion, today = request.POST.get("occasion", ""), get_today()
        due = [one for one in _list_due(campaign, today) if one.code == occasion]
        demands = {demand for one in due for demand in one.demands} or None
        measure(get_desk(), campaign, account, occasion, today, demands)
        return lead_to("campaign_follow", campaign.unit, campaign.pk), "campaign.told.measured"

    return answer(request, partial(_present, account, campaign), act)


def _list_due(campaign: Campaign, today: date) -> list[Occasion]:
    return [one for one in _list_all(campaign, today) if one.on <= today]


def _list_all(campaign: Campaign, today: date) -> list[Occasion]:
    return list_occasions(campaign, [follow(get_desk(), one, today) for one in campaign.matters.all()])


def _present(account: Account, campaign: Campaign, failure: Failure | None) -> WorkPage:
    texts, desk, today = get_texts(), get_desk(), get_today()
    followed = follow_up(desk, campaign)
    occasions = _list_all(campaign, today)
    due = [one for one in occasions if one.on <= today]
    blocks: list[Block] = []
    if followed:
        blocks = [*compose_follow_up(desk.observations, texts, followed), tabulate_taken(texts, followed)]
    form = _make_form(texts, due[0] if due else None)
    forms = fill_forms(failure, [form]) if may(account, "campaign.change", campaign.unit) else ()
    return WorkPage(
        title=texts("campaign.follow_title", title=campaign.title),
        lead=texts("campaign.follow_lead"),
        parts=(
            Part(body=_tell_occasions(texts, campaign, occasions, today), forms=forms),
            Part(body=set_blocks(texts, blocks) if blocks else texts("campaign.not_frozen")),
        ),
    )


def _tell_occasions(texts: Texts, campaign: Campaign, occasions: list[Occasion], today: date) -> str:
    """What it is time for, and what comes later."""
    now, later = ([one for one in occasions if (one.on <= today) is due] for due in (True, False))
    told = [
        _name_occasions(texts, campaign, key, ones) for key, ones in (("occasions", now), ("occasions_later", later))
    ]
    return " ".join(part for part in told if part)


def _name_occasions(texts: Texts, campaign: Campaign, key: str, occasions: list[Occasion]) -> str:
    told = [_name_occasion(texts, campaign, one) for one in occasions]
    return texts(f"campaign.{key}", told=texts.listing(told)) if told else ""


def _name_occasion(texts: Texts, campaign: Campaign, one: Occasion) -> str:
    """What it is and when, with its demands where it is not for all of the campaign's."""
    told = texts("campaign.occasion_on", what=texts(f"campaign.occasion.{one.code}"), day=texts.day(one.on))
    if set(one.demands) >= set(campaign.demands):
        return told
    named = [label_demand(texts, demand) for demand in find_demands(get_desk(), list(one.demands))]
    return texts("campaign.occasion_for", told=told, demands=texts.listing(named))


def _make_form(texts: Texts, due: Occasion | None) -> FormPart:
    options = [(one, texts(f"campaign.occasion.{one}")) for one in OCCASIONS]
    chosen = "asked" if due is None else due.code
    return FormPart(
        id="mat",
        does=MEASURE,
        button=texts("campaign.measure"),
        fields=(
            FieldPart(
                name="occasion", label=texts("campaign.field.occasion"), kind="select", options=choose(options, chosen)
            ),
        ),
    )
