"""Writes docs/verdicts.md: how the verdicts of the built-in figures fall over all places, as `samspel check --verdicts`
prints it. Run by `make docs`; a test keeps it current.
"""

from pathlib import Path

from samspel.app.desk import Desk, open_desk
from samspel.app.sharing import show_shares
from samspel.rendering.blocks import Heading, Paragraph
from samspel.rendering.table import Table, words
from samspel.reports.verdict_shares import compose_shares

TARGET = Path(__file__).with_name("verdicts.md")
INTRODUCTION = """Made from the content by `make docs`; `samspel check --verdicts` prints the same. The rule's limits
are in `content/parameters/verdict.toml`, which measure leads for which demand in [demands.md](demands.md), and why it
is so in [decisions](decisions/README.md), number 48.
"""


def write_table(desk: Desk) -> str:
    """The document as Markdown."""
    fall, parts = show_shares(desk), list[str]()
    for block in compose_shares(desk.catalogue, desk.catalogue.texts["en"], fall.demands, fall.measures, fall.unknown):
        if isinstance(block, Heading):
            parts += [f"# {block.text}\n", INTRODUCTION]
        elif isinstance(block, Paragraph):
            parts.append(f"{block.text}\n")
        elif isinstance(block, Table):
            parts.append(f"## {block.caption}\n\n{_write_table(block)}")
    return "\n".join(parts)


def _write_table(table: Table) -> str:
    read = words(table)
    rule = ["---:" if number else "---" for number in read.numeric]
    return "".join(f"| {' | '.join(row)} |\n" for row in (read.heads, rule, *read.texts))


if __name__ == "__main__":
    TARGET.write_text(write_table(open_desk()), encoding="utf-8")
