"""A drawing that goes out alone, as SVG text: its title above, and what one must know of it below. Sizes are in px."""

from collections.abc import Sequence

from samspel.drawing.axes import EDGE
from samspel.drawing.svg import LINE_PX, MUTED, SMALL_PX, TEXT_PX, draw_document, draw_lines_of_text, wrap_text

MARGIN = 12.0
TITLE_LINES, NOTE_LINES = 3, 4
_OPENING = "<svg "


def frame_drawing(svg: str, size: tuple[int, int], title: str, notes: Sequence[str]) -> str:
    """The drawing, `size` in px, with its title and notes around it."""
    width, height = size
    room = width - 2 * EDGE
    heads = wrap_text(title, room, TITLE_LINES, TEXT_PX, bold=True)
    lines = [line for note in notes if note for line in wrap_text(note, room, NOTE_LINES, SMALL_PX)]
    top = MARGIN + len(heads) * LINE_PX + MARGIN
    whole = top + height + MARGIN + len(lines) * LINE_PX + MARGIN
    inner = f'{_OPENING}x="0" y="{top:g}" {svg.removeprefix(_OPENING)}'
    return draw_document(
        (width, whole),
        title,
        (
            draw_lines_of_text((EDGE, MARGIN + TEXT_PX), heads, bold=True),
            inner,
            draw_lines_of_text((EDGE, top + height + MARGIN + SMALL_PX), lines, px=SMALL_PX, colour=MUTED),
        ),
    )
