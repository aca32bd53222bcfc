"""What can be chosen to compare places on: measures and demands, found by everyday words or under headings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial

from samspel.app.comparing import find_compared_demands, split_measures
from samspel.app.grouping import sort_each
from samspel.app.measures import find_measure, list_usual
from samspel.app.searching import search_for
from samspel.reports.compared_demands import label_demand
from samspel.reports.measures import label_measure
from samspel.reports.whose import find_lang, label_title
from samspel.search.hits import HitKind
from samspel.terms.errors import NotFoundError, SamspelError
from samspel.terms.place import PlaceKind
from samspel.web.presenters.picking import Pick, Picker, PickGroup, set_picker
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts


@dataclass(frozen=True, slots=True)
class Asked:
    """The field, what is chosen in it as it stands in the address, and what is searched for."""

    field: str
    chosen: tuple[str, ...]
    words: str


def present_measures(asked: Asked) -> Picker:
    """The measures: those that are chosen, that were searched for, the usual ones, and those described here by theme.
    What no measure is called is told elsewhere.
    """
    desk, texts, chosen = get_desk(), get_texts(), list[str]()
    for words in asked.chosen:
        try:
            chosen.append(find_measure(desk, get_lang(), words).id)
        except NotFoundError:
            continue
    described = [one for one in get_catalogue().indicators.values() if one.missing is None]
    themes = [
        (texts.of(theme), [one.id for one in described if one.theme == theme.id], False)
        for theme in get_catalogue().themes.values()
    ]
    groups = [
        (texts("web.pick.usual"), [one.id for one in list_usual(desk, [PlaceKind.MUNICIPALITY.value])], True),
        *themes,
    ]
    return _set(asked, HitKind.MEASURE, chosen, groups)


def present_demands(asked: Asked) -> Picker:
    """The demands: those that are chosen, that were searched for, and the others by area."""
    catalogue, texts = get_catalogue(), get_texts()
    named = {one.strip() for told in asked.chosen for one in told.split(",")}
    chosen = [one.id for one in catalogue.demands.values() if {one.id, str(one.number)} & named]
    areas = [
        (texts.of(name), [one.id for one in catalogue.demands.values() if one.area == area], False)
        for area, name in catalogue.areas.items()
    ]
    return _set(asked, HitKind.DEMAND, chosen, areas)


def list_columns(measures: Iterable[str], demands: Iterable[str]) -> list[tuple[str, str]]:
    """The id and the name of each measure and demand that is named; what is called nothing is told elsewhere."""
    desk, texts = get_desk(), get_texts()
    found, _ = sort_each(partial(find_measure, desk, get_lang()), split_measures(desk, get_lang(), measures))
    chosen = {one.id: one for one in (find_measure(desk, get_lang(), words) for words in found)}
    named = [(one.id, label_measure(texts, one)) for one in chosen.values()]
    try:
        judged = find_compared_demands(desk, demands)
    except SamspelError:
        return named
    return [*named, *((one.id, label_demand(texts, one)) for one in judged)]


def _set(
    asked: Asked, kind: HitKind, chosen: Collection[str], groups: Iterable[tuple[str, Collection[str], bool]]
) -> Picker:
    texts, found = get_texts(), search_for(get_desk(), asked.words, kind)
    titled = [
        (texts("web.pick.chosen"), chosen, True),
        (texts("web.pick.found", words=asked.words), found, True),
        *groups,
    ]
    set_groups = (
        PickGroup(title=title, picks=tuple(_pick(kind, key, chosen) for key in keys), is_open=is_open)
        for title, keys, is_open in titled
    )
    return set_picker(texts, asked.field, asked.words, set_groups, is_found=bool(found))


def _pick(kind: HitKind, key: str, chosen: Collection[str]) -> Pick:
    texts, lang = get_texts(), get_lang()
    if kind is HitKind.MEASURE:
        title = label_measure(texts, get_desk().base.measures.everything[key])
    else:
        demand = get_catalogue().demands[key]
        title, lang = f"{demand.number}. {label_title(texts, demand)}", find_lang(texts, demand) or lang
    return Pick(value=key, title=title, lang=lang, is_chosen=key in chosen)
