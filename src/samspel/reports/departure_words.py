"""Departures that would help, in words: the same for pages, documents and the command line."""

from samspel.catalogue.texts import Texts
from samspel.reach.report import Departure, ReachReport, TurnReach
from samspel.reports.reach_words import HALF, tell_clock, tell_days, tell_line


def tell_departures(texts: Texts, report: ReachReport, turn: TurnReach) -> list[str]:
    """The departures that would help a shift, best first, each with who would then make it and who no longer would. One
    that is the same bus as another before it, moved instead of added, says so.
    """
    told, seen = [], set()
    for one in turn.departures:
        change = tell_change(texts, one, same_bus=one.bus in seen)
        told.append(f"{change} {tell_gain(texts, report, turn, one)}")
        seen.add(one.bus)
    return told


def tell_change(texts: Texts, one: Departure, *, same_bus: bool = False) -> str:
    """What is changed: a departure added, or moved from another time; `same_bus` when the other has been told."""
    kind = "added" if one.moved_from is None else "moved"
    return texts(f"reach.departure.{kind}{'_instead' if same_bus else ''}", **_departure_facts(texts, one))


def propose_departure(texts: Texts, turn: TurnReach, one: Departure) -> str:
    """The change as it can stand in a decision, with its days but without who gains and loses."""
    kind = "added" if one.moved_from is None else "moved"
    return texts(f"reach.proposal.{kind}", days=tell_days(texts, turn.weekdays), **_departure_facts(texts, one))


def tell_gain(texts: Texts, report: ReachReport, turn: TurnReach, one: Departure) -> str:
    """Who gains and who loses by a departure."""
    kind = "people" if turn.employees is None else "employees"
    facts = {
        "limit": texts.number(report.limits[-1]),
        "gained": _count(texts, one.gained),
        "gained_leg": _count(texts, one.gained_leg),
        "lost": _count(texts, one.lost),
    }
    leg = "out" if one.outward else "home"
    only = "" if one.gained >= HALF else f"_only_{leg}"
    count = one.gained if one.gained >= HALF else one.gained_leg
    gain = texts(f"reach.gain{'_one' if round(count) == 1 else ''}.{kind}{only}", **facts)
    if one.moved_from is None:
        return gain
    return f"{gain} {texts('reach.lost.some' if one.lost >= HALF else 'reach.lost.none', **facts)}"


def find_best_departure(report: ReachReport) -> tuple[TurnReach, Departure] | None:
    """The single departure that brings most people both ways over the week, losses taken off; employees go before
    people of the localities, and a moved departure before an added one that brings as many. None where none helps.
    """
    offered = [(turn, one) for turn in report.turns for one in turn.departures if one.gained - one.lost >= HALF]

    def rank(pair: tuple[TurnReach, Departure]) -> tuple[bool, int, bool]:
        turn, one = pair
        return turn.employees is not None, round((one.gained - one.lost) * len(turn.days)), one.moved_from is not None

    return max(offered, key=rank, default=None)


def _count(texts: Texts, weight: float) -> str:
    """Whole people: those of a locality are spread evenly over it, so parts of one say nothing."""
    return texts.number(weight)


def _departure_facts(texts: Texts, one: Departure) -> dict[str, str]:
    return {
        "line": tell_line(texts, one.line),
        "from_stop": one.from_stop,
        "to_stop": one.to_stop,
        "starts": tell_clock(texts, one.starts_at),
        "ends": tell_clock(texts, one.ends_at),
        "moved_from": "" if one.moved_from is None else tell_clock(texts, one.moved_from),
    }
