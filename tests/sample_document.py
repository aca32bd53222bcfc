"""Documents for the tests of the renderers, and a way to render one in another process, zone and time."""

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from pathlib import Path

from samspel.rendering.blocks import Block, Bullets, Document, Heading, Lines, Pair, Paragraph, Picture
from samspel.rendering.table import Column, Table, text

NASTY = "# $x$ *a* _b_ <i> & \" ' \\ [c] @d `e` {f} ~ = + - / // \u00a0 \u2212 å ä ö"
"""Signs with a meaning in Typst, XML or HTML, a no-break space and a minus; every font has them."""

_ELSEWHERE = """
import sys, time
time.time = lambda: 4_000_000_000.0
from sample_document import build_document
from samspel.rendering.{module} import {function}
sys.stdout.buffer.write({function}(build_document()))
"""


def table_of_words(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool], note: str = ""
) -> Table:
    """A table that is only read; `numeric` tells which columns are set to the right."""
    columns = tuple(
        Column(key=str(number), head=head, is_number=is_number, shown="read")
        for number, (head, is_number) in enumerate(zip(heads, numeric, strict=True))
    )
    cells = tuple(tuple(text(word) for word in row) for row in rows)
    return Table(name="", caption=caption, columns=columns, rows=cells, notes=(note,) if note else ())


def build_document(*blocks: Block) -> Document:
    """A document with `blocks`, or with one of every kind."""
    return Document(
        name="motion-prov",
        lang="sv",
        kicker="Motion till fullmäktige",
        title="Buss före morgonskiftet",
        footer="Sidfotens text",
        page_of="{page} av {pages}",
        day=date(2026, 3, 12),
        blocks=blocks or _every_kind(),
    )


def build_nasty_document(text: str) -> Document:
    """A document in which every text, in drawings too, is `text`."""
    picture = Picture(draw(escape(text)), alt=text, caption=text)
    return Document(
        name="nasty",
        lang="en",
        kicker=text,
        title=text,
        footer=text,
        page_of="{page}/{pages}",
        day=date(2024, 2, 29),
        blocks=(
            Heading(text),
            Paragraph(text, lead=text, style="note"),
            Bullets((text,)),
            table_of_words(text, (text, text), ((text, text),), (False, True), note=text),
            Pair(picture, picture),
            Lines((text,)),
        ),
    )


def draw(words: str) -> str:
    """A drawing with ids, a reference to one of them, and `words`, which must be escaped already."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' viewBox="0 0 400 100" aria-labelledby="name">'
        '<title id="name">drawn</title><style>rect { stroke: url(#fade); }</style>'
        '<defs><linearGradient id="fade"><stop offset="0" stop-color="#0f4c5c"/></linearGradient></defs>'
        '<rect id="bar" x="0" y="10" width="200" height="20" fill="url(#fade)"/>'
        '<use xlink:href="#bar" y="30"/>'
        f'<text x="0" y="90">{words}</text></svg>'
    )


def render_elsewhere(module: str) -> bytes:
    """The document of every kind, rendered by a process in another zone that takes the year to be 2096."""
    function = f"render_{module}"
    environment = {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "SOURCE_DATE_EPOCH": "4000000000",
        "PYTHONPATH": str(Path(__file__).parent),
        "PYTHONHASHSEED": "7",
    }
    code = _ELSEWHERE.format(module=module, function=function)
    return subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True).stdout


def _every_kind() -> tuple[Block, ...]:
    return (
        Heading("Rubrik två"),
        Heading("Rubrik tre", level=3),
        Paragraph("Ingressens ord.", style="ingress"),
        Paragraph("Brödtextens ord.", lead="Läget."),
        Paragraph("Anmärkningens ord.", style="note"),
        Bullets(("Punkt ett", "Punkt två")),
        Bullets(("Yrkande ett", "Yrkande två"), numbered=True),
        Bullets(("Fråga ett",), numbered=True),
        table_of_words(
            caption="Tabellens namn",
            heads=("Område", "Antal"),
            rows=(("Gonäs", "1\u00a0240"), ("Sunnansjö", "\u22123,5")),
            numeric=(False, True),
            note="Tabellens källa",
        ),
        Picture(draw("Ensam"), alt="Ensam bild i ord", caption="Ensam bilds text", width=0.5),
        Pair(
            Picture(draw("Vänster"), alt="Vänster bild i ord", caption="Vänster bilds text"),
            Picture(draw("Höger"), alt="Höger bild i ord", caption=""),
        ),
        Lines(("Ort och datum", "Namn")),
    )


WORDS = (
    "Motion till fullmäktige",
    "Buss före morgonskiftet",
    "Sidfotens text",
    "Rubrik två",
    "Rubrik tre",
    "Ingressens ord.",
    "Läget. Brödtextens ord.",
    "Anmärkningens ord.",
    "Punkt två",
    "Yrkande två",
    "Tabellens namn",
    "Antal",
    "Gonäs",
    "\u22123,5",
    "Tabellens källa",
    "Ensam bilds text",
    "Vänster bilds text",
    "Ort och datum",
    "Namn",
)
"""What a reader of the document of every kind must find, in every format."""
