"""A political matter in words: what a decision says of it."""

from samspel.catalogue.texts import Texts
from samspel.matters.points import LAST, SOME
from samspel.matters.reading import Count, Effect, PointVerdict, Reading, State
from samspel.matters.summing import REST
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Column, Field, Table, tabulate, text
from samspel.reports.records import Plain

NAMED = (SOME, REST, LAST)


def label_effect(texts: Texts, effect: Effect) -> str:
    """What a decision says, in a few words."""
    return texts(f"matters.effect.{effect}")


def label_state(texts: Texts, state: State) -> str:
    """Where a matter is."""
    return texts(f"matters.state.{state}")


def describe_count(texts: Texts, count: Count) -> str:
    """The votes with what yes meant; empty without numbers."""
    if count.yes is None or count.no is None:
        return ""
    means = count.yes_means
    told = texts(f"matters.effect.{means}") if means in ("yes", "no", "answered", "returned", "tabled") else ""
    means = told or texts("matters.reading.count_unknown")
    return texts("matters.reading.count_told", yes=count.yes, no=count.no, means=means)


def tabulate_points(texts: Texts, reading: Reading) -> Table:
    """One row a point (att-sats): what is said of it."""
    fields: list[Field[PointVerdict]] = [
        Field(Column(key="point", head=texts("matters.reading.head.point")), lambda one: text(label_point(texts, one))),
        Field(
            Column(key="effect", head=texts("matters.reading.head.effect")),
            lambda one: text(label_effect(texts, one.effect)),
        ),
        Field(Column(key="code", shown="data"), lambda one: text(one.effect)),
    ]
    return tabulate("points", texts("matters.reading.points"), fields, reading.points)


def label_point(texts: Texts, verdict: PointVerdict) -> str:
    """A point's number, or what it is called."""
    return texts(f"matters.reading.point.{verdict.point}") if verdict.point in NAMED else verdict.point


def compose_reading(texts: Texts, reading: Reading) -> tuple[Block, ...]:
    """What a decision says, the sentence that it rests on, how it was read, and what to check."""
    told: list[tuple[str, str]] = [
        ("effect", label_effect(texts, reading.effect)),
        ("state", label_state(texts, reading.next_state)),
        ("sentence", reading.sentence),
        ("rule", texts(f"matters.rule.{reading.rule}")),
        ("reason", texts(f"matters.reason.{reading.reason}") if reading.reason else ""),
        ("condition", reading.condition),
        ("until", reading.until),
        ("purpose", reading.purpose),
        ("count", "" if reading.count is None else describe_count(texts, reading.count)),
        *(("check", texts(f"matters.flag.{flag}")) for flag in reading.flags),
    ]
    return (
        *(Paragraph(words, lead=f"{texts(f'matters.reading.{name}')}:") for name, words in told if words),
        *((tabulate_points(texts, reading),) if reading.points else ()),
        Paragraph(texts("matters.reading.note"), style="note"),
    )


def render_reading(texts: Texts, reading: Reading) -> Plain:
    """A reading for machines: codes, and the same in words."""
    count = reading.count
    return {
        "effect": reading.effect,
        "next_state": reading.next_state,
        "rule": reading.rule,
        "sentence": reading.sentence,
        "reason": reading.reason or None,
        "condition": reading.condition or None,
        "points": [{"point": one.point, "effect": one.effect} for one in reading.points],
        "body": reading.body,
        "until": reading.until or None,
        "purpose": reading.purpose or None,
        "count": None
        if count is None
        else {"yes": count.yes, "no": count.no, "abstained": count.abstained, "yes_means": count.yes_means or None},
        "flags": list(reading.flags),
        "words": {
            "effect": label_effect(texts, reading.effect),
            "state": label_state(texts, reading.next_state),
            "rule": texts(f"matters.rule.{reading.rule}"),
        },
    }
