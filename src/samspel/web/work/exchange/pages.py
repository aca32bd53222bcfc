"""What goes in and out of a unit: everything as a file, a calendar, the log; and what is kept of people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspel.reports.work_log import LogLine, compose_log
from samspel.terms.clock import SWEDEN, get_now, get_today
from samspel.terms.files import cut_name
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_file
from samspel.web.pages import show_page
from samspel.web.shared import get_desk, get_texts
from samspel.web.work.guards import find_unit, require, require_account
from samspel.web.work.here import name_page
from samspel.workspace.calendar import list_days, write_calendar
from samspel.workspace.example import make_example, remove_example
from samspel.workspace.exchange import export_unit
from samspel.workspace.log import find_break, find_recent_break
from samspel.workspace.meetings import list_meeting_days
from samspel.workspace.models import Account, LogEntry, Role, Unit
from samspel.workspace.permissions import ForbiddenError, may
from samspel.workspace.requests import get_rules as get_request_rules
from samspel.workspace.telling import list_matter_days
from samspel.workspace.telling_requests import list_request_days
from samspel.workspace.units import may_found
from samspel.workspace.voices import get_rules
from samspel.workspace.within import list_within

REMOVE = "ta_bort"
ACCOUNT = "Account:"
"""How the log names an account, before its number."""
MOST_SHOWN = 200
"""Entries of the log on a page and in its files."""
RECENT, WHOLE = 1_000, "hela"
"""So many of the latest entries are looked at unless somebody asks for the whole chain, and the field that asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePage:
    """What one may take out."""

    template: ClassVar[str] = "samspel/work/exchange.html"
    unit: int
    title: str
    may_take: bool
    may_read_log: bool


@dataclass(frozen=True, slots=True)
class LogPage:
    """The log as blocks; `check` leads to where the whole chain is looked at, empty where it has been."""

    template: ClassVar[str] = "samspel/work/log.html"
    blocks: SafeString
    check: str


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """What is kept of people, in plain words; `fewest` remarks before one is shown, `years` that its text is kept,
    `months` that the names of those who answered questions are.
    """

    template: ClassVar[str] = "samspel/work/privacy.html"
    fewest: int
    years: int
    months: int


@never_cache
@require_safe
def show(request: HttpRequest, unit: int) -> HttpResponse:
    """The page of files."""
    whole = find_unit(unit)
    account = require(request, "unit.read", whole)
    title = _name(request, account, whole)
    page = ExchangePage(
        unit=unit,
        title=title,
        may_take=may(account, "export.take", whole),
        may_read_log=may(account, "log.read", whole),
    )
    return show_page(request, page)


def _name(request: HttpRequest, account: Account, unit: Unit) -> str:
    """What the page is called: after what whoever asks may take out there."""
    title = get_texts()("exchange.menu" if may(account, "export.take", unit) else "exchange.menu_calendar")
    name_page(request, "exchange", title)
    return title


@never_cache
@require_safe
def send_all(request: HttpRequest, unit: int) -> HttpResponse:
    """Everything of the unit and its parts."""
    whole = find_unit(unit)
    account = require(request, "export.take", whole)
    return offer_file(cut_name(f"{whole.name}.zip".replace("/", "-")), export_unit(whole, account))


@never_cache
@require_safe
def send_calendar(request: HttpRequest, unit: int) -> HttpResponse:
    """The days."""
    whole = find_unit(unit)
    require(request, "campaign.read", whole)
    now = get_now()
    desk, texts, today = get_desk(), get_texts(), now.date()
    days = chain(
        list_days(whole),
        list_matter_days(desk, texts, whole, today),
        list_request_days(desk, texts, whole, today),
        list_meeting_days(whole, texts("meeting.calendar_due")),
    )
    content = write_calendar(whole.name, request.get_host(), now, days)
    return offer_file("samspel.ics", content)


@never_cache
@require_safe
def show_log(request: HttpRequest, unit: int) -> HttpResponse:
    """The log of the unit and its parts, and whether the whole chain holds."""
    whole = find_unit(unit)
    _name(request, require(request, "log.read", whole), whole)
    entries = LogEntry.objects.filter(unit__in=[one.pk for one in list_within(whole)]).order_by("-number")
    latest = list(entries[:MOST_SHOWN])
    names = _name_accounts(latest)
    lines = [_present_line(entry, names) for entry in latest]
    asks_all = request.GET.get(WHOLE) == "1" or not LogEntry.objects.filter(number__gt=RECENT).exists()
    broken = find_break(LogEntry.objects.iterator()) if asks_all else find_recent_break(RECENT)
    told = compose_log(get_texts(), lines, entries.count(), broken, 0 if asks_all else RECENT)
    return show_page(request, LogPage(set_blocks(get_texts(), told), "" if asks_all else f"?{WHOLE}=1"))


@never_cache
@require_POST
def show_example(request: HttpRequest) -> HttpResponse:
    """The made-up branch, made or taken away. Raises ForbiddenError for who may found no unit, BadInputError where it
    is there already.
    """
    account = require_account(request)
    if not may_found(account):
        raise ForbiddenError("not_allowed", action="unit.found")
    if request.POST.get("gor") == REMOVE:
        remove_example(account)
        return HttpResponseRedirect(reverse("work"))
    unit = make_example(get_desk(), account, get_today())
    return HttpResponseRedirect(reverse("unit", args=[unit.pk]))


@require_safe
def show_privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people."""
    rules = get_rules()
    return show_page(request, PrivacyPage(rules.fewest, rules.kept_weeks // 52, get_request_rules().kept_months))


def _name_accounts(entries: Iterable[LogEntry]) -> dict[str, str]:
    """By its number in the log what each account is called that did something, or that something was done to."""
    told = {str(one.account) for one in entries if one.account} | {one.thing for one in entries}
    numbers = {int(one.removeprefix(ACCOUNT)) for one in told if one.removeprefix(ACCOUNT).isdecimal()}
    here = get_texts()("exchange.log.here")
    found = Account.objects.filter(pk__in=numbers)
    return {str(one.pk): here if one.is_local else one.username for one in found}


def _present_line(entry: LogEntry, names: Mapping[str, str]) -> LogLine:
    role = entry.facts.get("role", "")
    facts = ", ".join(f"{name}: {value}" for name, value in sorted(entry.facts.items()))
    return LogLine(
        number=entry.number,
        at=entry.at.astimezone(SWEDEN),
        who=names.get(str(entry.account or 0), ""),
        whom=names.get(entry.thing.removeprefix(ACCOUNT), "") if entry.thing.startswith(ACCOUNT) else "",
        role=get_texts()(f"workspace.role.{role}") if role in Role.values else "",
        action=entry.action,
        thing=entry.thing,
        facts=facts,
    )
