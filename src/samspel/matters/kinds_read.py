"""What is read in its own way for some kinds of matter, and for a court."""

from collections.abc import Callable, Mapping, Sequence

from samspel.catalogue.records.matters import Kind, Role
from samspel.matters.minutes import Sentence
from samspel.matters.summing import Sum
from samspel.matters.words import Token

Special = Callable[[Sequence[Sentence]], Sum | None]
NEAR = 3


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
            if any(one.tag == "not" for one in near) or {"inte", "ej", "icke"} & set(word.text.split()):
                return True
    return False


def _sum(effect: str, state: str, rule: str, sentence: Sentence) -> Sum:
    return Sum(effect=effect, next_state=state, rule=rule, sentence=sentence.text)  # type: ignore[arg-type]


def _read_court(kind: Kind, sentences: Sequence[Sentence]) -> Sum | None:
    before = "rejected" if kind == "begaran" else "granted"
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
        if any(word.tag == "hand_out" and not _is_asked(one.tokens, at) for at, word in enumerate(one.tokens))
    ]
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


def _is_asked(words: Sequence[Token], at: int) -> bool:
    """Whether handing out is what was asked, not what is done: `begäran om att lämna ut`."""
    return any(word.tag in ("about", "reject") for word in words[max(0, at - 4) : at])


def _read_opinion(sentences: Sequence[Sentence]) -> Sum | None:
    adopted, unmet = _has(sentences, "adopt"), _has(sentences, "unmet")
    if adopted is not None and _denied(adopted.tokens, "adopt"):
        return _sum("unclear", "proposed", "nothing_found", adopted)
    if adopted is not None and not _has([adopted], "opinion"):
        if unmet is not None:
            return _sum("no", "rejected", "plan_without", unmet)
        if _has(sentences, "partly"):
            return _sum("partly", "granted_in_part", "plan_in_part", adopted)
        changed = None if _has([adopted], "proposal") else _has(sentences, "with_change")
        met = _has(sentences, "met") or changed or _has(sentences, "follow", "matter")
        met = met or next((one for one in sentences if _has([one], "limited") and _count(one, "matter") > 1), None)
        return (
            _sum("yes", "granted", "plan_with", adopted)
            if met
            else _sum("unclear", "proposed", "plan_unknown", adopted)
        )
    review = _has(sentences, "review")
    if review is not None:
        return _sum("none", "preparing", "opinion_met", review)
    met = _has(sentences, "met") or unmet
    return None if met is None else _sum("none", "proposed", "opinion_met", met)


def _read_letter(sentences: Sequence[Sentence]) -> Sum | None:
    noted = _has(sentences, "noted")
    others = {"refer", "task", "reject", "approve", "table", "return", "propose"}
    if noted is None or any(word.tag in others for one in sentences for word in one.tokens):
        return None
    return _sum("answered", "answered", "noted", noted)


def _read_vote(sentences: Sequence[Sentence]) -> Sum | None:
    held = _has(sentences, "hold_vote")
    if held is None or _has(sentences, "reject") or _has(sentences, "propose"):
        return None
    against = any(word.text in ("emot", "mot") for word in held.tokens) or _denied(held.tokens, "hold_vote")
    return _sum("no", "rejected", "vote_refused", held) if against else _sum("yes", "granted", "direct", held)


def _read_budget(sentences: Sequence[Sentence]) -> Sum | None:
    others = _has(sentences, "others")
    if others is None or not _has([others], "reject"):
        return None
    approved = [
        one for one in sentences if one is not others and {"approve", "matter"} <= {word.tag for word in one.tokens}
    ]
    return None if approved else _sum("no", "rejected", "others_refused", others)


SPECIAL: Mapping[Kind, Special] = {
    "interpellation": _read_permission,
    "fraga": _read_permission,
    "uppdrag": _read_task,
    "begaran": _read_request,
    "remissvar": _read_opinion,
    "skrivelse": _read_letter,
    "folkinitiativ": _read_vote,
    "budgetyrkande": _read_budget,
}
