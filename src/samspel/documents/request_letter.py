"""The letter with questions that somebody follows, and the reminder of those that are left: what is asked, on what
ground, why, what becomes of the answers, and how one answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samspel.catalogue.texts import Texts
from samspel.drawing.qr import draw_qr, strip_scheme
from samspel.needs.enquiry import Enquiry
from samspel.rendering.blocks import Block, Document, Heading, Lines, Paragraph, Picture
from samspel.reports.enquiry import compose_questions, label_form
from samspel.reports.writing import Writer

QR_WIDTH = 0.18
"""Of the width of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Who asks, which part of the body is asked, the ground by its id, and how one answers: the address of the answer
    page and the day until which it can be used; no address where the letter is kept without. A letter that `has_link`
    not was sent without one: it has ended, or nobody else reaches the machine.
    `sent` and `reminded` are the days of the letters before, for a reminder.
    """

    sender: str
    recipient: str
    ground: str
    is_shared: bool
    address: str = ""
    until: date | None = None
    has_link: bool = True
    sent: date | None = None
    reminded: date | None = None


def compose_request(writer: Writer, enquiry: Enquiry, way: Way) -> Document:
    """Compose the letter."""
    texts, body = writer.texts, enquiry.body
    blocks = (
        *_address(texts, way),
        Paragraph(texts("request.letter.ingress", body=way.recipient), style="ingress"),
        *(() if way.ground == "none" else (Paragraph(texts(f"request.letter.law.{way.ground}")),)),
        Heading(texts("letter.how_title")),
        *_tell_way(texts, enquiry, way),
        Heading(texts("letter.purpose")),
        Paragraph(texts("letter.purpose_text", area=body.area)),
        *tell_use(texts, is_shared=way.is_shared, has_link=way.has_link),
        Lines((texts("letter.signature_place"), texts("letter.signature_name"))),
        *compose_questions(texts, enquiry),
    )
    return _set(writer, enquiry, "request.file", texts("letter.title", body=way.recipient), blocks)


def compose_reminder(writer: Writer, enquiry: Enquiry, way: Way) -> Document:
    """Compose the reminder, with what the law says of the time on the ground that the questions rest on."""
    texts = writer.texts
    sent = "" if way.sent is None else texts.day(way.sent)
    again = () if way.reminded is None else (Paragraph(texts("request.remind.again", day=texts.day(way.reminded))),)
    blocks = (
        *_address(texts, way),
        Paragraph(texts("request.remind.ingress", day=sent), style="ingress"),
        *again,
        Paragraph(texts(f"request.remind.law.{way.ground}")),
        Heading(texts("letter.how_title")),
        *_tell_way(texts, enquiry, way),
        Lines((texts("letter.signature_place"), texts("letter.signature_name"))),
        *compose_questions(texts, enquiry),
    )
    return _set(writer, enquiry, "request.remind_file", texts("request.remind.title", body=way.recipient), blocks)


def tell_use(texts: Texts, *, is_shared: bool, has_link: bool = True) -> tuple[Paragraph, ...]:
    """What becomes of the answers, and what whoever answers may do; the answer page says the same."""
    told = [
        Paragraph(texts("request.letter.use")),
        Paragraph(texts("request.letter.free" if has_link else "request.letter.free_no_link")),
    ]
    return (*told, Paragraph(texts("request.letter.shared"))) if is_shared else tuple(told)


def _address(texts: Texts, way: Way) -> Iterable[Block]:
    yield Paragraph(way.recipient, lead=texts("request.letter.to"))
    yield Paragraph(way.sender, lead=texts("request.letter.from"))


def _tell_way(texts: Texts, enquiry: Enquiry, way: Way) -> Iterable[Block]:
    file = label_form(texts, enquiry.body)
    if not way.has_link:
        yield Paragraph(texts("request.letter.how_no_link", file=file))
        return
    if way.address:
        until = "" if way.until is None else texts.day(way.until)
        yield Paragraph(texts("request.letter.link", until=until))
        alt = texts("request.letter.qr", address=strip_scheme(way.address))
        yield Picture(draw_qr(way.address), alt=alt, caption="", width=QR_WIDTH)
        yield Paragraph(way.address)
    else:
        yield Paragraph(texts("request.letter.no_link"), style="note")
    yield Paragraph(texts("request.letter.how", file=file))


def _set(writer: Writer, enquiry: Enquiry, name: str, title: str, blocks: Iterable[Block]) -> Document:
    texts = writer.texts
    return Document(
        name=f"{texts(name)}-{enquiry.body.code}",
        lang=texts.lang,
        kicker=texts("letter.kicker"),
        title=title,
        footer=texts("letter.footer", body=enquiry.body.body, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=tuple(blocks),
    )
