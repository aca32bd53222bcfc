"""The letter that asks a municipality or region for what no table says."""

from collections.abc import Iterable, Sequence

from samspel.catalogue.texts import Texts
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.rendering.blocks import Block, Bullets, Document, Heading, Lines, Paragraph
from samspel.reports.enquiry import group_figures
from samspel.reports.needs import describe_shared_question
from samspel.reports.writing import Writer
from samspel.terms.place import Place


def compose_letter(
    writer: Writer,
    body: Place,
    questions: Sequence[tuple[Need, Inquiry]],
    figures: Sequence[tuple[Need, Measurement]],
    form_name: str,
) -> Document:
    """Compose the letter with every open question to `body`, and the other figures that it may fill in."""
    texts = writer.texts
    blocks: list[Block] = [
        Paragraph(texts("letter.ingress", body=body.body), style="ingress"),
        Paragraph(texts("letter.law")),
        Heading(texts("letter.how_title")),
        Paragraph(texts("letter.how", file=form_name)),
        Heading(texts("letter.purpose")),
        Paragraph(texts("letter.purpose_text")),
        Lines((texts("letter.signature_place"), texts("letter.signature_name"))),
        *_question_blocks(writer, body, questions),
        *_figure_blocks(writer, figures),
    ]
    return Document(
        name=f"fragor-{body.code}" if texts.lang == "sv" else f"questions-{body.code}",
        lang=texts.lang,
        kicker=texts("letter.kicker"),
        title=texts("letter.title", body=body.body),
        footer=texts("letter.footer", body=body.body, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=tuple(blocks),
    )


def _question_blocks(writer: Writer, body: Place, questions: Sequence[tuple[Need, Inquiry]]) -> Iterable[Block]:
    texts = writer.texts
    yield Heading(texts("letter.questions"))
    if not questions:
        yield Paragraph(texts("letter.none", body=body.body))
    by_demand: dict[str, list[tuple[Need, Inquiry]]] = {}
    for need, inquiry in questions:
        by_demand.setdefault(need.demand.id, []).append((need, inquiry))
    for asked in by_demand.values():
        demand = asked[0][0].demand
        yield Heading(f"{demand.number}. {texts.of(demand).title}", level=3)
        by_question: dict[str, list[Inquiry]] = {}
        for _, inquiry in asked:
            by_question.setdefault(inquiry.question.id, []).append(inquiry)
        yield Bullets(tuple(_tell_asked(texts, inquiries) for inquiries in by_question.values()))


def _tell_asked(texts: Texts, inquiries: Sequence[Inquiry]) -> str:
    """A question with how it is answered."""
    kind = texts(f"form.answer_kind_{inquiries[0].question.answer}")
    return f"{describe_shared_question(texts, inquiries)} {texts('letter.answer_form', kind=kind)}"


def _figure_blocks(writer: Writer, figures: Sequence[tuple[Need, Measurement]]) -> Iterable[Block]:
    """Those to look up, and those that no table has but the body may have worked out."""
    for name, group in group_figures(writer.catalogue, figures):
        yield Heading(writer.texts(f"letter.{name}"))
        yield Paragraph(writer.texts(f"letter.{name}_intro"))
        yield _list_figures(writer, group)


def _list_figures(writer: Writer, figures: Sequence[tuple[Need, Measurement]]) -> Bullets:
    texts, items = writer.texts, []
    for need, measurement in figures:
        indicator = writer.catalogue.indicators[measurement.measure.indicator]
        told = texts.of(indicator)
        kolada = f" (Kolada {indicator.missing.kolada})" if indicator.missing and indicator.missing.kolada else ""
        items.append(f"{need.demand.number}. {told.name}{kolada}. {told.definition}")
    return Bullets(tuple(items))
