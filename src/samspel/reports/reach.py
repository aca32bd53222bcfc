"""A report of reach put together for each face: how it was made, what is missing, the page's and the terminal's parts,
and plain data.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import ReachPart
from samspel.catalogue.texts import Texts
from samspel.reach.findings import MOST_PEOPLE, find_best_departure, find_failing, find_shares, find_worst
from samspel.reach.outside import find_outside
from samspel.reach.report import LocalValue, ReachReport, TurnReach
from samspel.rendering.blocks import Block, Bullets, Fold, Heading, Paragraph
from samspel.rendering.table import Table
from samspel.reports.beside import compose_besides, describe_besides, explain_besides, tabulate_besides
from samspel.reports.departures import describe_departures, describe_gain, describe_proposal, tabulate_departures
from samspel.reports.figures import format_value
from samspel.reports.localities import compose_failures, describe_gap, describe_journey, tabulate_localities
from samspel.reports.reach_ready import describe_own_sites
from samspel.reports.records import Plain, describe_ignored
from samspel.reports.roads import (
    tabulate_cycling,
    tabulate_drives,
    tabulate_last_kilometres,
    tabulate_roads,
    tabulate_stretches,
)
from samspel.reports.roads_sentences import describe_road_notes, describe_roads
from samspel.reports.shifts import describe_legs, describe_turn, is_steady_reckoned, label_turn, tabulate_shifts
from samspel.reports.steady import describe_assumption, describe_steady

MOST_LOCALITIES, MOST_DEPARTURES, MOST_DRIVES = 4, 2, 12
"""What a terminal has room for, of each shift and of each kind of drive."""

FILES: dict[str, Callable[[Catalogue, Texts, ReachReport], Table]] = {
    "shifts": tabulate_shifts,
    "localities": tabulate_localities,
    "departures": tabulate_departures,
    "roads": tabulate_roads,
    "last-kilometres": tabulate_last_kilometres,
    "cycling": tabulate_cycling,
    "beside": tabulate_besides,
}
"""The tables of a report that become files."""


def describe_how(texts: Texts, report: ReachReport) -> list[str]:
    """How it was reckoned, and what the reckoning does not see."""
    used = dict(report.settings)
    facts = {name: texts.number(value, 0 if float(value).is_integer() else 1) for name, value in used.items()}
    limits = texts.listing([texts.number(limit) for limit in report.limits])
    promise = "promise_steady" if is_steady_reckoned(report) else "promise"
    keys = ["door", "walk", "change", "origins", "week", promise, "cycling" if report.cycles else "employees"]
    how = [texts(f"reach.how.{key}", limits=limits, week=format_week(texts, report), **facts) for key in keys]
    how += [*explain_besides(texts, report), *describe_assumption(texts, report)]
    if any(turn.employees is not None for turn in report.turns):
        how.append(texts("reach.how.every_shift"))
    if any(turn.departures for turn in report.turns):
        how.append(texts("reach.how.departures", **facts))
    return how


def format_week(texts: Texts, report: ReachReport) -> str:
    """The first and the last day that were reckoned."""
    if not report.week:
        return texts("words.dash")
    return texts("reach.week", first=texts.day(report.week[0]), last=texts.day(report.week[-1]))


def describe_feeds(texts: Texts, report: ReachReport) -> list[str]:
    """The timetables: publisher, file and version."""
    return [
        texts(
            "reach.feed" if feed.version else "reach.feed_without_version",
            publisher=feed.publisher or texts("reach.publisher_unknown"),
            file=feed.file,
            version=feed.version,
        )
        for feed in report.feeds
    ]


def describe_notes(texts: Texts, report: ReachReport) -> list[str]:
    """What the timetable files held that was mended or left out; nothing of what there was none of."""
    several = len(report.feeds) > 1
    return [
        texts("reach.note_of", file=feed.file, note=note) if several else note
        for feed in report.feeds
        for note in (_describe_note(texts, key, count) for key, count in feed.notes if count)
    ]


def describe_missing(texts: Texts, report: ReachReport) -> list[str]:
    """What is not in the result: days, people and workplaces."""
    return [*describe_missing_rides(texts, report), *describe_missing_people(texts, report)]


def describe_missing_rides(texts: Texts, report: ReachReport) -> list[str]:
    """Days without traffic or outside the timetable, and workplaces without a stop."""
    missing = [
        texts(f"reach.missing.{key}", days=texts.listing([texts.day(day) for day in days]))
        for key, days in (("silent", report.silent), ("unreached", report.unreached_days))
        if days
    ]
    if report.sites_without_stop:
        names = texts.listing([report.workplaces[row].name for row in report.sites_without_stop])
        longest = texts.number(dict(report.settings)["walk_longest_minutes"])
        missing.append(texts("reach.missing.no_stop", names=names, minutes=longest))
    if report.parkings_without_stop:
        missing.append(_describe_lonely_parkings(texts, report))
    return missing


def _describe_lonely_parkings(texts: Texts, report: ReachReport) -> str:
    """Car parks that no stop lies near: by name those of a list, which can be mended, by number those of the map."""
    names, minutes = report.parkings_without_stop, texts.number(dict(report.settings)["between_stops_minutes"])
    if not report.parkings_drawn:
        return texts("reach.missing.parking_no_stop", names=texts.listing(list(names)), minutes=minutes)
    told = "one" if len(names) == 1 else "some"
    return texts(f"reach.missing.drawn_no_stop.{told}", count=texts.number(len(names)), minutes=minutes)


def describe_missing_people(texts: Texts, report: ReachReport) -> list[str]:
    """People outside localities, those of another place, and employees of whom nobody said where they live."""
    missing = [texts("reach.missing.elsewhere")] if report.is_elsewhere else []
    if report.outside_localities:
        share = texts.quantity(report.outside_localities, "percent")
        missing.append(texts("reach.missing.outside_localities", share=share))
    return missing + _describe_unhoused(texts, report)


def describe_outside(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[str]:
    """Workplaces and localities whose points lie outside Sweden; none for the made-up town, which lies at sea."""
    if report.is_made_up:
        return []
    return [
        texts(
            "workplaces.swapped" if one.swapped else "workplaces.outside",
            name=one.name,
            latitude=texts.number(one.point[0], 4),
            longitude=texts.number(one.point[1], 4),
        )
        for one in find_outside((*report.workplaces, *report.localities), catalogue)
    ]


def describe_values(
    catalogue: Catalogue, texts: Texts, report: ReachReport, wanted: Sequence[ReachPart] = ()
) -> list[str]:
    """The place's values with their basis, those of some parts alone where they are named."""
    names = {catalogue.reach[part] for part in wanted}
    return [_describe_value(catalogue, texts, one) for one in report.values if not wanted or one.indicator in names]


