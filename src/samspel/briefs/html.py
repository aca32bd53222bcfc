"""Renders a document as HTML: a fragment for a page, or a whole page without script or network."""

import re
from collections.abc import Iterator
from html import escape
from itertools import count
from xml.etree import ElementTree

from samspel.briefs.document import (
    Block,
    Bullets,
    Document,
    Grid,
    Heading,
    Lines,
    Pair,
    Paragraph,
    Picture,
)

NARROW = 0.6
"""A picture narrower than this share of the text is set small."""

STYLE = """\
:root { color-scheme: light; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #fff; }
.brief { --ink: #1c2127; --quiet: #545d68; --accent: #0f4c5c; --hairline: #c5ccd3;
  box-sizing: border-box; max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; color: var(--ink);
  font: 1.0625rem/1.55 "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word; hyphens: auto; }
.brief-kicker { margin: 0 0 .5rem; color: var(--accent); font-size: .875rem; font-weight: 600;
  letter-spacing: .08em; text-transform: uppercase; }
.brief h1, .brief h2, .brief h3 { line-height: 1.2; font-weight: 650; text-wrap: balance; }
.brief h1 { margin: 0 0 1.25rem; font-size: clamp(1.6rem, 1.2rem + 2.2vw, 2.2rem); }
.brief h2 { margin: 2.25rem 0 .6rem; color: var(--accent); font-size: 1.35rem; }
.brief h3 { margin: 1.75rem 0 .4rem; color: var(--accent); font-size: 1.1rem; }
.brief p, .brief ul, .brief ol { margin: 0 0 1rem; }
.brief ul, .brief ol { padding-left: 1.5rem; }
.brief li { margin-bottom: .4rem; padding-left: .2rem; }
.brief li::marker { color: var(--accent); font-weight: 600; }
.brief .brief-ingress { color: var(--accent); font-size: 1.2rem; line-height: 1.45; }
.brief .brief-note { color: var(--quiet); font-size: .875rem; line-height: 1.45; }
.brief-table { margin: 1.75rem 0 1rem; overflow-x: auto; container-type: inline-size; }
.brief-table:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.brief table { width: 100%; border-collapse: collapse; border-bottom: 2px solid var(--accent);
  font-size: .9375rem; line-height: 1.35; font-variant-numeric: tabular-nums lining-nums; }
.brief caption { padding-bottom: .5rem; font-weight: 600; text-align: left; }
.brief caption span { display: block; max-width: 100cqw; }
.brief th, .brief td { padding: .5rem .6rem; border-bottom: 1px solid var(--hairline);
  text-align: left; vertical-align: top; }
.brief :is(th, td):first-child { padding-left: 0; }
.brief :is(th, td):last-child { padding-right: 0; }
.brief thead th { border-top: 2px solid var(--accent); border-bottom: 2px solid var(--accent);
  font-weight: 600; vertical-align: bottom; }
.brief tbody th { font-weight: 400; }
.brief .brief-number { text-align: right; }
.brief td.brief-number { white-space: nowrap; }
.brief-table + .brief-note { margin-top: -.4rem; }
.brief figure { margin: 1.75rem 0; }
.brief figure svg { display: block; width: 100%; height: auto; }
.brief figcaption { margin-top: .5rem; font-size: .9375rem; font-weight: 600; line-height: 1.35; }
.brief-pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
  gap: 1.75rem 2rem; margin: 1.75rem 0; }
.brief-pair figure { margin: 0; }
.brief-lines { margin-top: 1.5rem; break-inside: avoid; }
.brief .brief-lines p { max-width: 22rem; margin: 3.25rem 0 0; padding-top: .3rem;
  border-top: 1px solid var(--quiet); color: var(--quiet); font-size: .875rem; }
.brief > footer { margin-top: 3rem; padding-top: .6rem; border-top: 1px solid var(--hairline);
  color: var(--quiet); font-size: .8125rem; }
@page { size: A4; margin: 22mm; }
.brief-narrow { max-width: 16rem; }
@media print {
  .brief { max-width: none; padding: 0; font-size: 11pt; }
  .brief-table { overflow: visible; }
  .brief-pair { grid-template-columns: 1fr 1fr; }
  .brief :is(h1, h2, h3, caption) { break-after: avoid; }
  .brief :is(tr, figure, li) { break-inside: avoid; }
  .brief p { orphans: 2; widows: 2; }
}
"""
"""The look of a fragment; everything but the page's own margins stands under the class `brief`."""

