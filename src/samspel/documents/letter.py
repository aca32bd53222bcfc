"""The letter that asks a municipality or region for what no table says."""

from samspel.needs.enquiry import Enquiry
from samspel.rendering.blocks import Document, Heading, Lines, Paragraph
from samspel.reports.enquiry import compose_figures, compose_questions, label_form
from samspel.reports.writing import Writer


def compose_letter(writer: Writer, enquiry: Enquiry) -> Document:
    """Compose the letter with every open question to a body, and the other figures that it may fill in."""
    texts, body = writer.texts, enquiry.body
    return Document(
        name=f"fragor-{body.code}" if texts.lang == "sv" else f"questions-{body.code}",
        lang=texts.lang,
        kicker=texts("letter.kicker"),
        title=texts("letter.title", body=body.body),
        footer=texts("letter.footer", body=body.body, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=(
            Paragraph(texts("letter.ingress", body=body.body), style="ingress"),
            Paragraph(texts("letter.law")),
            Heading(texts("letter.how_title")),
            Paragraph(texts("letter.how", file=label_form(texts, body))),
            Heading(texts("letter.purpose")),
            Paragraph(texts("letter.purpose_text", area=body.area)),
            Lines((texts("letter.signature_place"), texts("letter.signature_name"))),
            *compose_questions(texts, enquiry),
            *compose_figures(writer.catalogue, texts, enquiry),
        ),
    )
