"""What is asked of a body, for its letter and its page; and what its answers changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.enquiry import AskedFigure, Elsewhere, Enquiry, Receipt
from samspel.needs.measuring import Inquiry, Need
from samspel.rendering.blocks import Block, Bullets, Fold, Grid, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, tabulate
from samspel.reports.contrary import describe_contrary
from samspel.reports.demand import label_demand
from samspel.reports.needs import badge_verdict, describe_question, describe_shared_question, label_need
from samspel.reports.records import describe_ignored
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT

T = TypeVar("T")
PLACES_OF_PER_CENT = 9
Change = tuple[Need, Need]
ASK_LINK = "ask_one"
"""A link to one question: the code of the body, the demand and the question."""
NAMED = 5
"""So many of those who have answered are named."""


def label_form(texts: Texts, body: Place) -> str:
    """The name of the form's file."""
    return f"svar-{body.code}.csv" if texts.lang == "sv" else f"answers-{body.code}.csv"


def compose_questions(texts: Texts, enquiry: Enquiry) -> tuple[Block, ...]:
    """Every open question to the body under its demand, each once with how it is answered."""
    asked = (block for part in _list_asked(texts, enquiry) for block in part)
    return (*_begin_questions(texts, enquiry), *asked)


def fold_questions(texts: Texts, enquiry: Enquiry) -> tuple[Block, ...]:
    """The same for a page, where a body may have two hundred: of several demands each is folded, with its number of
    them.
    """
    asked = list(_list_asked(texts, enquiry))
    if len(asked) == 1:
        return compose_questions(texts, enquiry)
    folds = (
        Fold(texts("enquiry.of_demand", demand=heading.text, count=len(bullets.items)), (heading, bullets))
        for heading, bullets in asked
    )
    return (*_begin_questions(texts, enquiry), *folds)


def _begin_questions(texts: Texts, enquiry: Enquiry) -> tuple[Block, ...]:
    title = Heading(texts("letter.questions"))
    return (title,) if enquiry.questions else (title, Paragraph(texts("letter.none", body=enquiry.body.body)))


def _list_asked(texts: Texts, enquiry: Enquiry) -> Iterator[tuple[Heading, Bullets]]:
    """Each demand with its questions."""
    for asked in _group(enquiry.questions, lambda one: one[0].demand.id):
        need = asked[0][0]
        key = f"{enquiry.body.code}/{need.demand.id}"
        grouped = _group([inquiry for _, inquiry in asked], lambda inquiry: inquiry.question.id)
        yield (
            Heading(label_demand(texts, need.demand), 3, Link("place_need", key)),
            Bullets(tuple(_describe_asked(texts, inquiries) for inquiries in grouped)),
        )


def compose_asks(catalogue: Catalogue, texts: Texts, need: Need, found: Sequence[Elsewhere]) -> tuple[Block, ...]:
    """Each open question of a demand with whom to ask and who else has answered; nothing where none is open."""
    if not found:
        return ()
    cells = tuple(
        (
            # The question leads on, and not whom it goes to: else all links would have one name.
            Heading(describe_question(texts, one.inquiry), 3, find_ask_link(need, one.inquiry)),
            Paragraph(f"{label_asking(texts, need, one.inquiry)}. {describe_elsewhere(catalogue, texts, one)}"),
        )
        for one in found
    )
    return (Grid(cells),)


def label_asking(texts: Texts, need: Need, inquiry: Inquiry) -> str:
    """That a question can be put, and to whom."""
    if inquiry.body is None:
        return texts("enquiry.ask_each", area=need.place.area)
    return texts("enquiry.ask_one", body=inquiry.body.body)


def find_ask_link(need: Need, inquiry: Inquiry) -> Link | None:
    """Where the letter and the form with this question alone are; None where each municipality is asked."""
    if inquiry.body is None:
        return None
    return Link(ASK_LINK, f"{inquiry.body.code}/{need.demand.id}/{inquiry.question.id}")


def describe_elsewhere(catalogue: Catalogue, texts: Texts, found: Elsewhere) -> str:
    """Who else has answered a question: by name, and how many in surveys; or that nobody has."""
    names = [place.name for place in found.places[:NAMED]]
    if len(found.places) > NAMED:
        names.append(texts("enquiry.elsewhere_more", count=len(found.places) - NAMED))
    said = [texts("enquiry.elsewhere", names=texts.listing(names))] if names else []
    for indicator, count in found.surveys:
        name = texts.of(catalogue.indicators[indicator]).name
        said.append(texts("enquiry.elsewhere_survey", name=name, count=texts.number(count)))
    return " ".join(said) or texts("enquiry.elsewhere_none")


