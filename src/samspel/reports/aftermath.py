"""After an event: the answer in plain sentences with a bridge, and what to do now. For all faces."""

from collections.abc import Iterator, Mapping, Sequence
from math import floor, log10

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Goal
from samspel.catalogue.texts import Texts
from samspel.drawing.bars import Bar, draw_bars
from samspel.rendering.blocks import Block, Bullets, Fold, Heading, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.demand import label_demand
from samspel.reports.events import describe_event, describe_warnings, has_notice, label_sector
from samspel.reports.needs import badge_verdict, describe_deciding, label_need
from samspel.reports.outcomes import format_outcome
from samspel.reports.record import describe_caution
from samspel.reports.rule_of_thumb import compose_rule_of_thumb
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.fates import COMMUTERS, TAKING, Fate, find_fates
from samspel.scenarios.outcomes import Outcome
from samspel.scenarios.shocks import Shock
from samspel.scenarios.simulation import Simulation
from samspel.terms.alphabet import capitalise
from samspel.terms.arrays import Floats
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT
from samspel.trials.aftermath import Aftermath, Authority, AuthorityText, UrgentGoal, UrgentNeed
from samspel.trials.simulated import Simulated

DIGITS = 2
"""So many digits of a change are told in a sentence: more would sound as if it were known."""
TOLD_FROM = 0.05
"""From this part of those who lose their jobs on it is told that they live elsewhere."""
WIDTH = 440
"""Of the bridge: small enough for its words to be read on a phone."""
PAPER_WIDTH = 0.6
"""Of the bridge, as a share of a paper's text."""

GOAL_LINK = "place_goal"
"""The link of a goal, which a page takes on with the event."""


def compose_opening(texts: Texts, simulation: Simulated) -> Iterator[Block]:
    """What an event leads to in plain sentences, how sure it is and where those who lose their jobs go, with how to
    work it out by hand folded; nothing where no event is asked for.
    """
    if not simulation.request.shocks:
        return
    yield Paragraph(describe_happened(texts, simulation), style="ingress")
    yield from (Paragraph(warning) for warning in describe_warnings(texts, simulation))
    yield Paragraph(describe_sureness(texts, simulation))
    yield from draw_bridge(texts, simulation)
    yield from compose_rule_of_thumb(texts, simulation)


def write_letter(texts: Texts, simulation: Simulation, plan: Aftermath, goal: Goal) -> Mapping[str, str]:
    """What a letter to the government holds after an event, by its fields: to which ministries, what happened, and
    what is asked, a line a request, that of the letter's goal first; nothing where there is no event. What the model
    makes of it is left to whoever signs, since its own trials do not bear it.
    """
    if not simulation.request.shocks:
        return {}
    told = [texts.of(one.ask) for one in sorted(plan.goals, key=lambda one: one.goal.id != goal.id)]
    return {
        "ministry": texts.listing(list(dict.fromkeys(one.to for one in told))),
        "story": _tell_story(texts, simulation),
        "request": "\n".join(f"{one.asks}. {one.law}" for one in told),
    }


def _tell_story(texts: Texts, simulation: Simulation) -> str:
    """What the letter is about; of a notice also that nobody has lost a job by it yet."""
    told = texts("after.story", area=simulation.place.area, events=_describe_events(texts, simulation))
    return f"{told} {texts('after.story_notice')}" if has_notice(simulation.request.shocks) else told


def describe_happened(texts: Texts, simulation: Simulated) -> str:
    """What happens, and what it leads to, in plain sentences."""
    parts = (
        _describe_events(texts, simulation),
        describe_elsewhere(texts, simulation),
        describe_years(texts, simulation),
    )
    return " ".join(part for part in parts if part)


def describe_elsewhere(texts: Texts, simulation: Simulation) -> str:
    """How many of those whose jobs go live in other municipalities and so are in no number of the unemployed here;
    nothing where no jobs go, and where they are few.
    """
    whole, gone = _count_elsewhere(simulation)
    if not gone:
        return ""
    key = "after.elsewhere_jobs" if _is_counted(simulation) else "after.elsewhere_hundred"
    return texts(key, count=texts.number(_round(gone)), jobs=texts.number(whole))


def explain_elsewhere(texts: Texts, simulation: Simulation) -> str:
    """Why those who live elsewhere are more of the ones whose jobs go than of all who work here; nothing where it is
    not told how many they are.
    """
    whole, gone = _count_elsewhere(simulation)
    if not gone:
        return ""
    part, of_all = gone / whole, simulation.town.commuting_in
    why = "after.elsewhere_more" if part > of_all else "after.elsewhere_as_many"
    return texts(why, gone=texts.number(part * PER_CENT), of_all=texts.number(of_all * PER_CENT))


