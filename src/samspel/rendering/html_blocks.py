"""Renders blocks as HTML, for a paper that stands alone or for a page of the workspace."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import count
from xml.etree import ElementTree

from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Block, Bullets, Fold, Grid, Heading, Label, Labels, Lines, Pair, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Link, Table, Words, words
from samspel.rendering.typography import tie

NARROW = 0.6
"""A picture narrower than this share of the text is set small."""
FEW_COLUMNS, SHORT_LINE = 5, 32
"""A table of years with so many columns, and so many characters a row, stays a table on a phone."""
HEADS_AGAIN = 10
"""After so many rows of a table that is read both ways a narrow page has the heads once more."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_REFERENCE = re.compile(r"url\(\s*(['\"]?)#([^'\")]+)\1\s*\)")
_LISTS_OF_IDS = {"aria-describedby", "aria-labelledby"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The names of a style sheet's classes."""

    scroll: str
    table: str
    matrix: str
    again: str
    years: str
    number: str
    main: str
    blank: str
    note: str
    ingress: str
    gap: str
    picture: str
    narrow: str
    pair: str
    grid: str
    lines: str
    written: str
    short: str
    labels: str
    label: str
    bar: str
    chosen: str
    wordy: str


PAPER = Classes(
    scroll="brief-table",
    table="",
    matrix="",
    again="",
    years="",
    number="brief-number",
    main="",
    blank="",
    note="brief-note",
    ingress="brief-ingress",
    gap="brief-gap",
    picture="brief-picture",
    narrow="brief-narrow",
    pair="brief-pair",
    grid="",
    lines="brief-lines",
    written="brief-written",
    short="",
    labels="brief-note",
    label="",
    bar="",
    chosen="",
    wordy="",
)
PAGE = Classes(
    scroll="scroll",
    table="figures even-weight",
    matrix="matrix",
    again="again",
    years="years",
    number="num",
    main="main",
    blank="blank",
    note="pale",
    ingress="lead",
    gap="notice",
    picture="picture",
    narrow="picture-narrow",
    pair="split halves",
    grid="multiples",
    lines="lines",
    written="lines",
    short="verdict-box in-short",
    labels="card-top",
    label="tag",
    bar="share",
    chosen="chosen",
    wordy="wide-cell",
)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Where blocks are set: the style sheet's names, how far down headings go, where a link leads (None for nowhere),
    and what stands under a table or a picture, such as links to its files.
    """

    classes: Classes
    lower: int = 0
    find_address: Callable[[Link], str | None] = lambda _: None
    under_table: Callable[[Table], str] = lambda _: ""
    under_picture: Callable[[Picture], str] = lambda _: ""
    render_badge: Callable[[str, str], str] = lambda *_: ""
    """A cell's words with the sign that its badge names; empty where the face has none."""
    chosen: Link | None = None
    """The link of the row that the page shows in full."""
    definitions: str = ""
    """The summary of the fold that tells what the rows of a table are; none is set where it is empty."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))


def render_blocks(blocks: Iterable[Block], setting: Setting) -> str:
    """The blocks as HTML, one after another."""
    return "\n".join(_render_block(block, setting) for block in blocks)


def clean_text(text: str) -> str:
    """The text with one kind of line break, without the characters that neither XML nor PDF may hold."""
    return _FORBIDDEN.sub("", "\n".join(text.splitlines()))


def escape_text(text: str) -> str:
    """The text as HTML, its numbers tied to their signs."""
    return escape(tie(clean_text(text)))


def escape_lines(text: str) -> str:
    """The text as HTML, its line breaks kept."""
    return escape_text(text).replace("\n", "<br>")


def _render_block(block: Block, setting: Setting) -> str:
    match block:
        case Heading():
            level = block.level + setting.lower
            html = f"<h{level}>{_link(block.text, block.link, setting)}</h{level}>"
        case Paragraph():
            html = _render_paragraph(block, setting.classes)
        case Bullets():
            html = _render_bullets(block, setting.classes)
        case Labels():
            html = (
                f"<p{_class(setting.classes.labels)}>{' '.join(_render_label(one, setting) for one in block.items)}</p>"
            )
        case Table():
            html = _render_table(block, setting)
        case Picture():
            html = _render_picture(block, setting)
        case Pair():
            sides = (_render_picture(side, setting) for side in (block.left, block.right))
            html = "\n".join([f'<div class="{setting.classes.pair}">', *sides, "</div>"])
        case Grid():
            cells = (f"<div>\n{render_blocks(cell, setting)}\n</div>" for cell in block.cells)
            html = "\n".join([f"<div{_class(setting.classes.grid)}>", *cells, "</div>"])
        case Fold():
            inside = render_blocks(block.blocks, setting)
            html = f"<details><summary>{escape_text(block.summary)}</summary>\n{inside}\n</details>"
        case Lines():
            labels = (f"<p>{escape_text(label)}</p>" for label in block.labels)
            name = setting.classes.written if block.style == "written" else setting.classes.lines
            html = "\n".join([f'<div class="{name}">', *labels, "</div>"])
    return html


def _render_paragraph(paragraph: Paragraph, classes: Classes) -> str:
    name = {"body": "", "ingress": classes.ingress, "note": classes.note, "gap": classes.gap}[paragraph.style]
    lead = f"<strong>{escape_lines(paragraph.lead)}</strong> " if paragraph.lead else ""
    return f"<p{_class(name)}{_lang(paragraph.lang)}>{lead}{escape_lines(paragraph.text)}</p>"


def _lang(lang: Lang | None) -> str:
    return f' lang="{lang}"' if lang else ""


def _render_bullets(bullets: Bullets, classes: Classes) -> str:
    tag = "ol" if bullets.numbered else "ul"
    items = (f"<li>{escape_lines(item)}</li>" for item in bullets.items)
    opening = _class(classes.short if bullets.style == "short" else "")
    return "\n".join([f"<{tag}{opening}{_lang(bullets.lang)}>", *items, f"</{tag}>"])


def _render_label(label: Label, setting: Setting) -> str:
    badge = setting.render_badge(label.badge, label.words) if label.badge else ""
    return badge or f"<span{_class(setting.classes.label)}>{escape_lines(label.words)}</span>"


def _render_table(table: Table, setting: Setting) -> str:
    read, classes = words(table), setting.classes
    caption, kind = escape_text(table.caption), _choose_kind(table, read, classes)
    # Where a narrow page's style sheet makes the table's parts into blocks, roles and labels hold; others do without.
    render = _render_plain_rows if kind and kind in (classes.matrix, classes.years) else _render_rows
    scroll = f"{classes.scroll} {classes.matrix}" if table.is_matrix else classes.scroll
    parts = [
        f'<div class="{scroll.strip()}" role="region" aria-label="{caption}" tabindex="0">',
        *render(read, kind, caption, setting),
        "</div>",
        *(f"<p{_class(classes.note)}>{escape_lines(note)}</p>" for note in table.notes),
        *_render_definitions(read.rows, setting),
    ]
    under = setting.under_table(table)
    return "\n".join([*parts, under] if under else parts)


def _choose_kind(table: Table, read: Words, classes: Classes) -> str:
    """The class of a table: one that is read both ways, one of years that goes into a phone as it is, any other."""
    if table.is_matrix:
        return classes.matrix
    return classes.years if classes.years and _is_of_years(read) else classes.table


def _is_of_years(read: Words) -> bool:
    """Whether each row is a year with a few short numbers."""
    if not read.rows or len(read.columns) > FEW_COLUMNS or not all(read.numeric[1:]):
        return False
    line = sum(max(map(len, column)) for column in zip(*read.texts, strict=True))
    return line <= SHORT_LINE and all(row[0].words[:1].isdigit() for row in read.rows)


def _render_rows(read: Words, kind: str, caption: str, setting: Setting) -> Iterable[str]:
    """The table with a role for each part, and in each cell the head of its column."""
    yield f'<table{_class(kind)} role="table">'
    yield f"<caption><span>{caption}</span></caption>"
    heads = (_render_head(column, setting, ' role="columnheader"') for column in read.columns)
    yield f'<thead role="rowgroup"><tr role="row">{"".join(heads)}</tr></thead>'
    yield '<tbody role="rowgroup">'
    for row in read.rows:
        first, *others = zip(read.columns, row, strict=True)
        head = f'<th scope="row" role="rowheader"{_cell_class(*first, setting)}>{_render_cell(first[1], setting)}</th>'
        cells = (
            f'<td role="cell"{_cell_class(column, cell, setting)} data-label="{escape_text(column.head)}">'
            f"{_render_cell(cell, setting)}</td>"
            for column, cell in others
        )
        yield f'<tr role="row"{_row_class(first[1], setting)}>{head}{"".join(cells)}</tr>'
    yield "</tbody>\n</table>"


def _render_plain_rows(read: Words, kind: str, caption: str, setting: Setting) -> Iterable[str]:
    """The table as it is; in one of years the style sheet knows that all are numbers."""
    yield f"<table{_class(kind)}>"
    yield f"<caption><span>{caption}</span></caption>"
    yield f"<thead><tr>{''.join(_render_head(column, setting) for column in read.columns)}</tr></thead>"
    yield "<tbody>"
    known = setting.classes.number if kind == setting.classes.years else ""
    for number, row in enumerate(read.rows):
        if number and number % HEADS_AGAIN == 0 and kind == setting.classes.matrix:
            yield _repeat_heads(read.columns, setting)
        first, *others = zip(read.columns, row, strict=True)
        head = f'<th scope="row"{_cell_class(*first, setting)}>{_render_cell(first[1], setting)}</th>'
        cells = (
            f"<td{_cell_class(column, cell, setting, known)}>{_render_cell(cell, setting)}</td>"
            for column, cell in others
        )
        yield f"<tr{_row_class(first[1], setting)}>{head}{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"


def _repeat_heads(columns: Iterable[Column], setting: Setting) -> str:
    """The heads once more, for a phone whose page they do not follow; those who hear the table have them already."""
    again = setting.classes.again
    if not again:
        return ""
    cells = (
        f"<td{_class(setting.classes.number if one.is_number else '')}>{escape_text(one.head)}</td>" for one in columns
    )
    return f'<tr class="{again}" aria-hidden="true">{"".join(cells)}</tr>'


def _row_class(first: Cell, setting: Setting) -> str:
    return _class(setting.classes.chosen if _is_chosen(first.link, setting) else "")


def _render_head(column: Column, setting: Setting, role: str = "") -> str:
    order = f' aria-sort="{column.order}"' if column.order else ""
    opening = f'<th scope="col"{role}{order}{_class(setting.classes.number if column.is_number else "")}>'
    return f"{opening}{_link(column.head, column.link, setting)}</th>"


def _render_cell(cell: Cell, setting: Setting) -> str:
    said = setting.render_badge(cell.badge, cell.read) if cell.badge else ""
    linked = _lead(said or escape_lines(cell.read), cell.link, setting)
    noted = f"{linked} <span{_class(setting.classes.note)}>{escape_lines(cell.note)}</span>" if cell.note else linked
    return f"{noted}{_render_bar(cell.bar)}" if cell.bar is not None and setting.classes.bar else noted


def _render_bar(length: float) -> str:
    """A bar that says the same as the words above it, and so nothing to those who do not see it."""
    return (
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bar-room" width="100" height="6"/>'
        f'<rect class="bar-share" width="{length:.1f}" height="6"/></svg>'
    )


def _is_chosen(link: Link | None, setting: Setting) -> bool:
    return link is not None and link == setting.chosen


def _link(words: str, link: Link | None, setting: Setting) -> str:
    """What the words lead to."""
    return _lead(escape_lines(words), link, setting)


def _lead(said: str, link: Link | None, setting: Setting) -> str:
    """What markup leads to; another's site is not told where its reader came from."""
    address = setting.find_address(link) if link else None
    if not address:
        return said
    outside = ' rel="noreferrer"' if address.startswith("http") else ""
    current = ' aria-current="true"' if _is_chosen(link, setting) else ""
    return f'<a href="{escape(address)}"{outside}{current}>{said}</a>'


def _render_definitions(rows: tuple[tuple[Cell, ...], ...], setting: Setting) -> Iterable[str]:
    told = [row[0] for row in rows if row and row[0].more]
    if not told or not setting.definitions:
        return
    yield f'<details class="notes"><summary>{escape_text(setting.definitions)}</summary>'
    yield "<dl>"
    for cell in told:
        yield f"<dt>{escape_text(cell.words)}</dt><dd>{escape_lines(cell.more)}</dd>"
    yield "</dl>"
    yield "</details>"


def _cell_class(column: Column, cell: Cell, setting: Setting, known: str = "") -> str:
    """The classes of a cell, but for the one that is known of the whole table."""
    names = [setting.classes.number] if column.is_number else []
    if column.is_main and setting.classes.main:
        names.append(setting.classes.main)
    if column.is_number and cell.value is None and setting.classes.blank:
        names.append(setting.classes.blank)
    if column.is_wordy:
        names.append(setting.classes.wordy)
    if cell.bar is not None:
        names.append(setting.classes.bar)
    return _class(" ".join(name for name in names if name and name != known))


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""


def _render_picture(picture: Picture, setting: Setting) -> str:
    drawing = _inline_svg(picture, f"picture-{next(setting.numbers)}-")
    caption = f"\n<figcaption>{escape_lines(picture.caption)}</figcaption>" if picture.caption else ""
    shape = f"{setting.classes.picture}{f' {setting.classes.narrow}' if picture.width < NARROW else ''}"
    return f'<figure class="{shape}">\n{drawing}{caption}\n{setting.under_picture(picture)}</figure>'


def _inline_svg(picture: Picture, prefix: str) -> str:
    """The drawing as part of the page: named for those who do not see it, and with ids of its own."""
    root = ElementTree.fromstring(clean_text(picture.svg))
    for element in root.iter():
        # HTML knows SVG without namespaces, and so the prefixes that ElementTree would invent are avoided.
        element.tag = _local(element.tag)
        element.attrib = {_local(key): _prefix_ids(_local(key), value, prefix) for key, value in element.items()}
        if element.tag == "style" and element.text:
            element.text = _prefix_references(element.text, prefix)
    for name in ("aria-hidden", "aria-labelledby"):
        # These would win over the label.
        root.attrib.pop(name, None)
    # An image has no parts for those who do not see it; what is told point by point has.
    has_stops = any("tabindex" in element.attrib for element in root.iter("g"))
    root.attrib |= {"role": "group" if has_stops else "img", "aria-label": clean_text(picture.alt)}
    return ElementTree.tostring(root, encoding="unicode")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _prefix_ids(attribute: str, value: str, prefix: str) -> str:
    if attribute == "id":
        return prefix + value
    if attribute in _LISTS_OF_IDS:
        return " ".join(prefix + identity for identity in value.split())
    if attribute == "href" and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    return _prefix_references(value, prefix)


def _prefix_references(text: str, prefix: str) -> str:
    return _REFERENCE.sub(rf"url(#{prefix}\2)", text) if "url(" in text else text