def describe_no_value(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[str]:
    """Why shifts that were reckoned gave the place no value."""
    if not report.turns or has_shift_value(catalogue, report):
        return []
    return [texts("reach.value_none", limit=texts.number(catalogue.value("shift_limit_minutes")))]


def has_shift_value(catalogue: Catalogue, report: ReachReport) -> bool:
    """Whether the report holds the share who make their shift."""
    return any(value.indicator == catalogue.reach["shifts"] for value in report.values)


def describe_lead(texts: Texts, report: ReachReport) -> list[str]:
    """How many shifts half make on every day and nobody makes on any, and the worst."""
    worst = find_worst(report)
    shifts: dict[tuple[int, str], list[float]] = {}
    for turn in report.turns:
        shifts.setdefault((turn.workplace, turn.shift), []).append(find_shares(turn)[-1])
    count, good = len(shifts), sum(min(shares) >= MOST_PEOPLE for shares in shifts.values())
    none = sum(max(shares) <= 0.0 for shares in shifts.values())
    if worst is None:
        return [texts("reach.lead_nothing" if report.feeds else "reach.lead_roads_only")]
    key = {0: "none", count: "all"}.get(good, "some")
    facts = {"good": good, "count": count, "none": none, "limit": texts.number(report.limits[-1])}
    lead = [texts(f"reach.report.lead_{key}", **facts)]
    if none and count > 1:
        lead.append(texts("reach.report.lead_unreached", **facts))
    if find_shares(worst)[-1] >= 1.0:
        return lead
    name = report.workplaces[worst.workplace].name
    return [*lead, texts("reach.report.lead_worst", workplace=name, turn=describe_turn(texts, report, worst))]


def compose_lead(catalogue: Catalogue, texts: Texts, report: ReachReport) -> tuple[Block, ...]:
    """The answer in short: the shifts, the worst of them, and the place's values."""
    first, *others = describe_lead(texts, report)
    values = describe_values(catalogue, texts, report)
    return (
        Paragraph(first, style="ingress"),
        *(Paragraph(sentence) for sentence in others),
        *((Bullets(tuple(values)),) if values else ()),
        *(Paragraph(sentence) for sentence in describe_no_value(catalogue, texts, report)),
    )


def compose_how(texts: Texts, report: ReachReport) -> tuple[Block, ...]:
    """How journeys were reckoned and from which files, what is not with them, and what the timetable held that was
    mended; nothing of how where only roads were reckoned.
    """
    how = [one for one in (describe_own_sites(texts, report), *describe_rides(texts, report)) if one]
    missing = [*describe_missing(texts, report), *(describe_ignored(texts, *each) for each in report.ignored)]
    notes = describe_notes(texts, report)
    return (
        *((Bullets(tuple(how)),) if how else ()),
        *((Heading(texts("reach.print.missing"), 3), Bullets(tuple(missing))) if missing else ()),
        *((Fold(texts("reach.report.feed_notes"), (Bullets(tuple(notes)),)),) if notes else ()),
    )


def compose_report(catalogue: Catalogue, texts: Texts, report: ReachReport) -> tuple[Block, ...]:
    """The whole report from its values to the timetable's faults, for a terminal."""
    return (
        *(Paragraph(sentence) for sentence in describe_outside(catalogue, texts, report)),
        *compose_lead(catalogue, texts, report),
        *((tabulate_shifts(catalogue, texts, report),) if report.turns else ()),
        *(block for turn in report.turns for block in _compose_turn(texts, report, turn)),
        *_compose_best(texts, report),
        *compose_besides(catalogue, texts, report),
        *_compose_roads(catalogue, texts, report),
        Heading(texts("reach.report.how")),
        *compose_how(texts, report),
    )


def describe_caveats(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[str]:
    """All that must be known of the figures: how they were reckoned, from what, and what is not in them."""
    return [
        *describe_outside(catalogue, texts, report),
        *describe_no_value(catalogue, texts, report),
        *describe_rides(texts, report),
        *describe_missing(texts, report),
        *(describe_ignored(texts, *each) for each in report.ignored),
        *describe_notes(texts, report),
        *describe_road_notes(texts, report),
    ]


def render_report(catalogue: Catalogue, texts: Texts, report: ReachReport) -> Plain:
    """The report as plain data with its sentences; the made-up town carries its notice."""
    plain: Plain = msgspec.to_builtins(report)
    plain["told"] = describe_values(catalogue, texts, report)
    plain["caveats"] = describe_caveats(catalogue, texts, report)
    if report.roads is not None:
        plain["roads"]["told"] = describe_roads(catalogue, texts, report)
    for turn, told in zip(report.turns, plain["turns"], strict=True):
        told["name"] = label_turn(texts, report, turn)
        told["told"] = describe_turn(texts, report, turn)
        told["steady_told"] = describe_steady(texts, report, turn)
        for sentence, row in zip(describe_besides(texts, report, turn), told["beside"], strict=True):
            row["told"] = sentence
        for reach, row in zip(turn.localities, told["localities"], strict=True):
            row["told"] = describe_gap(texts, report, reach)
            row["out_told"] = describe_journey(texts, reach.out_journey)
            row["home_told"] = describe_journey(texts, reach.home_journey)
        for sentence, row in zip(describe_departures(texts, report, turn), told["departures"], strict=True):
            row["told"] = sentence
    return {"notice": texts("demo.notice"), **plain} if report.is_made_up else plain


def describe_rides(texts: Texts, report: ReachReport) -> list[str]:
    """How journeys were reckoned, and from which timetables; nothing where only roads were."""
    return [*describe_how(texts, report), *describe_feeds(texts, report)] if report.feeds else []


def _describe_value(catalogue: Catalogue, texts: Texts, value: LocalValue) -> str:
    record = catalogue.indicators[value.indicator]
    figure, basis = format_value(texts, record, value.value), texts(f"basis.{value.basis}")
    return texts("reach.value", name=texts.of(record).name, value=figure, basis=basis)


def _describe_note(texts: Texts, key: str, named: int | str) -> str:
    """A note; one that a report was kept with and that no version writes any more by its name."""
    count = named if isinstance(named, str) else texts.number(named)
    if key not in texts.entries:
        return texts("timetable.note.no_longer_written", note=key.rpartition(".")[2].replace("_", " "), count=count)
    return texts(key, count=count)


def _describe_unhoused(texts: Texts, report: ReachReport) -> list[str]:
    """Workplaces of whose employees some live where nobody has said."""
    sentences = []
    for place, known in zip(report.workplaces, report.housed, strict=False):
        if known is None or known == place.people:
            continue
        facts = {"workplace": place.name, "known": texts.number(known)}
        if place.people is None:
            sentences.append(texts("reach.missing.size_unknown", **facts))
        else:
            sentences.append(texts("reach.missing.unhoused", all=texts.number(place.people), **facts))
    return sentences


def _compose_turn(texts: Texts, report: ReachReport, turn: TurnReach) -> Iterable[Block]:
    """The localities that fail, largest first, and the departures that would help most."""
    failing, steady = find_failing(report, turn), describe_steady(texts, report, turn)
    if not failing and not turn.departures and not steady:
        return
    yield Heading(report.workplaces[turn.workplace].name, 3)
    sentences = (describe_turn(texts, report, turn), describe_legs(texts, report, turn))
    yield Bullets((*sentences, steady) if steady else sentences)
    yield from compose_failures(texts, report, turn, MOST_LOCALITIES)
    if len(failing) > MOST_LOCALITIES:
        yield Paragraph(texts("reach.print.more", count=texts.number(len(failing) - MOST_LOCALITIES)))
    if turn.departures:
        yield Paragraph(texts("reach.print.departures"))
        yield Bullets(tuple(describe_departures(texts, report, turn)[:MOST_DEPARTURES]), numbered=True)


def _compose_best(texts: Texts, report: ReachReport) -> Iterable[Block]:
    best = find_best_departure(report)
    if best is not None:
        lead = texts("reach.print.best", proposal=describe_proposal(texts, *best))
        yield Paragraph(describe_gain(texts, report, *best), lead=lead)
        yield Paragraph(texts("reach.report.departures_note"))


def _compose_roads(catalogue: Catalogue, texts: Texts, report: ReachReport) -> Iterable[Block]:
    if report.roads is None:
        return
    yield Heading(texts("reach.roads_print.title", file=report.roads.file))
    drives = tabulate_drives(catalogue, texts, report, most=MOST_DRIVES)
    yield from (*drives, *tabulate_stretches(catalogue, texts, report))
    if report.roads.cycling:
        yield tabulate_cycling(catalogue, texts, report)
    if any(table.notes for table in drives):
        yield Paragraph(texts("reach.roads_print.more"))
    yield Bullets((*describe_roads(catalogue, texts, report), *describe_road_notes(texts, report)))