def _count_elsewhere(simulation: Simulation) -> tuple[float, float]:
    """How many lose their jobs, and how many of them live elsewhere; none where they are too few to tell of."""
    fates = find_fates(simulation)
    if not fates:
        return 0.0, 0.0
    whole, parts = _part_fates(simulation, fates)
    at = next(number for number, fate in enumerate(fates) if fate.id == COMMUTERS)
    gone = float(parts[at])
    return whole, gone if gone / whole >= TOLD_FROM else 0.0


def _describe_events(texts: Texts, simulation: Simulation) -> str:
    return " ".join(describe_event(texts, shock) for shock in simulation.request.shocks)


def describe_years(texts: Texts, simulation: Simulated) -> str:
    """How many more or fewer are without work after the years that are compared, and what people and money are then."""
    columns = [column for _, column in list_after(simulation)]
    outcomes, last = simulation.model.outcomes, columns[-1]
    parts = [
        texts(
            "after.in_year",
            change=_tell(texts, outcomes["unemployed"], _find(simulation, "unemployed", column), "count"),
            year=simulation.town.year + column,
        )
        for column in columns
    ]
    return texts(
        "after.sentence",
        unemployed=texts.listing(parts),
        year=simulation.town.year + last,
        place=simulation.place.area,
        people=_tell(texts, outcomes["people"], _find(simulation, "people", last), "count"),
        jobs=_tell(texts, outcomes["jobs"], _find(simulation, "jobs", last), "count"),
        money=_tell(texts, outcomes["revenue"], _find(simulation, "revenue", last), "money"),
    )


def list_after(simulation: Simulated) -> list[tuple[int, int]]:
    """After how many years an event is told of, as far as the run goes, each with its column of the bands."""
    first = min(shock.year for shock in simulation.request.shocks) - simulation.town.year
    compared = simulation.past.rules.cases.after
    return [(after, first + after - 1) for after in compared if first + after - 1 <= simulation.request.years]


def name_events(texts: Texts, place: Place, shocks: Sequence[Shock]) -> str:
    """What a letter on events is called after: the first, and that there are more; nothing without any."""
    if not shocks:
        return ""
    first = shocks[0]
    named = texts(
        f"after.named.{first.kind}",
        jobs=texts.number(first.jobs),
        sector=label_sector(texts, first.sector),
        place=place.name,
    )
    return named if len(shocks) == 1 else texts("after.named.several", first=named)


def describe_sureness(texts: Texts, simulation: Simulated, *, has_more: bool = True) -> str:
    """As `describe_band`, and how the model did; `has_more` where the record stands in full on the same page."""
    caution = describe_caution(texts, simulation.past, has_more=has_more, has_event=True)
    return f"{describe_band(texts, simulation)} {caution}"


def describe_band(texts: Texts, simulation: Simulated) -> str:
    """Between what numbers the change of people is likely to lie, and that nothing is a forecast."""
    first = min(shock.year for shock in simulation.request.shocks) - simulation.town.year
    last = min(first + simulation.past.rules.cases.after[-1] - 1, simulation.request.years)
    people = simulation.model.outcomes["people"]
    low, high = (float(simulation.main.effect.band(people.id)[row, last]) for row in (0, -1))
    return texts(
        "after.sureness",
        year=simulation.town.year + last,
        low=format_outcome(texts, people, low, change=True),
        high=format_outcome(texts, people, high, change=True),
    )


def draw_bridge(texts: Texts, simulation: Simulation, *, in_paper: bool = False) -> Iterator[Block]:
    """Where those whose jobs go are a year after: each part begins where the one before it ended. Beside it stands why
    so many of them live elsewhere, and why its numbers are others than those of the sentences. In a paper it is
    smaller.
    """
    fates = find_fates(simulation)
    if not fates:
        return
    whole, parts = _part_fates(simulation, fates)
    starts = np.concatenate([[0.0], np.cumsum(parts)[:-1]])
    key = "after.bridge_jobs" if _is_counted(simulation) else "after.bridge_hundred"
    title = texts(key, jobs=texts.number(whole))
    bars = [
        Bar(texts("after.bridge_lost"), whole, True, ""),
        *(
            Bar(texts(f"fates.group_{fate.id}"), float(part), False, "", start=float(start))
            for fate, part, start in zip(fates, parts, starts, strict=True)
        ),
    ]
    svg = draw_bars(bars, texts.number, texts("words.blank"), (WIDTH, None), title=title)
    told = (f"{bar.label}: {texts.number(bar.value or 0.0)}" for bar in bars[1:])
    alt, caption = f"{title}. {texts.listing(list(told))}.", f"{title}. {texts('fates.note')}"
    yield Picture(svg, alt, caption, PAPER_WIDTH if in_paper else 1.0)
    notes = (explain_elsewhere(texts, simulation), texts("after.bridge_unlike"))
    yield from (Paragraph(note, style="note") for note in notes if note)


