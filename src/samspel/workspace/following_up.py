"""Follow-up: the need as it was measured at a decision is frozen, and measured again when there is reason."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samspel.app.desk import Desk
from samspel.catalogue.follow_up import FollowUp, load_follow_up
from samspel.catalogue.records.needs import Demand
from samspel.matters.headline import Measurement
from samspel.matters.matter import Matter as Case
from samspel.needs.again import NO_ANSWER, Again, compare_again, compare_answers
from samspel.needs.measuring import Inquiry, Need
from samspel.needs.verdict import Strength
from samspel.reports.followed import FollowedUp, Taken
from samspel.terms.clock import add_months
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.workspace.campaigns import describe_input, find_demands, find_places, list_figures, only_about
from samspel.workspace.log import note
from samspel.workspace.matters import Followed
from samspel.workspace.models import Account, Campaign, Measured, Unit
from samspel.workspace.within import list_within

OCCASIONS = ("decision", "reported", "done", "year_after", "end_of_term", "asked")
YES = ("approved", "approved_in_part")
DECIDED = (*YES, "rejected", "answered")
MOST = 500


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time at which needs are worth measuring: what it is, its day, and the demands that it concerns."""

    code: str
    on: date
    demands: tuple[str, ...]


def measure(
    desk: Desk, campaign: Campaign, account: Account, occasion: str, day: date, demands: Collection[str] | None = None
) -> list[Measured]:
    """Measure demands of a campaign, or all of them, at every place of it, and keep what was found. Raises
    BadInputError for an occasion that is none, and for more than anybody keeps.
    """
    if occasion not in OCCASIONS:
        raise BadInputError("work_choice", field="occasion")
    pairs = [pair for pair in _list_pairs(desk, campaign) if demands is None or pair[0].id in demands]
    if campaign.measured.count() + len(pairs) > MOST:
        raise BadInputError("work_many", field="occasion", limit=MOST)
    made = [
        Measured.objects.create(
            campaign=campaign,
            demand=demand.id,
            place=place.code,
            taken_on=day,
            occasion=occasion,
            found=describe_need(desk, desk.assessor.measure_demand(demand, place)),
        )
        for demand, place in pairs
    ]
    note("need.measure", campaign, account=account, unit=campaign.unit, occasion=occasion, count=len(made))
    return made


def describe_need(desk: Desk, need: Need) -> dict[str, Any]:
    """A need as it is frozen: its verdict, how it is known, its figures with years and tables, and the answers."""
    figures = [describe_input(one) for one in list_figures(desk, (need.demand,), need.place)]
    answers = [
        {"question": one.question.id, "value": str(one.answer.value)}
        for one in need.inquiries
        if one.answer is not None
    ]
    main = need.main
    return {
        "verdict": need.verdict.value,
        "strength": None if need.strength is None else need.strength.value,
        "main": "" if main is None else main.measure.indicator,
        "figures": figures,
        "answers": answers,
    }


def follow_up(desk: Desk, campaign: Campaign) -> list[FollowedUp]:
    """Each demand at each place as it was first frozen, and as it is now, set against similar places."""
    taken = list(campaign.measured.all())
    left_out = _list_active(campaign) if taken else {}
    found = []
    for demand, place in _list_pairs(desk, campaign):
        mine = [one for one in taken if (one.demand, one.place) == (demand.id, place.code)]
        if not mine:
            continue
        start = next((one for one in mine if one.occasion == "decision"), mine[0])
        need = desk.assessor.measure_demand(demand, place)
        found.append(
            FollowedUp(
                need=need,
                start=_tell(start),
                taken=tuple(_tell(one) for one in mine),
                again=_compare(desk, need, start, left_out[demand.id] | {place.code}),
            )
        )
    return found


def find_measured(desk: Desk, campaign: Campaign) -> Measurement | None:
    """What the follow-up of a campaign says of the gap, as `sum_measured`."""
    return sum_measured(follow_up(desk, campaign))


