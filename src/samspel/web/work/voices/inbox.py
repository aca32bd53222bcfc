"""What has been said in a unit: the list, and one remark with what officers make of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.finding import find_demand
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_texts
from samspel.web.work.guards import find_unit, require
from samspel.web.work.paging import Pager, page_list
from samspel.web.work.papers import lead_to_motion
from samspel.web.work.voices.likely import Likely, list_known, list_likely, list_places, show_demand
from samspel.web.work.voices.workplaces import VERSION, read_number
from samspel.workspace.log import note
from samspel.workspace.masking import mask, unmask
from samspel.workspace.models import Account, Unit, Voice
from samspel.workspace.permissions import demand as demand_right
from samspel.workspace.permissions import may
from samspel.workspace.voice_words import check_parts, erase, strike
from samspel.workspace.voices import (
    IdentifyingError,
    confirm,
    find_voice,
    find_writers_demands,
    get_rules,
    list_tellable_places,
    list_voices,
    list_waiting,
    merge,
    set_aside,
    split,
    take_back,
)

DEMAND, OTHER, INTO, PART, CHOSEN, DO = "krav", "annat", "in_i", "del", "rost", "gor"
CONFIRM, DRIVE, ASIDE, BACK, MERGE, SPLIT = "bekrafta", "driv", "lagg_undan", "angra", "sla_ihop", "dela"
Tellable = frozenset[tuple[int, str]]
NO_NAME, STRIKE, WORDS, ERASE = "inget_namn", "stryk", "ord", "radera"
GONE = (Voice.State.SPLIT, Voice.State.SET_ASIDE)
"""Remarks whose words are not to be told again."""
MOST_OTHERS = 100
"""Remarks that one may be said to say the same as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLine:
    """A remark as the list shows it: `chosen` are the demands that its writer ticked, `place` what they said that it is
    about, where that may be told.
    """

    number: int
    address: str
    text: str
    week: str
    workplace: str
    state: str
    is_new: bool
    has_words: bool
    version: int
    demands: tuple[Likely, ...]
    chosen: tuple[Likely, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceLine:
    """A workplace as the list shows it."""

    name: str
    address: str
    told: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """What has been said, newest first, a page of it, and the workplaces."""

    template: ClassVar[str] = "samspel/work/voices.html"
    unit: int
    voices: tuple[VoiceLine, ...]
    pager: Pager | None
    workplaces: tuple[WorkplaceLine, ...]
    places: tuple[tuple[str, str], ...]
    empty: str
    fewest: int
    may_handle: bool
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicePage:
    """One remark, what it is likely to be about, the others it may say the same as, and what may be driven for it.
    `into` is what it says the same as or is a part of (`into_told`); `parts` it was split in, `same` say the same.
    """

    template: ClassVar[str] = "samspel/work/voice.html"
    unit: int
    voice: VoiceLine
    likely: tuple[Likely, ...]
    place_held: str
    others: tuple[tuple[int, str], ...]
    into: VoiceLine | None
    into_told: str
    parts: tuple[VoiceLine, ...]
    same: tuple[VoiceLine, ...]
    own: str
    drive: str
    motion: str
    may_handle: bool
    may_drive: bool
    written: tuple[str, ...] = ("", "", "")
    caught: tuple[str, ...] = ()
    may_stay: bool = False


@never_cache
@require_safe
def show_all(request: HttpRequest, unit: int) -> HttpResponse:
    """The list; what is ticked in it is handled on a page of its own."""
    whole = find_unit(unit)
    account = require(request, "voice.read", whole)
    voices = list_voices(whole).exclude(state__in=GONE)
    paged, tellable = page_list(request, voices), list_tellable_places(whole)
    if paged.rows:
        note("voice.read", whole, account=account, unit=whole, count=len(paged.rows))
    page = InboxPage(
        unit=unit,
        voices=tuple(_present_line(one, tellable) for one in paged.rows),
        pager=paged.pager,
        workplaces=tuple(_list_workplaces(whole)),
        places=list_places(whole),
        empty=get_texts()("voices.empty_alone" if settings.IS_ALONE else "voices.empty", fewest=get_rules().fewest),
        fewest=get_rules().fewest,
        may_handle=may(account, "voice.handle", whole),
        may_change=may(account, "workplace.change", whole),
    )
    return show_page(request, page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """One remark; with a form, what is made of it. Raises BadInputError, ChangedMeanwhileError, Http404."""
    whole = find_unit(unit)
    account = require(request, "voice.read", whole)
    try:
        voice = find_voice(whole, unmask(number))
    except NotFoundError:
        raise Http404 from None
    if request.method == "POST":
        demand_right(account, "voice.handle", whole)
        try:
            _handle(request, whole, voice, account)
        except IdentifyingError as error:
            return _present_caught(request, _present(whole, voice, account), error)
        drives = request.POST.get(DO) == DRIVE and may(account, "campaign.change", whole)
        return HttpResponseRedirect(
            _find_drive(whole, find_voice(whole, voice.pk), list_tellable_places(whole)) if drives else request.path
        )
    return show_page(request, _present(whole, voice, account))


def _present_caught(request: HttpRequest, page: VoicePage, error: IdentifyingError) -> HttpResponse:
    """The page with what the officer wrote, and what of it could tell who somebody is."""
    written = (*request.POST.getlist(PART), "", "", "")[: len(page.written)]
    caught = tuple(dict.fromkeys(one.text for one in error.found))
    stays = all(one.may_stay for one in error.found)
    return show_page(request, replace(page, written=written, caught=caught, may_stay=stays), 400)


def _handle(request: HttpRequest, unit: Unit, voice: Voice, account: Account) -> None:
    typed, version = request.POST, read_number(request.POST.get(VERSION, ""))
    what = typed.get(DO, "")
    if what in (CONFIRM, DRIVE):
        confirm(voice, version, _read_demands(typed.getlist(DEMAND), typed.get(OTHER, "")), account)
    elif what == ASIDE:
        set_aside(voice, version, account)
    elif what == BACK:
        take_back(voice, version, account)
    elif what == MERGE:
        merge(voice, version, find_voice(unit, unmask(read_number(typed.get(INTO, "")))), account)
    elif what == SPLIT:
        check_parts(typed.getlist(PART), list_known(), says_no_name=bool(typed.get(NO_NAME)))
        split(voice, version, typed.getlist(PART), account)
    elif what == STRIKE:
        strike(voice, version, typed.get(WORDS, ""), account)
    elif what == ERASE:
        erase(voice, version, account)
    else:
        raise BadInputError("voice_what")


def _read_demands(chosen: Iterable[str], other: str) -> list[str]:
    """Those that were ticked and the one that was typed. Raises NotFoundError for one that is none."""
    known = get_catalogue().demands
    found = [one for one in dict.fromkeys(chosen) if one in known]
    return [*found, find_demand(get_catalogue(), other).id] if other.strip() else found


def _list_workplaces(unit: Unit) -> Iterable[WorkplaceLine]:
    texts = get_texts()
    for one in list_waiting(unit):
        key = "shown" if one.is_shown else "waiting"
        yield WorkplaceLine(
            name=one.workplace.name,
            address=reverse("workplace", args=[unit.pk, one.workplace.pk]),
            told=texts(f"voices.workplace.{key}", count=one.count, fewest=get_rules().fewest),
            is_open=one.workplace.is_open,
        )


def _present_line(voice: Voice, tellable: Tellable) -> VoiceLine:
    is_new, chosen = voice.state == Voice.State.NEW, find_writers_demands(voice)
    place = get_catalogue().places.by_code.get(_find_place(voice, tellable))
    return VoiceLine(
        number=mask(voice.pk),
        address=reverse("voice", args=[voice.workplace.unit_id, mask(voice.pk)]),
        text=_tell_words(voice),
        has_words=bool(voice.text),
        week=format_week(voice.week),
        workplace=voice.workplace.name if voice.names_workplace else "",
        state=get_texts()(f"voices.state.{voice.state}"),
        is_new=is_new,
        version=voice.version,
        demands=list_likely(voice.text, voice.demands)[:1] if is_new else tuple(map(show_demand, voice.demands)),
        chosen=tuple(map(show_demand, chosen)),
        place=place.name if place else "",
    )


def _tell_words(voice: Voice) -> str:
    """What it says; of one that was split its parts alone, since it may have been split to be rid of a name."""
    if voice.state == Voice.State.SPLIT:
        return get_texts()("voices.words_split")
    return voice.text or get_texts()("voices.words_gone")


def _find_place(voice: Voice, tellable: Tellable) -> str:
    """The place that the writer named, where as many as must have spoken have named it from the same workplace."""
    return voice.place if (voice.workplace_id, voice.place) in tellable else ""


def format_week(monday: date) -> str:
    """The week, which is all that is known of when."""
    return get_texts()("voices.week", week=monday.isocalendar().week, year=monday.isocalendar().year)


def _present(unit: Unit, voice: Voice, account: Account) -> VoicePage:
    drives = may(account, "campaign.change", unit)
    tellable, fewest = list_tellable_places(unit), get_rules().fewest
    is_held = bool(voice.place) and not _find_place(voice, tellable)
    others = list_voices(unit).filter(into=None).exclude(pk=voice.pk).exclude(state__in=GONE)[:MOST_OTHERS]
    is_same, under = voice.state == Voice.State.MERGED, list(voice.parts.select_related("workplace"))
    return VoicePage(
        unit=unit.pk,
        voice=_present_line(voice, tellable),
        place_held=get_texts()("voices.place_held", fewest=fewest) if is_held else "",
        likely=list_likely(voice.text, voice.demands),
        others=tuple((mask(one.pk), one.text[:80]) for one in others),
        into=None if voice.into is None else _present_line(voice.into, tellable),
        into_told=get_texts()("voices.same_as" if is_same else "voices.part_of"),
        parts=tuple(_present_line(one, tellable) for one in under if one.state != Voice.State.MERGED),
        same=tuple(_present_line(one, tellable) for one in under if one.state == Voice.State.MERGED),
        own=reverse("own_form"),
        drive=_find_drive(unit, voice, tellable) if drives else "",
        motion=_find_motion(voice, tellable) if drives else "",
        may_drive=drives,
        may_handle=may(account, "voice.handle", unit),
    )


def _find_drive(unit: Unit, voice: Voice, tellable: Tellable) -> str:
    """Where a campaign for what it is about is begun; nothing before somebody has said what that is."""
    if not voice.demands:
        return ""
    place = _find_place(voice, tellable) or voice.workplace.place
    asked = {"krav": voice.demands, **({"plats": place} if place else {})}
    return f"{reverse('campaign_new', args=[unit.pk])}?{urlencode(asked, doseq=True)}"


def _find_motion(voice: Voice, tellable: Tellable) -> str:
    """Where the motion for what it is about is written; nothing before somebody has said what that is and where."""
    place = get_catalogue().places.by_code.get(_find_place(voice, tellable) or voice.workplace.place)
    demand = get_catalogue().demands.get(voice.demands[0]) if voice.demands else None
    return lead_to_motion(place, demand) if place and demand else ""