def _part_fates(simulation: Simulation, fates: Sequence[Fate]) -> tuple[float, Floats]:
    """How many lose their jobs, or a hundred where events are given in per cent, and how many of them are in each
    group, in whole numbers.
    """
    lost = sum(shock.jobs for shock in simulation.request.shocks if shock.kind in TAKING)
    whole = lost if _is_counted(simulation) else PER_CENT
    return whole, _share_out(whole, np.array([fate.band[MEDIAN] for fate in fates]))


def _is_counted(simulation: Simulation) -> bool:
    """Whether it is told how many jobs go, and not only how many per cent."""
    return all(shock.jobs for shock in simulation.request.shocks if shock.kind in TAKING)


def _round(value: float) -> float:
    """With so few digits as one can believe in."""
    return round(value, DIGITS - 1 - floor(log10(value))) if value else 0.0


def _share_out(whole: float, medians: Floats) -> Floats:
    """Whole parts that sum to the whole: medians of shares need not, but the parts of a bridge must."""
    parts = whole * medians / medians.sum()
    counts: Floats = np.floor(parts)
    most = np.argsort(counts - parts, kind="stable")[: round(whole - counts.sum())]
    counts[most] += 1.0
    return counts


def compose_next(catalogue: Catalogue, texts: Texts, plan: Aftermath, *, in_paper: bool = False) -> Iterator[Block]:
    """What to do now: demands, and the state; nothing where no event is asked for. A paper has what the state is asked
    as paragraphs, which take half the room of a table.
    """
    if not plan.needs and not plan.goals:
        return
    yield Heading(texts("after.next"))
    yield Paragraph(texts("after.next_intro"))
    yield tabulate_urgent(catalogue, texts, plan)
    if in_paper:
        yield from _write_requests(texts, plan)
        return
    asked: dict[str, tuple[Table, *tuple[Block, ...]]] = {
        "goals": (tabulate_goals(texts, plan),),
        "authorities": (tabulate_authorities(texts, plan), _ground_requests(texts, plan)),
    }
    first, *rest = (asked[name] for name in plan.asked if asked[name][0].rows)
    yield from first
    yield from (Fold(blocks[0].caption, blocks) for blocks in rest)


def _write_requests(texts: Texts, plan: Aftermath) -> Iterator[Block]:
    """What the authorities and the government are asked, each with the rules that it rests on, in the plan's order."""
    told = [texts.of(goal.ask) for goal in plan.goals]
    asked = {
        "goals": ("after.state", [texts("after.request", to=one.to, asks=one.asks, told=one.law) for one in told]),
        "authorities": (
            "after.authorities",
            [f"{capitalise(one.asks)}. {_describe_ground(texts, one)}" for one in map(texts.of, plan.authorities)],
        ),
    }
    for heading, requests in (asked[name] for name in plan.asked):
        if requests:
            yield Heading(texts(heading), level=3)
            yield Bullets(tuple(requests))
    yield Paragraph(" ".join((texts("after.not_asked"), *_describe_law_of(texts, plan))), style="note")


def _ground_requests(texts: Texts, plan: Aftermath) -> Fold:
    """Why each authority is asked now and by what rules, folded: the requests alone fill a screen of a phone."""
    told = map(texts.of, plan.authorities)
    grounds = (Paragraph(f"{one.why} {_describe_ground(texts, one)}", lead=f"{one.name}.") for one in told)
    return Fold(texts("after.grounds"), tuple(grounds))


def _describe_ground(texts: Texts, told: AuthorityText) -> str:
    return texts("after.by", law=told.law, decides=told.decides)


