"""Records of content/matters/: the words that a decision is read by, and how a matter moves."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from samspel.catalogue.records.base import Record

Tag = Literal[
    "approve",
    "reject",
    "answer",
    "return",
    "table",
    "refer",
    "write_off",
    "not_admit",
    "withdraw",
    "set_aside",
    "confirmed",
    "hand_out",
    "follow",
    "permit",
    "adopt",
    "report_done",
    "end_undone",
    "hold_vote",
    "task",
    "give",
    "get",
    "investigate",
    "decide",
    "propose",
    "proposed",
    "opinion",
    "not",
    "hedged",
    "but",
    "matter",
    "proposal",
    "proposal_approve",
    "proposal_reject",
    "proposal_answer",
    "proposal_return",
    "proposal_table",
    "addition",
    "intention",
    "list",
    "appeal",
    "earlier",
    "rest",
    "parts",
    "except",
    "point",
    "about",
    "because",
    "condition",
    "limited",
    "partly",
    "elsewhere",
    "foreign",
    "stop",
    "and",
    "yes",
    "no",
    "means",
    "votes",
    "wants",
    "casting",
    "fund",
    "preparatory",
    "today",
    "noted",
    "next_meeting",
    "masked",
    "missing",
    "review",
    "collecting",
    "with_change",
    "met",
    "unmet",
    "others",
    "by_mail",
    "too_few",
    "within",
    "council",
    "board",
    "subcommittee",
    "committee",
    "court",
    "office",
]
"""What a word or phrase of a decision is, before anything is understood of it."""
Role = Literal["council", "board", "subcommittee", "committee", "court"]
PartRole = Literal["decision", "proposal", "aside", "voice"]
ReasonCode = Literal["already_done", "under_way", "to_budget", "other_body", "no_money"]
Kind = Literal[
    "motion",
    "medborgarforslag",
    "interpellation",
    "fraga",
    "namndinitiativ",
    "budgetyrkande",
    "remissvar",
    "skrivelse",
    "begaran",
    "e_forslag",
    "folkinitiativ",
    "uppdrag",
]
State = Literal[
    "draft",
    "lodged",
    "collecting",
    "preparing",
    "proposed",
    "tabled",
    "returned",
    "granted",
    "granted_in_part",
    "rejected",
    "answered",
    "written_off",
    "withdrawn",
    "not_admitted",
    "carrying_out",
    "reported",
    "carried_out",
    "not_carried_out",
    "superseded",
    "set_aside",
]
Phase = Literal["open", "won", "ended"]
Who = Literal[
    "mover",
    "council",
    "board",
    "subcommittee",
    "committee",
    "court",
    "office",
    "chair",
    "clerk",
    "beredning",
    "member",
    "branch",
]
"""Who makes a step: a body, an office of one, or those who follow the matter. Never a person's name."""
Event = Literal[
    "handed_in",
    "published",
    "enough_signatures",
    "too_few_signatures",
    "moved",
    "referred",
    "permitted",
    "not_admitted",
    "withdrawn",
    "opinion",
    "review",
    "handed_over",
    "proposal",
    "put_off",
    "sent_back",
    "taken_up",
    "approved",
    "approved_in_part",
    "rejected",
    "answered",
    "written_off",
    "asks_us",
    "we_answered",
    "posted",
    "appealed",
    "appeal_dismissed",
    "set_aside",
    "taken_anew",
    "task_given",
    "sign",
    "reported",
    "done",
    "closed_undone",
    "taken_back",
]
Need = Literal["tabled_to", "purpose", "reason", "deciding_body", "appeal", "owner", "evidence"]
Direction = Literal["do", "stop", "investigate"]
Won = Literal["won", "decided", "per_point", "if_measured", "no"]
ClockCode = Literal[
    "year", "list", "tabled", "question", "document", "appeal", "silent", "report", "long_past", "hand_in"
]
LawfulDoubt = Literal["casting_without_tie", "third_too_few", "third_outside_council", "third_again"]
Sign = Literal[
    "extract_sent", "in_minutes", "in_plan", "in_budget", "in_report", "said_done", "thing_itself", "measure_moved"
]
Mark = Literal["R", "P", "G", "O"]
"""How sure a legal statement is: read in the statute, seen at a named body, general knowledge, our own rule."""
Strings = tuple[str, ...]


class TagWords(Record, frozen=True, kw_only=True):
    """How a tag is written: whole words (also misspelt), the beginnings and the ends of words, and phrases, in which a
    bar divides words that may stand in one place and a star ends the beginning of one.
    """

    tag: Tag
    words: Strings = ()
    starts: Strings = ()
    ends: Strings = ()
    phrases: Strings = ()


class Heading(Record, frozen=True, kw_only=True):
    """Headings of minutes, by what stands under them."""

    role: PartRole
    words: Strings


class BodyCode(Record, frozen=True, kw_only=True):
    """Codes of bodies by their place in the order of decision."""

    role: Role
    codes: Strings


class Reason(Record, frozen=True, kw_only=True):
    """How a reason is given."""

    code: ReasonCode
    phrases: Strings


