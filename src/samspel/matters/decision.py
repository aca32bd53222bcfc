"""Reads what a text decides about a matter. It says `unclear` rather than guess: a false yes is the worst fault."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from samspel.catalogue.records.matters import Kind, Role, State
from samspel.matters.actors import find_actor
from samspel.matters.aims import BODIES, FIXED, HEADS, Outcome
from samspel.matters.alternatives import find_alternatives, lists_proposals, name_sides, settle_refused, take_confirmed
from samspel.matters.clauses import read_clauses
from samspel.matters.counting import (
    find_counts,
    find_meaning,
    find_numbers,
    find_winner,
    has_sides,
    has_third,
    judge_count,
)
from samspel.matters.findings import Finding, tell_owner
from samspel.matters.kinds_read import read_by_kind
from samspel.matters.minutes import Sentence, begins_deciding, read_sentences
from samspel.matters.reading import Count, Effect, Ground, Reading, Rule
from samspel.matters.summing import ENDS, Sum, sum_findings
from samspel.matters.telling import find_condition, find_purpose, find_reason, find_until
from samspel.matters.words import Token, Vocabulary

ENDING = frozenset(("yes", "no", "answered", "written_off", "not_admitted", "friendly", "unclear"))
MINORITY = "minoritet"
FINDS = ("finner", "fann", "konstaterar")
SETTLING = ("approve", "reject", "answer", "return", "table")
SPOKEN = ("loose", "decision", "aside")
SUSPENDING = frozenset(("returned", "tabled", "referred"))


def read_decision(
    text: str, *, kind: Kind = "motion", body: str = "", points: int | None = None, lexicon: Vocabulary
) -> Reading:
    """What a text decides about a matter of a kind: a sentence, or the minutes of a matter.

    `body` is the code of the body whose decision it is (KF, KS, TN …), read out of the text when empty; `points` is how
    many points the matter has, when known.
    """
    case = _Case(text, kind, body.strip().upper(), points, lexicon)
    reading = case.read()
    if reading.effect in ("yes", "partly") and not lexicon.kinds[kind].is_granted:
        return replace(reading, effect="unclear", next_state="preparing", rule="never_granted")
    return reading


@dataclass(frozen=True)
class _Case:
    """One text while it is read."""

    text: str
    kind: Kind
    given: str
    points: int | None
    lexicon: Vocabulary

    def read(self) -> Reading:
        special = read_by_kind(self.kind, self.deciding, self.role)
        if special is not None:
            return self._tell(special)
        if self._is_list():
            return self._tell(Sum(effect="none", next_state="preparing", rule="list"))
        return self._tell(self._decide())

    @cached_property
    def deciders(self) -> tuple[Role, ...]:
        return self.lexicon.kinds[self.kind].deciders

    @cached_property
    def role(self) -> Role:
        """Who decides: as given, or as the first deciding sentence says."""
        if self.given:
            return self.lexicon.role_of(self.given)
        read = read_sentences(self.text, self.lexicon, self.kind, self.deciders)
        spoken = [one for one in read if one.standing in ("decision", "loose")]
        actors = [(find_actor(one.tokens), {word.tag for word in one.tokens}) for one in spoken]
        acting = [actor for actor, tags in actors if actor in self.deciders and not tags & {"opinion", "propose"}]
        named = [actor for actor, _ in actors if actor is not None]
        return (*acting, *named, self.deciders[0])[0]

    @cached_property
    def sentences(self) -> list[Sentence]:
        deciders = (self.role,) if self.given else tuple(dict.fromkeys((self.role, *self.deciders)))
        read = read_sentences(self.text, self.lexicon, self.kind, deciders)
        if self.role != "council":  # a minority has no right to put off or send back but in the council
            read = [one.without(MINORITY) for one in read]
        return name_sides(read, self._tell_side)

    def _tell_side(self, words: Sequence[Token]) -> str:
        made = read_clauses(words, self.lexicon.lexicon, self.lexicon.fillers, {})
        told = [one.outcome for one in made if one.aim != "other" and one.outcome != "unclear"]
        return told[0] if told else ""

    @cached_property
    def deciding(self) -> list[Sentence]:
        """The sentences under the decision, or all that stand under no heading, of the body that decides."""
        headed = [one for one in self.sentences if one.standing == "decision"]
        loose = [one for one in self.sentences if one.standing == "loose"]
        return [one for one in headed or loose if self._is_ours(one)]

    def _is_ours(self, sentence: Sentence) -> bool:
        actor = find_actor(sentence.tokens)
        tags = {word.tag for word in sentence.tokens}
        if "by_mail" in tags and "decide" not in tags and self.kind != "begaran":  # an official's word is no decision
            return False
        return actor is None or actor == self.role

    @cached_property
    def named(self) -> dict[str, list[Finding]]:
        """What the proposals say that the text quotes, by whose they are; under `` what all of them agree on."""
        found: dict[str, list[Finding]] = {}
        for sentence in self.sentences:
            owner, words = self._find_proposal(sentence)
            if owner is None:
                continue
            clauses = read_clauses(words, self.lexicon.lexicon, self.lexicon.fillers, {})
            ours = [
                replace(one, aim="matter") if one.aim == "nothing" else one for one in clauses if one.aim != "other"
            ]
            ours += [one for one in clauses if one.rule == "task"]
            if ours:
                found.setdefault(owner, [replace(one, quoted=sentence.text) for one in ours])
        official = {owner: each for owner, each in found.items() if owner in BODIES or not owner}
        alike = {tuple((one.outcome, one.points) for one in each) for each in official.values()}
        if len(alike) == 1:
            found[""] = found["proposed"] = next(iter(official.values()))
        elif "board" in found:
            found["proposed"] = found["board"]
        return found

    def _find_proposal(self, sentence: Sentence) -> tuple[str | None, Sequence[Token]]:
        """Whose proposal a sentence tells, and the words of it."""
        words = sentence.tokens
        at = next((place for place, word in enumerate(words) if word.tag == "propose"), None)
        if sentence.standing == "proposal":
            own = [word for word in words if word.tag != "propose"]
            return str(sentence.owner or ""), own
        if at is not None and words[at].text.startswith(
            ("föreslå", "föreslog", "hemställ", "har föreslagit", "hade föreslagit")
        ):
            actor = next((tell_owner(word) for word in words[:at] if word.tag in BODIES), None)
            if actor is not None:
                last = max(place for place, word in enumerate(words) if word.tag == "propose")
                return actor, words[last + 1 :]
        for place, word in enumerate(words):
            if (word.tag == "proposal" or word.tag in FIXED) and place and words[place - 1].tag in BODIES:
                if word.tag in FIXED:
                    return tell_owner(words[place - 1]), [word]
                end = next(
                    (
                        one
                        for one in range(place + 1, len(words))
                        if words[one].text in (",", ".", ")") or words[one].tag in ("no", "and", "yes")
                    ),
                    len(words),
                )
                says = [one for one in words[place + 1 : end] if one.text != "("]
                if any(one.tag in HEADS for one in says) and not (says[0].tag in HEADS and says[0].is_passive):
                    return tell_owner(words[place - 1]), says
        return None, ()

    @cached_property
    def findings(self) -> list[Finding]:
        """What the deciding sentences do, in their order."""
        found: list[Finding] = []
        for sentence in self.deciding:
            found += self._read_sentence(sentence)
        if any(word.tag == "today" for one in self.deciding for word in one.tokens):
            found = [one for one in found if not (one.outcome in SUSPENDING and one.is_noun)]
        if any(self._is_condition(one) for one in self.deciding):
            found = [replace(one, is_limited=one.is_limited or one.outcome == "yes") for one in found]
        return [settle_refused(one, self.alternatives) for one in found]

    def _is_condition(self, sentence: Sentence) -> bool:
        """Whether a sentence only says on what condition the others hold: `kostnaden ska rymmas inom ram`."""
        tags = [word.tag for word in sentence.tokens]
        return "condition" in tags and set(tags).isdisjoint((*HEADS, "propose", "opinion", "because", "hedged"))

    @cached_property
    def alternatives(self) -> set[Outcome]:
        """What the proposals are that the text names as set against each other; empty when it names none."""
        return find_alternatives([one.tokens for one in self.sentences])

    def _read_sentence(self, sentence: Sentence) -> list[Finding]:
        words = take_confirmed(sentence.tokens)
        third = has_third(words)
        is_aside = sentence.text.rstrip(" .").endswith("?") or any(
            word.tag in ("preparatory", "list") for word in words
        )
        if is_aside or lists_proposals(words) or (third is None and self._is_vote(words)):
            return []
        earlier = [word for one in self.sentences[: self.sentences.index(sentence)] for word in one.tokens]
        made = read_clauses(words, self.lexicon.lexicon, self.lexicon.fillers, self.named, earlier)
        if third is not None:
            is_lost = not third or any(word.tag == "reject" for word in words)
            made = [] if is_lost else [Finding(outcome=one.outcome, aim="matter") for one in self._read_formal(words)]
        return [replace(one, sentence=sentence.text) for one in made]

    def _read_formal(self, words: Sequence[Token]) -> list[Finding]:
        found = {"return": "returned", "table": "tabled", "proposal_return": "returned", "proposal_table": "tabled"}
        return [Finding(outcome=found[str(word.tag)], aim="matter") for word in words if word.tag in found][:1]  # type: ignore[arg-type]

    def _is_vote(self, words: Sequence[Token]) -> bool:
        """Whether a sentence tells a vote alone: what yes means, or numbers."""
        if find_winner(words):
            return True
        titled = {at for at, word in enumerate(words) if at and words[at - 1].tag == "about"}  # `motion om nej till …`
        voted = [at for at, word in enumerate(words) if word.tag in ("yes", "no", "votes") and at not in titled]
        sides = bool(voted) or has_sides(words)
        numbered = None not in find_numbers(words)[:2]
        ends = numbered and any(word.tag in SETTLING and word.is_passive for word in words[max(voted, default=0) :])
        ends = ends or any(one.tag in ("return", "table") and one.is_passive for one in words[: min(voted, default=0)])
        decided = ends or any(word.tag in ("decide", "adopt", "casting") for word in words)
        told = numbered and any(find_meaning(words, self._understand))
        found = all(word.text.startswith(FINDS) for word in words if word.tag in ("decide", "adopt"))
        return sides and (not decided or (told and found))

    @cached_property
    def counts(self) -> list[Count]:
        spoken = [one.tokens for one in self.sentences if one.standing in SPOKEN]
        return find_counts(spoken, self._understand)

    def _understand(self, words: Sequence[Token]) -> str:
        """What a side of a vote stands for."""
        if any(word.tag == "today" for word in words):
            return "formal"
        words = [word for word in words if word.tag != "propose"]
        told = next((at for at, word in enumerate(words) if word.tag == "proposal"), None)
        if told is not None and any(word.tag in HEADS for word in words[told:]):
            words = [word for word in words[told + 1 :] if word.text not in ("(", ")")]
        made = read_clauses(words, self.lexicon.lexicon, self.lexicon.fillers, self.named)
        for one in made:
            if one.outcome != "unclear" and one.rule != "task":
                return one.outcome
        for at, word in enumerate(words):
            if word.tag == "proposal" and at and words[at - 1].tag in BODIES:
                known = self.named.get(tell_owner(words[at - 1]), ())
                return known[0].outcome if known else ""
            if word.tag in FIXED:
                return FIXED[word.tag]  # type: ignore[index]
            if word.tag == "matter" and not any(one.tag in HEADS for one in words):
                return "yes"
        return ""

    def _is_list(self) -> bool:
        listed = [one for one in self.deciding if any(word.tag == "list" for word in one.tokens)]
        return bool(listed) and not [one for one in self.findings if one.aim != "other" or one.outcome == "task"]

    def _decide(self) -> Sum:
        found = [one for one in self.findings if one.aim != "other" or one.rule == "task"]
        if not found:
            found = [replace(one, aim="matter") for one in self.findings if one.outcome in SUSPENDING]
        voted = [judge_count(one) for one in self.counts]
        summed = sum_findings(found, self.points, self.kind)
        outcome = next((one for one in reversed(voted) if one), "")
        if outcome and outcome not in ("formal", "tie"):
            summed = self._weigh_vote(summed, outcome)
        elif any(one.yes is not None for one in self.counts) and summed is None:
            summed = Sum(effect="unclear", next_state="proposed", rule="count_unreadable")
        if summed is None:
            return self._find_nothing()
        return self._check_body(replace(summed, grounds=tuple(dict.fromkeys((*summed.grounds, *self._list_aside())))))

    def _list_aside(self) -> Iterator[Ground]:
        """What a decision rests on beside the sentences that decide: conditions, and votes that say what they meant."""
        yield from (Ground(one.text, "limited") for one in self.deciding if self._is_condition(one))
        if any(judge_count(one) for one in self.counts):
            votes = [one for one in self.sentences if one.standing in SPOKEN and self._is_vote(one.tokens)]
            yield from (Ground(one.text, "vote") for one in votes)

    def _weigh_vote(self, summed: Sum | None, outcome: str) -> Sum | None:
        """The count where nothing else is said or it agrees; a count that says otherwise makes it unclear."""
        by_vote = sum_findings([Finding(outcome=outcome, aim="matter", rule="vote")], None, self.kind)  # type: ignore[arg-type]
        if outcome == "yes" and any(self._may_be_decision(one) for one in self.sentences):
            return Sum(effect="unclear", next_state="proposed", rule="vote_conflict")
        if summed is None or by_vote is None or summed.rule == "proposal_unquoted":
            told = " ".join(one.text for one in self.deciding if self._is_vote(one.tokens))
            return None if by_vote is None else replace(by_vote, sentence=told)
        if summed.effect == by_vote.effect or (
            summed.effect == "partly" and by_vote.effect in ("yes", "no", "answered")
        ):
            return summed
        return replace(summed, effect="unclear", next_state="proposed", rule="vote_conflict")

    def _may_be_decision(self, sentence: Sentence) -> bool:
        """Whether a sentence under somebody's own words reads as the decision, which may stand behind them."""
        return sentence.standing == "voice" and begins_deciding(sentence.tokens, (self.role,))

    def _check_body(self, summed: Sum) -> Sum:
        """What a body that does not decide the matter cannot do ends nothing."""
        if self.role == "court":
            return Sum(effect="unclear", next_state="proposed", rule="court")
        if self.role in self.deciders:
            return summed
        ends = summed.effect in ("yes", "partly", "no", "answered", "lapsed", "unclear") and summed.rule != "task"
        if summed.effect == "withdrawn" or not ends:
            return summed
        return replace(summed, effect="none", next_state="proposed", rule="not_deciding", flags=("not_deciding",))

    def _find_nothing(self) -> Sum:
        """No verb that decides: a proposal, an opinion and the like decide nothing; all else is unclear."""
        tags = {word.tag for one in self.sentences for word in one.tokens}
        standings = {one.standing for one in self.sentences}
        formal = any(one.outcome == "formal" for one in self.findings) or "today" in tags
        formal = formal or any(has_third(one.tokens) is False for one in self.sentences)
        looked_into = self.kind == "namndinitiativ" and {"investigate", "matter"} <= tags
        ways: tuple[tuple[bool, Effect, State, Rule, str], ...] = (
            (standings <= {"voice", "aside"}, "none", "proposed", "opinion", ""),
            ("by_mail" in tags, "none", "preparing", "opinion", "by_mail"),
            (looked_into, "referred", "preparing", "task", "investigate"),
            ({"next_meeting", "matter"} <= tags, "tabled", "tabled", "suspensive", "next_meeting"),
            ("preparatory" in tags, "none", "proposed", "preparatory", "preparatory"),
            ("propose" in tags or "proposal" in standings, "none", self._state_of_proposal(), "proposal", "propose"),
            ("opinion" in tags, "none", "preparing", "opinion", "opinion"),
            (formal, "none", "proposed", "formal_refused", ""),
            ("noted" in tags, "none", "preparing", "noted", "noted"),
        )
        for holds, effect, state, rule, tag in ways:
            if holds:
                return Sum(effect=effect, next_state=state, rule=rule, sentence=self._first(tag))
        here: State = "proposed" if self.role in self.deciders else "preparing"
        return Sum(effect="unclear", next_state=here, rule="nothing_found")

    def _state_of_proposal(self) -> State:
        """A proposal to the body that decides makes the matter proposed; one to another body is a step on the way."""
        for sentence in self.sentences:
            words = sentence.tokens
            at = next((place for place, word in enumerate(words) if word.tag == "propose"), None)
            if at is None:
                continue
            actor = next((word.tag for word in words[:at] if word.tag in BODIES), None) or self.role
            aimed = [word.tag for word in words[at:] if word.tag in BODIES and not word.is_genitive]
            moves = words[at].text.startswith(("föreslå", "föreslog", "hemställ", "yrk"))
            if self.role == "committee" and (actor == "office" or not moves):
                return "preparing"
            if actor == "subcommittee" or (aimed and aimed[0] not in self.deciders):
                return "preparing"
        return "preparing" if self.role == "subcommittee" else "proposed"

    def _first(self, tag: str) -> str:
        return next((one.text for one in self.sentences if any(word.tag == tag for word in one.tokens)), "")

    def _tell(self, summed: Sum) -> Reading:
        """The reading with what the text gives besides: reason, condition, what it waits for."""
        said = [one.text for one in self.deciding]
        sentence = summed.sentence or (said[0] if said else " ".join(self.text.split()))
        context = [sentence, *(one for one in said if one != sentence)]
        suspended = summed.next_state in ("tabled", "returned")
        return Reading(
            effect=summed.effect,
            next_state=summed.next_state,
            rule=summed.rule,
            sentence=sentence,
            reason=find_reason(context, summed.effect, self.lexicon),
            condition=find_condition(context, self.lexicon, self.kind) if summed.effect == "partly" else "",
            points=summed.points,
            body=self.given or self.role,
            until=find_until(context, self.lexicon) if summed.next_state == "tabled" and suspended else "",
            purpose=find_purpose(context, self.lexicon) if summed.next_state == "returned" else "",
            count=_tell_count(self.counts[-1]) if self.counts else None,
            flags=summed.flags,
            grounds=self._order(summed.grounds) or (Ground(sentence, summed.rule),),
        )

    def _order(self, grounds: Iterable[Ground]) -> tuple[Ground, ...]:
        """The grounds in the order of the text."""
        said = [one.text for one in self.sentences]
        return tuple(sorted(grounds, key=lambda one: said.index(one.sentence)))


def _tell_count(count: Count) -> Count:
    """A count with what yes and no meant as effects."""
    yes, no = (ENDS[one][0] if one in ENDS else one for one in (count.yes_means, count.no_means))  # type: ignore[index]
    return replace(count, yes_means=yes, no_means=no)
