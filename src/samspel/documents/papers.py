"""Composes a paper of the blocks that its kind names in content/papers.toml, and tells what it still lacks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from samspel.catalogue.papers import FILE
from samspel.documents import background, handed_in, own_words, talk
from samspel.documents.matter import Matter
from samspel.needs.measuring import Inquiry
from samspel.rendering.blocks import Block, Bullets, Document, Heading, Lines, Paragraph, unfold
from samspel.rendering.table import Table, words
from samspel.reports.paper_figures import describe_paper_figure, list_existing
from samspel.reports.sheet import describe_answer
from samspel.terms.errors import ContentError

Make = Callable[[Matter], Iterable[Block]]
BLOCKS: Mapping[str, Make] = {
    "ask": handed_in.make_ask,
    "asks": handed_in.make_asks,
    "asked": background.make_asked,
    "decisions": background.make_decisions,
    "demand_in_words": handed_in.make_demand_in_words,
    "end": handed_in.make_end,
    "exists": own_words.make_exists,
    "exists_if_told": own_words.make_exists_if_told,
    "figure_grounds": handed_in.make_figure_grounds,
    "figures": handed_in.make_figures,
    "figures_in_full": background.make_figures_in_full,
    "goal_aim": handed_in.make_goal_aim,
    "goal_place": handed_in.make_goal_place,
    "goal_state": handed_in.make_goal_state,
    "grounds": background.make_grounds,
    "law": background.make_law,
    "jobs": handed_in.make_jobs,
    "lead": handed_in.make_lead,
    "lever": background.make_lever,
    "money": handed_in.make_money,
    "money_in_full": background.make_money_in_full,
    "names": own_words.make_names,
    "objection": handed_in.make_objection,
    "objections": background.make_objections,
    "open_questions": background.make_open_questions,
    "place_day": own_words.make_place_day,
    "proposals": handed_in.make_proposals,
    "qr": handed_in.make_qr,
    "questions": handed_in.make_questions,
    "reach": background.make_reach,
    "replies": talk.make_replies,
    "requests": handed_in.make_requests,
    "sections": handed_in.make_sections,
    "signatures": own_words.make_signatures,
    "simulation": background.make_simulation,
    "sources": background.make_sources,
    "standing": background.make_standing,
    "story": own_words.make_story,
    "sums": handed_in.make_sums,
    "talk": talk.make_talk,
    "why": handed_in.make_why,
}
"""The makers of blocks by the names that content/papers.toml gives them; fields of the writer's own are made by
`own_words.find_own_block`.
"""


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What a paper still lacks, or where it passes a bound: the key of its text and the facts that fill it."""

    code: str
    facts: Mapping[str, str | int]


def compose_paper(matter: Matter) -> Document:
    """Compose a paper. One that lacks what it cannot be without, or a word on what is known to exist, says above its
    title that it is a draft. Raises ContentError for a block that does not exist.
    """
    texts, told = matter.texts, matter.told
    blocks = tuple(block for name in matter.paper.blocks for block in _find_block(name)(matter))
    kicker, title = texts.fill(told.kicker, matter.facts), _find_title(matter)
    if matter.paper.handed_in and (matter.missing or _describe_existing(matter)):
        kicker = texts("paper.draft", kicker=kicker)
    footer = texts("motion.footer", title=title, area=matter.place.area, day=texts.day(matter.writer.day))
    return Document(
        name=_find_name(matter),
        lang=texts.lang,
        kicker=kicker,
        title=title,
        footer="" if matter.paper.handed_in else footer,
        page_of="" if matter.paper.handed_in else texts.entries["motion.page_of"],
        day=matter.writer.day,
        blocks=blocks,
        layout=matter.paper.layout,
    )


def list_remarks(matter: Matter, document: Document) -> Iterator[Remark]:
    """What the paper still lacks, and the bounds that it passes."""
    paper, texts = matter.paper, matter.texts
    for name in matter.missing:
        label = texts.of(matter.writer.catalogue.paper_fields[name]).label
        yield Remark(code="paper.remark_missing", facts={"field": label})
    known = _describe_existing(matter)
    if known:
        label = texts.of(matter.writer.catalogue.paper_fields["exists"]).label
        yield Remark(code="paper.remark_exists", facts={"known": known, "field": label})
    if matter.say("deadline") and matter.deadline < matter.writer.day:
        yield Remark(code="paper.remark_past", facts={"day": texts.day(matter.deadline)})
    signs, most = len(matter.signers), paper.most_signers
    if most is not None and signs > most:
        yield Remark(code="paper.remark_signers", facts={"count": signs, "most": most})
    count = count_characters(document)
    if paper.least_characters is not None and count < paper.least_characters:
        yield Remark(code="paper.remark_short", facts={"count": count, "least": paper.least_characters})
    if paper.most_characters is not None and count > paper.most_characters:
        yield Remark(code="paper.remark_long", facts={"count": count, "most": paper.most_characters})


def _describe_existing(matter: Matter) -> str:
    """What is known to be there of what a paper that is handed in says is not, or is yet to say; nothing once its
    writer has told what that is.
    """
    is_said = matter.say("situation") or "situation" in matter.paper.required
    if not (matter.paper.handed_in and matter.row is not None and is_said) or matter.exists or matter.say("exists"):
        return ""
    texts = matter.texts
    return " ".join(
        describe_answer(texts, matter.need, one)
        if isinstance(one, Inquiry)
        else describe_paper_figure(matter.writer.observations, texts, one, is_alone=True)
        for one in list_existing(matter.need)
    )


def list_said(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text that is read out of blocks."""
    for block in unfold(blocks):
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield f"{block.lead} {block.text}".strip()
            case Bullets():
                yield from block.items
            case Table():
                read = words(block)
                yield from (block.caption, *read.heads, *(cell for row in read.texts for cell in row), *block.notes)
            case Lines():
                yield from block.labels
            case _:
                pass


def count_characters(document: Document) -> int:
    """The characters of a paper with its title, spaces counted, as a newspaper counts them."""
    return len("\n".join((document.title, *list_said(document.blocks))))


def _find_block(name: str) -> Make:
    made = BLOCKS.get(name) or own_words.find_own_block(name)
    if made is None:
        raise ContentError(FILE, "blocks", name, "one of " + ", ".join(BLOCKS))
    return made


def _find_title(matter: Matter) -> str:
    if matter.event and matter.told.event_title:
        return matter.texts.fill(matter.told.event_title, matter.facts)
    if matter.told.title:
        return matter.texts.fill(matter.told.title, matter.facts)
    return matter.says.motion_title


def _find_name(matter: Matter) -> str:
    """The file name's stem."""
    about = (
        f"{matter.demand.number:02d}-{matter.demand.id}"
        if matter.row is not None
        else str(matter.goal and matter.goal.id)
    )
    return f"{matter.paper.id}-{matter.place.code}-{about}"
