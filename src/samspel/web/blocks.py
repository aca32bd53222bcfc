"""Blocks of a report set into a page: links get their addresses, tables the links to their files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block
from samspel.rendering.html_blocks import PAGE, Setting, render_blocks
from samspel.rendering.table import Link, Table
from samspel.reports.hospitals import OUTSIDE_LINK
from samspel.reports.shifts import TURN_LINK
from samspel.web.badges import render_badge


@dataclass(frozen=True, slots=True)
class Files:
    """The addresses of a table's files."""

    csv: str
    xlsx: str
    parquet: str = ""


def set_blocks(
    texts: Texts,
    blocks: Iterable[Block],
    files: Mapping[str, Files] | None = None,
    *,
    lower: int = 0,
    chosen: Link | None = None,
) -> SafeString:
    """The blocks as HTML for a page; `files` gives the files of tables by name, `lower` how far down headings go,
    `chosen` the link of the row that the page shows in full.
    """

    def link_files(table: Table) -> str:
        found = (files or {}).get(table.name)
        return "" if found is None else _render_downloads(texts, table, found)

    setting = Setting(
        classes=PAGE,
        lower=lower,
        chosen=chosen,
        find_address=find_address,
        under_table=link_files,
        render_badge=render_badge,
        definitions=texts("web.figures.definitions"),
    )
    return mark_safe(render_blocks(blocks, setting))


def find_address(link: Link) -> str:
    """Where a link leads: `kind` is the page's name and `key` its arguments with slashes between, but for what lies
    outside and for a shift of the page that is read.
    """
    if link.kind == OUTSIDE_LINK:
        return link.key
    if link.kind == TURN_LINK:
        return f"?skift={link.key}#skift"
    return reverse(link.kind, args=link.key.split("/"))


def _render_downloads(texts: Texts, table: Table, files: Files) -> str:
    links = (
        f'<a href="{escape(address)}" download aria-label="{escape(table.caption)}, {escape(texts(key))}">'
        f"{escape(texts(key))}</a>"
        for address, key in (
            (files.csv, "web.download.csv"),
            (files.xlsx, "web.download.xlsx"),
            (files.parquet, "web.download.parquet"),
        )
        if address
    )
    return f'<p class="downloads"><span>{escape(texts("web.download.table"))}</span> {" ".join(links)}</p>'