def compose_figures(catalogue: Catalogue, texts: Texts, enquiry: Enquiry) -> tuple[Block, ...]:
    """The figures that are published but not built in, and those that only a timetable or a map gives; none where
    there are none.
    """
    blocks: list[Block] = []
    for name, is_reckoned in (("figures", False), ("reckoned", True)):
        items = [
            _describe_figure(catalogue, texts, one)
            for one in enquiry.figures
            if catalogue.indicators[one[1].measure.indicator].is_reckoned is is_reckoned
        ]
        if items:
            heading, intro = Heading(texts(f"letter.{name}")), Paragraph(texts(f"letter.{name}_intro"))
            blocks += [heading, intro, Bullets(tuple(items))]
    return tuple(blocks)


def compose_receipt(catalogue: Catalogue, texts: Texts, receipt: Receipt, kept_in: str) -> tuple[Block, ...]:
    """How many answers were kept, where (as the reader can find it), what they changed, what was not used, and how
    shares below one were understood.
    """
    body = receipt.body.body
    blocks: list[Block] = [Paragraph(texts("enquiry.done", count=len(receipt.answers), body=body, file=kept_in))]
    blocks.append(
        tabulate_changes(texts, receipt.changes) if receipt.changes else Paragraph(texts("enquiry.no_change"))
    )
    blocks += compose_contrary(catalogue, texts, receipt)
    if receipt.ignored:
        blocks.append(Paragraph(describe_ignored(texts, receipt.file, receipt.ignored)))
    return (*blocks, *compose_warnings(catalogue, texts, receipt))


def compose_contrary(catalogue: Catalogue, texts: Texts, receipt: Receipt) -> tuple[Block, ...]:
    """Where an answer that changed a verdict is at odds with a figure."""
    told = dict.fromkeys(describe_contrary(catalogue, texts, new) for _, new in receipt.changes)
    return tuple(Paragraph(one) for one in told if one)


def compose_warnings(catalogue: Catalogue, texts: Texts, receipt: Receipt) -> tuple[Block, ...]:
    """How shares below one were understood."""
    return tuple(Paragraph(_describe_small_share(catalogue, texts, answer)) for answer in receipt.small_shares)


def tabulate_changes(texts: Texts, changes: Sequence[Change]) -> Table:
    """One row a demand whose verdict changed: as it was, and as it is."""

    def verdict(need: Need) -> Cell:
        return Cell(
            value=need.verdict.value, words=label_need(texts, need), badge=badge_verdict(need.verdict, need.strength)
        )

    fields = (
        Field[Change](Column(key="demand", head=texts("words.demand")), lambda row: _make_demand(texts, row[1])),
        Field[Change](Column(key="place", head=texts("enquiry.place")), lambda row: _make_place(texts, row[1])),
        Field[Change](Column(key="before", head=texts("enquiry.before")), lambda row: verdict(row[0])),
        Field[Change](Column(key="after", head=texts("enquiry.after")), lambda row: verdict(row[1])),
    )
    return tabulate("changes", texts("enquiry.changes"), fields, changes)


def _describe_small_share(catalogue: Catalogue, texts: Texts, answer: Answer) -> str:
    if answer.kind == "figure":
        asked = texts.of(catalogue.indicators[answer.item]).name
    else:
        asked = texts.of(next(one for one in catalogue.demands[answer.demand].questions if one.id == answer.item))
    value = float(answer.value)
    large = texts.exact(round(value * PER_CENT, PLACES_OF_PER_CENT))
    return texts("enquiry.small_share", asked=asked, value=texts.exact(value), large=large)


def _make_demand(texts: Texts, need: Need) -> Cell:
    link = Link("place_need", f"{need.place.code}/{need.demand.id}")
    return Cell(value=need.demand.id, words=label_demand(texts, need.demand), link=link)


def _make_place(texts: Texts, need: Need) -> Cell:
    return Cell(value=need.place.code, words=texts.said(need.place.area))


def _describe_asked(texts: Texts, inquiries: Sequence[Inquiry]) -> str:
    """A question with the municipalities that it is put for, and how it is answered."""
    kind = texts(f"form.answer_kind_{inquiries[0].question.answer}")
    return f"{describe_shared_question(texts, inquiries)} {texts('letter.answer_form', kind=kind)}"


def _describe_figure(catalogue: Catalogue, texts: Texts, asked: AskedFigure) -> str:
    need, measurement = asked
    indicator = catalogue.indicators[measurement.measure.indicator]
    kolada = f" (Kolada {indicator.missing.kolada})" if indicator.missing and indicator.missing.kolada else ""
    return f"{need.demand.number}. {texts.of(indicator).name}{kolada}. {texts.of(indicator).definition}"


def _group(entries: Iterable[T], key: Callable[[T], str]) -> list[list[T]]:
    """The entries by their keys, in the order that each key first comes."""
    groups: dict[str, list[T]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return list(groups.values())