def sum_measured(every: Sequence[FollowedUp], demands: Collection[str] | None = None) -> Measurement | None:
    """What a follow-up says of the gap as a headline takes it, of some demands or of all; None where nothing is frozen
    or nothing can be told. A gap that is only within what usually moves is the same.
    """
    followed = [one for one in every if demands is None or one.need.demand.id in demands]
    found = [one.again.change for one in followed if one.again.change != "unknown"]
    if not found:
        return None
    now = {"smaller": 0.0, "same": 1.0, "larger": 2.0}
    worst = max(found, key=lambda change: now[change])
    is_met = all(one.need.verdict.value in ("met", "small") for one in followed)
    return Measurement(before=1.0, now=now[worst], is_met=is_met)


def list_occasions(campaign: Campaign, followed: Iterable[Followed]) -> list[Occasion]:
    """When needs should be measured and have not been: at the decision, when it is reported or done, a year after, and
    when the term of office ends, each for the demands of its matter. Those that are still to come too, by day.
    """
    rules = load_follow_up()
    taken = set(campaign.measured.values_list("occasion", "demand"))
    found: dict[tuple[str, str], date] = {}
    for one in followed:
        days = _list_days(one.case, rules)
        for demand in one.record.demands:
            for code, on in days.items():
                if code == "decision":
                    found.setdefault((code, demand), on)
                else:
                    found[code, demand] = on
    grouped: dict[tuple[str, date], list[str]] = {}
    for (code, demand), on in found.items():
        if (code, demand) not in taken and demand in campaign.demands:
            grouped.setdefault((code, on), []).append(demand)
    return sorted((Occasion(code, on, tuple(all_)) for (code, on), all_ in grouped.items()), key=lambda one: one.on)


def _list_days(case: Case, rules: FollowUp) -> dict[str, date]:
    """The occasions of one matter with their days; none before it is decided."""
    decided = case.last(*DECIDED)  # type: ignore[arg-type]  # codes of events
    if decided is None:
        return {}
    days = {"decision": decided.on}
    if case.last(*YES) is None:  # type: ignore[arg-type]
        return days
    done = _find_done(case)
    latest = max(done.values(), default=decided.on)
    days |= done
    days["year_after"] = add_months(latest, rules.months_after)
    days["end_of_term"] = rules.end_of_term(decided.on)
    return days


def _find_done(case: Case) -> dict[str, date]:
    told = {"reported": case.last("reported"), "done": case.last("done")}
    return {code: step.on for code, step in told.items() if step is not None}


def _list_pairs(desk: Desk, campaign: Campaign) -> Iterable[tuple[Demand, Place]]:
    for demand in find_demands(desk, campaign.demands):
        for place in find_places(desk, campaign.places):
            yield demand, place


def _list_active(campaign: Campaign) -> dict[str, set[str]]:
    """By demand the places where the same organisation drives it, which are no match for this one."""
    top: Unit = campaign.unit
    while top.parent is not None:
        top = top.parent
    others = only_about(Campaign.objects.filter(unit__in=list_within(top)).order_by(), campaign.demands)
    found: dict[str, set[str]] = {demand: set() for demand in campaign.demands}
    for demands, places in others.values_list("demands", "places"):
        for demand in set(demands) & found.keys():
            found[demand] |= set(places)
    return found


def _compare(desk: Desk, need: Need, start: Measured, left_out: set[str]) -> Again:
    """The figure that was frozen as the main one against itself now; answers where they decided."""
    if start.found.get("strength") == Strength.ANSWERED.value:
        is_answered = any(isinstance(one, Inquiry) and not one.is_own for one in need.telling)
        return compare_answers(start.found["verdict"], need.verdict) if is_answered else NO_ANSWER
    name = start.found.get("main", "")
    frozen: dict[str, Any] = next((one for one in start.found.get("figures", ()) if one["measure"] == name), {})
    measurement = next((one for one in need.measurements if one.measure.indicator == name), None)
    first, value = int(frozen.get("year") or 0), frozen.get("value")
    return compare_again(desk.observations, measurement, first, value, left_out, load_follow_up())


def _tell(kept: Measured) -> Taken:
    return Taken(on=kept.taken_on, occasion=kept.occasion, verdict=kept.found.get("verdict", "unknown"))
