"""What people say at work: left without a name, shown when enough have spoken, made into demands by officers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from samspel.catalogue.voices import VoiceRules, load_voice_rules
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.workspace.campaigns import only_about
from samspel.workspace.codes import digest_secret, draw_code
from samspel.workspace.identifying import Identifier, find_identifiers
from samspel.workspace.log import note
from samspel.workspace.models import Account, Campaign, Unit, Voice, Workplace
from samspel.workspace.versions import change
from samspel.workspace.within import list_within

LINK, FOLLOW = 10, 12
"""Letters of the code of a workplace's link, and of the one by which a remark is followed."""
LONGEST_NAME = 120
SHOWN = (Voice.State.NEW, Voice.State.CONFIRMED)
"""What is still to be read: neither in another remark, nor split, nor set aside."""


class IdentifyingError(SamspelError):
    """A remark that could tell who somebody is; `found` holds what was caught."""

    def __init__(self, found: Sequence[Identifier]) -> None:
        super().__init__("voice_identifies", count=len(found))
        self.found = tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody has written. `place` is empty and `names_workplace` false unless the writer chose otherwise;
    `says_no_name` when they have said that what looks like a name is none.
    """

    text: str
    place: str = ""
    names_workplace: bool = False
    says_no_name: bool = False
    demands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A workplace with how many remarks of it may be seen. How many others have come is told to nobody."""

    workplace: Workplace
    count: int

    @property
    def is_shown(self) -> bool:
        """Whether any may be seen."""
        return self.count > 0


@cache
def get_rules() -> VoiceRules:
    """The rules of the shipped content."""
    return load_voice_rules()


def make_workplace(unit: Unit, name: str, place: str, account: Account) -> Workplace:
    """A workplace with a link of its own. Raises BadInputError without a name."""
    told = " ".join(name.split())[:LONGEST_NAME]
    if not told:
        raise BadInputError("workplace_name")
    workplace = Workplace.objects.create(unit=unit, name=told, place=place, code=draw_code(LINK))
    note("workplace.change", workplace, account=account, unit=unit)
    return workplace


def change_link(workplace: Workplace, version: int, account: Account) -> Workplace:
    """A new link; the old one, and its printed codes, lead nowhere from here on. Raises ChangedMeanwhileError."""
    changed = change(workplace, version, code=draw_code(LINK))
    note("workplace.change", workplace, account=account, unit=workplace.unit, what="link")
    return changed


def set_open(workplace: Workplace, version: int, account: Account, *, is_open: bool) -> Workplace:
    """Let the link take remarks or not. Raises ChangedMeanwhileError."""
    changed = change(workplace, version, is_open=is_open)
    note("workplace.change", workplace, account=account, unit=workplace.unit, what="open" if is_open else "closed")
    return changed


def find_workplace(code: str) -> Workplace:
    """The workplace of a link. Raises NotFoundError for a link that leads nowhere (any more)."""
    found = Workplace.objects.select_related("unit").filter(code=code.casefold(), is_open=True).first()
    if found is None:
        raise NotFoundError("voice_link")
    return found


def check_remark(remark: Remark, known: Iterable[str]) -> str:
    """The text as it would be kept; nothing is kept here. `known` are words that are no people's names.

    Raises BadInputError for a remark that is too short or too long, IdentifyingError for one that could tell who
    somebody is.
    """
    rules = get_rules()
    text = "\n".join(" ".join(line.split()) for line in remark.text.strip().splitlines() if line.strip())
    if len(text) < rules.shortest:
        raise BadInputError("voice_short", fewest=rules.shortest)
    if len(text) > rules.longest:
        raise BadInputError("voice_long", length=len(text), most=rules.longest)
    found = find_identifiers(text, rules, known)
    caught = [one for one in found if not (remark.says_no_name and one.may_stay)]
    if caught:
        raise IdentifyingError(caught)
    return text


