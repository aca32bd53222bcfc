"""What lies ready for a reckoning of reach, in words: until when a county's timetable holds, and whose workplaces."""

from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.report import ReachReport
from samspel.store.ready import Ready, ReadyFile, ReadyList


def describe_timetable(catalogue: Catalogue, texts: Texts, ready: Ready, today: date) -> str:
    """Until which day the county's timetable holds, when it was fetched and by whom it is told; what to do where it has
    run out, has not begun, or has never been fetched.
    """
    county, found = ready.county.name, ready.timetable
    if found is None:
        return texts("reach.ready.none", county=county)
    key = "holds"
    if not found.kept.holds_on(today):
        key = "over" if found.kept.last < today.isoformat() else "later"
    first, last = (texts.day(date.fromisoformat(day)) for day in (found.kept.first, found.kept.last))
    return texts(f"reach.ready.{key}", first=first, last=last, **_tell_file(catalogue, texts, ready, found))


def describe_map(catalogue: Catalogue, texts: Texts, ready: Ready) -> str:
    """When the county's map was fetched, and whose it is; nothing without one."""
    found = ready.road_map
    return "" if found is None else texts("reach.ready.map", **_tell_file(catalogue, texts, ready, found))


def describe_list(texts: Texts, one: ReadyList) -> str:
    """Whose an added list of workplaces is, how many workplaces can be reckoned with, and how many rows cannot."""
    day, count = texts.day(date.fromisoformat(one.added.day)), one.workplaces
    facts = {"by": one.added.by, "day": day, "count": texts.number(count), "lacking": texts.number(one.lacking)}
    if not one.rows:
        return texts("reach.ready.list_useless", **facts)
    return texts("reach.ready.list_partly" if one.lacking else "reach.ready.list", **facts)


def describe_own_sites(texts: Texts, report: ReachReport) -> str:
    """Whose own figures the workplaces of a report are, without a name where that is not told; nothing of others."""
    if not report.sites_added:
        return ""
    day = texts.day(date.fromisoformat(report.sites_added))
    if not report.sites_by:
        return texts("reach.ready.sites", day=day)
    return texts("reach.ready.sites_by", by=report.sites_by, day=day)


def _tell_file(catalogue: Catalogue, texts: Texts, ready: Ready, found: ReadyFile) -> dict[str, str]:
    return {
        "county": ready.county.name,
        "day": texts.day(date.fromisoformat(found.kept.fetched)),
        "publisher": catalogue.sources[found.service.source].publisher,
        "licence": found.service.licence,
    }
