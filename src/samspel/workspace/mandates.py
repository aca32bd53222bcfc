"""Elected posts of a unit and its parts: kept, changed, counted and erased. Names are read only by those who ask for
them; every change and every look at names is noted, without a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from samspel.catalogue.mandates import Counting, PostRules
from samspel.mandates.counting import Tally, count, count_places
from samspel.mandates.entries import PersonEntry, PostEntry
from samspel.mandates.overview import Asked, Council, Overview, look_over
from samspel.mandates.records import Person, Status
from samspel.mandates.records import Post as PostRecord
from samspel.mandates.watching import list_due
from samspel.workspace.erasing import erase_holder
from samspel.workspace.log import Logged, note
from samspel.workspace.models import Account, Count, Holder, Post, Unit
from samspel.workspace.versions import change, take_away
from samspel.workspace.within import list_within

KEY = "mandates"
"""Where a unit keeps its choices."""
PERSON = ("pk", "place", "stands_again", "may_be_asked", "courses", "wishes", "consented_on", "member_until")
POST = ("pk", "kind", "place", "begins", "ends", "body", "role", "status")
"""The columns that the rules see: nothing that is sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a unit has chosen: what counts, whether parties are kept, and which members it means, in its own words."""

    chosen: Mapping[str, Counting] = field(default_factory=dict)
    with_party: bool = False
    members_are: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A count as it was taken: the whole, or a place of it."""

    place: str
    day: date
    tally: Tally
    members: int | None
    chosen: Mapping[str, Counting]


def read_settings(unit: Unit, rules: PostRules) -> Settings:
    """The unit's choices, the usual way where it has made none."""
    kept: dict[str, Any] = unit.settings.get(KEY, {})
    chosen = {choice.id: kept.get("chosen", {}).get(choice.id, choice.usual) for choice in rules.choices}
    return Settings(
        chosen=chosen, with_party=bool(kept.get("with_party")), members_are=str(kept.get("members_are", ""))
    )


def save_settings(unit: Unit, version: int, settings: Settings, account: Account | None) -> Unit:
    """Keep the unit's choices. Raises ChangedMeanwhileError."""
    kept = {**unit.settings.get(KEY, {}), **asdict(settings)}
    changed = change(unit, version, settings={**unit.settings, KEY: kept})
    note("mandate.settings", changed, account=account, unit=unit)
    return changed


def list_places(unit: Unit) -> tuple[str, ...]:
    """The codes of the places of the unit and its parts."""
    return tuple(dict.fromkeys(code for one in list_within(unit) for code in one.places))


def list_codes(unit: Unit) -> tuple[str, ...]:
    """The same, and other places where somebody holds a post."""
    held = Post.objects.filter(holder__unit__in=list_within(unit)).values_list("place", flat=True)
    return tuple(dict.fromkeys([*list_places(unit), *sorted(set(held))]))


def read_people(unit: Unit) -> tuple[Person, ...]:
    """Everybody of the unit and its parts, without names."""
    holders = Holder.objects.filter(unit__in=list_within(unit))
    posts: dict[int, list[PostRecord]] = defaultdict(list)
    nameless = set(holders.order_by().filter(name="").values_list("pk", flat=True))
    for holder, *columns in Post.objects.filter(holder__in=holders.order_by()).values_list("holder", *POST):
        posts[holder].append(_make_post(columns, has_name=holder not in nameless))
    return tuple(_make_person(columns, posts[columns[0]]) for columns in holders.values_list(*PERSON))


def list_holders(unit: Unit, account: Account | None, action: Logged = "mandate.read") -> tuple[Holder, ...]:
    """Everybody of the unit and its parts with names, and that somebody has looked."""
    found = tuple(Holder.objects.filter(unit__in=list_within(unit)).select_related("unit").prefetch_related("posts"))
    note(action, unit, account=account, unit=unit, count=len(found))
    return found


def find_holder(unit: Unit, number: int, account: Account | None) -> Holder | None:
    """One person with the name, and that somebody has looked; None for one of another unit."""
    found = Holder.objects.filter(unit__in=list_within(unit), pk=number).prefetch_related("posts").first()
    if found is not None:
        note("mandate.read", found, account=account, unit=unit, count=1)
    return found


def make_person(holder: Holder) -> Person:
    """A person as the rules see it."""
    return _make_person([getattr(holder, name) for name in PERSON], map(make_post, holder.posts.all()))


def make_post(post: Post) -> PostRecord:
    """A post as the rules see it."""
    return _make_post([getattr(post, name) for name in POST], has_name=bool(post.holder.name))


