"""How a page of campaigns answers: shown, or something done and the browser sent on, or told what was wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from samspel.catalogue.texts import Texts
from samspel.terms.errors import BadInputError, SamspelError
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_texts
from samspel.web.views.errors import find_status
from samspel.web.work.campaigns.parts import Done, Failure, LinkPart, Part, WorkPage
from samspel.web.work.guards import find_unit, require, require_account
from samspel.web.work.here import name_page
from samspel.workspace.models import Account, Campaign, Matter, Unit
from samspel.workspace.permissions import ForbiddenError, list_units


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """The texts of a page where a unit is chosen: its title, and what is said where there are several and none."""

    title: str
    choose: str
    none: str


Present = Callable[[Failure | None], WorkPage]
T = TypeVar("T")
FIELDS = (
    "title", "demands", "places", "plan", "measure", "goal_to", "goal_by", "owner", "text", "due", "kind", "day",
    "body", "place", "demand", "reference", "points", "direction", "paper", "file", "ended_on", "items", "papers",
    "matters", "steps", "assignments", "decider", "hangs_on", "by", "event", "what", "owner_body", "money", "sign",
    "evidence", "meetings", "lists", "hand_in", "source", "paragraph", "sentence", "reason", "condition", "purpose",
    "tabled_to", "minutes", "yes_means", "vote_yes", "vote_no", "vote_abstained", "vote_absent", "occasion",
    "successor_of_id",
)  # fmt: skip
"""The fields of the forms, whose labels stand in the texts."""


def answer(
    request: HttpRequest,
    present: Present,
    act: Callable[[], T],
    send: Callable[[T], HttpResponse] | None = None,
    labels: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page, or what comes of a form: the browser is sent on by `send`, or to where `act` says. What is not allowed
    is told by a page of its own. `labels` are what the fields are called, where they are not those of campaigns.
    """
    if request.method != "POST":
        notice = find_notice(request, Done)
        page = present(None)
        return show_page(request, page if notice is None else replace(page, done=get_texts()(notice.text)))
    try:
        done = act()
    except ForbiddenError:
        raise
    except SamspelError as error:
        texts = get_texts()
        failure = Failure(texts, request, error, labels or label_fields(texts))
        return show_page(request, replace(present(failure), errors=failure.errors), find_status(error))
    return (send or _send)(done)


def choose_unit(request: HttpRequest, action: str, form: str, said: Chooser) -> HttpResponse:
    """From a demand at a place to the form of the unit that does something about it: at once where the account may do
    so for one alone, else a choice.
    """
    account, texts, query = require_account(request), get_texts(), request.GET.urlencode()
    units = list(list_units(account, action))
    addresses = [(unit.name, f"{lead_to(form, unit)}{'?' if query else ''}{query}") for unit in units]
    if len(addresses) == 1:
        return HttpResponseRedirect(addresses[0][1])
    part = Part(links=tuple(LinkPart(name, address) for name, address in addresses))
    lead = texts(said.choose if units else said.none)
    return answer(request, lambda _: WorkPage(title=texts(said.title), lead=lead, parts=(part,)), refuse)


def refuse() -> tuple[str, str]:
    """What a page without forms does with one. Raises BadInputError."""
    raise BadInputError("work_choice", field="kind")


def _send(done: object) -> HttpResponse:
    """On to the address that shows what was done, with the key of what to tell."""
    match done:
        case (str(address), str(told)):
            return send_on(address, Done(told))
    raise TypeError(done)


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
    name_page(request, "matter", found.title)
    return account, found


def lead_to(name: str, unit: Unit, *numbers: int) -> str:
    """The address of a page of a unit."""
    return reverse(name, args=[unit.pk, *numbers])
