"""Writes docs/backtests.md: the model tried on real closures, as `samspel backtest` does it. A test keeps it
current.
"""

from pathlib import Path

from samspel.usecases.backtesting import (
    HEADS,
    backtest,
    tell_cases,
    tell_notes,
    tell_rows,
    tell_sources,
    tell_verdict,
)
from samspel.usecases.desk import Desk, open_desk

TARGET = Path(__file__).with_name("backtests.md")
TEXT_COLUMNS = 2
INTRODUCTION = """# The model tried on real closures

Made from the content by `docs/make_backtest_table.py`; `samspel backtest` prints the same. The model is started at the
year before the closure from what the built-in tables hold of that year, and set beside what happened, beside *nothing
happens* and beside *plain input-output*. The rule is the design's: the observed value inside the 80 % band in at least
four of five outcomes, and a smaller error than both rivals, read strictly as the mean error in each kind of outcome.
Nothing is fitted to a case, and a failure stands as a failure.
"""


def write_table(desk: Desk) -> str:
    """The document as Markdown."""
    texts, done = desk.catalogue.texts["en"], backtest(desk, None)
    heads = [texts(f"backtest.head_of.{head}") for head in HEADS]
    rule = ["---" if number < TEXT_COLUMNS else "---:" for number in range(len(heads))]
    table = [_write_row(row) for row in (heads, rule, *tell_rows(texts, done))]
    first, *rest = tell_verdict(texts, done)
    parts = [
        INTRODUCTION,
        f"## {texts('backtest.head', draws=texts.number(done.draws), seed=done.seed)}\n",
        "\n".join(table) + "\n",
        texts("backtest.band_note") + "\n",
        f"**{first}**\n",
        _write_list(rest),
        f"## {texts('backtest.cases')}\n",
        _write_list(tell_cases(texts, done)),
        f"## {texts('backtest.notes')}\n",
        _write_list([*tell_notes(texts), *tell_sources(desk, texts)]),
    ]
    return "\n".join(parts)


def _write_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write_list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(write_table(open_desk()), encoding="utf-8")
