"""How to read what the program shows, in the words that its pages use."""

from collections.abc import Iterator
from dataclasses import dataclass

from samspel.catalogue.texts import Texts
from samspel.needs.verdict import SEVERITY, Strength, Verdict
from samspel.reports.needs import describe_meaning, label_verdict
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis

WHAT, WHAT_NOT = ("purpose", "private"), ("promise", "law", "live")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word and what it means; `verdict` where it is one."""

    name: str
    text: str
    verdict: Verdict | None = None


def describe_verdicts(texts: Texts) -> tuple[Meaning, ...]:
    """Each verdict, the gravest first."""
    return tuple(
        Meaning(label_verdict(texts, verdict), describe_meaning(texts, verdict), verdict) for verdict in SEVERITY
    )


def describe_strengths(texts: Texts) -> Iterator[Meaning]:
    """Each strength, the surest first."""
    for strength in Strength:
        key = "help.strength.answered" if strength is Strength.ANSWERED else f"strength_meaning.{strength.value}"
        yield Meaning(texts(f"strength.{strength.value}"), texts(key))


def describe_bases(texts: Texts) -> tuple[Meaning, ...]:
    """Each basis of a value."""
    return tuple(Meaning(texts(f"basis.{basis.value}"), texts(f"basis_meaning.{basis.value}")) for basis in Basis)


def describe_blanks(texts: Texts) -> tuple[str, ...]:
    """Each reason why a value may be missing."""
    return tuple(texts(f"blank.{blank.value}") for blank in Blank)


def describe_bands(texts: Texts) -> tuple[str, ...]:
    """How a band is read, and what the grades of evidence mean."""
    return texts("words.band_note"), texts("words.grades")


def describe_program(texts: Texts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the program is, and what it is not."""
    return (tuple(texts(f"help.what.{name}") for name in WHAT), tuple(texts(f"help.not.{name}") for name in WHAT_NOT))
