"""The log of a unit: who did what when, for every face."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Column, Field, Table, data_field, tabulate, text


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """An entry as it is shown. `who` is the name of an account, empty where there is none any more; `whom` that of the
    account that it was done to, and `role` the one that was given.
    """

    number: int
    at: datetime
    who: str
    action: str
    thing: str
    facts: str
    whom: str = ""
    role: str = ""


def compose_log(
    texts: Texts, lines: Sequence[LogLine], total: int, broken: int | None, recent: int = 0
) -> tuple[Block, ...]:
    """What the log is, whether its chain is whole, and its latest entries; `recent` is how many of the chain's latest
    were looked at, where it was not all.
    """
    whole = texts("exchange.log.recent", count=texts.number(recent)) if recent else texts("exchange.log.whole")
    chain = whole if broken is None else texts("exchange.log.broken", number=broken)
    return (
        Paragraph(texts("exchange.log.lead"), style="ingress"),
        Paragraph(chain),
        Paragraph(texts("exchange.log.shown", shown=len(lines), total=total)),
        tabulate_log(texts, lines),
    )


def label_action(texts: Texts, action: str) -> str:
    """What was done in words; as it is kept where no words are known any more."""
    return texts(f"exchange.log.did.{action}") if f"exchange.log.did.{action}" in texts.entries else action


def label_thing(texts: Texts, thing: str) -> str:
    """What it was done to: its kind and its number."""
    kind, _, number = thing.partition(":")
    key = f"exchange.log.kind.{kind}"
    return texts(key, number=number) if key in texts.entries else thing


def describe_thing(texts: Texts, line: LogLine) -> str:
    """What it was done to, with the name of an account and the role that it was given."""
    told = (label_thing(texts, line.thing), line.whom, line.role)
    return ", ".join(part for part in told if part)


def tabulate_log(texts: Texts, lines: Sequence[LogLine]) -> Table:
    """One row an entry, the latest first."""
    fields: list[Field[LogLine]] = [
        Field(Column(key="number", head=texts("exchange.log.number")), lambda one: text(str(one.number))),
        Field(Column(key="at", head=texts("exchange.log.at")), lambda one: text(one.at.strftime("%Y-%m-%d %H:%M"))),
        Field(Column(key="who", head=texts("exchange.log.who")), lambda one: text(one.who or texts("words.dash"))),
        Field(
            Column(key="action", head=texts("exchange.log.action")), lambda one: text(label_action(texts, one.action))
        ),
        Field(Column(key="thing", head=texts("exchange.log.thing")), lambda one: text(describe_thing(texts, one))),
        data_field("facts", lambda one: one.facts),
    ]
    return tabulate("log", texts("exchange.log.title"), fields, lines)
