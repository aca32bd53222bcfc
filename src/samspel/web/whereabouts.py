"""Where a page is: the place that it is about or was come to from, its trail from the start, and the menu that keeps to
the place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import ResolverMatch, get_resolver, reverse

from samspel.app.finding import find_demand, find_goal
from samspel.app.grouping import name_group, split_names
from samspel.app.measures import find_measure
from samspel.catalogue.texts import Texts
from samspel.reports.measures import label_measure
from samspel.terms.errors import NotFoundError
from samspel.terms.likeness import plain_word
from samspel.terms.place import Place, PlaceKind
from samspel.web.presenters.figures import INTERDEPENDENCE, SITES
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts
from samspel.web.work import menu as work
from samspel.web.work.here import find_here as find_work

PLACE = "plats"
"""The field of an address that says which place a general page was come to from, or which it shows first."""
TRAILS = {
    "place": ("front", ""),
    "figures": ("place", "web.trail.figures"),
    "section": ("figures", "section"),
    "similar": ("place", "likeness.short"),
    "chain": ("place", "web.nav.chain"),
    "place_needs": ("place", "web.nav.handbook"),
    "place_need": ("place_needs", "demand"),
    "papers": ("place_need", "paper.web.link"),
    "paper": ("papers", "paper"),
    "motion": ("papers", "paper"),
    "place_goals": ("place", "web.nav.goals"),
    "place_goal": ("place_goals", "goal"),
    "goal_paper": ("place_goal", "paper"),
    "scenario": ("place", "web.nav.scenario"),
    "equalisation": ("place", "web.trail.equalisation"),
    "transition": ("place", "web.nav.transition"),
    "reach": ("place", "web.nav.reach"),
    "reach_progress": ("reach", "web.trail.progress"),
    "added": ("place", "web.trail.added"),
    "kept": ("place", "web.trail.kept"),
    "kept_remove": ("kept", "web.trail.remove"),
    "kept_restore": ("kept", "web.trail.remove"),
    "place_news": ("place", "web.news.title"),
    "place_news_of": ("place_news", "web.trail.renewal"),
    "brief": ("place", "web.nav.brief"),
    "sheet": ("place_needs", "web.trail.sheet"),
    "enquiry": ("place", "web.nav.enquiry"),
    "handbook": ("place", "web.nav.handbook"),
    "own": ("handbook", "web.trail.own"),
    "own_form": ("own", "web.trail.own_form"),
    "demand": ("handbook", "demand"),
    "duties": ("place", "web.nav.duties"),
    "goals": ("place", "web.nav.goals"),
    "compare": ("place", "web.nav.compare"),
    "scenario_beside": ("compare", "web.trail.beside"),
    "packet": ("compare", "web.trail.packet"),
    "map": ("place", "web.nav.map"),
    "measures": ("place", "web.nav.measures"),
    "measure": ("measures", "measure"),
    "savings": ("place", "web.trail.savings"),
    "sources": ("place", "web.nav.sources"),
    "backtests": ("sources", "web.trail.backtests"),
    "open_data": ("sources", "web.api.title"),
    "news": ("sources", "web.news.title"),
    "hospitals": ("place", "web.trail.hospitals"),
    "reach_example": ("place", "web.trail.reach_example"),
    "help": ("place", "help.title"),
    "glossary": ("help", "help.glossary"),
    "search": ("place", "search.title"),
    "share": ("place", "web.share.title"),
    "offline": ("place", "web.offline.title"),
    **work.TRAILS,
}
"""Every page by the name of its address: the page above it, and the text that names it, or what of the address does. A
page that is above others without a place stands under the start.
"""
OWN_PARTS = {"place_need": ("demand",), "papers": ("demand",), "place_goal": ("goal",)}
"""What the address of a page with others under it says beside the place."""
GROUP_PAGE = "packet"
"""The page of a whole group, which is about none of its places; the page above it keeps them all."""
LISTING_PAGE = "compare"
"""The page that may be about a place and those similar to it, or about a list of places that is none's."""
MENU = ("handbook", "goals", "duties", "compare", "measures", "map", "sources", work.WORK)
HERE = {"handbook": "place_needs", "goals": "place_goals"}
"""The general pages that have one of their own in a place."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page on the way from the start, or in the menu; `current` is empty, `page` for the page itself, or `true` for
    what it lies under.
    """

    label: str
    address: str
    current: str = ""