def leave_remark(workplace: Workplace, remark: Remark, known: Iterable[str], today: date) -> str:
    """Keep a remark, with the week it came in and nothing of whom it came from. Returns the code by which it is
    followed, which is kept nowhere.

    Raises BadInputError and IdentifyingError as `check_remark`, BadInputError where more come than people say.
    """
    text, rules = check_remark(remark, known), get_rules()
    week, code = today - timedelta(days=today.weekday()), draw_code(FOLLOW)
    with transaction.atomic():
        if workplace.voices.filter(week=week).count() >= rules.most_a_week:
            raise BadInputError("voices_many", most=rules.most_a_week)
        Voice.objects.create(
            workplace=workplace,
            text=text,
            week=week,
            place=remark.place,
            names_workplace=remark.names_workplace,
            digest=digest_secret(code, "voice"),
            demands=list(remark.demands),
        )
    return code


def follow(code: str) -> Voice:
    """The remark of a code. Raises NotFoundError for a code that is none."""
    found = Voice.objects.select_related("into").filter(digest=digest_secret(_tidy(code), "voice")).first()
    if found is None:
        raise NotFoundError("voice_code")
    return found


def _tidy(code: str) -> str:
    """A code as it was drawn, however somebody has written it down: with spaces, strokes or capitals."""
    return "".join(letter for letter in code.casefold() if letter.isalnum())


def list_answers(voice: Voice) -> tuple[tuple[str, ...], tuple[Campaign, ...]]:
    """The demands that a remark is about once it has been read, also of what it went into or was split in, and the
    campaigns for any of them in its unit, the units above it and their parts.
    """
    whole = find_whole(voice)
    told = [whole, *whole.parts.filter(state=Voice.State.CONFIRMED)]
    is_read = whole.state in (Voice.State.CONFIRMED, Voice.State.SPLIT)
    demands = tuple(dict.fromkeys(demand for one in told for demand in one.demands)) if is_read else ()
    top = voice.workplace.unit
    while top.parent is not None:
        top = top.parent
    driven = only_about(Campaign.objects.filter(unit__in=list_within(top)), demands).select_related("owner")
    return demands, tuple(driven.prefetch_related("matters__steps", "matters__assignments"))


def find_whole(voice: Voice) -> Voice:
    """The remark that it says the same as, and that one in turn; itself where it says the same as none."""
    while voice.state == Voice.State.MERGED and voice.into is not None:
        voice = voice.into
    return voice


def list_waiting(unit: Unit) -> tuple[Waiting, ...]:
    """Every workplace of the unit and how many that have spoken there may be seen: as many as there are whole batches,
    so that nobody sees one more the moment that somebody has spoken.
    """
    fewest = get_rules().fewest
    places = Workplace.objects.filter(unit=unit).annotate(
        count=Count("voices", filter=~Q(voices__into__state=Voice.State.SPLIT))
    )
    return tuple(Waiting(one, one.count - one.count % fewest) for one in places.order_by("name", "pk"))


def is_only_shown(workplace: Workplace) -> bool:
    """Whether a remark from here would be known to be so, since nothing may be seen from elsewhere in the unit."""
    return not any(one.is_shown for one in list_waiting(workplace.unit) if one.workplace.pk != workplace.pk)


def list_voices(unit: Unit) -> QuerySet[Voice]:
    """The remarks that may be seen: of each workplace in batches, when as many new ones as must have spoken have come;
    the latest week first, and within it in no order.
    """
    held = _list_held(unit)
    seen = Voice.objects.filter(workplace__unit=unit).exclude(pk__in=held)
    seen = seen.exclude(into__in=held, into__state=Voice.State.SPLIT)
    return seen.select_related("workplace", "into").order_by("-week", "digest")


def _list_held(unit: Unit) -> list[int]:
    """The latest of each workplace that wait for more to come; those that an officer made of one do not count."""
    fewest = get_rules().fewest
    roots = Voice.objects.filter(workplace__unit=unit).exclude(into__state=Voice.State.SPLIT)
    rows = roots.annotate(
        place_in_line=Window(RowNumber(), partition_by=F("workplace"), order_by=F("pk").desc()),
        of=Window(Count("pk"), partition_by=F("workplace")),
    ).order_by()
    return list(rows.filter(place_in_line__lte=F("of") % fewest).values_list("pk", flat=True))


