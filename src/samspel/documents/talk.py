"""The blocks for whoever speaks: three minutes, and answers to what is usually said against a motion."""

from collections.abc import Iterable

from samspel.documents.handed_in import list_inquiries, list_objections, word_question
from samspel.documents.matter import Matter
from samspel.documents.own_words import list_prompts
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.reports.paper_figures import describe_paper_figures
from samspel.reports.paper_money import describe_cost_in_short, describe_funding

WORDS_A_MINUTE = 130
"""A calm pace at a rostrum."""
QUESTIONS_BACK = 2
OBJECTIONS = 1


def make_talk(matter: Matter) -> Iterable[Block]:
    """What to say in three minutes, point by point, with how long it takes."""
    texts = matter.texts
    yield Heading(texts("paper.talk"))
    points = tuple(_list_points(matter))
    words = sum(len(text.split()) for _, text in points)
    minutes = texts.number(words / WORDS_A_MINUTE, 1)
    yield Paragraph(texts("paper.talk_length", words=texts.number(words), minutes=minutes), style="note")
    for name, text in points:
        yield Paragraph(text, lead=texts(f"paper.talk_{name}"))


def make_replies(matter: Matter) -> Iterable[Block]:
    """What to answer to the three usual replies."""
    texts = matter.texts
    asked = [word_question(matter, one) for one in list_inquiries(matter)[:QUESTIONS_BACK]]
    money = _describe_money(matter)
    by = texts("motion.by_date", day=texts.day(matter.deadline))
    yield Heading(texts("paper.replies"))
    done = " ".join(asked) or matter.says.exists_question
    yield Paragraph(texts("paper.reply_done_answer", questions=done), lead=texts("paper.reply_done"))
    paid = texts("paper.reply_money_answer", date=by)
    yield Paragraph(f"{money} {paid}".strip(), lead=texts("paper.reply_money"))
    yield Paragraph(texts("paper.reply_wait_answer", date=by), lead=texts("paper.reply_wait"))


def _list_points(matter: Matter) -> Iterable[tuple[str, str]]:
    texts = matter.texts
    yield "story", " ".join(matter.list_lines("story")) or " ".join(list_prompts(texts))
    figures = describe_paper_figures(matter.writer.observations, texts, matter.need)
    if figures:
        yield "figures", " ".join(figures)
    yield "industry", matter.says.industry
    yield "welfare", matter.says.welfare
    yield "asks", matter.says.asks
    if _describe_money(matter):
        yield "money", _describe_money(matter)
    for against, answer in list_objections(matter)[:OBJECTIONS]:
        yield "objection", f"{against} {answer}"
    yield "end", texts("paper.talk_end_text")


def _describe_money(matter: Matter) -> str:
    cost = describe_cost_in_short(matter.texts, matter.need.place, matter.costed.cost)
    said = [cost, *(describe_funding(matter.texts, grant) for grant in matter.demand.funding)]
    return " ".join(part for part in said if part)
