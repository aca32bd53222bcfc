"""A large branch for the load: nobody in it exists, and nothing in it was said or decided.

`python -m benchmarks.workspace_data` fills the database of SAMSPEL_HOME or DATABASE_URL and prints who may sign in.
"""

import copy
import json
import random
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING, TypeVar

from samspel.workspace.running import start

if TYPE_CHECKING:
    from samspel.workspace.models import Unit

SEED = 20_260_101
MEMBERS, CLUBS, WORKPLACES, REMARKS, CAMPAIGNS, HOLDERS, ACCOUNTS, ENTRIES = (
    20_000,
    40,
    60,
    5_000,
    2_000,
    400,
    200,
    20_000,
)
"""Members are a number that the unit keeps; those with a post or a wish for one, two in a hundred, are rows."""
AT_THE_BRANCH = 0.5
"""So much of all remarks and campaigns is the branch's own; the rest is spread over its clubs."""
ROLES = ("administrator", "officer", "officer", "officer", "representative", "representative", "member", "member",
         "member", "member", "member", "member", "member", "member", "member", "member", "member", "member", "member",
         "reader")  # fmt: skip
"""Of twenty who sign in."""
PAPER_EVERY, PAPER_BYTES = 4, 30_000
PLACES, KINDS = ("2181", "2180"), ("council_member", "board_member")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who has signed in: their role, the unit that they have it in, and what their browser's cookie holds."""

    role: str
    unit: int
    session: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The branch's number, the codes of its workplaces' links, and who has signed in."""

    branch: int
    codes: tuple[str, ...]
    people: tuple[SignedIn, ...]


def fill() -> Filled:
    """Make everything. The same numbers and words each time, but for what is drawn in secret."""
    from django.db import transaction

    from samspel.workspace.models import Unit

    chance = random.Random(SEED)
    with transaction.atomic():
        branch = Unit.objects.create(
            kind="branch", name="Avdelning Stor", places=list(PLACES), members=MEMBERS, members_on=date(2026, 1, 1)
        )
        clubs = [
            Unit.objects.create(kind="club", name=f"Klubb {number:02}", places=[PLACES[0]], parent=branch, members=400)
            for number in range(1, CLUBS + 1)
        ]
        units = (branch, *clubs)
        codes = _say(units, chance)
        _drive(units, chance)
        _hold(units, chance)
        people = _let_in(units, chance)
        _note(units, chance)
    return Filled(branch.pk, codes, people)


def _pick(units: "Sequence[Unit]", chance: random.Random) -> int:
    """The number of the unit that something is of."""
    return 0 if chance.random() < AT_THE_BRANCH else chance.randrange(1, len(units))


def _say(units: "Sequence[Unit]", chance: random.Random) -> tuple[str, ...]:
    """Workplaces, and remarks on everything: two sayings each, so that hardly any two are the same."""
    from samspel.catalogue.loading import load_catalogue
    from samspel.catalogue.searching import load_sayings
    from samspel.terms.clock import get_today
    from samspel.workspace.models import Voice, Workplace

    sayings = [(one, text) for one, said in load_sayings(load_catalogue()).items() for text in said.sv]
    workplaces = [
        Workplace(unit=units[_pick(units, chance)], name=f"Arbetsplats {number}", place="2181", code=f"last{number:06}")
        for number in range(WORKPLACES)
    ]
    Workplace.objects.bulk_create(workplaces)
    monday = get_today() - timedelta(days=get_today().weekday())
    voices = []
    for number in range(REMARKS):
        (demand, first), (_, second) = chance.sample(sayings, 2)
        is_new = chance.random() < 0.4  # noqa: PLR2004 - of remarks that wait to be read
        voices.append(
            Voice(
                workplace=chance.choice(workplaces),
                text=f"{first.capitalize()}. {second.capitalize()}.",
                week=monday - timedelta(weeks=chance.randrange(100)),
                digest=f"{number:064}",
                state=Voice.State.NEW if is_new else Voice.State.CONFIRMED,
                demands=[] if is_new else [demand],
            )
        )
    Voice.objects.bulk_create(voices, batch_size=500)
    return tuple(one.code for one in workplaces)


def _drive(units: "Sequence[Unit]", chance: random.Random) -> None:
    """Campaigns of the made-up branch's kinds, each moved in time, with all that belongs to them."""
    from samspel.app.desk import open_desk
    from samspel.terms.clock import get_today
    from samspel.workspace.alone import get_local_account
    from samspel.workspace.example import make_example, remove_example
    from samspel.workspace.following_up import measure
    from samspel.workspace.models import Assignment, Campaign, FrozenPaper, Item, Matter, Measured, Step

    desk, account, today = open_desk(), get_local_account(), get_today()
    moulds = list(Campaign.objects.filter(unit=make_example(desk, account, today)))
    for mould in moulds:
        measure(desk, mould, account, "decision", today - timedelta(days=200))
    cases = [list(one.matters.all()) for one in moulds]
    things, taken = [list(one.items.all()) for one in moulds], [list(one.measured.all()) for one in moulds]
    steps = {one.pk: list(one.steps.all()) for matters in cases for one in matters}
    tasks = {one.pk: list(one.assignments.all()) for matters in cases for one in matters}
    made, demands = list[tuple[int, Campaign]](), sorted(desk.catalogue.demands)
    for number in range(CAMPAIGNS):
        which, back = number % len(moulds), timedelta(days=chance.randrange(900))
        campaign = _copy(moulds[which], unit=units[_pick(units, chance)], title=f"{moulds[which].title} {number}")
        campaign.begun_on -= back
        campaign.demands = campaign.demands if chance.random() < 0.1 else [chance.choice(demands)]  # noqa: PLR2004
        campaign.ended_on = today - back if chance.random() < 0.3 else None  # noqa: PLR2004 - of all have ended
        made.append((which, campaign))
    Campaign.objects.bulk_create([one for _, one in made], batch_size=500)
    Item.objects.bulk_create([_copy(row, campaign=one) for which, one in made for row in things[which]], 500)
    Measured.objects.bulk_create([_copy(row, campaign=one) for which, one in made for row in taken[which]], 500)
    matters = [(row.pk, _copy(row, campaign=one)) for which, one in made for row in cases[which]]
    Matter.objects.bulk_create([one for _, one in matters], batch_size=500)
    Step.objects.bulk_create([_copy(row, matter=one) for old, one in matters for row in steps[old]], batch_size=500)
    Assignment.objects.bulk_create([_copy(row, matter=one) for old, one in matters for row in tasks[old]])
    paper = {"kind": "motion", "title": "Motion", "taken_on": today, "file_kind": "pdf", "sha256": "0" * 64}
    chosen = [one for _, one in islice(made, 0, None, PAPER_EVERY)]
    papers = [FrozenPaper(campaign=one, content=b"%PDF" + bytes(PAPER_BYTES), **paper) for one in chosen]
    FrozenPaper.objects.bulk_create(papers, batch_size=50)
    remove_example(account)


