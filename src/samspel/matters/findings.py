"""One thing that a text does, and what comes of it when its verb is denied or it stands in a proposal."""

from dataclasses import dataclass, replace

from samspel.matters.aims import SUSPENSIVE, Aim, Outcome
from samspel.matters.reading import Rule
from samspel.matters.words import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a text does: with the whole matter, with points of it, with the rest, or with something else."""

    outcome: Outcome
    aim: Aim
    points: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    is_limited: bool = False
    is_noun: bool = False
    is_remainder: bool = False
    """Whether it is said of what is left: `i övrigt`, which tells of other parts."""
    is_past: bool = False
    """Whether it is told in the past: what came before, where a decision follows."""
    refused: Outcome | None = None
    """What a refused proposal said, where that leaves open what holds instead."""
    rule: Rule = "direct"
    sentence: str = ""
    quoted: str = ""
    """The sentence where the proposal is quoted whose content decides, if it is another."""


def tell_owner(word: Token) -> str:
    """Whose a proposal is: a body by its place in the order, anybody else by name."""
    return word.text.removesuffix("s") if word.tag == "office" else str(word.tag)


def negate(finding: Finding) -> Finding:
    """What is left of a verb that is denied: no yes, and nothing of the others."""
    if finding.outcome in ("yes", "looked_into"):
        return replace(finding, outcome="no", rule="negated")
    if finding.outcome == "no":
        return replace(finding, outcome="unclear", rule="negated")
    return replace(finding, outcome="formal", aim="other", rule="negated")


def compose(verb: Outcome, content: Finding, alternatives: int) -> Finding:
    """What comes of a proposal: approved it holds; refused, a yes is a no, a formal proposal nothing, all else open."""
    if content.rule == "task":
        return content if verb == "yes" else replace(content, outcome="formal", rule="direct")
    content = replace(content, rule="proposal_composed")
    if verb == "yes":
        return content
    if content.outcome in SUSPENSIVE:
        return replace(content, outcome="formal", aim="other")
    refused = content.outcome if alternatives == 1 and content.aim == "matter" else None
    if refused in ("yes", "looked_into"):
        return replace(content, outcome="no", refused="yes")
    return replace(content, outcome="unclear", refused=refused)
