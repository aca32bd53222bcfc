"""The page on which a campaign is shared: just what others will see, and the button."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.rendering.blocks import Paragraph
from samspel.reports.networks import compose_shared
from samspel.terms.errors import BadInputError
from samspel.web.blocks import set_blocks
from samspel.web.shared import get_desk, get_texts
from samspel.web.work.campaigns.acting import answer, find_campaign, lead_to
from samspel.web.work.campaigns.parts import DO, Failure, FormPart, Part, WorkPage, read_version
from samspel.web.work.networks.acting import name_networks
from samspel.workspace.models import Campaign
from samspel.workspace.networks import list_networks
from samspel.workspace.sharing import share, tell

SHARE, STOP = "dela", "sluta-dela"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """The preview; the campaign shared, or no more."""
    account, campaign = find_campaign(request, unit, number, "campaign.share")

    def act() -> tuple[str, str]:
        does = request.POST.get(DO, "")
        if does not in (SHARE, STOP):
            raise BadInputError("work_choice", field="kind")
        share(campaign, read_version(request.POST), account, is_shared=does == SHARE)
        told = "network.told.shared" if does == SHARE else "network.told.unshared"
        return lead_to("campaign", campaign.unit, campaign.pk), told

    return answer(request, partial(_present, campaign.pk), act)


def _present(number: int, _: Failure | None) -> WorkPage:
    texts, desk = get_texts(), get_desk()
    campaign = Campaign.objects.select_related("unit").get(pk=number)
    networks = list_networks(campaign.unit)
    names = name_networks(texts, networks)
    key = "share_alone" if not networks else "is_shared" if campaign.is_shared else "share_lead"
    lead = texts(f"network.{key}") if not networks else texts(f"network.{key}", names=names)
    body = set_blocks(texts, compose_shared(desk.observations, texts, tell(desk, texts, campaign.unit, campaign)))
    does, button = (STOP, "share_no") if campaign.is_shared else (SHARE, "share_yes")
    form = FormPart(
        id="dela", does=does, button=texts(f"network.{button}"), version=campaign.version, is_quiet=campaign.is_shared
    )
    later = Part(
        body=set_blocks(texts, [Paragraph(texts("network.share_later"))]),
        forms=(form,) if networks or campaign.is_shared else (),
    )
    return WorkPage(
        title=texts("network.share_title", title=campaign.title),
        lead=lead,
        parts=(Part(id="preview", title=texts("network.preview"), body=body), later),
    )
