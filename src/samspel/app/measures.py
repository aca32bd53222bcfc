"""Finds the measures that there are figures for, by words, by id and by name."""

from collections.abc import Collection

from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import choose
from samspel.observations.measures import Listed, Measured
from samspel.terms.errors import NotFoundError
from samspel.terms.likeness import bare_word, find_alike

LONGEST_WORDS = 80


def list_measures(desk: Desk, lang: Lang, words: str, *, described: bool) -> tuple[Listed, ...]:
    """What a search finds, only those that are described here if so; none where nothing fits. Without words all."""
    if not words:
        everything = desk.base.measures.everything.values()
        return tuple(describe_span(desk, one) for one in everything if one.is_described or not described)
    try:
        found = search_measures(desk, lang, words)
    except NotFoundError:
        return ()
    return tuple(one for one in found if one.measured.is_described or not described)


def search_measures(desk: Desk, lang: Lang, words: str) -> tuple[Listed, ...]:
    """The measures in whose name, definition, theme or id all the words stand, those that have them in the name first;
    all that are described here where there are no words.

    Raises NotFoundError with the nearest names where there are none.
    """
    everything = desk.base.measures.everything.values()
    wanted = bare_word(words[:LONGEST_WORDS]).split()
    if not wanted:
        return tuple(describe_span(desk, one) for one in everything if one.is_described)
    named, described = [], []
    for measured in everything:
        name = bare_word(choose(measured.indicator, lang).name)
        rest = _list_words(desk, lang, measured)
        if all(word in name for word in wanted):
            named.append(measured)
        elif all(word in name or word in rest for word in wanted):
            described.append(measured)
    if not named and not described:
        raise _refuse("no_measure_found", desk, lang, words)
    return tuple(describe_span(desk, one) for one in (*named, *described))


def find_measure(desk: Desk, lang: Lang, words: str) -> Measured:
    """The measure of an id, the publisher's or ours, or of a whole name. Raises NotFoundError with the nearest."""
    named = _find_measure(desk, lang, words)
    if named is None:
        raise _refuse("no_such_measure", desk, lang, words)
    return named


def list_usual(desk: Desk, kinds: Collection[str]) -> tuple[Measured, ...]:
    """The first measures of the fact sheet that a place of any of the kinds can have."""
    everything = [desk.base.measures.everything[name] for name in desk.catalogue.fact_sheet.indicators]
    meant = [one for one in everything if set(kinds) & set(one.indicator.levels)]
    return tuple(meant[: int(desk.catalogue.value("usual_measures_side_by_side"))])


def is_measure(desk: Desk, lang: Lang, words: str) -> bool:
    """Whether there is a measure of the id or the name."""
    return _find_measure(desk, lang, words) is not None


def _find_measure(desk: Desk, lang: Lang, words: str) -> Measured | None:
    measures, wanted = desk.base.measures, words.strip()
    found = (
        measures.everything.get(wanted)
        or measures.everything.get(wanted.lower())
        or measures.by_publisher.get(wanted.upper())
    )
    names = ("names of measures", lang)
    return found or desk.recall(names, lambda: _list_names(desk, lang)).get(bare_word(words))


def describe_span(desk: Desk, measured: Measured) -> Listed:
    """With the years of its own series where it is described here or has been fetched, else with those of the
    register.
    """
    registered = measured.registered
    if registered is not None and not _is_fetched(desk, measured):
        return Listed(measured, registered.first, registered.last)
    years = desk.observations.series(measured.id).years
    return Listed(measured, years[0], years[-1]) if years else Listed(measured, 0, 0)


def _is_fetched(desk: Desk, measured: Measured) -> bool:
    """Whether a measure with a series of its own has newer years than its register tells of."""
    figure = measured.indicator.figure
    if not measured.is_described or figure is None:
        return False
    return any(desk.base.reader.find_renewal(figure.table, name) for name in figure.named)


def _list_names(desk: Desk, lang: Lang) -> dict[str, Measured]:
    """Every measure by its name as it is compared; where two have the same, the one that is described here."""
    everything = reversed(tuple(desk.base.measures.everything.values()))
    return {bare_word(choose(one.indicator, lang).name): one for one in everything}


def _list_words(desk: Desk, lang: Lang, measured: Measured) -> str:
    """What a search goes through beside the name."""
    indicator, registered = measured.indicator, measured.registered
    theme = desk.catalogue.themes.get(indicator.theme)
    told = [indicator.id, choose(indicator, lang).definition, "" if theme is None else choose(theme, lang)]
    told += [] if registered is None else [registered.measure, registered.title]
    return bare_word(" ".join(told))


def _refuse(code: str, desk: Desk, lang: Lang, words: str) -> NotFoundError:
    names = [choose(one.indicator, lang).name for one in desk.base.measures.everything.values()]
    nearest = find_alike(words, names, desk.catalogue.value("name_likeness"))
    return NotFoundError(code, name=words[:LONGEST_WORDS], count=len(names), nearest="; ".join(nearest))
