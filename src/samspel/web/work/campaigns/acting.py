"""How a page of campaigns answers: shown, or something done and the browser sent on, or told what was wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from samspel.catalogue.texts import Texts
from samspel.terms.errors import SamspelError
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_texts
from samspel.web.views.errors import find_status
from samspel.web.work.campaigns.parts import Done, Failure, WorkPage
from samspel.web.work.guards import find_unit, require
from samspel.web.work.here import name_page
from samspel.workspace.models import Account, Campaign, Matter, Unit
from samspel.workspace.permissions import ForbiddenError

Present = Callable[[Failure | None], WorkPage]
Act = Callable[[], tuple[str, str]]
"""Does what a form asks for; gives the address that shows it and the key of what to tell."""
FIELDS = (
    "title", "demands", "places", "plan", "measure", "goal_to", "goal_by", "owner", "text", "due", "kind", "day",
    "body", "place", "demand", "reference", "points", "direction", "paper", "file", "ended_on", "items", "papers",
)  # fmt: skip
"""The fields of the forms, whose labels stand in the texts."""


def answer(request: HttpRequest, present: Present, act: Act) -> HttpResponse:
    """The page, or what comes of a form. What is not allowed is told by a page of its own."""
    if request.method != "POST":
        done = find_notice(request, Done)
        page = present(None)
        return show_page(request, page if done is None else replace(page, done=get_texts()(done.text)))
    try:
        address, told = act()
    except ForbiddenError:
        raise
    except SamspelError as error:
        texts = get_texts()
        failure = Failure(texts, request, error, label_fields(texts))
        return show_page(request, replace(present(failure), errors=failure.errors), find_status(error))
    return send_on(address, Done(told))


def label_fields(texts: Texts) -> Mapping[str, str]:
    """What each field is called."""
    return {name: texts(f"campaign.field.{name}") for name in FIELDS}


def find_campaign(
    request: HttpRequest, unit: int, number: int, action: str = "campaign.read"
) -> tuple[Account, Campaign]:
    """Whoever asks, and the campaign of an address. Raises Http404 for one that is not there or not theirs, and
    ForbiddenError for what their role may not.
    """
    where = find_unit(unit)
    account = require(request, action, where)
    campaign = Campaign.objects.select_related("unit", "owner").filter(pk=number, unit=where).first()
    if campaign is None:
        raise Http404
    name_page(request, "campaign", campaign.title)
    return account, campaign


def find_matter(
    request: HttpRequest, unit: int, number: int, matter: int, action: str = "campaign.read"
) -> tuple[Account, Matter]:
    """Whoever asks, and the matter of an address. Raises as `find_campaign`."""
    account, campaign = find_campaign(request, unit, number, action)
    found = Matter.objects.select_related("campaign__unit").filter(pk=matter, campaign=campaign).first()
    if found is None:
        raise Http404
    return account, found


def lead_to(name: str, unit: Unit, *numbers: int) -> str:
    """The address of a page of a unit's campaigns."""
    return reverse(name, args=[unit.pk, *numbers])
