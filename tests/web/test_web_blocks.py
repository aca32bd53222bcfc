"""Blocks set into a page: headings and cells that lead on, verdicts as shape and word, labels in a row."""

import pytest
from django.test import Client

from samspel.app.desk import Desk
from samspel.needs.verdict import Verdict
from samspel.rendering.blocks import Heading, Label, Labels, Paragraph, unfold
from samspel.rendering.table import Cell, Column, Link, Table
from samspel.reports.needs import badge_verdict
from samspel.web.badges import render_badge
from samspel.web.blocks import set_blocks


@pytest.mark.usefixtures("client")
def test_a_heading_leads_on_and_its_words_are_only_text(desk: Desk, client: Client) -> None:
    html = set_blocks(desk.catalogue.texts["sv"], [Heading("<2. Krav>", 3, Link("place_need", "2181/sfi-matching"))])
    assert html == '<h3><a href="/plats/2181/krav/sfi-matching/">&lt;2. Krav&gt;</a></h3>'


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_shape_beside_its_words(verdict: Verdict) -> None:
    html = render_badge(badge_verdict(verdict), "<b>")
    assert f"badge-{verdict.value}" in html
    assert 'aria-hidden="true"' in html
    assert "&lt;b&gt;" in html


def test_labels_are_tags_on_a_page_and_a_line_elsewhere(desk: Desk) -> None:
    labels = Labels((Label("Stort behov", "large"), Label("a & b")))
    html = set_blocks(desk.catalogue.texts["sv"], [labels])
    assert 'class="badge badge-large"' in html
    assert '<span class="tag">a &amp; b</span>' in html
    assert list(unfold([labels])) == [Paragraph("Stort behov · a & b", style="note")]


def test_a_cell_has_the_shape_of_its_verdict(desk: Desk) -> None:
    cells = (Cell(value="2", words="2. Krav"), Cell(value="met", words="Tillgodosett", badge="met"))
    columns = (Column(key="demand", head="Krav"), Column(key="verdict", head="Läge"))
    html = set_blocks(desk.catalogue.texts["sv"], [Table(name="x", caption="", columns=columns, rows=(cells,))])
    assert 'class="badge badge-met"' in html
    assert "Tillgodosett</span>" in html