def find_here(request: HttpRequest) -> Place | None:
    """The place of the address: the page's own, or the first that a general page names."""
    match = request.resolver_match
    if match is not None and match.url_name == GROUP_PAGE:
        return None
    code = "" if match is None else match.kwargs.get("code", "")
    named = next((named for named in (code, *request.GET.getlist(PLACE)) if named.strip()), "")
    first = named.partition(",")[0].partition("\n")[0].strip()
    place = _find_named(first)
    is_of_group = match is not None and match.url_name == LISTING_PAGE and not _is_about(place, request)
    return None if is_of_group else place


def _find_named(name: str) -> Place | None:
    catalogue = get_catalogue()
    return catalogue.places.by_code.get(name) or catalogue.place_names.get(plain_word(name[:80])) if name else None


def _is_about(place: Place | None, request: HttpRequest) -> bool:
    """Whether the places that are named are one with some beside it, no more than are similar to a place: a longer list
    is nobody's.
    """
    if place is None:
        return False
    places = get_catalogue().places
    some = places.similar_to(places.municipalities[0] if place.kind is PlaceKind.COUNTRY else place)
    return len(split_names(get_catalogue(), request.GET.getlist(PLACE))) <= len(some) + 1


def lead_to(name: str, place: Place | None) -> str:
    """The address of a general page that keeps to a place, or of the place's own page in its stead."""
    if place is None:
        return reverse(name)
    if name in HERE and place.kind is not PlaceKind.COUNTRY:
        return reverse(HERE[name], args=[place.code])
    if name == "compare" and place.kind is PlaceKind.COUNTRY:
        return reverse(name)  # there is nothing like it to set beside it
    if name == "compare":
        beside = (place, *get_catalogue().places.similar_to(place))
        return f"{reverse(name)}?{urlencode([(PLACE, one.code) for one in beside])}"
    return keep_place(reverse(name), place)


def lead_to_demand(demand: str, place: Place | None) -> str:
    """The address of a demand, or of the place's own page of it."""
    if place is None or place.kind is PlaceKind.COUNTRY:
        return keep_place(reverse("demand", args=[demand]), place)
    return reverse("place_need", args=[place.code, demand])


def list_short_group(kind: str, key: str) -> str:
    """A group of places as it is written in the field of places."""
    return f"{name_group(get_texts(), kind)}:{key}"


def keep_place(address: str, place: Place | None) -> str:
    """The address of a general page with the place in it."""
    return address if place is None else f"{address}?{urlencode({PLACE: place.code})}"


def keep_in_measure(measure: str, place: Place | None) -> str:
    """The address of a measure at a place, or at its region or the country where the measure has no figures lower."""
    address = reverse("measure", args=[measure])
    if place is None:
        return address
    measured, places = get_desk().base.measures.everything[measure], get_catalogue().places
    levels = measured.indicator.levels if measured.registered is None else measured.registered.levels
    above = [] if place.kind is PlaceKind.COUNTRY else [places.region_of(place)]
    fitting = (one for one in (place, *above, places.country) if one.kind.value in levels)
    return keep_place(address, next(fitting, None))


def list_menu(request: HttpRequest, place: Place | None) -> tuple[Step, ...]:
    """The main menu: within a place each entry keeps it."""
    above = {name for name, _ in _list_trail(request)}
    return tuple(
        Step(get_texts()(f"web.nav.{name}"), lead_to(name, place), _mark(request, name, above))
        for name in MENU
        if name != work.WORK or not settings.READ_ONLY
    )


def list_unit_menu(request: HttpRequest) -> tuple[Step, ...]:
    """The pages of the unit that the page is of; nothing outside units."""
    here = find_work(request)
    if here is None:
        return ()
    above = {name for name, _ in _list_trail(request)} - {"unit"}
    entries = work.list_entries(here.account, here.unit)
    return tuple(
        Step(get_texts()(entry.key), reverse(entry.name, args=[here.unit.pk]), _mark(request, entry.name, above))
        for entry in entries
    )


