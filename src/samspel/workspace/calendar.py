"""The days of a unit as a calendar file: what is to be done, and when bodies have to have reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from icalendar import Calendar, Event

from samspel.workspace.models import Assignment, Campaign, Item, Unit
from samspel.workspace.within import list_within


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what it is about; `key` is the same each time the file is made."""

    key: str
    on: date
    title: str


def list_days(unit: Unit) -> Iterator[Day]:
    """Every day that is set in the unit and its parts: goals, things to do and meetings that are not done, reports."""
    units = list_within(unit)
    for campaign in Campaign.objects.filter(unit__in=units, ended_on=None).exclude(goal_by=None):
        if campaign.goal_by:
            yield Day(f"goal-{campaign.pk}", campaign.goal_by, campaign.title)
    items = (
        Item.objects.filter(campaign__unit__in=units, done_on=None).exclude(due=None).exclude(kind=Item.Kind.CONTACT)
    )
    for item in items.select_related("campaign"):
        if item.due:
            yield Day(f"item-{item.pk}", item.due, f"{item.text} ({item.campaign.title})")
    for task in Assignment.objects.filter(matter__campaign__unit__in=units).exclude(due=None).select_related("matter"):
        if task.due:
            yield Day(f"task-{task.pk}", task.due, f"{task.body}: {task.what} ({task.matter.title})")


def write_calendar(name: str, host: str, now: datetime, days: Iterator[Day]) -> bytes:
    """The file. `host` makes the days' names unlike those of other servers."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samspel//workspace//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for day in days:
        event = Event()
        event.add("uid", f"{day.key}@{host}")
        event.add("dtstamp", now)
        event.add("dtstart", day.on)
        event.add("summary", day.title)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
