"""Pages of questions to bodies for those who ask: the list, a new one, one with its letters and answers."""

from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.briefing import Format
from samspel.app.finding import find_demand
from samspel.app.needs import measure_needs
from samspel.app.requesting import list_puts, write_reminder, write_request, write_request_form
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.needs.verdict import Verdict
from samspel.reports.enquiry import label_form
from samspel.reports.requests import label_request, tabulate_requests
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_file
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.briefs import send_document
from samspel.web.work.campaigns.acting import Chooser, answer, choose_unit, lead_to, refuse
from samspel.web.work.campaigns.parts import (
    DO,
    Failure,
    LinkPart,
    Part,
    WorkPage,
    fill_forms,
    read_day,
    read_version,
    read_whole,
)
from samspel.web.work.guards import find_unit, require
from samspel.web.work.here import name_page
from samspel.web.work.requests import request_forms as forms
from samspel.web.work.requests.request_parts import find_address, present, present_shared
from samspel.workspace.forgetting import forget_names
from samspel.workspace.models import Account, Campaign, Letter, Request, Unit
from samspel.workspace.permissions import may
from samspel.workspace.replies import (
    list_shared,
    note_form,
    note_reply,
    take_shared,
    take_without_asking,
    use_replies,
    use_reply,
)
from samspel.workspace.request_links import reaches_others
from samspel.workspace.requests import (
    ACTION,
    READ,
    begin,
    close_link,
    end,
    find_asked,
    find_body,
    list_left,
    list_requests,
    make_way,
    mark_reminded,
    mark_sent,
    remove,
    renew_link,
    revise,
)
from samspel.workspace.telling_requests import tell_request

