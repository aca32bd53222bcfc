"""What is put up in a lunchroom so that people say something: one question, a code to photograph, a short address."""

from datetime import date

from samspel.catalogue.texts import Texts
from samspel.drawing.qr import draw_qr, strip_scheme
from samspel.rendering.blocks import Document, Paragraph, Picture

QR_WIDTH = 0.55
"""Of the width of the text."""


def compose_poster(texts: Texts, unit: str, workplace: str, address: str, fewest: int, day: date) -> Document:
    """Compose the sheet, on A5. So many as `fewest` must have spoken before anything is shown."""
    told = strip_scheme(address)
    return Document(
        name="rosta" if texts.lang == "sv" else "say",
        lang=texts.lang,
        kicker=unit,
        title=texts("voices.leave.field"),
        footer="",
        page_of="",
        day=day,
        blocks=(
            Paragraph(texts("voices.poster.lead", workplace=workplace)),
            Picture(draw_qr(address), alt=texts("voices.workplace.code"), caption=told, width=QR_WIDTH),
            Paragraph(texts("voices.leave.hint"), style="note"),
            Paragraph(texts("voices.poster.kept", fewest=fewest), style="note"),
        ),
        layout="leaflet",
    )
