"""What is read in its own way for some kinds of matter, and for a court."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from samspel.catalogue.records.matters import Kind, Role, State, Tag
from samspel.matters.aims import BODIES
from samspel.matters.minutes import Sentence
from samspel.matters.summing import Sum
from samspel.matters.words import Token

Special = Callable[[Sequence[Sentence]], Sum | None]
NEAR = 3
SENT_AS = frozenset(("härmed", "kopia", "begärda", "efterfrågade"))
REQUEST = ("begäran", "ansök", "framställ")
STILL = frozenset(("ännu", "hittills"))
ENDING: frozenset[Tag] = frozenset(("approve", "reject", "answer", "refer", "write_off", "not_admit", "withdraw"))


def read_by_kind(kind: Kind, deciding: Sequence[Sentence], role: Role) -> Sum | None:
    """What the sentences come to by the kind's own rules, or None where the common ones hold."""
    if role == "court":
        return _read_court(kind, deciding)
    special = SPECIAL.get(kind)
    return None if special is None else special(deciding)


def _has(sentences: Sequence[Sentence], *tags: str) -> Sentence | None:
    """The first sentence with all the tags."""
    return next((one for one in sentences if set(tags) <= {word.tag for word in one.tokens}), None)


def _count(sentence: Sentence, tag: str) -> int:
    return sum(word.tag == tag for word in sentence.tokens)


def _denied(words: Sequence[Token], tag: str) -> bool:
    """Whether a word of the tag has a `not` beside it, or within it."""
    for at, word in enumerate(words):
        if word.tag == tag:
            near = words[max(0, at - NEAR) : at + 2]
            if any(one.tag == "not" for one in near) or {"inte", "ej", "icke", "ingen"} & set(word.text.split()):
                return True
    return False


def _sum(effect: str, state: str, rule: str, sentence: Sentence) -> Sum:
    return Sum(effect=effect, next_state=state, rule=rule, sentence=sentence.text)  # type: ignore[arg-type]


def _read_court(kind: Kind, sentences: Sequence[Sentence]) -> Sum | None:
    before: State = "rejected" if kind == "begaran" or _has_refused(sentences) else "granted"
    aside = _has(sentences, "set_aside")
    if aside is not None and not _denied(aside.tokens, "set_aside"):
        if kind == "begaran" and _has(sentences, "hand_out"):
            return _sum("yes", "granted", "court_hands_out", aside)
        back = _has(sentences, "return")
        return (
            _sum("returned", "returned", "court", back)
            if back and kind == "begaran"
            else _sum("lapsed", "set_aside", "court", aside)
        )
    won = _has(sentences, "approve", "appeal")
    verbs = [] if won is None else [word.tag for word in won.tokens if word.tag in ("approve", "reject", "not_admit")]
    if won is not None and verbs[0] == "approve" and not _denied(won.tokens, "approve"):
        return _sum("lapsed", "set_aside", "court", won)
    lost = _has(sentences, "appeal") or (sentences[0] if sentences else None)
    return None if lost is None else _sum("none", before, "court_upholds", lost)


def _has_refused(sentences: Sequence[Sentence]) -> bool:
    """Whether the decision that was appealed was a no: `beslut att avslå motionen`."""
    for one in sentences:
        at = next((place for place, word in enumerate(one.tokens) if word.tag == "earlier"), len(one.tokens))
        follows = [word.tag for word in one.tokens[at:]]
        if "reject" in follows and "matter" in follows:
            return True
    return False


def _read_permission(sentences: Sequence[Sentence]) -> Sum | None:
    found = _has(sentences, "permit")
    if found is None or _has(sentences, "answer") or _has(sentences, "not_admit") or _denied(found.tokens, "permit"):
        return None
    return _sum("none", "preparing", "permission", found)


def _read_task(sentences: Sequence[Sentence]) -> Sum | None:
    ways = (
        ("set_aside", "no", "superseded", "task_taken_back"),
        ("end_undone", "none", "not_carried_out", "task_undone"),
        ("return", "returned", "carrying_out", "suspensive"),
        ("report_done", "none", "reported", "task_reported"),
    )
    for tag, effect, state, rule in ways:
        found = _has(sentences, tag)
        if found is not None and not (tag != "end_undone" and _denied(found.tokens, tag)):
            return _sum(effect, state, rule, found)
    for tag, state in (
        ("answer", "reported"),
        ("noted", "reported"),
        ("approve", "reported"),
        ("write_off", "not_carried_out"),
        ("task", "carrying_out"),
    ):
        found = _has(sentences, tag)
        if found is not None:
            return _sum("none", state, "task_reported" if state == "reported" else "task_given", found)
    return None


