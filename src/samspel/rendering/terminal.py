"""Renders blocks for the terminal. Pictures are left out: the tables beside them say the same."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from samspel.rendering.blocks import Block, Bullets, Heading, Lines, Paragraph, unfold
from samspel.rendering.table import Table, words
from samspel.terms.harmless import neutralise


def print_blocks(console: Console, blocks: Iterable[Block]) -> None:
    """Print the blocks one after another."""
    for block in unfold(blocks):
        _print_block(console, block)


def print_table(console: Console, table: Table) -> None:
    """Print a table with its caption above and its notes beneath."""
    read = words(table)
    grid = Grid(title=neutralise(table.caption) or None, title_justify="left", title_style="bold", header_style="bold")
    for column in read.columns:
        grid.add_column(neutralise(column.head), justify="right" if column.is_number else "left", overflow="fold")
    for row in read.texts:
        grid.add_row(*(Text(neutralise(cell)) for cell in row))  # as text, else each cell is read for markup twice
    console.print(grid)
    for note in table.notes:
        console.print(neutralise(note))


def _print_block(console: Console, block: Block) -> None:
    match block:
        case Heading():
            console.print(neutralise(block.text), style="bold")
        case Paragraph():
            console.print(neutralise(f"{block.lead} {block.text}".strip()))
        case Bullets():
            for number, item in enumerate(block.items, 1):
                console.print(neutralise(f"{number}. {item}" if block.numbered else f"• {item}"))
        case Table():
            print_table(console, block)
        case Lines():
            for label in block.labels:
                console.print(neutralise(f"{label}: ______"))
        case _:
            pass
