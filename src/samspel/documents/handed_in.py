"""The blocks of what is handed in: the grounds, the money, what is to be decided or answered, and what is asked for."""

from collections.abc import Iterable, Sequence

from samspel.catalogue.records.papers import Ground
from samspel.documents.matter import Matter, make_gap
from samspel.drawing.qr import draw_qr, strip_scheme
from samspel.needs.measuring import Inquiry
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph, Picture
from samspel.reports.demand import list_proposals
from samspel.reports.paper_figures import (
    describe_jobs,
    describe_paper_figures,
    describe_paper_grounds,
    describe_size,
    lower_first,
)
from samspel.reports.paper_money import describe_cost_in_short, describe_funding
from samspel.terms.numbers import read_number

QR_WIDTH = 0.5


def make_figures(matter: Matter) -> Iterable[Block]:
    """At most two figures in running text."""
    said = describe_paper_figures(matter.writer.observations, matter.texts, matter.need)
    if said:
        yield Paragraph(" ".join(said))


def make_figure_grounds(matter: Matter) -> Iterable[Block]:
    """In small, what the figures rest on."""
    said = describe_paper_grounds(matter.writer.observations, matter.texts, matter.need)
    if said:
        yield Paragraph(" ".join(said), lead=matter.texts("paper.grounds"), style="note")


def make_why(matter: Matter) -> Iterable[Block]:
    """Why it concerns both industry and welfare, in one paragraph."""
    yield Paragraph(matter.says.motion_why)


def make_money(matter: Matter) -> Iterable[Block]:
    """The money in a paragraph."""
    yield Paragraph(describe_money(matter))


def describe_money(matter: Matter) -> str:
    """What it costs or that this is not known, and the state grants there are: never the grants alone. The known cost
    is told as that of the whole demand where some of it exists.
    """
    cost = describe_cost_in_short(matter.texts, matter.costed, has_some=matter.exists)
    size = describe_size(matter.writer.catalogue, matter.texts, matter.costed.size)
    funding = (describe_funding(matter.texts, grant) for grant in matter.demand.funding)
    return " ".join(part for part in (cost, size, *funding) if part)


def make_lead(matter: Matter) -> Iterable[Block]:
    """What stands before the draft decisions or the questions."""
    if matter.told.heading:
        yield Heading(matter.told.heading)
    if matter.told.lead:
        yield Paragraph(matter.texts.fill(matter.told.lead, matter.facts))


def make_end(matter: Matter) -> Iterable[Block]:
    """What stands last."""
    if matter.told.end:
        yield Paragraph(matter.texts.fill(matter.told.end, matter.facts))


def make_proposals(matter: Matter) -> Iterable[Block]:
    """The draft decisions, by what exists today."""
    yield Bullets(list_points(matter), numbered=True)


def list_points(matter: Matter) -> tuple[str, ...]:
    """The points (att-satser) of a paper that proposes decisions, as they stand in it."""
    is_authority = matter.addressee.is_authority
    found = list_proposals(
        matter.texts, matter.demand, matter.proposal_words, is_authority=is_authority, exists=bool(matter.exists)
    )
    return found.items[: matter.paper.proposals]


def make_questions(matter: Matter) -> Iterable[Block]:
    """The writer's own question and those of the handbook that the body can answer."""
    own = (matter.say("own_question"),) if matter.say("own_question") else ()
    items = (*own, *(word_question(matter, one) for one in list_inquiries(matter)))[: matter.paper.questions]
    asked = items or (matter.says.exists_question,)
    yield Bullets(asked, numbered=True) if len(asked) > 1 else Paragraph(asked[0])


def list_inquiries(matter: Matter) -> tuple[Inquiry, ...]:
    """The questions that go to the body and are not answered, else all that go to it; those that decide first."""
    body = matter.addressee.body
    mine = [one for one in matter.need.inquiries if one.body is not None and one.body.code == body.code]
    ranked = sorted(mine, key=lambda one: one.question.role != "decides")
    return tuple([one for one in ranked if one.is_open] or ranked)


def word_question(matter: Matter, inquiry: Inquiry) -> str:
    """A question as it is put, with the municipality that it is about where that is not who is asked."""
    asked: str = matter.texts.of(inquiry.question)
    if inquiry.about in (None, inquiry.body):
        return asked
    return matter.texts("need.about", place=inquiry.about.area, question=asked)