def _copy(row: Row, **fields: object) -> Row:
    """The same row as one to be added."""
    made = copy.copy(row)
    made._state = copy.copy(row._state)  # type: ignore[attr-defined]
    made._state.adding, made._state.fields_cache = True, {}  # type: ignore[attr-defined]
    for name, value in {"pk": None, **fields}.items():
        setattr(made, name, value)
    return made


def _hold(units: "Sequence[Unit]", chance: random.Random) -> None:
    """People who hold a post or two, some for a second term, and some who may be asked."""
    from samspel.workspace.models import Holder, Post

    holders = [
        Holder(
            unit=units[_pick(units, chance)],
            name=f"Person {number}",
            contact=f"telefon {number}",
            place=chance.choice(PLACES),
            may_be_asked=number % 4 == 0,
            consented_on=date(2026, 10, 1),
        )
        for number in range(HOLDERS)
    ]
    Holder.objects.bulk_create(holders)
    terms = ((date(2022, 10, 15), date(2026, 10, 14)), (date(2026, 10, 15), None))
    posts = [
        Post(holder=holder, kind=chance.choice(KINDS), place=holder.place, body="Nämnden", begins=begins, ends=ends)
        for number, holder in enumerate(holders)
        if number % 4
        for begins, ends in terms[chance.randrange(2) :]
    ]  # fmt: skip
    Post.objects.bulk_create(posts)


def _let_in(units: "Sequence[Unit]", chance: random.Random) -> tuple[SignedIn, ...]:
    """Accounts of every role with a session each: the password of all is drawn and thrown away."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.hashers import make_password
    from django.contrib.sessions.backends.db import SessionStore

    from samspel.workspace.models import Account, Seat

    password, signed = make_password(secrets.token_urlsafe()), []
    for number in range(ACCOUNTS):
        role = ROLES[number % len(ROLES)]
        unit = units[_pick(units, chance)]
        account = Account.objects.create(username=f"konto-{number}", password=password)
        Seat.objects.create(account=account, unit=unit, role=role)
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        signed.append(SignedIn(role, unit.pk, str(session.session_key)))
    return tuple(signed)


def _note(units: "Sequence[Unit]", chance: random.Random) -> None:
    """A log with a year of looks and changes behind it."""
    from django.utils import timezone

    from samspel.workspace.log import START, digest
    from samspel.workspace.models import LogEntry

    last = LogEntry.objects.order_by("-number").first()
    before, entries, now = last.digest if last else START, [], timezone.now()
    for number in islice(count(last.number + 1 if last else 1), ENTRIES):
        unit = units[_pick(units, chance)]
        entry = LogEntry(number=number, at=now, unit=unit.pk, action="voice.read", thing="Unit:1", facts={"count": 9})
        entry.digest = before = digest(entry, before)
        entries.append(entry)
    LogEntry.objects.bulk_create(entries, batch_size=500)


def main() -> None:
    """Fill, and print as JSON what a load needs to know."""
    start()
    print(json.dumps(asdict(fill())))


if __name__ == "__main__":
    main()