def list_tellable_places(unit: Unit) -> frozenset[tuple[int, str]]:
    """The workplaces with each place that so many remarks from there are said to be about that it may be told."""
    told = Voice.objects.filter(~Q(into__state=Voice.State.SPLIT), workplace__unit=unit).exclude(place="")
    pairs = told.exclude(pk__in=_list_held(unit)).order_by().values("workplace", "place").annotate(count=Count("pk"))
    return frozenset(pairs.filter(count__gte=get_rules().fewest).values_list("workplace", "place"))


def find_writers_demands(voice: Voice) -> tuple[str, ...]:
    """The demands that whoever wrote it ticked; none once an officer has made something of it."""
    return tuple(voice.demands) if voice.state == Voice.State.NEW and voice.version == 1 else ()


def find_voice(unit: Unit, number: int) -> Voice:
    """A remark that may be seen. Raises NotFoundError for another."""
    found = list_voices(unit).filter(pk=number).first()
    if found is None:
        raise NotFoundError("voice_code")
    return found


def confirm(voice: Voice, version: int, demands: Sequence[str], account: Account) -> Voice:
    """Say which demands it is about. Raises BadInputError for none, ChangedMeanwhileError."""
    if not demands:
        raise BadInputError("voice_no_demand")
    return _handle(voice, version, account, state=Voice.State.CONFIRMED, demands=list(demands))


def set_aside(voice: Voice, version: int, account: Account) -> Voice:
    """It is about no demand. Raises ChangedMeanwhileError."""
    return _handle(voice, version, account, state=Voice.State.SET_ASIDE)


def take_back(voice: Voice, version: int, account: Account) -> Voice:
    """Undo what was made of it: a remark to be read again, whose parts are gone. Raises ChangedMeanwhileError, and
    BadInputError for one whose words are gone.
    """
    if not voice.text:
        raise BadInputError("work_gone")
    with transaction.atomic():
        Voice.objects.filter(into=voice, into__state=Voice.State.SPLIT).delete()
        return _handle(voice, version, account, state=Voice.State.NEW, into=find_split(voice))


def find_split(voice: Voice) -> Voice | None:
    """The remark that this one is a part of; None for one that somebody has left."""
    return voice.into if voice.into is not None and voice.into.state == Voice.State.SPLIT else None


def merge(voice: Voice, version: int, other: Voice, account: Account) -> Voice:
    """Let it say the same as another, which it then follows. Raises BadInputError for itself or a circle,
    ChangedMeanwhileError.
    """
    if other.pk == voice.pk or other.into_id is not None:
        raise BadInputError("voice_merge")
    return _handle(voice, version, account, state=Voice.State.MERGED, into=other)


def split(voice: Voice, version: int, texts: Sequence[str], account: Account) -> tuple[Voice, ...]:
    """Make two or more of one that says several things; whoever left it follows them all. Raises BadInputError for
    fewer than two, ChangedMeanwhileError.
    """
    told = [text for text in (" ".join(one.split()) for one in texts) if text]
    if len(told) < 2:  # noqa: PLR2004 - one part is no part
        raise BadInputError("voice_split")
    with transaction.atomic():
        _handle(voice, version, account, state=Voice.State.SPLIT)
        made = [
            Voice(
                workplace=voice.workplace,
                text=text,
                week=voice.week,
                place=voice.place,
                into=voice,
                digest=draw_code(64),
            )
            for text in told
        ]
        return tuple(Voice.objects.bulk_create(made))


def _handle(voice: Voice, version: int, account: Account, **typed: object) -> Voice:
    changed = change(voice, version, **typed)
    note("voice.handle", voice, account=account, unit=voice.workplace.unit, what=str(typed["state"]))
    return changed