def make_sums(matter: Matter) -> Iterable[Block]:
    """The sums by year to the committee and how they are paid, as draft decisions; a place to fill in for what is not
    told.
    """
    texts, financing = matter.texts, " ".join(matter.list_lines("financing"))
    decided: list[str] = []
    if matter.sums:
        each = [texts("paper.sum", year=year, sum=texts.number(read_number(told))) for year, told in matter.sums]
        about = lower_first(matter.says.title)
        decided.append(texts("paper.grant", sums=texts.listing(each), committee=matter.committee, title=about))
    if financing:
        decided.append(texts("paper.financing", financing=financing))
    if decided:
        yield Bullets(tuple(decided), numbered=True)
    told = {"sums": bool(matter.sums), "financing": bool(financing)}
    yield from (make_gap(matter, name) for name, is_told in told.items() if not is_told)


def make_sections(matter: Matter) -> Iterable[Block]:
    """Each demand as a comment on somebody's proposal."""
    for row in (matter.costed, *matter.more):
        told = matter.texts.of(row.need.demand)
        yield Heading(told.title)
        yield Paragraph(told.motion_why)
        yield Paragraph(told.asks, lead=matter.texts("paper.comment"))


def make_goal_aim(matter: Matter) -> Iterable[Block]:
    """What a national goal says."""
    if matter.goal is not None:
        yield Paragraph(matter.texts.of(matter.goal).goal, lead=f"{matter.texts('paper.goal')}:")


def make_goal_place(matter: Matter) -> Iterable[Block]:
    """What a national goal means in a municipality."""
    if matter.goal is not None:
        yield Paragraph(matter.texts.of(matter.goal).place)


def make_jobs(matter: Matter) -> Iterable[Block]:
    """How many work in industry at the place."""
    said = describe_jobs(matter.writer.observations, matter.texts, matter.place)
    if said:
        yield Paragraph(said)


def make_goal_state(matter: Matter) -> Iterable[Block]:
    """What only the state can do for it. After an event the requests say so themselves, and nothing else is asked."""
    if matter.goal is not None and not matter.event:
        yield Paragraph(matter.texts.of(matter.goal).state)


def make_asks(matter: Matter) -> Iterable[Block]:
    """What the government is asked, numbered where it is more than one thing."""
    asked = matter.list_lines("request")
    if len(asked) > 1:
        yield Bullets(asked, numbered=True)
    else:
        yield Paragraph(asked[0]) if asked else make_gap(matter, "request")


def make_objection(matter: Matter) -> Iterable[Block]:
    """An objection that is soon told, and its answer; nothing where the demand has none."""
    for against, answer in list_objections(matter)[:1]:
        yield Paragraph(matter.texts("paper.objection", against=against, answer=answer))


def list_objections(matter: Matter) -> list[tuple[str, str]]:
    """The objections with their answers, those that are soonest told first."""
    pairs = zip(matter.says.against, matter.says.answer, strict=True)
    return sorted(pairs, key=lambda pair: len(pair[0]) + len(pair[1]))


def make_demand_in_words(matter: Matter) -> Iterable[Block]:
    """What is demanded, in a sentence."""
    yield Paragraph(matter.texts("paper.demand", asks=matter.says.asks))


def make_ask(matter: Matter) -> Iterable[Block]:
    """The one question of a leaflet."""
    yield Paragraph(matter.say("ask") or matter.texts("paper.how_is_it"), style="ingress")


def make_qr(matter: Matter) -> Iterable[Block]:
    """The address to answer at, in letters and as a code to photograph."""
    address = "".join(matter.say("address").split())
    if not address:
        yield make_gap(matter, "address")
        return
    alt = matter.texts("paper.qr", address=strip_scheme(address))
    yield Picture(draw_qr(address), alt=alt, caption="", width=QR_WIDTH)
    yield Paragraph("", lead=strip_scheme(address))


def make_requests(matter: Matter) -> Iterable[Block]:
    """What is asked for, under the rule that gives a right to each kind."""
    for ground in matter.writer.catalogue.kinds.ground:
        items = _list_requested(matter, ground)
        if items:
            yield Paragraph(matter.texts.of(ground))
            yield Bullets(tuple(items), numbered=True)


def _list_requested(matter: Matter, ground: Ground) -> Sequence[str]:
    if not ground.answers:
        return matter.list_lines("documents")
    asked = [one for one in list_inquiries(matter) if one.question.answer in ground.answers]
    own = [matter.say("own_question")] if "yes_no" in ground.answers and matter.say("own_question") else []
    return [*own, *(word_question(matter, one) for one in asked)][: matter.paper.questions]
