"""Renders a document as HTML: a fragment for a page, or a whole page without script or network."""

from collections.abc import Mapping

from samspel.rendering.blocks import Document, Layout
from samspel.rendering.html_blocks import PAPER, Setting, escape_text, render_blocks

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
.brief .brief-gap { padding: .5rem .75rem; border: 1px dashed #8a6d00; background: #fff6d6; }
.brief-letter { --accent: #1c2127; }
.brief-letter h1 { font-size: 1.5rem; }
.brief-letter h2 { margin-top: 1.5rem; font-size: 1.1rem; }
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
.brief .brief-written p { max-width: none; margin: .9rem 0 1.1rem; padding-bottom: .3rem;
  border-bottom: 1px solid var(--quiet); font-weight: 600; }
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
.brief-sheet > :is(h2, h3) { border-top: 2px solid var(--accent); padding-top: .5em; }
.brief-sheet figure { max-width: 8rem; margin: 1rem 0 .5rem; }
@media print {
  .brief.brief-sheet { line-height: 1.3; }
  .brief.brief-sheet[lang] > * { max-width: none; }
  .brief.brief-sheet[lang] > header > * { margin: 0 0 .35em; padding: 0; border: 0; max-width: none; }
  .brief.brief-sheet[lang] > header :is(h1, h2) { font-size: 1.8em; }
  .brief.brief-sheet[lang] > :is(h2, h3) { margin: .7em 0 .3em; padding-top: .4em; font-size: 1.2em; text-wrap: wrap; }
  .brief.brief-sheet[lang] > p { margin: 0 0 .4em; }
  .brief.brief-sheet[lang] :is(.brief-kicker, .brief-note) { font-size: .8em; }
  .brief.brief-sheet[lang] > figure { float: left; width: 22mm; margin: .3em 4mm 0 0; }
  .brief.brief-sheet[lang] > footer { clear: both; margin: .5em 0 0; padding-top: .3em; font-size: .7em; }
}
"""
STYLE += "@media print {\n"
STYLE += "".join(f"  .brief.brief-at-{half} {{ font-size: {half * 0.44:.2f}pt; }}\n" for half in range(12, 41))
STYLE += "}\n"
"""The look of a fragment; everything but the page's own margins stands under the class `brief`."""

PAPERS: Mapping[Layout, str] = {
    "sheet": "@page { size: A4; margin: 18mm 20mm; }\n",
    "small_sheet": "@page { size: A5; margin: 11mm 12mm; }\n",
}
"""The paper of a document that is printed on another, or with other margins; it must come after every style that has
its own."""

_LOOKS: Mapping[Layout, str] = {
    "report": "",
    "letter": " brief-letter",
    "leaflet": " brief-letter",
    "sheet": " brief-sheet",
    "small_sheet": " brief-sheet brief-small",
}
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


def render_html(document: Document) -> bytes:
    """A page that stands alone: style inside, no script, and no request to any other host."""
    page = _PAGE.format(
        lang=document.lang,
        title=escape_text(document.title),
        style=STYLE + PAPERS.get(document.layout, ""),
        fragment=render_fragment(document),
    )
    return page.encode()


def render_fragment(document: Document, *, lower: int = 0) -> str:
    """The document as one `article`, to be set into a page that has STYLE, its headings `lower` levels further down."""
    top, look = 1 + lower, _LOOKS[document.layout]
    if document.size is not None:
        look += f" brief-at-{round(document.size * 2)}"
    foot = f"<footer>{escape_text(document.footer)}</footer>" if document.footer else ""
    parts = [
        f'<article class="brief{look}" lang="{document.lang}">',
        "<header>",
        f'<p class="brief-kicker">{escape_text(document.kicker)}</p>',
        f"<h{top}>{escape_text(document.title)}</h{top}>",
        "</header>",
        render_blocks(document.blocks, Setting(classes=PAPER, lower=lower)),
        *((foot,) if foot else ()),
        "</article>",
    ]
    return "\n".join(parts)
