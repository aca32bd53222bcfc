"""What a verb of a decision is about: the matter, points of it, the rest, a proposal, or something else."""

from collections.abc import Mapping, Sequence
from typing import Literal

from samspel.catalogue.records.matters import Tag
from samspel.matters.covering import DEMAND, REQUEST, cover
from samspel.matters.points import SOME
from samspel.matters.words import Token

Outcome = Literal[
    "yes",
    "no",
    "answered",
    "returned",
    "tabled",
    "referred",
    "written_off",
    "not_admitted",
    "withdrawn",
    "set_aside",
    "friendly",
    "task",
    "inquiry",
    "formal",
    "unclear",
    "partly",
    "looked_into",
    "open",
]
Aim = Literal["matter", "points", "rest", "proposal", "other", "nothing"]
HEADS: Mapping[Tag, Outcome] = {
    "approve": "yes",
    "reject": "no",
    "answer": "answered",
    "return": "returned",
    "table": "tabled",
    "refer": "referred",
    "write_off": "written_off",
    "not_admit": "not_admitted",
    "withdraw": "withdrawn",
    "set_aside": "set_aside",
    "follow": "yes",
    "adopt": "yes",
}
FIXED: Mapping[Tag, Outcome] = {
    "proposal_approve": "yes",
    "proposal_reject": "no",
    "proposal_answer": "answered",
    "proposal_return": "returned",
    "proposal_table": "tabled",
}
NEEDING = frozenset(("approve", "reject", "refer", "adopt"))
GRANTING = frozenset(("approve", "adopt"))
"""Verbs that may be about something else where no object is known."""
SUSPENSIVE = frozenset(("returned", "tabled", "referred"))
OTHERS = frozenset(("foreign", "list", "appeal", "earlier", "addition", "others", "elsewhere", "task"))
BODIES = frozenset(("council", "board", "subcommittee", "committee", "court", "office"))
REACH_OF_NOT = 3
OWNERS_REACH = 4
WINS = ("vinn", "vann")
PUT = "proposition"
NONE = ("inget", "ingen", "inga")
ANOTHER = ("liknande", "likalydande", "annan", "annat")
HOLDS = ("anse", "ansåg", "förklar")
DENYING = (" inte", " ej", " icke")
"""How a phrase ends that denies what follows it: `fick inte bifall`."""
WITHOUT = "utan"
"""What a phrase denies by, so that no other word need: `lämnas utan bifall`."""
NOBODYS = "nobody's"
"""The owner of a demand that is not told whose it is."""
PRONOUNS = frozenset(("den", "det", "densamma", "detsamma", "denna", "detta", "dem"))
AS_TO = ("vad gäller", "vad avser", "avseende", "såvitt avser", "såvitt gäller", "i vad avser", "i vad gäller")
NEUTER = ("t", "ts")
MEANT = frozenset(("matter", "point", "proposal", "proposed", *FIXED))
"""What `den` and `det` may point to."""


