"""Pages of campaigns: the list, a new one, one with all that belongs to it, and its papers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Paragraph
from samspel.rendering.table import Table
from samspel.reports.campaigns import compose_campaign, label_demand, tabulate_campaigns, tabulate_papers
from samspel.reports.following import Told, describe_headline, describe_matter, tabulate_matters, tabulate_waits
from samspel.reports.requests import tabulate_requests
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_file
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts
from samspel.web.work.campaigns import campaign_forms as forms
from samspel.web.work.campaigns.acting import Chooser, answer, choose_unit, find_campaign, lead_to, refuse
from samspel.web.work.campaigns.news_views import compose_moved
from samspel.web.work.campaigns.parts import (
    DO,
    FORM,
    Failure,
    FormPart,
    LinkPart,
    Part,
    WorkPage,
    fill_forms,
    read_day,
    read_version,
    read_whole,
)
from samspel.web.work.guards import find_unit, require
from samspel.web.work.paging import page_list
from samspel.web.work.papers import lead_to_motion
from samspel.workspace.campaigns import (
    FORMATS,
    PaperOrder,
    Typed,
    add_item,
    begin,
    change_item,
    end,
    find_demands,
    find_places,
    finish_item,
    freeze_paper,
    list_campaigns,
    remove_item,
    revise,
)
from samspel.workspace.figure_news import list_moved
from samspel.workspace.following_up import follow_up, sum_measured
from samspel.workspace.matters import find_headline, follow
from samspel.workspace.models import Account, Campaign, FrozenPaper, Item, Unit
from samspel.workspace.permissions import may
from samspel.workspace.requests import list_requests
from samspel.workspace.telling import list_driven, tell_campaign, tell_matter, tell_paper
from samspel.workspace.telling_requests import list_request_waits, tell_request
from samspel.workspace.waits import list_waits, sort_waits

DEMAND, PLACE = "krav", "plats"
PER_KIND = {
    Item.Kind.TASK: "tasks",
    Item.Kind.ARGUMENT: "arguments",
    Item.Kind.MEETING: "meetings",
    Item.Kind.CONTACT: "contacts",
}


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """From a demand at a place to the form of the unit that drives it: at once where there is one, else a choice."""
    said = Chooser(title="campaign.new", choose="campaign.choose_unit", none="campaign.no_unit")
    return choose_unit(request, "campaign.change", "campaign_new", said)


@never_cache
@require_safe
def show_all(request: HttpRequest, unit: int) -> HttpResponse:
    """The campaigns of a unit."""
    where = find_unit(unit)
    account = require(request, "campaign.read", where)
    return answer(request, lambda _: _present_all(request, account, where), refuse)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, unit: int, number: int | None = None) -> HttpResponse:
    """The form of a new campaign, begun from a demand at a place if the address names them, or of one that is there."""
    where, texts = find_unit(unit), get_texts()
    account = require(request, "campaign.change", where)
    campaign = None if number is None else find_campaign(request, unit, number)[1]

    def present(failure: Failure | None) -> WorkPage:
        kept = None if campaign is None else Campaign.objects.get(pk=campaign.pk)
        begun = _begin_from(texts, request) if kept is None else None
        form = forms.make_campaign_form(texts, where, kept, begun)
        title = texts("campaign.new") if campaign is None else texts("campaign.change_title", title=campaign.title)
        return WorkPage(title=title, parts=(Part(forms=fill_forms(failure, [form])),))

    def act() -> tuple[str, str]:
        typed = forms.read_campaign(request.POST)
        if campaign is None:
            made = begin(get_desk(), where, account, typed, get_today())
            return lead_to("campaign", where, made.pk), "campaign.told.begun"
        revise(get_desk(), campaign, read_version(request.POST), account, typed)
        return lead_to("campaign", where, campaign.pk), "campaign.told.saved"

    return answer(request, present, act)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """One campaign, with all that belongs to it; one of its forms taken in."""
    action = "campaign.change" if request.method == "POST" else "campaign.read"
    account, campaign = find_campaign(request, unit, number, action)

    def act() -> tuple[str, str]:
        return lead_to("campaign", campaign.unit, campaign.pk), _act(request, account, campaign)

    return answer(request, partial(_present, account, campaign.pk), act)


@never_cache
@require_safe
def send_paper(request: HttpRequest, unit: int, number: int, paper: int) -> HttpResponse:
    """A frozen paper, byte for byte as it was kept."""
    _, campaign = find_campaign(request, unit, number)
    found = FrozenPaper.objects.filter(pk=paper, campaign=campaign).first()
    if found is None:
        raise Http404
    return offer_file(str(found.inputs.get("file", f"{found.kind}.{found.file_kind}")), bytes(found.content))


def _begin_from(texts: Texts, request: HttpRequest) -> Typed | None:
    """What the form begins with where one comes from demands at a place; nothing of what does not exist."""
    known = get_catalogue().demands
    demands = [known[one] for one in dict.fromkeys(request.GET.getlist(DEMAND)) if one in known]
    if not demands:
        return None
    place = get_catalogue().places.by_code.get(request.GET.get(PLACE, ""))
    title = texts.of(demands[0]).motion_title or texts.of(demands[0]).title
    named = tuple(one.id for one in demands)
    return Typed(title=title, demands=named, places=() if place is None else (place.code,))


def _present_all(request: HttpRequest, account: Account, unit: Unit) -> WorkPage:
    texts = get_texts()
    paged = page_list(request, list_campaigns(account, unit))
    told = list_driven(get_desk(), texts, paged.rows, get_today())
    links = [LinkPart(texts("following.waits"), lead_to("waits", unit))] if told else []
    if may(account, "campaign.change", unit):
        links.insert(0, LinkPart(texts("campaign.new"), lead_to("campaign_new", unit)))
        if told:
            links += [LinkPart(texts(f"bulk.{one}"), lead_to(f"bulk_{one}", unit)) for one in ("tasks", "campaigns")]
    body = set_blocks(texts, [tabulate_campaigns(texts, told)]) if told else texts("campaign.none")
    return WorkPage(
        title=texts("campaign.of_unit", unit=unit.name),
        lead=texts("campaign.lead"),
        parts=(Part(links=tuple(links)), Part(body=body, pager=paged.pager)),
    )


def _present(account: Account, number: int, failure: Failure | None) -> WorkPage:
    texts, desk = get_texts(), get_desk()
    campaign = Campaign.objects.select_related("unit", "owner").get(pk=number)
    changes = may(account, "campaign.change", campaign.unit)
    items = list(campaign.items.select_related("owner"))

    def part(id: str, body: str = "", made: Iterable[FormPart] = (), links: Iterable[LinkPart] = ()) -> Part:
        shown = fill_forms(failure, made) if changes else ()
        return Part(id=id, title=texts(f"campaign.part.{id}"), body=body, forms=shown, links=tuple(links))

    today = get_today()
    demands, places = find_demands(desk, campaign.demands), find_places(desk, campaign.places)
    followed = [follow(desk, one, today) for one in campaign.matters.all()]
    every = follow_up(desk, campaign)
    matters = [tell_matter(desk, one, sum_measured(every, one.record.demands)) for one in followed]
    whole = describe_headline(texts, find_headline(desk, followed, sum_measured(every)))
    standing = _tell_standing(texts, matters, whole)
    motions = tuple(_link_motions(texts, campaign)) if changes else ()
    return WorkPage(
        title=campaign.title,
        parts=_drop_empty(
            Part(
                body=set_blocks(
                    texts,
                    (
                        Paragraph(standing, style="ingress"),
                        *compose_campaign(get_catalogue(), texts, tell_campaign(desk, campaign)),
                    ),
                ),
                links=_list_links(texts, account, campaign, motions),
            ),
            part(
                "matters",
                set_blocks(texts, [tabulate_matters(texts, matters)]) if matters else texts("campaign.no_matters"),
                links=_link_matter(texts, campaign) if may(account, "matter.change", campaign.unit) else (),
            ),
            part("news", _set_news(texts, account, campaign)),
            *(part(name, set_blocks(texts, [table])) for name, table in _list_waiting(texts, account, campaign, today)),
            *(
                part(name, made=forms.make_item_forms(texts, kind, [one for one in items if one.kind == kind]))
                for kind, name in PER_KIND.items()
            ),
            part("papers", _set_papers(texts, campaign), [forms.make_paper_form(texts, demands, places)]),
            part("motions", links=motions if len(motions) > 1 else ()),
            part("end", made=[forms.make_end_form(texts, campaign, get_today().isoformat())]),
        ),
    )


def _set_papers(texts: Texts, campaign: Campaign) -> str:
    papers = [tell_paper(get_desk(), texts, campaign, one) for one in campaign.papers.defer("content")]
    return set_blocks(texts, [tabulate_papers(texts, papers)]) if papers else texts("campaign.no_papers")


def _set_news(texts: Texts, account: Account, campaign: Campaign) -> str:
    """What newer figures have changed since it began."""
    blocks = compose_moved(texts, list_moved(get_desk(), [campaign], account.figures_seen))
    return set_blocks(texts, blocks) if blocks else ""


def _drop_empty(*parts: Part) -> tuple[Part, ...]:
    """Without the headings that have nothing under them for who may only read."""
    return tuple(part for part in parts if part.body or part.forms or part.links)


def _tell_standing(texts: Texts, matters: Sequence[Told], whole: str) -> str:
    """What it has come to: of several matters where each is, since one sentence could be about either."""
    if len(matters) < 2:  # noqa: PLR2004 - one matter is the campaign's own
        return whole
    return " ".join(describe_matter(texts, one) for one in matters)


def _list_waiting(texts: Texts, account: Account, campaign: Campaign, today: date) -> Iterator[tuple[str, Table]]:
    """What has been asked for the campaign, and what waits for whom in it; each only where there is any."""
    desk = get_desk()
    asked = list(list_requests(account, campaign.unit).filter(campaign=campaign))
    if asked:
        yield "requests", tabulate_requests(texts, [tell_request(desk, one, today) for one in asked])
    waits = [*list_waits(desk, [campaign], today), *list_request_waits(desk, texts, asked, today)]
    if waits:
        yield "waits", tabulate_waits(texts, sort_waits(waits, today), with_campaign=False)


def _list_links(
    texts: Texts, account: Account, campaign: Campaign, motions: tuple[LinkPart, ...]
) -> tuple[LinkPart, ...]:
    """What can be done; where motions can be written at several places the link leads to their list on the page."""
    links = (
        ("campaign.change", "campaign.change", "campaign_form"),
        ("campaign.read", "campaign.follow", "campaign_follow"),
        ("campaign.share", "network.share", "campaign_share"),
    )
    write = motions if len(motions) < 2 else (LinkPart(texts("paper.web.to_motion"), "#motions"),)  # noqa: PLR2004
    asks = _link_questions(texts, campaign) if may(account, "request.change", campaign.unit) else ()
    return (
        *write,
        *(
            LinkPart(texts(label), lead_to(name, campaign.unit, campaign.pk))
            for action, label, name in links
            if may(account, action, campaign.unit)
        ),
        *asks,
    )


def _link_questions(texts: Texts, campaign: Campaign) -> tuple[LinkPart, ...]:
    """To what can be asked about the demands, a link for each place."""
    address = lead_to("request_new", campaign.unit)
    asked = {"driv": campaign.pk, "krav": campaign.demands}
    return tuple(
        LinkPart(
            texts("request.ask_at", area=place.area),
            f"{address}?{urlencode({**asked, 'plats': place.code}, doseq=True)}",
        )
        for place in find_places(get_desk(), campaign.places)
    )


def _link_motions(texts: Texts, campaign: Campaign) -> Iterable[LinkPart]:
    """Where the motion of each demand is written, at each place where it can be decided."""
    demands, places = find_demands(get_desk(), campaign.demands), find_places(get_desk(), campaign.places)
    found = [(one, place, lead_to_motion(place, one)) for one in demands for place in places]
    led = [(demand, place, address) for demand, place, address in found if address]
    if len(led) == 1:
        yield LinkPart(texts("paper.web.to_motion"), led[0][2])
        return
    for demand, place, address in led:
        yield LinkPart(texts("campaign.motion_at", demand=label_demand(texts, demand), area=place.area), address)


def _link_matter(texts: Texts, campaign: Campaign) -> tuple[LinkPart, ...]:
    return (LinkPart(texts("campaign.new_matter"), lead_to("matter_new", campaign.unit, campaign.pk)),)


def _act(request: HttpRequest, account: Account, campaign: Campaign) -> str:
    """Does what a form asks for; gives the key of what to tell."""
    post, does, version = request.POST, request.POST.get(DO, ""), read_version(request.POST)
    match does:
        case forms.ADD:
            add_item(campaign, account, post.get("kind", ""), post.get("text", ""), read_day(post, "due"))
            return "campaign.told.added"
        case forms.END | forms.RESUME:
            day = (read_day(post, "ended_on") or get_today()) if does == forms.END else None
            end(campaign, version, account, day)
            return "campaign.told.ended" if does == forms.END else "campaign.told.resumed"
        case forms.FREEZE:
            return _freeze(request, account, campaign)
    item = _find_item(campaign, post.get(FORM, ""))
    match does:
        case forms.SAVE:
            change_item(item, version, account, text=post.get("text", ""), due=read_day(post, "due"))
        case forms.DONE | forms.UNDONE:
            finish_item(item, version, account, get_today() if does == forms.DONE else None)
        case forms.REMOVE:
            remove_item(item, version, account)
        case _:
            raise BadInputError("work_choice", field="kind")
    return "campaign.told.removed" if does == forms.REMOVE else "campaign.told.saved"


def _freeze(request: HttpRequest, account: Account, campaign: Campaign) -> str:
    post = request.POST
    kind = next((one for one in FORMATS if one == post.get("file")), None)
    if kind is None:
        raise BadInputError("work_choice", field="file")
    named = {name: post.get(name, "") for name in ("demand", "place", "paper")}
    freeze_paper(get_desk(), campaign, account, PaperOrder(**named, kind=kind, lang=get_lang()), get_today())
    return "campaign.told.frozen"


def _find_item(campaign: Campaign, form: str) -> Item:
    """The thing that a form is about. Raises BadInputError where somebody has taken it away."""
    number = read_whole(form.removeprefix("sak-"))
    found = None if number is None else campaign.items.filter(pk=number).first()
    if found is None:
        raise BadInputError("work_gone")
    return found
