"""Blocks in the terminal: nothing that others wrote commands it, and folds are open."""

import io

from rich.console import Console

from samspel.rendering.blocks import Bullets, Fold, Grid, Heading, Paragraph
from samspel.rendering.html_blocks import PAGE, PAPER, Setting, render_blocks
from samspel.rendering.table import Column, Table, text
from samspel.rendering.terminal import print_blocks

BELL = "\x07"


def show(*blocks: Bullets | Fold | Grid | Heading | Paragraph | Table) -> str:
    out = io.StringIO()
    print_blocks(Console(file=out, width=80, highlight=False, emoji=False, markup=False), blocks)
    return out.getvalue()


def test_control_characters_of_others_are_shown_and_not_obeyed() -> None:
    table = Table(
        name="t",
        caption=f"Caption{BELL}",
        columns=(Column(key="a", head=f"Head{BELL}"),),
        rows=((text(f"cell{BELL}"),),),
        notes=(f"note{BELL}",),
    )
    told = show(Heading(f"H{BELL}"), Paragraph(f"P{BELL}"), Bullets((f"B{BELL}",)), table)
    assert BELL not in told
    assert told.count("\ufffd") == 7


def test_a_fold_is_open_under_its_heading() -> None:
    assert show(Fold("More", (Paragraph("inside"),))).split() == ["More", "inside"]


def test_multiples_stand_one_after_another_but_on_a_page() -> None:
    grid = Grid(((Paragraph("left"),), (Paragraph("right"),)))
    assert show(grid).split() == ["left", "right"]
    page = render_blocks([grid], Setting(classes=PAGE))
    assert page.split("\n") == [
        '<div class="multiples">',
        "<div>",
        "<p>left</p>",
        "</div>",
        "<div>",
        "<p>right</p>",
        "</div>",
        "</div>",
    ]


def test_the_answer_in_short_stands_in_a_box_on_a_page_alone() -> None:
    short = Bullets(("one",), style="short")
    assert '<ul class="verdict-box in-short">' in render_blocks([short], Setting(classes=PAGE))
    assert render_blocks([short], Setting(classes=PAPER)).startswith("<ul>")
