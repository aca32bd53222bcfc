"""The blocks for whoever speaks: three minutes, and answers to what is usually said against a motion."""

from collections.abc import Iterable

from samspel.documents.handed_in import describe_money, list_inquiries, list_objections, word_question
from samspel.documents.matter import Matter
from samspel.documents.own_words import list_prompts
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.reports.paper_figures import describe_paper_figures

QUESTIONS_BACK = 2
Point = tuple[str, str]


def make_talk(matter: Matter) -> Iterable[Block]:
    """What to say in three minutes, point by point, with how long it takes."""
    texts = matter.texts
    yield Heading(texts("paper.talk"))
    before, objections, after = _list_points(matter), _list_objections(matter), ("end", texts("paper.talk_end_text"))
    room = _count_room(matter) - _count_words((*before, after))
    points = (*before, *_choose_objections(objections, room), after)
    words = _count_words(points)
    minutes = texts.number(words / matter.writer.catalogue.value("words_a_minute"), 1)
    yield Paragraph(texts("paper.talk_length", words=texts.number(words), minutes=minutes), style="note")
    for name, text in points:
        yield Paragraph(text, lead=texts(f"paper.talk_{name}"))


def make_replies(matter: Matter) -> Iterable[Block]:
    """What to answer to the three usual replies."""
    texts = matter.texts
    asked = [word_question(matter, one) for one in list_inquiries(matter)[:QUESTIONS_BACK]]
    money = describe_money(matter)
    by = texts("motion.by_date", day=texts.day(matter.deadline))
    yield Heading(texts("paper.replies"))
    done = " ".join(asked) or matter.says.exists_question
    yield Paragraph(texts("paper.reply_done_answer", questions=done), lead=texts("paper.reply_done"))
    paid = texts("paper.reply_money_answer", date=by)
    yield Paragraph(f"{money} {paid}", lead=texts("paper.reply_money"))
    yield Paragraph(texts("paper.reply_wait_answer", date=by), lead=texts("paper.reply_wait"))


def _list_points(matter: Matter) -> list[Point]:
    texts = matter.texts
    points = [("story", " ".join(matter.list_lines("story")) or " ".join(list_prompts(texts)))]
    if matter.say("exists"):
        points.append(("exists", " ".join(matter.list_lines("exists"))))
    figures = describe_paper_figures(matter.writer.observations, texts, matter.need)
    if figures:
        points.append(("figures", " ".join(figures)))
    told = [("industry", matter.says.industry), ("welfare", matter.says.welfare), ("asks", matter.says.asks)]
    points += [(name, text) for name, text in told if text]
    return [*points, ("money", describe_money(matter))]


def _list_objections(matter: Matter) -> list[Point]:
    return [("objection", f"{against} {answer}") for against, answer in list_objections(matter)]


def _choose_objections(objections: Iterable[Point], room: int) -> list[Point]:
    """The first, and those after it that there is room for."""
    chosen: list[Point] = []
    for point in objections:
        if not chosen or _count_words((*chosen, point)) <= room:
            chosen.append(point)
    return chosen


def _count_room(matter: Matter) -> int:
    """The words that can be said in the time."""
    value = matter.writer.catalogue.value
    return int(value("words_a_minute") * value("talk_minutes"))


def _count_words(points: Iterable[Point]) -> int:
    return sum(len(text.split()) for _, text in points)
