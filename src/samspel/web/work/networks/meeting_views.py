"""Meetings of a unit's networks: the list, one with its decisions, the form, and the paper."""

from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.briefing import render
from samspel.catalogue.texts import Texts
from samspel.rendering.table import Link
from samspel.reports.compared_demands import SORT_LINK
from samspel.reports.meetings import MeetingTold, compose_meeting, tabulate_meetings
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.web.blocks import find_address, set_blocks
from samspel.web.downloads import offer_file
from samspel.web.presenters.comparison_asked import SORT
from samspel.web.presenters.mending import MEASURES, PLACES
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts
from samspel.web.work.campaigns.acting import answer, lead_to, refuse
from samspel.web.work.campaigns.parts import (
    DO,
    FORM,
    Failure,
    LinkPart,
    Part,
    WorkPage,
    fill_forms,
    read_version,
    read_whole,
)
from samspel.web.work.guards import find_unit, require
from samspel.web.work.here import name_page
from samspel.web.work.networks import meeting_forms as forms
from samspel.workspace.meetings import (
    add_decision,
    change_decision,
    change_meeting,
    list_lines,
    list_meetings,
    make_meeting,
    remove_decision,
    remove_meeting,
    tell_meeting,
    write_minutes,
)
from samspel.workspace.models import Account, Meeting, MeetingDecision, Unit
from samspel.workspace.permissions import may

FILES = ("pdf", "docx")


@never_cache
@require_safe
def show_all(request: HttpRequest, unit: int) -> HttpResponse:
    """The meetings of the unit's networks."""
    where = find_unit(unit)
    account = require(request, "network.read", where)
    return answer(request, lambda _: _present_all(get_texts(), account, where), refuse)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, unit: int, number: int | None = None) -> HttpResponse:
    """The form of a new meeting of the network, or of one that is there."""
    where, texts, desk, lang = find_unit(unit), get_texts(), get_desk(), get_lang()
    account = require(request, "network.change", where)
    meeting = None if number is None else _find(request, where, number)
    if meeting is not None and meeting.network_id != where.pk:
        raise Http404

    def present(failure: Failure | None) -> WorkPage:
        kept = None if meeting is None else Meeting.objects.get(pk=meeting.pk)
        made = [forms.make_meeting_form(texts, where, kept)]
        if kept is not None:
            made.append(forms.make_remove_form(texts, kept))
        title = texts("meeting.new" if meeting is None else "meeting.change")
        return WorkPage(title=title, parts=(Part(forms=fill_forms(failure, made)),))

    def act() -> tuple[str, str]:
        if meeting is not None and request.POST.get(DO) == forms.REMOVE:
            remove_meeting(meeting, read_version(request.POST), account)
            return lead_to("meetings", where), "meeting.told.removed"
        typed = forms.read_meeting(request.POST)
        if meeting is None:
            made = make_meeting(desk, lang, where, account, typed)
            return lead_to("meeting", where, made.pk), "meeting.told.made"
        change_meeting(desk, lang, meeting, read_version(request.POST), account, typed)
        return lead_to("meeting", where, meeting.pk), "meeting.told.saved"

    return answer(request, present, act, labels=forms.label_meeting_fields(texts))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """One meeting; a decision added, changed or taken away, in the network's own pages."""
    where = find_unit(unit)
    account = require(request, "network.change" if request.method == "POST" else "network.read", where)
    meeting = _find(request, where, number)

    def act() -> tuple[str, str]:
        return lead_to("meeting", where, meeting.pk), _act(request.POST, account, meeting)

    labels = forms.label_meeting_fields(get_texts())
    return answer(request, partial(_present, account, where, meeting.pk), act, labels=labels)


@never_cache
@require_safe
def send(request: HttpRequest, unit: int, number: int, kind: str) -> HttpResponse:
    """The meeting as a paper."""
    where = find_unit(unit)
    require(request, "network.read", where)
    meeting, desk = _find(request, where, number), get_desk()
    wanted = next((one for one in FILES if one == kind), None)
    if wanted is None:
        raise Http404
    document = write_minutes(desk, get_lang(), meeting, get_today())
    ((name, content),) = render(document, [wanted]).items()  # type: ignore[list-item]  # of the formats
    return offer_file(name, content)


def _find(request: HttpRequest, unit: Unit, number: int) -> Meeting:
    """A meeting that the unit sees. Raises Http404 for another."""
    meeting = list_meetings(unit).filter(pk=number).first()
    if meeting is None:
        raise Http404
    name_page(request, "meeting", meeting.name)
    return meeting


def _act(post: QueryDict, account: Account, meeting: Meeting) -> str:
    """Do what a form asks for; gives the key of what to tell."""
    does = post.get(DO, "")
    if does == forms.ADD:
        add_decision(meeting, account, forms.read_decision(post))
        return "meeting.told.saved"
    number = read_whole(post.get(FORM, "").removeprefix(forms.DECISION))
    decision = None if number is None else MeetingDecision.objects.filter(pk=number, meeting__network=meeting.network)
    found = None if decision is None else decision.select_related("meeting__network").first()
    if found is None:
        raise BadInputError("work_gone")
    if does == forms.REMOVE:
        remove_decision(found, read_version(post), account)
        return "meeting.told.removed"
    if does != forms.SAVE:
        raise BadInputError("work_choice", field="text")
    change_decision(found, read_version(post), account, forms.read_decision(post))
    return "meeting.told.saved"


def _present_all(texts: Texts, account: Account, unit: Unit) -> WorkPage:
    lines = list_lines(unit, get_today())
    may_add = unit.kind == Unit.Kind.NETWORK and may(account, "network.change", unit)
    links = (LinkPart(texts("meeting.new"), lead_to("meeting_new", unit)),) if may_add else ()
    body = set_blocks(texts, [tabulate_meetings(texts, lines)]) if lines else texts("meeting.none")
    return WorkPage(
        title=texts("meeting.of_unit", unit=unit.name),
        lead=texts("meeting.lead"),
        parts=(Part(links=links), Part(body=body)),
    )


def _present(account: Account, unit: Unit, number: int, failure: Failure | None) -> WorkPage:
    texts, desk = get_texts(), get_desk()
    meeting = Meeting.objects.select_related("network").get(pk=number)
    told = tell_meeting(desk, get_lang(), meeting, get_today())
    changes = meeting.network_id == unit.pk and may(account, "network.change", unit)
    links = [
        *((LinkPart(texts("meeting.change"), lead_to("meeting_form", unit, number)),) if changes else ()),
        *(
            LinkPart(texts(f"web.download.{kind}"), reverse("meeting_file", args=[unit.pk, number, kind]), is_file=True)
            for kind in FILES
        ),
    ]
    body = set_blocks(texts, compose_meeting(get_catalogue(), texts, told), find_other=partial(_find_address, told))
    made = forms.make_decision_forms(texts, meeting) if changes else []
    edit = Part(id="edit", title=texts("meeting.edit"), forms=fill_forms(failure, made))
    return WorkPage(
        title=meeting.name, parts=(Part(links=tuple(links)), Part(body=body), *((edit,) if changes else ()))
    )


def _find_address(told: MeetingTold, link: Link) -> str:
    """Where a link leads: heads of the comparison to the page where it can be sorted."""
    if link.kind != SORT_LINK or told.beside is None:
        return find_address(link)
    places = ", ".join(place.code for place in told.beside.places)
    measures = "; ".join(one.measured.id for one in told.beside.measures)
    return f"{reverse('compare')}?{urlencode({PLACES: places, MEASURES: measures, SORT: link.key})}"