class KindWords(Record, frozen=True, kw_only=True):
    """What a kind of matter is called in a decision, who may end it, and whether a yes to it is possible."""

    kind: Kind
    words: Strings
    starts: Strings = ()
    deciders: tuple[Role, ...]
    is_granted: bool = True


class Lexicon(Record, frozen=True, kw_only=True):
    """All that a decision is read by."""

    shortest_misspelt: Annotated[int, msgspec.Meta(ge=4)]
    letters_per_slip: Annotated[int, msgspec.Meta(ge=3)]
    misspelt: tuple[Tag, ...]
    """What is found misspelt too, and the words of a kind."""
    never: Strings
    """Words that are themselves and no slip of another."""
    nouns: Strings
    """Verbs' nouns, whose object stands after them."""
    dotted: Strings
    """Short forms that are words as well."""
    leading: Strings
    """Short forms that no sentence ends with."""
    trailing: Strings
    """Words that go on what a short form before them says."""
    abbreviations: dict[str, str]
    numerals: dict[str, int]
    ordinals: dict[str, int]
    romans: dict[str, int]
    fillers: Strings
    """Words that may stand between a verb and what it is about, and change nothing."""
    inquiries: Strings
    """What a matter asks for when it asks to have something looked into."""
    harmless: Strings
    """How what follows a yes may begin and change nothing."""
    last: Strings
    nearly: Strings
    """Words before the last that make it the last but one."""
    every: Strings
    furniture: Strings
    """What a page has at its top or foot, as patterns."""
    ties: Strings
    """Words after a heading that say whose or about what it is."""
    until: Strings
    """Words before the time at which a tabled matter comes back."""
    when: Strings
    """How such a time begins, as patterns."""
    purposes: Strings
    """Words before what a matter is sent back for, a longer one before one that it begins with."""
    tags: tuple[TagWords, ...] = msgspec.field(name="tag")
    headings: tuple[Heading, ...] = msgspec.field(name="heading")
    bodies: tuple[BodyCode, ...] = msgspec.field(name="body")
    reasons: tuple[Reason, ...] = msgspec.field(name="reason")
    kinds: tuple[KindWords, ...] = msgspec.field(name="kind")


class StateRule(Record, frozen=True, kw_only=True):
    """A state: whether a matter in it is open, won or ended otherwise, and how far on it is."""

    id: State
    phase: Phase
    rank: int


class Way(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """From which states an event leads where, for which kinds; all kinds without any."""

    from_: tuple[State, ...]
    to: State | None = None
    keeps: bool = False
    kinds: tuple[Kind, ...] = ()
    except_kinds: tuple[Kind, ...] = ()


class EventRule(Record, frozen=True, kw_only=True):
    """What may happen: who may do it (where `decides`, the body that decides the matter), what must be told of it."""

    id: Event
    date: str
    who: tuple[Who, ...] = ()
    decides: bool = False
    needs: tuple[Need, ...] = ()
    ways: tuple[Way, ...] = msgspec.field(name="way")


class Never(Record, frozen=True, kw_only=True):
    """What is refused whatever the events say."""

    id: Literal["ended_opens", "never_granted", "only_council"]
    kinds: tuple[Kind, ...] = ()
    from_phases: tuple[Phase, ...] = ()
    to_phases: tuple[Phase, ...] = ()
    to: tuple[State, ...] = ()
    except_events: tuple[Event, ...] = ()
    unless_roles: tuple[Who, ...] = ()
    law: str


class End(Record, frozen=True, kw_only=True):
    """What a state means to the demand. The entry with the most that fits a matter holds."""

    state: State
    kinds: tuple[Kind, ...] = ()
    directions: tuple[Direction, ...] = ()
    reasons: Strings = ()
    won: Won
    shown: str = ""
    next: Strings


class ClockRule(Record, frozen=True, kw_only=True):
    """A clock: its length, if a rule gives one, the kinds it runs for (all without any), and the rule."""

    id: ClockCode
    months: int = 0
    days: int = 0
    kinds: tuple[Kind, ...] = ()
    law: str


class DoubtRule(Record, frozen=True, kw_only=True):
    """What may be wrong with a vote by law, and the law."""

    id: LawfulDoubt
    law: str


class Law(Record, frozen=True, kw_only=True):
    """Where a legal statement stands, how sure it is and the day it was checked."""

    id: str
    mark: Mark
    place: str = ""
    checked: date | None = None


class MatterRules(Record, frozen=True, kw_only=True):
    """How matters move; `look_again` are months after an answer without a decision."""

    look_again: Annotated[int, msgspec.Meta(ge=1)]
    states: tuple[StateRule, ...] = msgspec.field(name="state")
    events: tuple[EventRule, ...] = msgspec.field(name="event")
    nevers: tuple[Never, ...] = msgspec.field(name="never")
    ends: tuple[End, ...] = msgspec.field(name="end")
    clocks: tuple[ClockRule, ...] = msgspec.field(name="clock")
    doubts: tuple[DoubtRule, ...] = msgspec.field(name="doubt")
    laws: tuple[Law, ...] = msgspec.field(name="law")