def _make_person(columns: Sequence[Any], posts: Iterable[PostRecord]) -> Person:
    number, place, again, may_be_asked, courses, wishes, consented_on, member_until = columns
    return Person(
        number=number,
        posts=tuple(posts),
        place=place,
        stands_again=again,
        may_be_asked=may_be_asked,
        courses=tuple(courses),
        wishes=tuple(wishes),
        consented_on=consented_on,
        member_until=member_until,
    )


def _make_post(columns: Sequence[Any], *, has_name: bool) -> PostRecord:
    """A post; a vacancy without a name is held by nobody."""
    number, kind, place, begins, ends, body, role, status = columns
    return PostRecord(
        number=number,
        kind=kind,
        place=place,
        begins=begins,
        ends=ends,
        body=body,
        role=role,
        status=status,
        is_empty=status == Status.VACANT and not has_name,
    )


def add_person(unit: Unit, entry: PersonEntry, posts: Iterable[PostEntry], account: Account | None) -> Holder:
    """A new person with posts."""
    with transaction.atomic():
        holder = Holder.objects.create(unit=unit, **_tell(entry))
        for post in posts:
            Post.objects.create(holder=holder, **asdict(post))
        note("mandate.add", holder, account=account, unit=unit)
    return holder


def change_person(holder: Holder, version: int, entry: PersonEntry, account: Account | None) -> Holder:
    """Keep a person as typed now. Raises ChangedMeanwhileError."""
    changed = change(holder, version, **_tell(entry))
    note("mandate.change", holder, account=account, unit=holder.unit)
    return changed


def add_post(holder: Holder, entry: PostEntry, account: Account | None) -> Post:
    """Another post of a person."""
    post = Post.objects.create(holder=holder, **asdict(entry))
    note("mandate.post_add", post, account=account, unit=holder.unit)
    return post


def change_post(post: Post, version: int, entry: PostEntry, account: Account | None) -> Post:
    """Keep a post as typed now: an end, a decision that is waited for, a vacancy. Raises ChangedMeanwhileError."""
    changed = change(post, version, **asdict(entry))
    note("mandate.post_change", post, account=account, unit=post.holder.unit)
    return changed


def remove_post(post: Post, version: int, account: Account | None) -> None:
    """Take away a post that was written by mistake. Raises BadInputError where it was changed since."""
    with transaction.atomic():
        note("mandate.post_remove", post, account=account, unit=post.holder.unit)
        take_away(post, version)


def erase_due(unit: Unit, day: date, rules: PostRules, account: Account | None) -> int:
    """Erase those whose time of being kept is over; returns how many."""
    due = [person.number for person, _ in list_due(read_people(unit), day, rules)]
    with transaction.atomic():
        for holder in Holder.objects.filter(pk__in=due).select_related("unit"):
            erase_holder(holder, account)
    return len(due)


def take_count(unit: Unit, day: date, rules: PostRules, account: Account | None) -> tuple[Kept, ...]:
    """Keep the count of a day, of the whole and of each place; one that was taken the same day is replaced."""
    settings, people = read_settings(unit, rules), read_people(unit)
    tallies = {"": count(people, day, rules, settings.chosen)}
    tallies |= count_places(people, day, rules, settings.chosen, list_places(unit))
    with transaction.atomic():
        Count.objects.filter(unit=unit, taken_on=day).delete()
        for place, tally in tallies.items():
            found = {**asdict(tally), "members": unit.members, "chosen": dict(settings.chosen)}
            Count.objects.create(unit=unit, place=place, taken_on=day, found=found)
        note("mandate.count", unit, account=account, unit=unit, places=len(tallies) - 1)
    return read_counts(unit)


def look_over_unit(
    unit: Unit, rules: PostRules, day: date, councils: Mapping[str, Council], *, sees_all: bool
) -> Overview:
    """All that is told of the unit's posts on a day, with what is known of the councils of its places."""
    settings = read_settings(unit, rules)
    asked = Asked(
        day=day,
        chosen=settings.chosen,
        places=list_places(unit),
        members=unit.members,
        members_on=unit.members_on,
        members_are=settings.members_are,
        sees_all=sees_all,
    )
    course = ((one.day, one.tally, one.members, one.chosen) for one in read_counts(unit) if not one.place)
    return look_over(read_people(unit), rules, asked, councils, course)


def read_counts(unit: Unit) -> tuple[Kept, ...]:
    """The counts that were taken, in order of their days."""
    return tuple(_read_count(one) for one in Count.objects.filter(unit=unit))


def _read_count(kept: Count) -> Kept:
    found = dict(kept.found)
    members, chosen = found.pop("members", None), found.pop("chosen", {})
    return Kept(place=kept.place, day=kept.taken_on, tally=Tally(**found), members=members, chosen=chosen)


def _tell(entry: PersonEntry) -> dict[str, Any]:
    return {**asdict(entry), "courses": list(entry.courses), "wishes": list(entry.wishes)}