_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{fragment}
</main>
</body>
</html>
"""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_REFERENCE = re.compile(r"url\(\s*(['\"]?)#([^'\")]+)\1\s*\)")
_LISTS_OF_IDS = {"aria-describedby", "aria-labelledby"}


def render_html(document: Document) -> bytes:
    """A page that stands alone: style inside, no script, and no request to any other host."""
    page = _PAGE.format(
        lang=document.lang,
        title=_escape(document.title),
        style=STYLE,
        fragment=render_fragment(document),
    )
    return page.encode()


def render_fragment(document: Document, *, lower: int = 0) -> str:
    """The document as one `article`, to be set into a page that has STYLE, its headings `lower` levels further down."""
    numbers = count(1)
    top = 1 + lower
    parts = [
        f'<article class="brief" lang="{document.lang}">',
        "<header>",
        f'<p class="brief-kicker">{_escape(document.kicker)}</p>',
        f"<h{top}>{_escape(document.title)}</h{top}>",
        "</header>",
        *(_render_block(block, numbers, lower) for block in document.blocks),
        f"<footer>{_escape(document.footer)}</footer>",
        "</article>",
    ]
    return "\n".join(parts)


def clean_text(text: str) -> str:
    """The text with one kind of line break, without the characters that neither XML nor PDF may hold."""
    return _FORBIDDEN.sub("", "\n".join(text.splitlines()))


def _escape(text: str) -> str:
    return escape(clean_text(text))


def _escape_lines(text: str) -> str:
    return _escape(text).replace("\n", "<br>")


def _render_block(block: Block, numbers: Iterator[int], lower: int) -> str:
    match block:
        case Heading():
            level = block.level + lower
            html = f"<h{level}>{_escape_lines(block.text)}</h{level}>"
        case Paragraph():
            html = _render_paragraph(block)
        case Bullets():
            html = _render_bullets(block)
        case Grid():
            html = _render_grid(block)
        case Picture():
            html = _render_picture(block, numbers)
        case Pair():
            sides = (_render_picture(side, numbers) for side in (block.left, block.right))
            html = "\n".join(['<div class="brief-pair">', *sides, "</div>"])
        case Lines():
            labels = (f"<p>{_escape(label)}</p>" for label in block.labels)
            html = "\n".join(['<div class="brief-lines">', *labels, "</div>"])
    return html


def _render_paragraph(paragraph: Paragraph) -> str:
    name = "" if paragraph.style == "body" else f' class="brief-{paragraph.style}"'
    lead = f"<strong>{_escape_lines(paragraph.lead)}</strong> " if paragraph.lead else ""
    return f"<p{name}>{lead}{_escape_lines(paragraph.text)}</p>"


def _render_bullets(bullets: Bullets) -> str:
    tag = "ol" if bullets.numbered else "ul"
    items = (f"<li>{_escape_lines(item)}</li>" for item in bullets.items)
    return "\n".join([f"<{tag}>", *items, f"</{tag}>"])


def _render_grid(grid: Grid) -> str:
    caption = _escape(grid.caption)
    names = [' class="brief-number"' if numeric else "" for numeric in grid.numeric]
    header = "".join(
        f'<th scope="col"{name}>{_escape_lines(text)}</th>' for name, text in zip(names, grid.header, strict=True)
    )
    parts = [
        f'<div class="brief-table" role="region" aria-label="{caption}" tabindex="0">',
        "<table>",
        f"<caption><span>{caption}</span></caption>",
        f"<thead><tr>{header}</tr></thead>",
        "<tbody>",
        *(_render_row(row, names) for row in grid.rows),
        "</tbody>",
        "</table>",
        "</div>",
    ]
    if grid.note:
        parts.append(f'<p class="brief-note">{_escape_lines(grid.note)}</p>')
    return "\n".join(parts)


def _render_row(row: tuple[str, ...], names: list[str]) -> str:
    first, *others = (f"{name}>{_escape_lines(text)}" for name, text in zip(names, row, strict=True))
    return f'<tr><th scope="row"{first}</th>' + "".join(f"<td{cell}</td>" for cell in others) + "</tr>"


def _render_picture(picture: Picture, numbers: Iterator[int]) -> str:
    drawing = _inline_svg(picture, f"picture-{next(numbers)}-")
    caption = f"\n<figcaption>{_escape_lines(picture.caption)}</figcaption>" if picture.caption else ""
    narrow = " brief-narrow" if picture.width < NARROW else ""
    return f'<figure class="brief-picture{narrow}">\n{drawing}{caption}\n</figure>'


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
    root.attrib |= {"role": "img", "aria-label": clean_text(picture.alt)}
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
    return _REFERENCE.sub(rf"url(#{prefix}\2)", text)
