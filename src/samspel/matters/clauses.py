"""What a sentence does with the matter: each verb with its object, its negation, and what a proposal says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samspel.catalogue.records.matters import Lexicon
from samspel.matters.aims import (
    AS_TO,
    BODIES,
    FIXED,
    GRANTING,
    HEADS,
    NOBODYS,
    NONE,
    OWNERS_REACH,
    SUSPENSIVE,
    Aim,
    Outcome,
    Words,
)
from samspel.matters.covering import skip_number
from samspel.matters.findings import Finding, compose, negate, tell_owner
from samspel.matters.points import SOME, group_points, name_excepted, speaks_of_points
from samspel.matters.words import Token, begins_with

BELOW = ("följande", "nedan")
LONG_TAIL = 2
FILED = ("till handlingarna", "ad acta")
LONGEST_NOUN, PAST = 5, ("ades", "lades", "sköts", "ats", "its", "agts", "ade")
EARLIER = ("tidigare", "redan", "förra")
Named = Mapping[str, Sequence[Finding]]
"""What the proposals say that are quoted elsewhere in the text, by whose they are."""


def read_clauses(
    tokens: Sequence[Token], lexicon: Lexicon, fillers: frozenset[str], named: Named, earlier: Sequence[Token] = ()
) -> list[Finding]:
    """Everything that a sentence does, in its order. `earlier` is what stands before it, where its `den` may point."""
    words = group_points(tokens, lexicon, spoken=speaks_of_points(earlier))
    words = name_excepted(words, group_points(earlier, lexicon), frozenset(HEADS))
    return _Reader(words, fillers, named, lexicon, earlier=earlier).read(0, len(words))


class _Reader(Words):
    """One sentence while it is read."""

    def __init__(
        self,
        words: Sequence[Token],
        fillers: frozenset[str],
        named: Named,
        lexicon: Lexicon,
        open_: list[bool] | None = None,
        earlier: Sequence[Token] = (),
    ) -> None:
        super().__init__(words, fillers, open_, earlier)
        self.named, self.lexicon = named, lexicon

    def read(self, start: int, end: int) -> list[Finding]:
        """The findings between two places."""
        found: list[Finding] = []
        at = start
        self.used = max(self.used, start)
        while at < end:
            if not self.is_head(at):
                at += 1
                continue
            made, after = self._read_told_last(at, end) or self._read_head(at, end)
            found += made
            self.used = max(self.used, after)
            at = max(at + 1, after if any(one.rule.startswith("proposal") for one in made) else at + 1)
        return self._limit(found, start, end) + self._find_tasks(start, end)

    def _read_head(self, at: int, end: int) -> tuple[list[Finding], int]:
        head = self.words[at]
        outcome = HEADS[head.tag]  # type: ignore[index]
        aside = self._read_aside(at, outcome)
        if aside is not None:
            return [aside], at + 1
        told = self._read_told_clause(at, end)
        if told is not None:
            return told
        aim, where = self.find_aim(at, end)
        if aim == "proposal":
            return self._read_proposal(at, where, end)
        if head.tag == "follow":
            return self._read_follow(at, aim, where)
        points = self.words[where].points if aim == "points" else ()
        in_part = aim == "rest" and outcome == "yes" and self.words[where].tag == "parts"
        if in_part or (aim == "matter" and self._is_told_in_part(at, end)):
            aim, points = "points", (SOME,)
        if aim in ("matter", "rest") and outcome == "yes" and self._has_intention(at, where):
            return [Finding(outcome="friendly", aim="matter", rule="intention")], max(at, where) + 1
        if aim == "other" and head.tag in ("return", "table") and self.words[where].tag != "foreign":
            aim = "matter"
        finding = Finding(
            outcome=outcome,
            aim=aim,
            points=points,
            excepted=self._find_excepted(at, end),
            is_remainder=aim == "rest" and self.words[where].tag == "rest",
            is_noun=head.is_noun,
            is_past=head.text.endswith(PAST),
        )
        made = [self._weigh(finding, at, where, end)]
        if finding.excepted and outcome == "yes" and self._is_none_of(where):  # `ingen … bifalls utom den sista`
            made = [replace(made[0], excepted=()), replace(finding, aim="points", points=finding.excepted, excepted=())]
        return made, max(at, where) + 1

    def _read_told_clause(self, at: int, end: int) -> tuple[list[Finding], int] | None:
        """What a clause says that a verb has for its object: `godkänner att motionen återtas`."""
        head, follows = self.words[at], [word.text for word in self.words[at + 1 : at + 3] if word.tag != "not"]
        if head.tag not in GRANTING or head.is_passive or head.is_noun or follows[:1] != ["att"]:
            return None
        inner = next((one for one in range(at + 2, end) if self.is_head(one) or self.words[one].tag == "stop"), None)
        if inner is None or not _is_told_last(self.words[inner]) or self.words[inner].is_noun:
            return None
        content = self._inside(at + 1, inner + 1)
        verb: Outcome = "no" if self.is_negated(at) else "yes"
        return ([compose(verb, one, len(content)) for one in content], inner + 1) if content else None

    def _read_aside(self, at: int, outcome: Outcome) -> Finding | None:
        """What a verb comes to whose object is no matter: a proposal meant by `den`, something earlier, some parts."""
        if self.has_pronoun(at) and not self.is_matter_meant(at, outcome):
            return Finding(outcome="unclear", aim="proposal", rule="proposal_unquoted")
        if outcome in SUSPENSIVE and any(word.text in EARLIER for word in self.words[max(0, at - 3) : at]):
            return Finding(outcome="formal", aim="other")
        texts = {word.tag for word in (*self.earlier, *self.words)}
        if self.words[at].text in FILED and "noted" in texts and "matter" not in texts:
            return Finding(outcome="formal", aim="other")
        return Finding(outcome=outcome, aim="points", points=(SOME,)) if self._in_parts(at) else None

    def _weigh(self, finding: Finding, at: int, where: int, end: int) -> Finding:
        """A finding as it is limited, doubted or denied by what stands about its verb."""
        if self._is_none_of(where):
            return negate(replace(finding, aim="matter", points=()))
        if self.is_negated(at):
            return replace(finding, is_limited=True) if self._is_all_denied(at, end) else negate(finding)
        if finding.outcome != "yes":
            return finding
        if self.is_hedged(at) or self._is_either(at) or self.words[where].text.startswith("ärende"):
            return Finding(outcome="unclear", aim="matter", rule="hedged")
        if finding.aim in ("matter", "nothing") and self._asks_inquiry():
            return replace(finding, outcome="looked_into")
        told = finding.aim in ("matter", "points") and not finding.is_noun
        return replace(finding, is_limited=told and self._has_tail(max(at, where), end))

    def _is_all_denied(self, at: int, end: int) -> bool:
        """Whether only the whole is denied, and a part told to hold: `bifalls inte i sin helhet utan endast delvis`."""
        follows = [word.tag for word in self.words[at + 1 : end]]
        return "but" in follows and "partly" in follows[follows.index("but") :]

    def _read_told_last(self, at: int, end: int) -> tuple[list[Finding], int] | None:
        """A proposal with what it says before the verb: `yrkandet om återremiss avslås`."""
        start = next(
            (place for place in range(at - 1, max(self.used - 1, at - OWNERS_REACH), -1) if self._is_proposal(place)),
            None,
        )
        if start is None:
            return self._read_told_noun(at, end)
        for place in range(at + 1, end):
            word = self.words[place]
            if word.text in (",", ";") or word.tag in ("stop", "and"):
                break
            if self.is_head(place) and word.is_passive and word.tag in ("approve", "reject"):
                inner = self._inside(start + 1, place)
                verb: Outcome = HEADS[word.tag]
                if self.is_negated(place):
                    verb = "no" if verb == "yes" else "yes"
                return [compose(verb, one, len(inner)) for one in inner], place + 1
        return ([Finding(outcome="formal", aim="other")], at + 1) if self.words[at].is_noun else None

    def _read_told_noun(self, at: int, end: int) -> tuple[list[Finding], int] | None:
        """What is told by a noun and then settled: `bifall till motionen avslogs`."""
        if not self.words[at].is_noun:
            return None
        for place in range(at + 1, min(at + LONGEST_NOUN, end)):
            word = self.words[place]
            if word.is_passive and word.tag in ("approve", "reject") and self.open[place]:
                verb: Outcome = "no" if self.is_negated(place) == (word.tag == "approve") else "yes"
                return [compose(verb, Finding(outcome=HEADS[self.words[at].tag], aim="matter"), 1)], place + 1  # type: ignore[index]
            if word.text not in self.fillers and word.tag != "matter":
                return None
        return None

    def _is_proposal(self, place: int) -> bool:
        return self.open[place] and self.aim_of(place) == "proposal" and self.words[place].tag not in FIXED

    def _has_intention(self, at: int, where: int) -> bool:
        follows = self.words[where + 1 : where + 4]
        before = self.words[at + 1 : where]
        return any(word.tag == "intention" for word in (*follows, *before))

    def _has_tail(self, at: int, end: int) -> bool:
        """Whether words follow a yes that no rule knows: they may limit it, and so it is no plain yes."""
        strange, limits = 0, False
        for place in range(at + 1, end):
            word = self.words[place]
            if word.tag in ("and", "stop", "because", "follow", "give", "get") or word.text in (",", ";", "("):
                break
            if place == at + 1 and (word.tag == "matter" or begins_with(self.words[place:end], self.lexicon.harmless)):
                return False
            if word.tag == "about" and place == at + 1 and self.open[place]:
                return True
            known = word.tag not in (None, "fund") or word.number is not None or word.text.startswith("röst")
            strange += self.open[place] and not known and word.text not in self.fillers and word.text[0].isalpha()
            limits = limits or (word.text == "med" and place == at + 1)
        return strange >= (1 if limits else LONG_TAIL)

    def _is_either(self, at: int) -> bool:
        """Whether another verb is set beside this one: `bifalls respektive avslås`."""
        follows = self.words[at + 1 : at + 3]
        is_other = len(follows) > 1 and follows[1].tag in HEADS and follows[1].tag != self.words[at].tag
        return is_other and follows[0].text in ("respektive", "eller")

    def _asks_inquiry(self) -> bool:
        """Whether the matter only asks to have something looked into: `motionen om att låta utreda …`."""
        words = [*self.earlier, *self.words]
        return any(self._is_inquiry(words, at) for at, word in enumerate(words) if word.tag == "matter")

    def _is_inquiry(self, words: Sequence[Token], where: int) -> bool:
        place = skip_number(words, where + 1)
        if place >= len(words) or words[place].tag != "about":
            return False
        for at in range(place + 1, len(words)):
            word = words[at]
            if begins_with(words[at:], self.lexicon.inquiries):
                return True
            known = word.text in self.fillers or word.tag in BODIES or word.tag in ("task", "give", "get")
            if not known and word.text != "låta":
                break
        return False

    def _is_none_of(self, where: int) -> bool:
        """Whether none of the points is meant: `ingen av att-satserna`."""
        return any(word.text in NONE for word in self.words[max(0, where - 2) : where])

    def _find_excepted(self, at: int, end: int) -> tuple[str, ...]:
        for place in range(self.used, at):
            if self.words[place].tag == "point" and self.is_excepted(place, at):
                return self.words[place].points
        for place in range(at + 1, end):
            if self.is_head(place):
                break
            if self.words[place].tag == "except":
                return next((word.points for word in self.words[place + 1 : end] if word.tag == "point"), (SOME,))
        return ()

    # --- proposals about the matter ---

    def _read_proposal(self, at: int, where: int, end: int) -> tuple[list[Finding], int]:
        """A verb whose object is a proposal: what comes of it."""
        verb = HEADS[self.words[at].tag]  # type: ignore[index]
        if self.is_negated(at):
            verb = {"yes": "no", "no": "yes"}.get(verb, verb)  # type: ignore[assignment]
        content, after = self._find_content(at, where, end)
        if verb not in ("yes", "no"):
            return [Finding(outcome="formal", aim="other")], where + 1
        if not content:
            return [Finding(outcome="unclear", aim="proposal", rule="proposal_unquoted")], where + 1
        return [compose(verb, one, len(content)) for one in content], after

    def _find_content(self, verb: int, where: int, end: int) -> tuple[Sequence[Finding], int]:
        """What a proposal says: in its own word, after it, or elsewhere in the text."""
        word = self.words[where]
        if word.tag in FIXED:
            return [Finding(outcome=FIXED[word.tag], aim="matter")], where + 1  # type: ignore[index]
        inner = self._find_inner(max(verb, where), end)
        if inner is not None:
            stop = self._find_inner_end(inner, end)
            return self._inside(max(verb, where) + 1, stop), stop
        return self.named.get(self._find_owner(where), ()), where + 1

    def _inside(self, start: int, stop: int) -> list[Finding]:
        """What stands between two places, read by itself."""
        deeper = _Reader(
            self.words[start:stop],
            self.fillers,
            self.named,
            self.lexicon,
            self.open[start:stop],
            [*self.earlier, *self.words[:start]],
        )
        found = [one for one in deeper.read(0, stop - start) if one.aim != "other" or one.rule == "task"]
        return [replace(one, aim="matter") if one.aim == "nothing" else one for one in found]

    def _find_inner(self, where: int, end: int) -> int | None:
        for place in range(where + 1, end):
            word = self.words[place]
            if word.tag in ("stop", "and", "but", "decide", "council") or word.text == ";":
                return None
            if word.text == "," and self._stands_between(where):
                return None
            follows = self.words[place + 1].text if place + 1 < end else ""
            is_told = follows in ("som", "att", "det", "alltså", "nämligen") or follows.startswith(
                ("innebär", "vilket")
            )
            if word.text == "," and not is_told:
                return None
            if self.is_head(place) and word.tag != "follow":
                return place
        return None

    def _stands_between(self, where: int) -> bool:
        """Whether what is done with a proposal stands between commas: `, med avslag på förslaget, att …`."""
        comma = next((at for at in range(where, -1, -1) if self.words[at].text == ","), None)
        return comma is not None and self.words[comma + 1].text == "med"

    def _find_inner_end(self, inner: int, end: int) -> int:
        is_noun = self.words[inner].is_noun
        for place in range(inner + 1, end):
            word = self.words[place]
            if word.text == ";" or (is_noun and (word.tag in ("and", "stop", "but") or word.text == ",")):
                return place
            follows = next((one for one in range(place + 1, min(place + 4, end)) if self.is_head(one)), None)
            ends = follows is not None and (
                self.words[follows].text.endswith("r")
                or (_is_told_last(self.words[inner]) and not _is_told_last(self.words[follows]))
            )
            if word.tag in ("and", "stop") and ends:
                return place
        return end

    def _find_owner(self, where: int) -> str:
        for place in range(where - 1, max(-1, where - OWNERS_REACH), -1):
            tag = self.words[place].tag
            if tag in BODIES:
                return tell_owner(self.words[place])
            if tag in HEADS:
                break
        if self.words[where].tag == "proposed":
            return "proposed"
        return "" if "förslag" in self.words[where].text else NOBODYS

    def _read_follow(self, at: int, aim: Aim, where: int) -> tuple[list[Finding], int]:
        """`Enligt` and the like, of the matter itself: a yes where it is decided and nothing else is said."""
        follows = self.words[at + 1].text if at + 1 < len(self.words) else ""
        if aim != "matter" or follows.startswith(BELOW):  # `enligt följande: …` only leads to what is decided
            return [], at + 1
        if self._has_intention(at, where):
            return [Finding(outcome="friendly", aim="matter", rule="intention")], where + 1
        decided = any(word.tag == "decide" for word in self.words[:at])
        return ([Finding(outcome="yes", aim="matter", rule="followed")] if decided else []), where + 1

    # --- parts, limits and tasks ---

    def _in_parts(self, at: int) -> bool:
        """Whether a verb only tells which parts are meant: `i de delar den inte anses besvarad`."""
        for place in range(at - 1, max(-1, at - 6), -1):
            if self.words[place].tag == "parts":
                return any(self.is_head(one) for one in range(place)) and self.is_negated(at)
            if self.words[place].tag in HEADS:
                break
        return False

    def _is_told_in_part(self, at: int, end: int) -> bool:
        """Whether what the verb holds for is told after it: `bifalls i den del som avser …`."""
        follows = self.words[at + 1 : min(at + 3, end)]
        if any(word.tag == "except" for word in follows):
            return False
        later = range(at + 1, min(at + 2 * OWNERS_REACH, end))
        if any(self.is_head(place) and self.is_negated(place) for place in later):
            return False
        return any(word.tag == "parts" or word.text in AS_TO for word in follows)

    def _limit(self, found: list[Finding], start: int, end: int) -> list[Finding]:
        """A yes that is told to hold in part, in another form or on a condition."""
        limits = ("condition", "limited", "partly")
        limited = any(
            (self.open[at] or self.words[at].text.startswith("inom "))
            and (self.words[at].tag in limits or [word.text for word in self.words[at : at + 2]] == [",", "om"])
            for at in range(start, end)
        )
        return [replace(one, is_limited=True) if limited and one.outcome == "yes" else one for one in found]

    def _find_tasks(self, start: int, end: int) -> list[Finding]:
        found: list[Finding] = []
        for at in range(start, end):
            if self.words[at].tag != "task" or not self.open[at]:
                continue
            before = self.words[start:at]
            given = self.words[at].text.startswith(("uppdra", "uppdro", "beställer", "tilldelas", "får", "ges", "fick"))
            given = given or any(word.tag in ("give", "get") for word in before)
            has = any(word.text in ("har", "hade", "haft", "redan") for word in before[-4:])
            near = before[-4:]
            cut = max((place + 1 for place, word in enumerate(near) if word.tag in ("stop", "and")), default=0)
            denied = any(word.tag == "not" or word.text in NONE for word in near[cut:])
            if given and not has and not denied:
                inquiry = any(word.tag == "investigate" for word in self.words[at:end])
                found.append(Finding(outcome="inquiry" if inquiry else "task", aim="other", rule="task"))
        return found


def _is_told_last(word: Token) -> bool:
    return word.is_passive or word.is_noun or word.tag in ("answer", "withdraw")
