"""A campaign's matters in words: where each is, what has happened, what was asked of whom, who has the next move."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.matters.clocks import Clock
from samspel.matters.headline import Headline
from samspel.matters.matter import Matter, Step, Vote
from samspel.matters.states import Rules
from samspel.matters.votes import VoteFlag, judge_vote
from samspel.matters.waiting import Wait
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.campaigns import label_demand
from samspel.reports.matters import describe_clock, describe_doubt, describe_law, label_state, list_answers
from samspel.terms.alphabet import capitalise
from samspel.terms.place import Place

MATTER, CAMPAIGN = "matter", "campaign"
"""The kinds of links to a matter and to a campaign."""
ASKED = ("paper", "said", "done", "gap")
"""The four questions that never share a field."""
OF_POINTS = ("yes", "partly", "no", "answered", "returned", "tabled")
"""What may be said of a point (att-sats)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A step as it is told: `step` is None where it takes back the one before, `read` is what the program had read,
    `doubts` is what steps before it say against its vote.
    """

    on: date
    step: Step | None
    read: Mapping[str, Any]
    stands: bool
    doubts: tuple[VoteFlag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A task that a body was given, with the signs of its being done."""

    body: str
    what: str
    due: date | None
    money: str
    signs: tuple[tuple[str, date, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A matter as it is told; with its `demands` where its campaign has others too."""

    key: str
    matter: Matter
    place: Place
    headline: Headline
    clocks: tuple[Clock, ...]
    past: tuple[Happened, ...]
    errands: tuple[Errand, ...]
    source: str
    demands: tuple[Demand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits, with the campaign and the matter that it is in; `words` say what a thing of a campaign
    itself is. `leads_to` is the kind of page that `matter_key` names: a matter's, or that of questions to a body, which
    may be in no campaign.
    """

    wait: Wait
    campaign: str
    campaign_key: str
    matter: str = ""
    matter_key: str = ""
    words: str = ""
    is_late: bool = False
    leads_to: str = MATTER


def describe_headline(texts: Texts, headline: Headline) -> str:
    """What a demand has come to, in one sentence: worked out of the four answers and never typed in."""
    if headline.paper is None:
        return texts("campaign.no_matter")
    shown = max(headline.standings, key=lambda one: (one.state == headline.paper, bool(one.shown))).shown
    said = texts(f"matters.shown.{shown}") if shown else label_state(texts, headline.paper)
    counts = texts(f"matters.counts.{headline.counts}")
    if headline.counts == "open":
        return texts("following.headline_open", counts=capitalise(counts), state=said)
    if headline.counts in ("won", "won_not_effective", "decided") and headline.done != "body_says":
        return texts("following.headline", said=capitalise(counts))
    return texts("following.headline", said=capitalise(said))


def describe_matter(texts: Texts, told: Told) -> str:
    """A matter and where it is, in a sentence."""
    return texts("following.told", title=told.matter.title, state=describe_headline(texts, told.headline))


def compose_standing(texts: Texts, rules: Rules, told: Told) -> tuple[Block, ...]:
    """What a matter is, four answers, what the dates say, and what to think of now."""
    matter = told.matter
    kind = texts(f"matters.kind.{matter.kind}")
    facts = [texts("following.facts", kind=capitalise(kind), body=matter.decider[0], place=told.place.area)]
    if matter.dnr:
        facts.append(texts("following.reference", reference=matter.dnr))
    if told.demands:
        facts.append(
            texts("following.demands", demands=texts.listing([label_demand(texts, one) for one in told.demands]))
        )
    facts.append(texts("following.wants", direction=texts(f"following.direction.{matter.direction}")))
    offered = tuple(texts(f"matters.next.{one}") for one in told.headline.next)
    return (
        Paragraph(" ".join(facts)),
        tabulate_answers(texts, told.headline),
        *_compose_clocks(texts, rules, told),
        *((Heading(texts("following.next")), Bullets(offered)) if offered else ()),
    )


def compose_history(texts: Texts, rules: Rules, told: Told) -> tuple[Block, ...]:
    """A matter's points, all that has happened to it, and the tasks that bodies were given."""
    return (
        *((tabulate_points(texts, told.matter),) if told.matter.points else ()),
        *((tabulate_past(texts, rules, told.past),) if told.past else (Paragraph(texts("following.no_steps")),)),
        *((tabulate_errands(texts, told.errands),) if told.errands else ()),
    )


def tabulate_answers(texts: Texts, headline: Headline) -> Table:
    """The four questions with an answer each, and nothing that sums them up."""
    rows = [row for row in list_answers(texts, headline) if row[0] in ASKED]
    fields: list[Field[tuple[str, str, str]]] = [
        Field(
            Column(key="question", head=texts("matters.headline.question"), is_coded=True),
            lambda row: Cell(value=row[0], words=texts(f"matters.headline.{row[0]}")),
        ),
        Field(
            Column(key="answer", head=texts("matters.headline.answer"), is_coded=True, is_wordy=True),
            lambda row: Cell(value=row[1], words=capitalise(row[2])),
        ),
    ]
    return tabulate("answers", texts("following.answers"), fields, rows, [texts("following.answers_note")])


def tabulate_points(texts: Texts, matter: Matter) -> Table:
    """One row a point (att-sats): what it asks for, and what was said of it."""
    decided = matter.last("approved", "approved_in_part", "rejected", "answered")
    said = {} if decided is None else {one.point: one.effect for one in decided.verdicts}
    rows = [(one.number, one.text, said.get(str(one.number), said.get("rest", "none"))) for one in matter.points]
    fields: list[Field[tuple[int, str, str]]] = [
        Field(
            Column(key="number", head=texts("following.head.number"), is_number=True),
            lambda row: Cell(value=row[0], words=texts.number(row[0])),
        ),
        Field(Column(key="point", head=texts("following.head.point"), is_wordy=True), lambda row: text(row[1])),
        Field(
            Column(key="effect", head=texts("following.head.said"), is_coded=True),
            lambda row: Cell(value=row[2], words=texts(f"matters.effect.{row[2]}")),
        ),
    ]
    return tabulate("points", texts("following.points"), fields, rows)


def tabulate_past(texts: Texts, rules: Rules, past: Sequence[Happened]) -> Table:
    """All that was noted, one row a step, those that were taken back too."""
    fields: list[Field[Happened]] = [
        Field(
            Column(key="on", head=texts("matters.steps.day")),
            lambda one: _make_day(texts, None if _is_inferred(one) else one.on),
        ),
        Field(
            Column(key="event", head=texts("matters.steps.event"), is_coded=True),
            lambda one: Cell(
                value="undone" if one.step is None else one.step.event,
                words=texts("following.undone") if one.step is None else capitalise(label_event(texts, one.step.event)),
                note="" if one.stands else texts("following.taken_back"),
            ),
        ),
        Field(Column(key="by", head=texts("matters.steps.by")), lambda one: text(_tell_doer(texts, one))),
        Field(
            Column(key="told", head=texts("following.head.told"), is_wordy=True),
            lambda one: text("" if one.step is None else describe_step(texts, rules, one.step, one.doubts)),
        ),
        Field(
            Column(key="read_by", head=texts("following.head.read")),
            lambda one: text("" if one.step is None else _tell_reader(texts, one)),
        ),
        data_field("stands", lambda one: one.stands),
    ]
    return tabulate("steps", texts("matters.steps.caption"), fields, past)


def tabulate_errands(texts: Texts, errands: Sequence[Errand]) -> Table:
    """The tasks that bodies were given, with the signs of their being done."""
    fields: list[Field[Errand]] = [
        Field(Column(key="what", head=texts("following.head.what"), is_wordy=True), lambda one: text(one.what)),
        Field(Column(key="body", head=texts("following.head.body")), lambda one: text(one.body)),
        Field(Column(key="due", head=texts("following.head.due")), lambda one: _make_day(texts, one.due)),
        Field(Column(key="money", head=texts("following.head.money")), lambda one: text(one.money)),
        Field(
            Column(key="signs", head=texts("following.head.signs"), is_wordy=True),
            lambda one: text(_tell_signs(texts, one)),
        ),
    ]
    return tabulate("assignments", texts("following.errands"), fields, errands)


def tabulate_matters(texts: Texts, told: Sequence[Told]) -> Table:
    """The matters of a campaign, each with its four answers apart."""
    answers = {
        one.key: {name: (code, words) for name, code, words in list_answers(texts, one.headline)} for one in told
    }
    fields: list[Field[Told]] = [
        Field(
            Column(key="title", head=texts("following.head.matter")),
            lambda one: text(one.matter.title, link=Link(MATTER, one.key)),
        ),
        Field(
            Column(key="body", head=texts("following.head.body"), is_wordy=True),
            lambda one: text(f"{one.matter.decider[0]}, {one.place.name}"),
        ),
        *(_make_answer(texts, answers, name) for name in ASKED),
        Field(
            Column(key="late", head=texts("following.head.late"), is_wordy=True),
            lambda one: text(
                " ".join(describe_clock(texts, clock) for clock in one.clocks if clock.standing == "passed")
            ),
        ),
    ]
    return tabulate("matters", texts("following.matters"), fields, told)


def tabulate_waits(texts: Texts, waits: Sequence[Waiting], *, with_campaign: bool = True) -> Table:
    """What waits for whom, in the order given; a campaign's own page need not name it in every row."""
    fields: list[Field[Waiting]] = [
        Field(
            Column(key="on", head=texts("following.head.due")),
            lambda one: _make_day(texts, one.wait.on, texts("following.late") if one.is_late else ""),
        ),
        Field(
            Column(key="who", head=texts("following.head.who"), is_wordy=True),
            lambda one: text(_tell_who(texts, one.wait)),
        ),
        Field(
            Column(key="what", head=texts("following.head.what"), is_wordy=True),
            lambda one: text(_tell_what(texts, one)),
        ),
        data_field("code", lambda one: one.wait.code),
        Field(
            Column(key="matter", head=texts("following.head.matter")),
            lambda one: text(one.matter, link=Link(one.leads_to, one.matter_key) if one.matter_key else None),
        ),
        Field(
            Column(
                key="campaign",
                head=texts("campaign.head.title") if with_campaign else "",
                shown="everywhere" if with_campaign else "data",
            ),
            lambda one: _make_campaign(texts, one),
        ),
    ]
    return tabulate("waits", texts("following.waits"), fields, waits)


def describe_wait(texts: Texts, waiting: Waiting) -> str:
    """Who has the next move, what it is and by when."""
    told = texts("following.wait_told", who=_tell_who(texts, waiting.wait), what=_tell_what(texts, waiting))
    on = waiting.wait.on
    return f"{told}." if on is None else texts("following.wait_by", told=told, day=texts.day(on))


def label_event(texts: Texts, event: str) -> str:
    """What happens with a matter, in a few words."""
    return texts(f"matters.event.{event}")


def describe_step(texts: Texts, rules: Rules, step: Step, doubts: Iterable[VoteFlag] = ()) -> str:
    """What is kept of a step: days, reasons, votes, the sentence and where it is read."""
    told = [
        texts(f"following.step.{name}", day=texts.day(day))
        for name, day in (("tabled_to", step.tabled_to), ("due", step.due))
        if day is not None
    ]
    told += [
        texts(f"following.step.{name}", said=said.rstrip("."))
        for name, said in (
            ("reason", _label_reason(texts, step.reason)),
            ("purpose", step.purpose),
            ("condition", step.condition),
            ("owner", step.owner),
            ("task", step.task),
            ("sign", texts(f"following.sign.{step.sign}") if step.sign else ""),
            ("evidence", step.evidence),
        )
        if said
    ]
    if step.is_inferred:
        told.append(texts("following.step.inferred"))
    if step.vote is not None:
        told.append(describe_vote(texts, rules, step.vote, doubts))
    if step.sentence:
        told.append(f"”{step.sentence}”")
    where = ", ".join(part for part in (step.section, step.source) if part)
    return " ".join((*told, where)).strip()


def describe_vote(texts: Texts, rules: Rules, vote: Vote, doubts: Iterable[VoteFlag] = ()) -> str:
    """The count, with what yes stood for, and what of it does not add up, each with the law where there is one."""
    means = texts(f"following.means.{vote.yes_means or 'unclear'}")
    told = [texts("following.vote", yes=vote.yes, no=vote.no, means=means)]
    if vote.abstained or vote.absent:
        told.append(texts("following.vote_others", abstained=vote.abstained, absent=vote.absent))
    told.append(texts(f"following.decided_by.{vote.decided_by}"))
    told.extend(describe_doubt(texts, flag, rules.doubts.get(flag)) for flag in (*judge_vote(vote).flags, *doubts))
    return " ".join(told)


def _compose_clocks(texts: Texts, rules: Rules, told: Told) -> tuple[Block, ...]:
    """What the dates say, each with the rule and how sure it is; nothing where they say nothing."""
    said = [
        f"{describe_clock(texts, one)} ({describe_law(texts, rules.laws[one.law])})"
        for one in sorted(told.clocks, key=lambda one: one.standing != "passed")
    ]
    if told.source and said:
        said.append(texts("following.body_source", source=told.source))
    return (Heading(texts("following.clocks")), Bullets(tuple(said))) if said else ()


def _make_answer(texts: Texts, answers: Mapping[str, Mapping[str, tuple[str, str]]], name: str) -> Field[Told]:
    return Field(
        Column(key=name, head=texts(f"matters.headline.{name}"), is_coded=True, is_wordy=True),
        lambda one: Cell(value=answers[one.key][name][0], words=capitalise(answers[one.key][name][1])),
    )


def _is_inferred(one: Happened) -> bool:
    return one.step is not None and one.step.is_inferred


def _tell_doer(texts: Texts, one: Happened) -> str:
    """Who did it, where it is known."""
    if one.step is None or one.step.is_inferred:
        return ""
    return one.step.body or texts(f"matters.who.{one.step.by}")


def _tell_reader(texts: Texts, one: Happened) -> str:
    """Whether a person noted it alone, confirmed what a rule had read, or corrected it."""
    if _is_inferred(one):
        return texts("following.read.inferred")
    if not one.read:
        return texts("following.read.person")
    is_rule = one.step is not None and one.step.read_by == "rule"
    rule = texts(f"matters.rule.{one.read['rule']}")
    if is_rule:
        return texts("following.read.rule", rule=rule)
    said = texts(f"matters.effect.{one.read['effect']}")
    return texts("following.read.corrected", rule=rule, effect=said)


def _label_reason(texts: Texts, reason: str) -> str:
    key = f"matters.reason.{reason}"
    return texts(key) if key in texts.entries else reason


def _make_campaign(texts: Texts, one: Waiting) -> Cell:
    """The campaign with a link to it; questions to a body may be for none."""
    if not one.campaign_key:
        return Cell(value=None, words=texts("words.dash"))
    return text(one.campaign, link=Link(CAMPAIGN, one.campaign_key))


def _tell_who(texts: Texts, wait: Wait) -> str:
    return wait.body if wait.who == "body" and wait.body else texts(f"following.who.{wait.who}")


def _tell_what(texts: Texts, waiting: Waiting) -> str:
    return waiting.words or texts(f"following.wait.{waiting.wait.code}")


def _tell_signs(texts: Texts, errand: Errand) -> str:
    told = [
        f"{texts(f'following.sign.{code}')} ({texts.day(on)}): {evidence.rstrip('.')}."
        for code, on, evidence in errand.signs
    ]
    return " ".join(told) or texts("matters.done.no_sign")


def _make_day(texts: Texts, day: date | None, note: str = "") -> Cell:
    if day is None:
        return Cell(value=None, words=texts("following.no_day"))
    return Cell(value=day.isoformat(), words=texts.day(day), note=note)