def _describe_law_of(texts: Texts, plan: Aftermath) -> tuple[str, ...]:
    """As of what day the rules on the authorities were read: the newest, and each older day with whose rules it is."""
    if not plan.authorities:
        return ()
    newest, *older = sorted({one.law_of for one in plan.authorities}, reverse=True)
    told = [texts.day(newest)]
    for day in older:
        names = [texts.of(one).name for one in plan.authorities if one.law_of == day]
        told.append(texts("after.law_on", day=texts.day(day), names=texts.listing(names)))
    return (texts("after.law_of", days=texts.listing(told)),)


def tabulate_urgent(catalogue: Catalogue, texts: Texts, plan: Aftermath) -> Table:
    """One row a demand: why now, the verdict here, and who decides."""

    def verdict(row: UrgentNeed) -> Cell:
        need = row.need
        sign = badge_verdict(need.verdict, need.strength)
        return Cell(value=need.verdict.value, words=label_need(texts, need), badge=sign)

    def demand(row: UrgentNeed) -> Cell:
        link = Link("place_need", f"{row.need.place.code}/{row.need.demand.id}")
        return Cell(value=row.need.demand.id, words=label_demand(texts, row.need.demand), link=link)

    fields = (
        Field[UrgentNeed](Column(key="demand", head=texts("words.demand"), is_coded=True), demand),
        Field[UrgentNeed](
            Column(key="why", head=texts("after.why"), is_wordy=True), lambda row: text(texts.of(row.why))
        ),
        Field[UrgentNeed](Column(key="verdict", head=texts("after.here"), is_coded=True), verdict),
        Field[UrgentNeed](
            Column(key="decided_by", head=texts("need.decided_by"), is_wordy=True),
            lambda row: text(describe_deciding(catalogue, texts, row.need)),
        ),
    )
    return tabulate("urgent", texts("after.demands"), fields, plan.needs, (texts("after.judgement"),))


def tabulate_goals(texts: Texts, plan: Aftermath) -> Table:
    """One row a national goal: why, what the state is asked, and to whom and what rules that goes."""

    def ask(row: UrgentGoal) -> Cell:
        told = texts.of(row.ask)
        return Cell(value=told.asks, words=told.asks, note=texts("after.to", ministry=told.to, law=told.law))

    fields: tuple[Field[UrgentGoal], ...] = (
        Field[UrgentGoal](
            Column(key="goal", head=texts("after.goal"), is_coded=True),
            lambda row: Cell(
                value=row.goal.id,
                words=texts.of(row.goal).name,
                link=Link(GOAL_LINK, f"{plan.place.code}/{row.goal.id}"),
            ),
        ),
        Field[UrgentGoal](
            Column(key="why", head=texts("after.why"), is_wordy=True), lambda row: text(texts.of(row.ask).why)
        ),
        Field[UrgentGoal](Column(key="asks", head=texts("after.asks"), is_wordy=True), ask),
        data_field("ministry", lambda row: str(texts.of(row.ask).to)),
        data_field("law", lambda row: str(texts.of(row.ask).law)),
    )
    return tabulate("state", texts("after.state"), fields, plan.goals, (texts("after.not_asked"),))


def tabulate_authorities(texts: Texts, plan: Aftermath) -> Table:
    """One row a request to an authority: what; files have also why, by what rules and who decides."""
    fields: tuple[Field[Authority], ...] = (
        Field[Authority](Column(key="authority", head=texts("after.authority")), lambda row: text(texts.of(row).name)),
        data_field("why", lambda row: str(texts.of(row).why)),
        Field[Authority](
            Column(key="asks", head=texts("after.asks"), is_wordy=True), lambda row: text(texts.of(row).asks)
        ),
        data_field("law", lambda row: str(texts.of(row).law)),
        data_field("decides", lambda row: str(texts.of(row).decides)),
        data_field("law_of", lambda row: row.law_of.isoformat()),
    )
    return tabulate("authorities", texts("after.authorities"), fields, plan.authorities, _describe_law_of(texts, plan))


def _find(simulation: Simulation, outcome: str, at: int) -> float:
    return float(simulation.main.effect.band(outcome)[MEDIAN, at])


def _tell(texts: Texts, outcome: Outcome, value: float, what: str) -> str:
    """A change in words: about so many more, fewer, or about the same; with so few digits as one can believe in."""
    shown = value * outcome.scale
    if round(shown, outcome.decimals) == 0.0:
        return texts(f"after.{what}_same")
    digits = min(DIGITS - 1 - floor(log10(abs(shown))), outcome.decimals)
    rounded = texts.number(round(abs(shown), digits), max(0, digits))
    return texts(f"after.{what}_{'more' if shown > 0.0 else 'fewer'}", value=rounded)