DEMAND, PLACE, CAMPAIGN = "krav", "plats", "driv"


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """From a demand at a place to the form of the unit that asks: at once where there is one, else a choice."""
    said = Chooser(title="request.new", choose="request.choose_unit", none="request.no_unit")
    return choose_unit(request, ACTION, "request_new", said)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_all(request: HttpRequest, unit: int) -> HttpResponse:
    """The requests of a unit, and what others share of its places; one of those taken."""
    where = find_unit(unit)
    account = require(request, ACTION if request.method == "POST" else READ, where)

    def present_all(failure: Failure | None) -> WorkPage:
        texts, desk, today = get_texts(), get_desk(), get_today()
        told = [tell_request(desk, one, today) for one in list_requests(account, where)]
        body = set_blocks(texts, [tabulate_requests(texts, told)]) if told else texts("request.none")
        changes = may(account, ACTION, where)
        links = _link_places(texts, where) if changes else ()
        shared = list_shared(where, _list_codes(where)) if changes else ()
        waits = LinkPart(texts("request.to_waits"), lead_to("waits", where))
        return WorkPage(
            title=texts("request.of_unit", unit=where.name),
            lead=texts("request.lead"),
            parts=(Part(links=(*links, waits)), Part(body=body), *present_shared(texts, shared, failure)),
        )

    def act() -> tuple[str, str]:
        if request.POST.get(DO) != forms.TAKE:
            return refuse()
        number = forms.find_number(request.POST)
        made = take_without_asking(get_desk(), get_texts(), where, number, account, get_today())
        return lead_to("request", where, made.pk), "request.told.taken"

    return answer(request, present_all, act, labels=forms.label_fields(get_texts()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, unit: int) -> HttpResponse:
    """The form of a new request: the questions of demands at a place that the address names, of a campaign, or all that
    are unknown there. Raises NotFoundError for a place or a demand that is none.
    """
    where = find_unit(unit)
    account = require(request, ACTION, where)
    campaign = _find_campaign(request, where)

    def act() -> tuple[str, str]:
        if request.POST.get(DO) == forms.TAKE:
            number = forms.find_number(request.POST)
            taken = take_without_asking(get_desk(), get_texts(), where, number, account, get_today())
            return lead_to("request", where, taken.pk), "request.told.taken"
        typed = forms.read_new(request.POST, campaign)
        made = begin(get_desk(), where, account, typed, get_today())
        return lead_to("request", where, made.pk), "request.told.made"

    shown = partial(_present_new, request, where)
    return answer(request, shown, act, labels=forms.label_fields(get_texts()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """One request; one of its forms taken in."""
    account, found = _find(request, unit, number, ACTION if request.method == "POST" else READ)

    def act() -> tuple[str, str]:
        told = _act(request, account, found)
        if request.POST.get(DO) == forms.REMOVE:
            return lead_to("requests", found.unit), told
        return lead_to("request", found.unit, number), told

    shown = partial(present, request, account, number)
    return answer(request, shown, act, labels=forms.label_fields(get_texts()))


@never_cache
@require_safe
def send_letter(request: HttpRequest, unit: int, number: int, kind: Format) -> HttpResponse:
    """The letter with the link that leads to the answer page now, as a file."""
    _, found = _find(request, unit, number, ACTION)
    desk = get_desk()
    way = make_way(desk, found, find_address(request, found))
    letter = write_request(desk, find_body(desk, found), find_asked(desk, found), way, get_lang(), get_today())
    return send_document(letter, kind)


@never_cache
@require_safe
def send_reminder(request: HttpRequest, unit: int, number: int, kind: Format) -> HttpResponse:
    """The reminder of what is left, with the link, as a file. Raises BadInputError where nothing is."""
    _, found = _find(request, unit, number, ACTION)
    desk, left = get_desk(), list_left(get_desk(), found)
    if found.sent_on is None or not left:
        raise BadInputError("request_nothing_left")
    way = make_way(desk, found, find_address(request, found))
    return send_document(write_reminder(desk, find_body(desk, found), left, way, get_lang(), get_today()), kind)


@never_cache
@require_safe
def send_form(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """The form that goes with the letter."""
    _, found = _find(request, unit, number, READ)
    desk = get_desk()
    body = find_body(desk, found)
    content = write_request_form(desk, body, find_asked(desk, found), get_lang())
    return offer_file(label_form(get_texts(), body), content)


@never_cache
@require_safe
def send_kept(request: HttpRequest, unit: int, number: int, letter: int) -> HttpResponse:
    """A letter as it was when it was sent, byte for byte as it was kept."""
    _, found = _find(request, unit, number, READ)
    kept = Letter.objects.filter(pk=letter, request=found).first()
    if kept is None:
        raise Http404
    return offer_file(kept.file, bytes(kept.content))


def _find(request: HttpRequest, unit: int, number: int, action: str) -> tuple[Account, Request]:
    """Whoever asks, and the request of an address. Raises Http404 for one that is not there or not theirs, and
    ForbiddenError for what their role may not.
    """
    where = find_unit(unit)
    account = require(request, action, where)
    found = Request.objects.select_related("unit", "campaign").filter(pk=number, unit=where).first()
    if found is None:
        raise Http404
    name_page(request, "request", label_request(get_texts(), tell_request(get_desk(), found, get_today())))
    return account, found


def _find_campaign(request: HttpRequest, unit: Unit) -> Campaign | None:
    number = read_whole(request.GET.get(CAMPAIGN, ""))
    return None if number is None else Campaign.objects.filter(pk=number, unit=unit).first()


def _present_new(request: HttpRequest, unit: Unit, failure: Failure | None) -> WorkPage:
    texts, desk = get_texts(), get_desk()
    code = request.GET.get(PLACE, "")
    if not code:
        return WorkPage(title=texts("request.new"), parts=(Part(links=_link_places(texts, unit)),))
    place = get_place(code)
    demands = [find_demand(get_catalogue(), one) for one in request.GET.getlist(DEMAND)] or _list_unknown(place)
    found = list_puts(desk, place, demands)
    asked = {(body.code, put.key) for body, puts in found for put in puts}
    every = list_shared(unit, [one.code for one in _list_bodies(place)])
    shared = [one for one in every if (one.request.place, one.key) in asked]
    parts = list(present_shared(texts, shared, failure))
    for body, puts in found:
        form = forms.make_new_form(texts, body, puts)
        parts.append(Part(title=texts("request.group", body=body.body), forms=fill_forms(failure, [form])))
    asks = "request.new_lead" if reaches_others() else "request.new_lead_alone"
    lead = texts(asks if parts else "request.nothing")
    return WorkPage(title=texts("request.new_title", area=place.area), lead=lead, parts=tuple(parts))


def _list_unknown(place: Place) -> list[Demand]:
    """The demands whose verdict is unknown at a place and that a question may settle."""
    return [
        need.demand for need in measure_needs(get_desk(), place) if need.verdict is Verdict.UNKNOWN and need.inquiries
    ]


def _list_codes(unit: Unit) -> list[str]:
    """The bodies of a unit's places."""
    by_code = get_catalogue().places.by_code
    found = [by_code[code] for code in unit.places if code in by_code]
    return list(dict.fromkeys(body.code for place in found for body in _list_bodies(place)))


def _list_bodies(place: Place) -> tuple[Place, ...]:
    places = get_catalogue().places
    return tuple(dict.fromkeys((places.answering(place), places.answering(places.region_of(place)))))


def _link_places(texts: Texts, unit: Unit) -> tuple[LinkPart, ...]:
    """A link for each place of the unit, to what can be asked there."""
    by_code, address = get_catalogue().places.by_code, lead_to("request_new", unit)
    found = [by_code[code] for code in unit.places if code in by_code]
    return tuple(LinkPart(texts("request.ask_at", area=one.area), f"{address}?{PLACE}={one.code}") for one in found)


TOLD = {
    forms.SEND: "request.told.sent",
    forms.REMIND: "request.told.reminded",
    forms.RENEW: "request.told.renewed",
    forms.CLOSE: "request.told.closed",
    forms.SAVE: "request.told.saved",
    forms.END: "request.told.saved",
    forms.RESUME: "request.told.saved",
    forms.FORGET: "request.told.names_gone",
    forms.REMOVE: "request.told.removed",
}
"""What is told once a form has done what it does."""


def _act(request: HttpRequest, account: Account, found: Request) -> str:
    """Does what a form asks for; gives the key of what to tell."""
    post, desk, today, does = request.POST, get_desk(), get_today(), request.POST.get(DO, "")
    version = read_version(post)
    match does:
        case forms.SEND:
            day = read_day(post, "sent_on", needed=True) or today
            mark_sent(desk, found, version, account, day=day, to=post.get("sent_to", ""), lang=get_lang())
        case forms.REMIND:
            day = read_day(post, "reminded_on", needed=True) or today
            mark_reminded(desk, found, version, account, day=day, lang=get_lang())
        case forms.RENEW:
            renew_link(found, version, account, today)
        case forms.CLOSE:
            close_link(found, version, account)
        case forms.SAVE:
            typed = forms.read_new(post, None)
            revise(found, version, account, body=typed.body, ground=typed.ground, is_shared=typed.is_shared)
        case forms.END | forms.RESUME:
            end(found, version, account, today if does == forms.END else None)
        case forms.FORGET:
            forget_names(desk, found, version, account)
        case forms.REMOVE:
            remove(found, version, account)
        case _:
            return _take_answer(request, account, found, version)
    return TOLD[does]


def _take_answer(request: HttpRequest, account: Account, found: Request, version: int) -> str:
    """Does what a form about an answer asks for."""
    post, desk, texts, today = request.POST, get_desk(), get_texts(), get_today()
    does = post.get(DO, "")
    if does == forms.UPLOAD:
        file = request.FILES.get(forms.FILE)
        if not isinstance(file, UploadedFile):
            raise BadInputError("no_upload")
        receipt = note_form(desk, found, version, account, file.read(), file.name or "", today)
        return "request.told.example" if receipt is None else "request.told.noted"
    if does == forms.USE_ALL:
        seen = [read_whole(one) or 0 for one in post.getlist(forms.SEEN)]
        use_replies(desk, texts, found, version, seen, account, today)
        return "request.told.used_all"
    number = forms.find_number(post)
    if does == forms.NOTE:
        puts = find_asked(desk, found)
        if number >= len(puts):
            raise BadInputError("work_gone")
        receipt = note_reply(desk, found, version, account, puts[number], forms.read_reply(post), today)
        return "request.told.example" if receipt is None else "request.told.noted"
    if does == forms.USE:
        use_reply(desk, texts, found, version, number, account, today)
        return "request.told.used"
    if does == forms.TAKE:
        take_shared(desk, texts, found, version, number, account, today)
        return "request.told.taken"
    raise BadInputError("work_choice", field="asked")
