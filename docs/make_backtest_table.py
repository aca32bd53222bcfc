"""Writes docs/backtests.md: the model tried on real closures and openings, as `samspel backtest` does it, and how often
its bands held in all municipalities since 2018. A test keeps it current.
"""

from pathlib import Path

from samspel.usecases.backtesting import (
    COVERAGE_HEADS,
    HEADS,
    backtest,
    cover,
    tell_cases,
    tell_coverage,
    tell_judgement,
    tell_notes,
    tell_rows,
    tell_sources,
    tell_verdict,
)
from samspel.usecases.desk import Desk, open_desk

TARGET = Path(__file__).with_name("backtests.md")
INTRODUCTION = """# The model tried on what happened

Made from the content by `docs/make_backtest_table.py`; `samspel backtest` prints the first part. The model is started
at the year before a closure or an opening from what the built-in tables hold of that year, and set beside what
happened, beside *nothing happens* and beside *plain input-output*.

The rule is the design's and was set before any case was run: the observed value inside the 80 % band in at least four
of five outcomes, and a smaller error than both rivals, read strictly as the mean error in each kind of outcome. Nothing
is fitted to a case, no case is left out for its outcome, and a failure stands as a failure.
"""


def write_table(desk: Desk) -> str:
    """The document as Markdown."""
    texts, done, covering = desk.catalogue.texts["en"], backtest(desk, None), cover(desk)
    first, *rest = tell_verdict(texts, done)
    parts = [
        INTRODUCTION,
        f"## {texts('backtest.head', draws=texts.number(done.draws), seed=done.seed)}\n",
        _write_rows([texts(f"backtest.head_of.{head}") for head in HEADS], tell_rows(texts, done), words=2),
        texts("backtest.band_note") + "\n",
        f"**{first}**\n",
        _write_list(rest),
        f"## {texts('backtest.cases')}\n",
        _write_list(tell_cases(texts, done)),
        f"## {texts('backtest.notes')}\n",
        _write_list([*tell_notes(texts), *tell_sources(desk, texts)]),
        f"## {texts('hindcast.head')}\n",
        texts("hindcast.note") + "\n",
        _write_rows(
            [texts(f"hindcast.head_of.{head}") for head in COVERAGE_HEADS],
            tell_coverage(desk, texts, covering),
            words=1,
        ),
        _write_list(tell_judgement(texts, covering)),
    ]
    return "\n".join(parts)


def _write_rows(heads: list[str], rows: list[list[str]], *, words: int) -> str:
    """A table; all columns but the first `words` are numbers."""
    rule = ["---" if number < words else "---:" for number in range(len(heads))]
    return "\n".join(_write_row(row) for row in (heads, rule, *rows)) + "\n"


def _write_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write_list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(write_table(open_desk()), encoding="utf-8")
