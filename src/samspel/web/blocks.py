"""Blocks of a report set into a page: links get their addresses, tables the links to their files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Picture
from samspel.rendering.html_blocks import PAGE, Setting, render_blocks
from samspel.rendering.table import Link, Table
from samspel.reports.cases import CASE_LINK
from samspel.reports.enquiry import ASK_LINK
from samspel.reports.figures import AT_LINK
from samspel.reports.hospitals import OUTSIDE_LINK
from samspel.reports.shifts import TURN_LINK
from samspel.web.badges import render_badge
from samspel.web.page_tables import PICTURE_KINDS, find_file, note_picture, note_table


@dataclass(frozen=True, slots=True)
class Files:
    """The addresses of a table's files."""

    csv: str
    xlsx: str
    parquet: str = ""


NO_FILES = Files("", "")
"""Of a table on a page that no address leads to, as one that answers a form."""


def set_blocks(
    texts: Texts,
    blocks: Iterable[Block],
    files: Mapping[str, Files] | None = None,
    *,
    chosen: Link | None = None,
    find_other: Callable[[Link], str] | None = None,
) -> SafeString:
    """The blocks as HTML for a page; `files` gives the files of tables that have an address of their own, by name; the
    others are sent from the page itself. `chosen` is the link of the row that the page shows in full, `find_other` says
    where links lead on a page that has some of its own.
    """

    def link_files(table: Table) -> str:
        note_table(table)
        found = (files or {}).get(table.name) or Files(find_file(table, "csv"), find_file(table, "xlsx"))
        return _render_downloads(texts, table, found) if table.rows and found != NO_FILES else ""

    def link_picture(picture: Picture) -> str:
        if picture.file is None:
            return ""
        note_picture(picture)
        links = [(find_file(picture, kind), f"web.download.{kind}") for kind in PICTURE_KINDS]
        return _render_links(texts, texts("web.download.picture"), picture.caption, links)

    setting = Setting(
        classes=PAGE,
        chosen=chosen,
        find_address=find_other or find_address,
        under_table=link_files,
        under_picture=link_picture,
        render_badge=render_badge,
        definitions=texts("web.figures.definitions"),
    )
    return mark_safe(render_blocks(blocks, setting))


CASE = "fall"
"""The field of an address that chooses a real case."""


def find_address(link: Link) -> str:
    """Where a link leads: `kind` is the page's name and `key` its arguments with slashes between, but for what lies
    outside, for a shift of the page that is read and for a question to put by itself.
    """
    if link.kind == OUTSIDE_LINK:
        return link.key
    if link.kind == TURN_LINK:
        return f"?skift={link.key}#skift"
    if link.kind == ASK_LINK:
        code, demand, question = link.key.split("/")
        return f"{reverse('enquiry', args=[code])}?{urlencode({'krav': demand, 'fraga': question})}"
    if link.kind == CASE_LINK:
        return f"{reverse('backtests')}?{urlencode({CASE: link.key})}"
    if link.kind == AT_LINK:
        measure, code = link.key.split("/")
        return f"{reverse('measure', args=[measure])}?{urlencode({'plats': code})}"
    return reverse(link.kind, args=link.key.split("/"))


def _render_downloads(texts: Texts, table: Table, files: Files) -> str:
    links = (
        (files.csv, "web.download.csv"),
        (files.xlsx, "web.download.xlsx"),
        (files.parquet, "web.download.parquet"),
    )
    return _render_links(texts, texts("web.download.table"), table.caption, links)


def _render_links(texts: Texts, head: str, caption: str, addresses: Iterable[tuple[str, str]]) -> str:
    links = (
        f'<a href="{escape(address)}" download aria-label="{escape(caption)}, {escape(texts(key))}">'
        f"{escape(texts(key))}</a>"
        for address, key in addresses
        if address
    )
    return f'<p class="downloads"><span>{escape(head)}</span> {" ".join(links)}</p>'
