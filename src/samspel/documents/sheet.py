"""A sheet with one to three demands from a place, on A4 or A5, to pin up: always one page.

How much is said and how large it is set is decided by how many lines there are, alike for every format: first as much
as there is room for at a size that is read from a step away, then less is said and each demand's own address goes, then
it is set smaller. What a verdict rests on goes last of all, where the rest has no room at any size. The sheet says what
of it is left out. A PDF, whose fonts are known, is set as large as its page lets it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from samspel.catalogue.texts import Texts
from samspel.drawing.qr import draw_qr, strip_scheme
from samspel.rendering.blocks import Block, Document, Heading, Layout, Lines, Paragraph, Picture, Size
from samspel.reports.sheet import Asked, Detail, compose_asked, describe_left_out
from samspel.reports.writing import Writer
from samspel.terms.place import Place

FEWEST, MOST = 1, 3
POINTS_PER_MM: Final = 72 / 25.4
STEP: Final = 0.5
# In parts of the size of the running text: the width of letters that are narrow, usual and wide, a line, the room after
# a paragraph, around a heading and around a line to write on.
NARROW, LETTER, WIDE = 0.31, 0.5, 0.72
LINE, AFTER, AROUND_HEADING, AROUND_TITLE, AROUND_LINE = 1.36, 0.6, 2.2, 2.6, 2.2
HEADING, TITLE, NOTE = 1.35, 1.8, 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a paper has room for, in millimetres, and its sizes of running text in points: the largest, the least at
    which something more is still said, and the least.
    """

    layout: Layout
    width: float
    height: float
    code: float
    largest: float
    readable: float
    least: float


ROOMS: Mapping[Size, Room] = {
    "a4": Room(layout="sheet", width=170, height=252, code=28, largest=20, readable=12, least=8),
    "a5": Room(layout="small_sheet", width=124, height=179, code=21, largest=15, readable=9, least=6),
}


def compose_demand_sheet(
    writer: Writer,
    place: Place,
    asked: Sequence[Asked],
    size: Size,
    *,
    address: str,
    sender: str = "",
    figures: Sequence[Paragraph] = (),
) -> Document:
    """Compose the sheet, with figures of the place after the demands. `address` leads to its own page, without which
    there is no code to photograph; `sender` is who stands behind it. A sheet that its room cannot hold at any size is
    set at the least.
    """
    texts, room = writer.texts, ROOMS[size]
    title = _title(texts, place, asked)
    blocks, points = _fit(writer, asked, room, title, tuple(_compose_end(texts, figures, sender, address)))
    numbers = "-".join(str(one.need.demand.number) for one in asked)
    return Document(
        name=f"{texts('sheet.file')}-{size}-{place.code}-{numbers}",
        lang=texts.lang,
        kicker=texts("sheet.kicker"),
        title=title,
        footer=texts("sheet.footer", day=texts.day(writer.day)),
        page_of="",
        day=writer.day,
        blocks=blocks,
        layout=room.layout,
        size=points,
    )


def _title(texts: Texts, place: Place, asked: Sequence[Asked]) -> str:
    """Whom the demands are put to; where they go to several bodies, only where they are put."""
    bodies = dict.fromkeys(one.to.body.body for one in asked)
    if len(bodies) > 1:
        return texts(f"sheet.title_bodies_{len(asked)}", area=place.area)
    return texts(f"sheet.title_{len(asked)}", body=next(iter(bodies)))


def _fit(
    writer: Writer, asked: Sequence[Asked], room: Room, title: str, end: tuple[Block, ...]
) -> tuple[tuple[Block, ...], float]:
    """What the sheet says and the size of its text: the most that can be read well, else what its verdicts rest on at
    any size, else without that at the least.
    """
    blocks: tuple[Block, ...] = ()
    for detail, has_address, least in _list_trials(room):
        blocks = (*_compose_demands(writer, asked, detail, has_address=has_address), *end)
        points = _find_size(room, title, blocks)
        if points is not None and points >= least:
            return blocks, points
    return blocks, room.least


def _list_trials(room: Room) -> Iterator[tuple[Detail, bool, float]]:
    """How much is said, whether each demand's own address is there, and the least size that it is to be set at."""
    yield from ((detail, True, room.readable) for detail in reversed(Detail) if detail > Detail.SHORT)
    yield from ((Detail.BESIDE, False, least) for least in (room.readable, room.least))
    yield Detail.SHORT, False, room.least


def _compose_demands(writer: Writer, asked: Sequence[Asked], detail: Detail, *, has_address: bool) -> Iterator[Block]:
    """The demands, and what is left out of what could be said of them."""
    texts = writer.texts
    for one in asked:
        yield from compose_asked(writer.observations, texts, one, detail, has_address=has_address)
    left = describe_left_out(writer.observations, texts, asked, detail)
    if left:
        yield Paragraph(left, style="note")


def _compose_end(texts: Texts, figures: Sequence[Paragraph], sender: str, address: str) -> Iterable[Block]:
    if figures:
        yield Heading(texts("sheet.figures"))
        yield from figures
    yield Lines((texts("sheet.back"),), style="written")
    if sender:
        yield Paragraph(sender, lead=texts("sheet.sender"))
    if address:
        told = strip_scheme(address)
        yield Picture(draw_qr(address), alt=texts("sheet.qr", address=told), caption="", width=0.16)
        yield Paragraph(texts("sheet.more_all"), lead=told)


def _find_size(room: Room, title: str, blocks: Sequence[Block]) -> float | None:
    """The largest size at which everything has room; None where none has."""
    points = room.largest
    while points >= room.least:
        if _measure(room, title, blocks, points) <= room.height * POINTS_PER_MM:
            return points
        points -= STEP
    return None


def _measure(room: Room, title: str, blocks: Sequence[Block], points: float) -> float:
    """How high the sheet becomes at a size, in points."""
    width = room.width * POINTS_PER_MM
    high = _set_lines(title, TITLE * points, width) + AROUND_TITLE * points
    for before, block in zip((None, *blocks), blocks, strict=False):
        match block:
            case Paragraph() if isinstance(before, Picture):
                pass  # it stands beside the code
            case Heading():
                high += _set_lines(block.text, HEADING * points, width) + AROUND_HEADING * points
            case Paragraph():
                part = NOTE if block.style == "note" else 1
                high += _set_lines(f"{block.lead} {block.text}", part * points, width) + AFTER * points
            case Lines():
                high += sum(_set_lines(label, points, width) + AROUND_LINE * points for label in block.labels)
            case Picture():
                high += room.code * POINTS_PER_MM
            case _:
                pass
    return high


def _set_lines(text: str, points: float, width: float) -> float:
    """How high a text becomes when its words are set one after another, as far as a line goes."""
    lines, used, room = 1, 0.0, width / points
    for word in text.split():
        long = _measure_word(word)
        if used and used + long > room:
            lines, used = lines + 1, 0.0
        used += long + NARROW
        lines, used = (lines + int(used // room), used % room) if long > room else (lines, used)
    return lines * LINE * points


@lru_cache(20_000)
def _measure_word(word: str) -> float:
    """How long a word is; each is measured at every size that a sheet tries."""
    return sum(map(_measure_letter, word))


def _measure_letter(letter: str) -> float:
    if letter in "ijlftrI.,;:'!()/-|":
        return NARROW
    return WIDE if letter in "mwMW%@" or letter.isupper() else LETTER
