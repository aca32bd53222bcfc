"""A political matter in words: what a decision says of it, its steps and clocks, and where a demand stands."""

from collections.abc import Iterable, Iterator

from samspel.catalogue.records.matters import Law, State
from samspel.catalogue.texts import Texts
from samspel.matters.clocks import Clock
from samspel.matters.headline import Headline
from samspel.matters.points import LAST, SOME
from samspel.matters.reading import Count, Effect, PointVerdict, Reading
from samspel.matters.summing import REST
from samspel.matters.votes import VoteFlag
from samspel.rendering.blocks import Block, Bullets, Paragraph
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
    """What a decision says, the sentences that it rests on, how each was read, and what to check."""
    said = (("effect", label_effect(texts, reading.effect)), ("state", label_state(texts, reading.next_state)))
    several = len(reading.grounds) > 1
    told: list[tuple[str, str]] = [
        ("sentence", "" if several else reading.sentence),
        ("rule", texts(f"matters.rule.{reading.rule}")),
        ("reason", texts(f"matters.reason.{reading.reason}") if reading.reason else ""),
        ("condition", reading.condition),
        ("until", reading.until),
        ("purpose", reading.purpose),
        ("count", "" if reading.count is None else describe_count(texts, reading.count)),
        *(("check", texts(f"matters.flag.{flag}")) for flag in reading.flags),
    ]
    return (
        *_compose_told(texts, said),
        *(_compose_grounds(texts, reading) if several else ()),
        *_compose_told(texts, told),
        *((tabulate_points(texts, reading),) if reading.points else ()),
        Paragraph(texts("matters.reading.note"), style="note"),
    )


def _compose_told(texts: Texts, told: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    """A line for each thing that is told, after what it is; none for what is not."""
    return (Paragraph(words, lead=f"{texts(f'matters.reading.{name}')}:") for name, words in told if words)


def _compose_grounds(texts: Texts, reading: Reading) -> tuple[Block, ...]:
    """Every sentence that the reading rests on, once, with the rules that it was read by."""
    rules: dict[str, list[str]] = {}
    for one in reading.grounds:
        rules.setdefault(one.sentence, []).append(texts(f"matters.rule.{one.rule}"))
    told = [texts("matters.reading.ground", sentence=sentence, rule=" ".join(said)) for sentence, said in rules.items()]
    return (Paragraph("", lead=f"{texts('matters.reading.sentences')}:"), Bullets(tuple(told)))


def render_reading(texts: Texts, reading: Reading) -> Plain:
    """A reading for machines: codes, and the same in words."""
    count = reading.count
    return {
        "effect": reading.effect,
        "next_state": reading.next_state,
        "rule": reading.rule,
        "sentence": reading.sentence,
        "grounds": [
            {"sentence": one.sentence, "rule": one.rule, "words": texts(f"matters.rule.{one.rule}")}
            for one in reading.grounds
        ],
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


def describe_doubt(texts: Texts, flag: VoteFlag, law: Law | None) -> str:
    """What of a vote does not add up, with the law where one says so."""
    said = texts(f"matters.vote_flag.{flag}")
    return said if law is None else f"{said.removesuffix('.')} ({describe_law(texts, law)})."


def describe_law(texts: Texts, law: Law) -> str:
    """Where a rule stands, how sure that is, and the day it was checked."""
    mark = texts(f"matters.mark.{law.mark}")
    if not law.place:
        return mark
    if law.checked is None:
        return texts("matters.law.unchecked", place=law.place, mark=mark)
    return texts("matters.law.checked", place=law.place, mark=mark, day=texts.day(law.checked))


def describe_clock(texts: Texts, clock: Clock) -> str:
    """What a clock says today, in a sentence or two; never that the law ends a matter."""
    since = "" if clock.since is None else texts.day(clock.since)
    due = "" if clock.due is None else texts.day(clock.due)
    return texts(f"matters.clock.{clock.code}.{clock.standing}", since=since, due=due)


def list_answers(texts: Texts, found: Headline) -> list[tuple[str, str, str]]:
    """The four questions and what it comes to, each with its code and its words; never one for another."""
    paper = texts("matters.headline.no_paper") if found.paper is None else label_state(texts, found.paper)
    return [
        ("paper", found.paper or "", paper),
        ("said", found.said, label_effect(texts, found.said)),
        ("done", found.done, texts(f"matters.done.{found.done}")),
        ("gap", found.gap, texts(f"matters.gap.{found.gap}")),
        ("counts", found.counts, texts(f"matters.counts.{found.counts}")),
        ("next", ",".join(found.next), " ".join(texts(f"matters.next.{one}") for one in found.next)),
    ]