def _read_request(sentences: Sequence[Sentence]) -> Sum | None:
    missing = _has(sentences, "missing")
    if missing is not None:
        return _sum("answered", "answered", "document_missing", missing)
    handed = [
        one
        for one in sentences
        if not _is_proposed(one.tokens)
        and any(word.tag == "hand_out" and not _is_asked(one.tokens, at) for at, word in enumerate(one.tokens))
    ]
    handed += [one for one in sentences if _is_sent(one)]
    refused = _has(sentences, "reject")
    limits = ("masked", "partly", "except", "limited", "condition", "rest", "parts")
    limited = [one for one in sentences if any(word.tag in limits for word in one.tokens)]
    given = [one for one in handed if not _denied(one.tokens, "hand_out")]
    if given:
        first = given[0]
        denied = refused is not None or len(given) < len(handed)
        return (
            _sum("partly", "granted_in_part", "document_in_part", first)
            if denied or limited
            else _sum("yes", "granted", "document_given", first)
        )
    if handed and limited and _has(sentences, "rest"):
        return _sum("partly", "granted_in_part", "document_in_part", handed[0])
    last = handed[0] if handed else refused
    if last is not None and (handed or not _denied(last.tokens, "reject")):
        return _sum("no", "rejected", "document_refused", last)
    return None


def _is_sent(sentence: Sentence) -> bool:
    """Whether what was asked for is sent to who asked, not the request to another body."""
    words = sentence.tokens
    sent = any(word.tag == "refer" and word.text.startswith("översän") for word in words)
    said = {word.text for word in words}
    about = next((word.text for word in words if word.tag == "matter"), "")
    if {word.tag for word in words} & {"appeal", "not", "propose", "hand_out", *BODIES}:
        return False
    return sent and bool(said & SENT_AS) and not about.startswith(REQUEST)


def _is_proposed(words: Sequence[Token]) -> bool:
    """Whether somebody only proposes that the document be handed out."""
    tags = [word.tag for word in words]
    return "propose" in tags and "hand_out" in tags[tags.index("propose") :]


def _is_asked(words: Sequence[Token], at: int) -> bool:
    """Whether handing out is what was asked, not what is done: `begäran om att lämna ut`."""
    before = words[max(0, at - 4) : at]
    for word in words[at + 1 :]:
        if word.tag in ("and", "stop") or word.text in (",", ";"):
            break
        if word.tag == "reject":
            return True
    asked = any(one.tag == "about" and two.text in ("att", "få") for one, two in pairwise(before))
    return asked or (bool(before) and before[-1].tag == "about") or any(word.tag == "reject" for word in before)


def _read_opinion(sentences: Sequence[Sentence]) -> Sum | None:
    own = _has(sentences, "opinion")
    adopted = next((one for one in sentences if _adopts(one)), None)
    unmet = _has(sentences, "unmet")
    if adopted is None and own is not None:
        return _sum("none", "lodged", "opinion", own)
    if adopted is not None and _denied(adopted.tokens, "adopt"):
        return _sum("unclear", "proposed", "nothing_found", adopted)
    if adopted is not None:
        return _read_plan(sentences, adopted)
    review = _has(sentences, "review")
    if review is not None:
        return _sum("none", "preparing", "opinion_met", review)
    met = _has(sentences, "met") or unmet
    return None if met is None else _sum("none", "proposed", "opinion_met", met)


def _read_plan(sentences: Sequence[Sentence], adopted: Sentence) -> Sum:
    """What an adopted plan says of an opinion on it."""
    unmet = _has(sentences, "unmet")
    if unmet is not None:
        return _sum("no", "rejected", "plan_without", unmet)
    if _has(sentences, "partly"):
        return _sum("partly", "granted_in_part", "plan_in_part", adopted)
    ways: tuple[tuple[str, ...], ...] = (("met",), ("within",), ("follow", "matter"))
    ways = ways if _has([adopted], "proposal") else (*ways, ("with_change",))
    is_met = any(_has(sentences, *tags) for tags in ways)
    if is_met or any(_has([one], "limited") and _count(one, "matter") > 1 for one in sentences):
        return _sum("yes", "granted", "plan_with", adopted)
    return _sum("unclear", "proposed", "plan_unknown", adopted)


