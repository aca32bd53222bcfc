"""Lists of elected posts brought in: looked at first, saved when somebody says so, and taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from rapidfuzz import fuzz, process

from samspel.sources.mandate_lists import ListedPost
from samspel.terms.likeness import bare_word, plain_word
from samspel.workspace.log import note
from samspel.workspace.mandates import KEY, add_person, add_post
from samspel.workspace.models import Account, Holder, Post, Unit
from samspel.workspace.within import list_within

Matched = Literal["new", "same_list", "known", "twice", "alike"]
LIKENESS = 88
"""How like a known name (0 to 100) one must be to be asked about."""


@dataclass(frozen=True, slots=True)
class Matching:
    """A row with what it would do: a new person, another post of one in the list or one known (`number`), nothing
    since it is there already, or a new person whose name is like one known (`like`).
    """

    listed: ListedPost
    what: Matched
    number: int = 0
    like: str = ""


def match_list(unit: Unit, posts: Sequence[ListedPost], account: Account | None) -> tuple[Matching, ...]:
    """What each row would do. Nothing is saved; that names have been read is noted."""
    holders = list(Holder.objects.filter(unit__in=list_within(unit)).prefetch_related("posts"))
    note("mandate.read", unit, account=account, unit=unit, count=len(holders))
    known = {plain_word(holder.name): holder for holder in holders if holder.name}
    seen: set[tuple[str, ...]] = set()
    listed: set[str] = set()
    found = []
    for one in posts:
        name = plain_word(one.person.name)
        found.append(_match(one, name, known, listed, seen))
        if name:
            listed.add(name)
            seen.add(_identify(name, one))
    return tuple(found)


def save_list(unit: Unit, matchings: Iterable[Matching], account: Account | None) -> int:
    """Save what the rows would do, all or nothing; returns how many posts were added. The numbers of what was added
    are kept, so that it can be taken back.
    """
    people: dict[str, Holder] = {}
    holders, posts = list[int](), list[int]()
    with transaction.atomic():
        for one in matchings:
            if one.what == "twice":
                continue
            name = plain_word(one.listed.person.name)
            holder = Holder.objects.get(pk=one.number) if one.number else people.get(name) if name else None
            if holder is None:
                holder = add_person(unit, one.listed.person, (), account)
                holders.append(holder.pk)
                people |= {name: holder} if name else {}
            posts.append(add_post(holder, one.listed.post, account).pk)
        _keep_last(unit, {"holders": holders, "posts": posts})
        note("mandate.import", unit, account=account, unit=unit, count=len(posts))
    return len(posts)


def count_last(unit: Unit) -> int:
    """How many posts the last list added that are still there and can be taken back."""
    return Post.objects.filter(pk__in=_read_last(unit, "posts"), holder__unit__in=list_within(unit), version=1).count()


def undo_list(unit: Unit, account: Account | None) -> int:
    """Take back the last list: posts that nobody has changed since, and the people who then hold none. Returns how
    many posts went.
    """
    within = list_within(unit)
    with transaction.atomic():
        posts = Post.objects.filter(pk__in=_read_last(unit, "posts"), holder__unit__in=within, version=1)
        count = posts.count()
        posts.delete()
        Holder.objects.filter(pk__in=_read_last(unit, "holders"), unit__in=within, version=1, posts=None).delete()
        _keep_last(unit, {})
        note("mandate.undo", unit, account=account, unit=unit, count=count)
    return count


def _match(
    one: ListedPost, name: str, known: dict[str, Holder], listed: set[str], seen: set[tuple[str, ...]]
) -> Matching:
    if name and _identify(name, one) in seen:
        return Matching(one, "twice")
    if name in known:
        holder = known[name]
        is_there = any(_is_same(post, one) for post in holder.posts.all())
        return Matching(one, "twice" if is_there else "known", holder.pk)
    if name and name in listed:
        return Matching(one, "same_list")
    bare = {number: bare_word(holder.name) for number, holder in enumerate(known.values())}
    near = process.extractOne(bare_word(name), bare, scorer=fuzz.ratio, score_cutoff=LIKENESS) if name else None
    return Matching(one, "new") if near is None else Matching(one, "alike", like=list(known.values())[near[2]].name)


def _identify(name: str, one: ListedPost) -> tuple[str, ...]:
    return (name, one.post.kind, one.post.place, plain_word(one.post.body), str(one.post.begins))


def _is_same(post: Post, one: ListedPost) -> bool:
    typed = one.post
    same = (post.kind, post.place, post.begins) == (typed.kind, typed.place, typed.begins)
    return same and plain_word(post.body) == plain_word(typed.body)


def _read_last(unit: Unit, what: str) -> list[int]:
    kept = Unit.objects.values_list("settings", flat=True).get(pk=unit.pk)
    return list(kept.get(KEY, {}).get("last", {}).get(what, []))


def _keep_last(unit: Unit, numbers: dict[str, list[int]]) -> None:
    kept = Unit.objects.select_for_update().get(pk=unit.pk)
    kept.settings = {**kept.settings, KEY: {**kept.settings.get(KEY, {}), "last": numbers}}
    kept.save(update_fields=["settings"])
