"""What the pages of networks have in common: the names of their fields and who may see what."""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest

from samspel.app.desk import Desk
from samspel.catalogue.texts import Texts
from samspel.web.work.guards import find_unit, require
from samspel.web.work.here import name_page
from samspel.workspace.models import Account, Campaign, Unit
from samspel.workspace.sharing import hide, list_shared

FIELDS = ("name", "places", "code", "place", "paper")


def label_network_fields(texts: Texts) -> Mapping[str, str]:
    """What each field of the forms is called."""
    return {name: texts(f"network.field.{name}") for name in FIELDS}


def find_shared(
    request: HttpRequest, desk: Desk, unit: int, number: int, action: str = "network.read"
) -> tuple[Account, Unit, Campaign]:
    """Whoever asks, the unit whose page it is, and a campaign that is shared with it. Raises Http404 for one that is
    not, ForbiddenError for what their role may not.
    """
    where = find_unit(unit)
    account = require(request, action, where)
    campaign = list_shared(where).filter(pk=number).first()
    if campaign is None:
        raise Http404
    name_page(request, "network_campaign", hide(desk, campaign.title))
    return account, where, campaign


def name_networks(texts: Texts, networks: Sequence[Unit]) -> str:
    """The names of networks in a row."""
    return texts.listing([one.name for one in networks])