class Words:
    """One sentence, with what is open in it and how far it is read."""

    def __init__(
        self,
        words: Sequence[Token],
        fillers: frozenset[str],
        open_: list[bool] | None = None,
        earlier: Sequence[Token] = (),
    ) -> None:
        self.words = list(words)
        self.fillers, self.earlier = fillers, earlier
        self.open = cover(self.words, frozenset(HEADS), fillers) if open_ is None else open_
        self.used = 0
        self.nots = [at for at, word in enumerate(self.words) if word.tag == "not"]

    def is_head(self, at: int) -> bool:
        """Whether a verb that decides stands here."""
        return self.open[at] and self.words[at].tag in HEADS

    def find_aim(self, at: int, end: int) -> tuple[Aim, int]:
        """What a verb is about, and where that stands."""
        told = self._find_told_after(at, end)
        if told is not None:
            return "points", told
        head = self.words[at]
        if head.is_passive or head.tag in ("answer", "withdraw") or self._ends_list(at):
            aim, where = self.look_left(at)
            if aim == "matter" and at + 1 < end and self.words[at + 1].tag == "rest" and self.open[at + 1]:
                return "rest", at + 1
            if aim != "nothing":
                return aim, where
        aim, where = self.look_right(at, end)
        return (aim, where) if aim != "nothing" else self._find_hidden(at, end)

    def _find_told_after(self, at: int, end: int) -> int | None:
        """Where the points stand that a verb is limited to: `bifalls i den del som avser att-sats 1`. What limits it is
        then said, and closed.
        """
        place = at + 2 if at + 1 < end and self.words[at + 1].tag == "matter" else at + 1
        if place + 1 >= end or not self.open[at]:
            return None
        limits, told = self.words[place], self.words[place + 1]
        if not (limits.tag == "parts" or limits.text in AS_TO) or told.tag != "point" or told.points == (SOME,):
            return None
        self.open[place] = False
        return place + 1

    def _find_hidden(self, at: int, end: int) -> tuple[Aim, int]:
        """What a verb is about that has nothing after it: a pronoun, what stands before it, or something unknown."""
        head = self.words[at]
        if self.has_pronoun(at):
            return "matter", at
        left, left_at = self.look_left(at)
        if (" " in head.text and left != "nothing") or (head.is_noun and self._follows_object(at)):
            return left, left_at
        suspends = left == "matter" and head.tag in ("return", "table", "refer", "write_off")
        if not (head.is_passive or head.is_noun) and (left in ("points", "rest") or suspends):
            return left, left_at
        return ("other" if head.tag in NEEDING and self.has_strange(at, end) else "nothing"), at

    def _follows_object(self, at: int) -> bool:
        """Whether a noun stands after what it is about: `vann ej bifall`, `att-sats 1: bifall`, `går på remiss`."""
        is_listed = at > 0 and self.words[at - 1].text == ":"
        is_listed = is_listed or any(word.text.startswith(WINS) for word in self.words[max(0, at - 3) : at])
        return is_listed or self.words[at].tag == "refer" or self.is_negated(at)

    def _ends_list(self, at: int) -> bool:
        """Whether a noun stands last of what it is about: `att-sats 1 bifall, …`."""
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        is_last = follows is None or follows.text in (",", ";") or follows.tag in ("and", "stop")
        return self.words[at].is_noun and is_last and at > 0 and self.words[at - 1].tag in ("point", "rest")

    def is_hedged(self, at: int) -> bool:
        """Whether a verb only tells what may be, was, or is asked about."""
        if self.words[0].text == "om" and self.words[1].tag == "matter":
            return True
        before = self.words[:at]
        return any(word.tag == "hedged" and is_open for word, is_open in zip(before, self.open, strict=False))

    def has_pronoun(self, at: int) -> bool:
        """Whether `den` and the like stand for the matter after a verb."""
        follows = self.words[at + 1 : at + 3]
        if not follows or follows[0].text not in PRONOUNS:
            return False
        if (
            len(follows) > 1 and follows[0].text in ("den", "det") and follows[1].tag in MEANT
        ):  # `den första att-satsen`
            return False
        return len(follows) == 1 or follows[1].tag is not None or not follows[1].text[0].isalpha()

    def is_matter_meant(self, at: int, outcome: Outcome) -> bool:
        """Whether `den` after a verb means the matter, not a proposal: by what stands nearest before it and agrees."""
        is_neuter = self.words[at + 1].text.startswith("det")
        for word in (*reversed(self.words[:at]), *reversed(self.earlier)):
            points = word.tag in MEANT or word.text.startswith(PUT)
            if points and (word.text.endswith(NEUTER) == is_neuter):
                return word.tag in ("matter", "point")
        return outcome != "yes"

    def look_left(self, at: int) -> tuple[Aim, int]:
        """What stands before a verb that it is about."""
        best: tuple[Aim, int] = ("nothing", at)
        rank = {"nothing": 0, "other": 1, "proposal": 1, "matter": 2, "rest": 3, "points": 3}
        for place in range(at - 1, self.used - 1, -1):
            word = self.words[place]
            if word.text == ";" or word.tag == "stop":
                break
            if not self.open[place] or self.is_excepted(place, at):
                continue
            aim = self.aim_of(place)
            if best[0] != "nothing" and (word.text == "," or word.tag in ("and", "decide")):
                break
            if aim is not None and rank[aim] > rank[best[0]]:
                best = (aim, place)
        if best[0] == "matter" and self.words[at].tag in GRANTING and self.is_owned(best[1]):
            return "other", best[1]
        return best

    def look_right(self, at: int, end: int) -> tuple[Aim, int]:
        """What stands after a verb that it is about."""
        best: tuple[Aim, int] = ("nothing", at)
        for place in range(at + 1, end):
            word = self.words[place]
            if word.is_genitive and word.tag == "matter" and self._is_request(place + 1):
                continue
            if word.text == ";" or word.tag == "stop" or (word.text == ":" and best[0] != "nothing"):
                break
            if self.words[at].is_passive and (word.tag == "and" or word.text == ","):
                break
            if not self.open[place]:
                continue
            if word.tag in HEADS and word.tag != "follow":
                break
            if best[0] != "nothing" and (word.text in (",", "(") or word.tag in ("and", "follow", "except", "council")):
                break
            aim = self.aim_of(place)
            if aim is None:
                continue
            if best[0] == "nothing":
                if aim == "matter" and self.words[at].tag in GRANTING and self.is_owned(place, at):
                    return "other", place
                best = (aim, place)
            elif aim in ("points", "rest") and best[0] in ("matter", "rest"):
                best = (aim, place)
            if best[0] in ("proposal", "other", "points"):
                break
        return best

    def is_excepted(self, place: int, verb: int) -> bool:
        """Whether a point is named only as what a verb does not hold for: `alla utom den sista avslås`."""
        if any(word.text == "som" for word in self.words[place + 1 : verb]):  # the verb is said of the point
            return False
        for at in range(place - 1, max(-1, place - REACH_OF_NOT - 1), -1):
            if self.words[at].tag == "except":
                return True
            if self.words[at].text not in (*self.fillers, *AS_TO) and self.words[at].tag != "about":
                return False
        return False

    def aim_of(self, place: int) -> Aim | None:
        """What a word is to a verb, if anything."""
        word = self.words[place]
        if word.tag == "matter":
            return self._aim_of_matter(place)
        if word.tag == "point":
            return "points"
        if word.tag in ("rest", "parts"):
            return "rest"
        if word.tag in ("proposal", "proposed") or word.tag in FIXED:
            owner = self.words[place - 1] if place else None
            says = any(one.tag in HEADS and one.is_noun for one in self.words[place + 1 : place + 3])
            if (
                owner is not None
                and owner.tag == "matter"
                and owner.is_genitive
                and not says
                and not self._is_request(place)
            ):
                return "matter"
            return "proposal"
        return "other" if word.tag in OTHERS else None

    def _aim_of_matter(self, place: int) -> Aim:
        """This matter, a demand about it, or another matter that is like it."""
        if place and self.words[place - 1].text in ANOTHER:
            return "other"
        follows = self.words[place + 1 : place + 3]
        says = len(follows) > 1 and follows[0].tag == "about" and follows[1].tag in HEADS and follows[1].is_noun
        return "proposal" if says and DEMAND in self.words[place].text else "matter"

    def _is_request(self, place: int) -> bool:
        """Whether somebody's request about the matter stands here: `motionärens begäran om att …`."""
        return place < len(self.words) and self.words[place].text == REQUEST

    def is_owned(self, place: int, start: int | None = None) -> bool:
        """Whether the matter only tells what something else is about: `svaret på motionen`."""
        decided = [at + 1 for at in range(self.used, place) if self._begins_anew(at)]
        first = max(decided, default=self.used) if start is None else start + 1
        for at in range(first, place):
            word = self.words[at]
            if not self.open[at] or word.tag is not None or not word.text[0].isalpha():
                continue
            if word.text not in self.fillers and not word.is_genitive and len(word.text) > 2:  # noqa: PLR2004 - parties' letters
                return True
        return False

    def _begins_anew(self, at: int) -> bool:
        """Whether what is decided begins after a word: `beslutar`, a colon, `och` before `att`."""
        word = self.words[at]
        leads = word.tag == "and" and at + 1 < len(self.words) and self.words[at + 1].text == "att"
        return word.tag == "decide" or word.text == ":" or leads

    def _is_denied_last(self, at: int) -> bool:
        """Whether what a noun says is denied by the verb that follows it: `bifall till motionen ges inte`."""
        for place in range(at + 1, len(self.words)):
            word = self.words[place]
            if word.tag in HEADS or word.tag in ("and", "stop", "but") or word.text in (",", ";", ":"):
                return False
            if word.tag == "not" and self.open[place]:
                return True
        return False

    def _is_held_for(self, at: int, place: int) -> bool:
        """Whether the matter stands between two words of one verb: `anse motionen besvarad`."""
        before = self.words[place - 1].text if place else ""
        return self.words[at].is_passive and before.startswith(HOLDS)

    def has_strange(self, at: int, end: int) -> bool:
        """Whether a verb without an object that we know has one that we do not."""
        places = [*range(self.used, at), *range(at + 1, min(end, at + REACH_OF_NOT + 1))]
        return any(
            self.open[place]
            and self.words[place].tag is None
            and self.words[place].text[0].isalpha()
            and self.words[place].text not in self.fillers
            for place in places
        )

    def is_negated(self, at: int) -> bool:
        """Whether a verb is denied."""
        if WITHOUT in self.words[at].text.split():
            return False
        reach = REACH_OF_NOT + (self.words[at].tag == "answer")
        for place in range(at - 1, max(-1, at - reach - 1), -1):
            word = self.words[place]
            if not self.open[place]:
                break
            if word.tag == "not" or word.text.endswith(DENYING):
                return True
            if word.tag in ("matter", "point") and self._is_held_for(at, place):
                continue
            if word.tag == "but":
                return not any(earlier < place for earlier in self.nots)
            if word.tag in HEADS or word.tag in ("matter", "and", "stop") or word.text in (",", ";"):
                break
        if self.words[at].is_noun and ((at and self.words[at - 1].text in NONE) or self._is_denied_last(at)):
            return True
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        return after is not None and after.tag == "not" and not self.is_head(min(at + 2, len(self.words) - 1))
