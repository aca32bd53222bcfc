"""Records of content/matters/: the words that a decision is read by, and the kinds of matter."""

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
    "stop",
    "and",
    "yes",
    "no",
    "means",
    "votes",
    "wants",
    "casting",
    "against_motion",
    "preparatory",
    "today",
    "noted",
    "next_meeting",
    "masked",
    "missing",
    "without_change",
    "with_change",
    "met",
    "unmet",
    "others",
    "aside",
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
    abbreviations: dict[str, str]
    numerals: dict[str, int]
    ordinals: dict[str, int]
    fillers: Strings
    """Words that may stand between a verb and what it is about, and change nothing."""
    last: Strings
    every: Strings
    tags: tuple[TagWords, ...] = msgspec.field(name="tag")
    headings: tuple[Heading, ...] = msgspec.field(name="heading")
    bodies: tuple[BodyCode, ...] = msgspec.field(name="body")
    reasons: tuple[Reason, ...] = msgspec.field(name="reason")
    kinds: tuple[KindWords, ...] = msgspec.field(name="kind")
