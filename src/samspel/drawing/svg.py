"""SVG text from small helpers: elements, words that fit their room, and the look all drawings share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from samspel.terms.harmless import neutralise

# Typst knows a font only by its name and else takes its own Libertinus Serif, so the common sans are named.
FONT = (
    "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif,"
    " 'Libertinus Serif'"
)
TEXT_PX = 13.0
SMALL_PX = 12.0
LINE_PX = 16.0

PAPER = "#ffffff"
INK = "#1a1a1a"
MUTED = "#595959"
FAINT = "#919191"
GRID = "#dddddd"
EMPHASIS = "#005a9c"
WARM = "#b34700"
ALERT = "#a6192e"
OUTLINE = "#404040"
STEPS = ("#fde725", "#5ec962", "#21918c", "#3b528b", "#440154")
"""Five classes from light to dark (viridis), told apart in grey and by the colour-blind; the outline gives the pale
ones contrast.
"""

ELLIPSIS = "…"
KEY_GAP = 18.0
KEY_ROW_PX = 18.0
SYMBOL_PX = 18.0

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"[ \t\r\n]+")
_NARROW, _WIDE = frozenset("iIjlfrt.,:;'|!()[]-/ \u00a0\u202f"), frozenset("mwMW@%—…")
# Widths in em as in DejaVu Sans, the widest of the fonts: text set in another is narrower than thought.
_NARROW_EM, _PLAIN_EM, _CAPITAL_EM, _WIDE_EM, _BOLD = 0.42, 0.64, 0.74, 1.02, 1.1
_FIRST_WIDE_SCRIPT = "\u2e80"

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def frame(self) -> dict[str, str | float]:
        """The attributes of the rectangle."""
        return {"x": self.left, "y": self.top, "width": self.right - self.left, "height": self.bottom - self.top}

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A symbol drawn around (0, 0), at most 14 px wide, and the words for it."""

    symbol: str
    words: str


def tidy(value: float) -> str:
    """Write a coordinate with at most one decimal, never as -0."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def escape(text: str) -> str:
    """Make text safe as content and attribute; characters that XML forbids are left out, and a mark stands for those
    that turn the direction of text.
    """
    kept = neutralise(_FORBIDDEN.sub("", text)).replace("&", "&amp;")
    return kept.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(name: str, attributes: Mapping[str, str | float], *children: str) -> str:
    """Write an element; attribute texts are escaped, `children` are SVG already."""
    written = "".join(
        f' {key}="{escape(value) if isinstance(value, str) else tidy(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def title_of(text: str) -> str:
    """A <title>: the tooltip and the name of what it stands in."""
    return f"<title>{escape(text)}</title>"


def draw_document(size: tuple[float, float], title: str, children: Iterable[str]) -> str:
    """The whole drawing on white paper, `size` in px; it is read aloud as one image, without its parts."""
    width, height = size
    attributes: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {tidy(width)} {tidy(height)}",
        "width": width,
        "height": height,
        "font-family": FONT,
        "font-size": TEXT_PX,
        "role": "img",
    }
    # Paper is drawn, not left clear, so that contrast holds on any page.
    paper = element("rect", {"width": width, "height": height, "fill": PAPER})
    return element("svg", attributes, title_of(title), paper, *children)


def draw_text(
    at: Point,
    words: str,
    *,
    anchor: Anchor = "start",
    px: float = TEXT_PX,
    bold: bool = False,
    colour: str = INK,
    halo: bool = False,
) -> str:
    """One line of text with its baseline at a point; `halo` keeps it readable on dots."""
    attributes: dict[str, str | float] = {"x": at[0], "y": at[1], "fill": colour}
    if anchor != "start":
        attributes["text-anchor"] = anchor
    if px != TEXT_PX:
        attributes["font-size"] = px
    if bold:
        attributes["font-weight"] = "bold"
    if halo:
        attributes |= {"stroke": PAPER, "stroke-width": 3.0, "stroke-linejoin": "round", "paint-order": "stroke"}
    return element("text", attributes, escape(words))


def draw_lines_of_text(
    at: Point, lines: Sequence[str], *, px: float = TEXT_PX, bold: bool = False, colour: str = INK
) -> str:
    """Lines of text under each other, the first baseline at a point."""
    return "".join(
        draw_text((at[0], at[1] + row * LINE_PX), line, px=px, bold=bold, colour=colour)
        for row, line in enumerate(lines)
    )


def draw_line(start: Point, end: Point, colour: str, width: float = 1.0) -> str:
    """A straight line."""
    return element(
        "line", {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1], "stroke": colour, "stroke-width": width}
    )


def measure_text(words: str, px: float = TEXT_PX, *, bold: bool = False) -> float:
    """An upper estimate of the width of a text, px."""
    return _measure_in_em(words) * px * (_BOLD if bold else 1.0)


def fit_text(words: str, room: float, px: float = TEXT_PX, *, bold: bool = False) -> str:
    """The text, or as much of it as goes into `room` px with an ellipsis."""
    if measure_text(words, px, bold=bold) <= room:
        return words
    kept = words
    while kept and measure_text(kept + ELLIPSIS, px, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap_text(words: str, room: float, most_lines: int, px: float = TEXT_PX, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text at spaces into lines of at most `room` px; what does not go into the last line is cut."""
    lines: list[str] = []
    for word in _BREAKS.split(words.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most_lines or measure_text(longer, px, bold=bold) <= room):
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(fit_text(line, room, px, bold=bold) for line in lines)


def draw_key(items: Sequence[KeyItem], left: float, top: float, room: float) -> tuple[str, float]:
    """Symbols with their words in rows of at most `room` px, and the height of the rows in px."""
    drawn, x, y = [], left, top
    for item in items:
        words = fit_text(item.words, room - SYMBOL_PX, SMALL_PX)
        width = SYMBOL_PX + measure_text(words, SMALL_PX)
        if x > left and x + width > left + room:
            x, y = left, y + KEY_ROW_PX
        shifted = {"transform": f"translate({tidy(x + SYMBOL_PX / 2 - 1)} {tidy(y + KEY_ROW_PX / 2)})"}
        drawn.append(element("g", shifted, item.symbol))
        drawn.append(draw_text((x + SYMBOL_PX, y + KEY_ROW_PX / 2 + 4), words, px=SMALL_PX, colour=MUTED))
        x += width + KEY_GAP
    return "".join(drawn), (y + KEY_ROW_PX - top if items else 0.0)


@lru_cache
def _measure_in_em(words: str) -> float:
    """A drawing measures each of its labels to cut it, to make room for the widest, and to draw it."""
    return sum(map(_measure_character, neutralise(words)))


def _measure_character(character: str) -> float:
    if character in _NARROW:
        return _NARROW_EM
    if character in _WIDE or character >= _FIRST_WIDE_SCRIPT:
        return _WIDE_EM
    return _CAPITAL_EM if character.isupper() else _PLAIN_EM