def list_trail(request: HttpRequest, place: Place | None) -> tuple[Step, ...]:
    """The way from the start to the page, itself last; nothing at the start, and of what is no page."""
    steps = [Step(label, address) for _, label, address in _walk(request, place)]
    if not steps:
        return ()
    last = Step(steps[-1].label, "", "page")
    return (Step(get_texts()("web.trail.start"), reverse("front")), *steps[:-1], last)


def _mark(request: HttpRequest, name: str, above: set[str]) -> str:
    match = request.resolver_match
    at = "" if match is None else str(match.url_name)
    if at in (name, HERE.get(name)):
        return "page"
    return "true" if {name, HERE.get(name)} & above else ""


def _list_trail(request: HttpRequest) -> list[tuple[str, str]]:
    """The names of the page's address and of those above it, from the top, with what names each."""
    match = request.resolver_match
    name, trail = "" if match is None else str(match.url_name), list[tuple[str, str]]()
    while name in TRAILS:
        above, label = TRAILS[name]
        trail.append((name, label))
        name = above
    return trail[::-1]


def _walk(request: HttpRequest, place: Place | None) -> Iterator[tuple[str, str, str]]:
    """Each page of the trail with its label and address; no more of it where something does not exist."""
    match = request.resolver_match
    if match is None:
        return
    for name, key in _list_trail(request):
        if name == "place":
            if place is None and "code" in match.kwargs:
                return
            if place is not None:
                yield name, label_place(place), reverse("place", args=[place.code])
            continue
        try:
            label = _label(get_texts(), match, key) if key else _label_thing(request, name)
        except NotFoundError:
            return
        if not label:
            return
        is_last = name == match.url_name
        if name != match.url_name and match.url_name == GROUP_PAGE:
            yield name, label, f"{reverse(name)}?{request.GET.urlencode()}"
        else:
            yield name, label, "" if is_last else _find_address(match, name, place)


def label_place(place: Place) -> str:
    """What a place is called where it leads to its page: a region by its county, since a town may have its name, and
    the country as the language has it.
    """
    return place.name if place.kind is PlaceKind.MUNICIPALITY else get_texts().said(place.area)


def _find_address(match: ResolverMatch, name: str, place: Place | None) -> str:
    """The address of a page that has others under it, with as much of the page's own address as it has."""
    if name in MENU:
        return lead_to(name, place)
    if name in work.TRAILS:
        return reverse(name, kwargs={part: match.kwargs[part] for part in _list_parts(name)})
    if place is None or "code" not in match.kwargs:
        return keep_place(reverse(name), place)
    parts = {part: match.kwargs[part] for part in OWN_PARTS.get(name, ())}
    return reverse(name, kwargs={"code": place.code, **parts})


def _list_parts(name: str) -> list[str]:
    """What the address of a page holds."""
    routes = get_resolver().reverse_dict.getlist(name)
    return list(routes[0][0][0][1]) if routes else []


def _label_thing(request: HttpRequest, name: str) -> str:
    """What a page of the workspace is called after its thing; nothing for those who are not let in."""
    here = find_work(request)
    return "" if here is None else here.labels.get(name, "")


def _label(texts: Texts, match: ResolverMatch, key: str) -> str:
    """What a page is called. Raises NotFoundError for a demand, goal, measure or paper that does not exist."""
    catalogue = get_catalogue()
    match key:
        case "demand":
            return texts("web.trail.demand", number=find_demand(catalogue, match.kwargs["demand"]).number)
        case "measure":
            return label_measure(texts, find_measure(get_desk(), get_lang(), match.kwargs["measure"]))
        case "goal":
            return texts.of(find_goal(catalogue, match.kwargs["goal"])).name
        case "section":
            names = {section.id: texts.of(section) for section in catalogue.picture}
            names |= {INTERDEPENDENCE: texts("interdependence.title"), SITES: texts("place.sites")}
            return names.get(match.kwargs["section"], "")
        case "paper":
            paper = catalogue.papers.get(match.kwargs.get("paper", "motion"))
            return "" if paper is None else texts.of(paper).name
    return texts(key)
