"""Loads content/matters/ when somebody follows a matter or reads a decision: nothing else needs it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_args

from samspel.catalogue.reading import check_unique, find_line, read_record
from samspel.catalogue.records.matters import EventRule, LawfulDoubt, Lexicon, MatterRules, Phase, State, Way
from samspel.terms.errors import ContentError

FOLDER, LEXICON, STATES = "matters", "lexicon.toml", "states.toml"


def load_lexicon(content: Path) -> Lexicon:
    """What a decision is read by. Raises ContentError for a tag, kind or code that stands twice, or a phrase that two
    tags claim.
    """
    path = content / FOLDER / LEXICON
    lexicon = read_record(path, Lexicon)
    _check_once(path, "tag", (one.tag for one in lexicon.tags))
    _check_once(path, "kind", (one.kind for one in lexicon.kinds))
    _check_once(path, "code", (code for body in lexicon.bodies for code in body.codes))
    _check_once(path, "words", (words for one in lexicon.tags for words in (*one.words, *one.phrases)))
    return lexicon


def load_rules(content: Path) -> MatterRules:
    """How matters move. Raises ContentError for an id that stands twice, an unknown law or one that nothing rests
    on, a doubt without a law, a way that both keeps and leads, and a way that a rule of what is never allowed forbids.
    """
    path = content / FOLDER / STATES
    rules = read_record(path, MatterRules)
    for records in (rules.states, rules.events, rules.nevers, rules.clocks, rules.doubts, rules.laws):
        check_unique(path, records)
    _check_laws(path, rules)
    phases = {state.id: state.phase for state in rules.states}
    for event in rules.events:
        for way in event.ways:
            _check_way(path, rules, phases, event, way)
    return rules


def _check_laws(path: Path, rules: MatterRules) -> None:
    laws = {law.id for law in rules.laws}
    named = {one.law for one in rules.clocks} | {one.law for one in rules.nevers} | {one.law for one in rules.doubts}
    for name in sorted(named ^ laws):
        expected = "a law that a rule rests on" if name in laws else "the id of a law"
        raise ContentError(path.name, "law", name, expected, find_line(path, name))
    for doubt in set(get_args(LawfulDoubt)) - {one.id for one in rules.doubts}:
        raise ContentError(path.name, "doubt", "nothing", doubt)


def _check_way(path: Path, rules: MatterRules, phases: Mapping[State, Phase], event: EventRule, way: Way) -> None:
    if (way.to is None) != way.keeps:
        line = find_line(path, event.id)
        raise ContentError(path.name, f"{event.id}.to", "a way", "either to = STATE or keeps = true", line)
    if way.to is None:
        return
    opens = phases[way.to] == "open" and any(phases[state] != "open" for state in way.from_)
    allowed = {one for never in rules.nevers if never.id == "ended_opens" for one in never.except_events}
    if opens and event.id not in allowed:
        raise ContentError(path.name, event.id, "a way from an end to an open state", "none", find_line(path, event.id))


def _check_once(path: Path, key: str, found: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in found:
        if one in seen:
            raise ContentError(path.name, key, f"{one} twice", "each once", find_line(path, one, last=True))
        seen.add(one)