def _adopts(sentence: Sentence) -> bool:
    """Whether a plan is adopted: not proposed to be, and not the own opinion of it."""
    tags = [word.tag for word in sentence.tokens]
    if "adopt" not in tags or "opinion" in tags:
        return False
    return "propose" not in tags[: tags.index("adopt")]


def _read_letter(sentences: Sequence[Sentence]) -> Sum | None:
    noted = _has(sentences, "noted")
    others = {"refer", "task", "reject", "approve", "table", "return", "propose"}
    if noted is None or any(word.tag in others for one in sentences for word in one.tokens):
        return None
    return _sum("answered", "answered", "noted", noted)


def _read_vote(sentences: Sequence[Sentence]) -> Sum | None:
    held = _has(sentences, "hold_vote")
    if held is not None and _has([held], "reject") and not _denied(held.tokens, "hold_vote"):
        return _sum("no", "rejected", "vote_refused", held)
    if held is None or _has(sentences, "reject") or _has(sentences, "propose"):
        return None
    against = any(word.text in ("emot", "mot") for word in held.tokens) or _denied(held.tokens, "hold_vote")
    return _sum("no", "rejected", "vote_refused", held) if against else _sum("yes", "granted", "direct", held)


def _read_budget(sentences: Sequence[Sentence]) -> Sum | None:
    """Budgets stand against each other as wholes: with the one that wins, the others fall with all they ask for."""
    settled = _read_amount(sentences) or _read_within(sentences)
    if settled is not None or any({"approve", "matter"} <= _tags(one) for one in sentences):
        return settled
    others = _has(sentences, "others", "reject")
    fallen = others or _has(sentences, "proposal", "reject")
    won = next((one for one in sentences if one is not others and _tags(one) & {"adopt", "follow", "approve"}), None)
    if others is not None or (fallen is not None and won is not None and _falls(fallen.tokens)):
        return _sum("no", "rejected", "others_refused", others or fallen)  # type: ignore[arg-type]
    return None


def _tags(sentence: Sentence) -> set[Tag]:
    return {word.tag for word in sentence.tokens if word.tag is not None}


def _falls(words: Sequence[Token]) -> bool:
    """Whether it is told that a proposal falls, not that it is refused."""
    return any(word.tag == "reject" and "fall" in word.text for word in words) and not _denied(words, "reject")


def _read_amount(sentences: Sequence[Sentence]) -> Sum | None:
    """Another sum than was asked for."""
    for one in sentences:
        tags = _tags(one)
        if "propose" not in tags and {"fund", "partly"} <= tags and not _denied(one.tokens, "fund"):
            return _sum("partly", "granted_in_part", "limited", one)
        if {"adopt", "limited", "matter"} <= tags and "reject" not in tags and _has_addition(one.tokens):
            return _sum("partly", "granted_in_part", "limited", one)
    return None


def _has_addition(words: Sequence[Token]) -> bool:
    """Whether what is adopted has an addition, and not without it."""
    return any(word.tag == "limited" and "tillägg" in word.text for word in words) and not _denied(words, "adopt")


def _read_within(sentences: Sequence[Sentence]) -> Sum | None:
    """A budget that is adopted and is told to have what is asked for in it."""
    for one in sentences:
        words = [word.tag for word in one.tokens]
        tags = _tags(one)
        if "adopt" not in tags or tags & {"reject", "limited", "partly", "propose", "not", "except"}:
            continue
        within = next((at for at, tag in enumerate(words) if tag == "within" and at > words.index("adopt")), None)
        if within is not None and "matter" in words[max(0, within - NEAR) : within + NEAR]:
            return _sum("yes", "granted", "direct", one)
    return None


def _read_petition(sentences: Sequence[Sentence]) -> Sum | None:
    few = _has(sentences, "too_few")
    if few is not None and {word.text for one in sentences for word in one.tokens}.isdisjoint(STILL):
        return _sum("lapsed", "written_off", "direct", few)
    collecting = few or _has(sentences, "collecting")
    if collecting is None or any(_tags(one) & ENDING for one in sentences):
        return None
    return _sum("none", "collecting", "noted", collecting)


SPECIAL: Mapping[Kind, Special] = {
    "interpellation": _read_permission,
    "fraga": _read_permission,
    "uppdrag": _read_task,
    "begaran": _read_request,
    "remissvar": _read_opinion,
    "skrivelse": _read_letter,
    "folkinitiativ": _read_vote,
    "budgetyrkande": _read_budget,
    "e_forslag": _read_petition,
}
