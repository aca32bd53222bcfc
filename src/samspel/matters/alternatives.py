"""The proposals that a text sets against each other: two that are named, and the main one with its counter-proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samspel.catalogue.records.matters import Tag
from samspel.matters.aims import FIXED, HEADS, Outcome
from samspel.matters.counting import Understand
from samspel.matters.findings import Finding
from samspel.matters.minutes import Sentence
from samspel.matters.words import Token

MAIN, COUNTER = "huvudförslag", "motförslag"
CHOOSING = ("utse", "utså", "förbered", "kontraprop")
"""How words begin of a sentence that tells which proposal becomes the counter-proposal."""
SEVERAL, ONE_OF = ("två", "tre", "fyra", "flera"), "dels"
ASKS = ("fråga", "pröva", "prövar om", "ställer fråg")
THERE_ARE = ("föreligger", "finns", "framställts", "lagts", "väckts", "ställs", "ställts", "föreligga")
SIDES: Mapping[str, Tag] = {outcome: tag for tag, outcome in FIXED.items()}


def find_alternatives(sentences: Sequence[Sequence[Token]]) -> set[Outcome]:
    """What the proposals say that the text tells to be all there are, or names beside each other."""
    found: set[Outcome] = set()
    for words in sentences:
        if not _names_others(words):
            continue
        for word in words:
            outcome = HEADS.get(word.tag) or FIXED.get(word.tag) if word.tag is not None else None
            if outcome is not None and word.tag not in ("follow", "adopt"):
                found.add(outcome)
    return found


def _names_others(words: Sequence[Token]) -> bool:
    texts = [part for word in words for part in word.text.split()]
    is_put = any(word.tag == "propose" and "proposition" in word.text for word in words)
    others = words[0].tag in ("others", "rest", "point") and ":" in texts
    listed = {word.tag for word in words if word.tag in HEADS}
    bare = len(listed) > 1 and all(word.tag in (*HEADS, "and", "stop") or not word.text.isalpha() for word in words)
    return others or is_put or bare or lists_proposals(words)


def take_confirmed(words: Sequence[Token]) -> Sequence[Token]:
    """What the chair asked about and found to be so, without the asking: `frågar om … och finner att så sker`."""
    found = next((at for at, word in enumerate(words) if word.tag == "confirmed"), 0)
    asked = next((at for at, word in enumerate(words[:found]) if word.text.startswith(ASKS)), None)
    finds = max((at for at, word in enumerate(words[:found]) if word.tag == "decide"), default=0)
    if asked is None or finds <= asked:
        return words
    return [word for word in words[asked + 1 : finds] if word.tag != "hedged"]


def lists_proposals(words: Sequence[Token]) -> bool:
    """Whether a sentence tells which proposals there are: `det finns två förslag, dels …`."""
    if any(word.tag in ("decide", "adopt") for word in words):
        return False
    texts = [part for word in words for part in word.text.split()]
    is_told = any(word.tag in ("proposal", "propose") for word in words) and any(one in texts for one in THERE_ARE)
    return is_told and (any(one in texts for one in SEVERAL) or texts.count(ONE_OF) > 1)


def settle_refused(one: Finding, alternatives: set[Outcome]) -> Finding:
    """What holds when a proposal is refused: the only other one, if the text names just two."""
    if one.refused is None or not alternatives:
        return one
    others = alternatives - {one.refused}
    if one.refused == "yes" and len(others) > 1:
        return replace(one, outcome="unclear")
    is_one_of_two = one.refused in alternatives and len(others) == 1
    return replace(one, outcome=next(iter(others))) if is_one_of_two else one


def name_sides(sentences: Sequence[Sentence], understand: Understand) -> list[Sentence]:
    """The sentences, with the main proposal and the counter-proposal as what they say, where the text tells that."""
    told: dict[str, str] = {}
    for one in sentences:
        told |= {side: said for side, said in _read_sides(one.tokens, understand).items() if side not in told}
    if not told:
        return list(sentences)
    return [_name(one, told, is_telling=bool(_read_sides(one.tokens, understand))) for one in sentences]


def _read_sides(words: Sequence[Token], understand: Understand) -> dict[str, str]:
    """What each side is by a sentence that says so: `huvudförslag är avslag`, `till motförslag utses bifall`."""
    places = [at for at, word in enumerate(words) if word.text.startswith((MAIN, COUNTER))]
    told: dict[str, str] = {}
    if any(word.tag in ("yes", "no", "decide") for word in words):
        return told
    for at, end in zip(places, [*places[1:], len(words)], strict=False):
        said = understand(words[at + 1 : end])
        if said and not any(word.number is not None for word in words[at + 1 : end]):
            told.setdefault(_side(words[at]), said)
    return told


def _side(word: Token) -> str:
    return MAIN if word.text.startswith(MAIN) else COUNTER


def _name(sentence: Sentence, told: Mapping[str, str], *, is_telling: bool) -> Sentence:
    """The sentence with its sides named; one that tells what they are decides nothing."""
    words = sentence.tokens
    if is_telling:
        parts = (replace(word, tag="preparatory") if word.text.startswith((MAIN, COUNTER)) else word for word in words)
        return replace(sentence, tokens=tuple(parts))
    if any(word.tag == "adopt" or word.text.startswith(CHOOSING) for word in words):
        return sentence
    named = [
        replace(word, tag=SIDES[told[_side(word)]])
        if word.text.startswith((MAIN, COUNTER)) and told.get(_side(word)) in SIDES
        else word
        for word in words
    ]
    return replace(sentence, tokens=tuple(named))
