"""The body that a sentence has for its subject."""

from collections.abc import Sequence
from itertools import pairwise

from samspel.catalogue.records.matters import Role
from samspel.matters.aims import BODIES, HEADS
from samspel.matters.words import Token


def _find_turned(words: Sequence[Token]) -> Role | None:
    """The body after the verb, where something else stands first: `… beslutar fullmäktige`."""
    for before, word in pairwise(words):
        if before.tag == "decide" and word.tag in BODIES and not word.is_genitive and word.tag != "office":
            return word.tag  # type: ignore[return-value]
    return None


def _find_agent(words: Sequence[Token]) -> Role | None:
    """The body that a passive verb is told to be done by or in: `bifölls av nämnden`."""
    for at, (verb, by, word) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if at and words[at - 1].text == "som":  # what is told of the matter by the way
            continue
        done = verb.tag in ("approve", "reject", "answer") and verb.is_passive and by.text in ("av", "i")
        if done and word.tag in BODIES and word.tag != "office" and not word.is_genitive:
            return word.tag  # type: ignore[return-value]
    return None


def find_actor(words: Sequence[Token]) -> Role | None:
    """The body that a sentence has for its subject: named first, with a verb after it."""
    if any(word.tag == "because" for word in words[:1]):
        return _find_turned(words)
    for at, word in enumerate(words[:4]):
        if at and word.tag in BODIES and (turned := _find_turned(words[at + 1 : at + 4])) is not None:
            return turned
        if word.tag in BODIES and not word.text.endswith(("ens", "ets", "ges", ":s")):
            follows = [one.tag for one in words[at + 1 : at + 3]]
            acts = {
                "decide",
                "propose",
                "give",
                "table",
                "return",
                "refer",
                "approve",
                "reject",
                "write_off",
                "opinion",
            }
            if word.tag != "office" and any(tag in acts for tag in follows):
                return word.tag  # type: ignore[return-value]
            return None
        if word.tag in HEADS or word.tag == "matter":
            return _find_agent(words)
    return None
