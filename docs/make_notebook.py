"""Runs the cells of docs/python.ipynb in order and writes the notebook with what they gave.

Run it after a table or a sentence has changed: `python docs/make_notebook.py`; another file may be named to write to.
It runs on the published figures alone, whatever is kept on the machine.
"""

import ast
import io
import json
import os
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parent / "python.ipynb"
LOOKS = {
    "POLARS_TABLE_WIDTH": "110",
    "POLARS_FMT_STR_LEN": "40",
    "POLARS_FMT_MAX_ROWS": "12",
    "POLARS_FMT_MAX_COLS": "12",
}
"""Frames look alike whatever the terminal is."""
Plain = dict[str, Any]


def run_cell(source: str, names: Plain) -> list[Plain]:
    """What a cell prints, and the value of its last line, as a notebook keeps them."""
    tree, printed = ast.parse(source), io.StringIO()
    last = tree.body[-1] if tree.body else None
    shown = last.value if isinstance(last, ast.Expr) else None
    if shown is not None:
        tree.body.pop()
    with redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        value = None if shown is None else eval(compile(ast.Expression(shown), "<cell>", "eval"), names)
    outputs: list[Plain] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _split(printed.getvalue())})
    if value is not None:
        told = {"data": {"text/plain": _split(repr(value))}, "metadata": {}, "output_type": "execute_result"}
        outputs.append({"execution_count": names["__count__"], **told})
    return outputs


def run_notebook(notebook: Plain) -> None:
    """Run every code cell, and put what it gave in the place of what stood there."""
    names: Plain = {"__name__": "__main__", "__count__": 0}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            names["__count__"] += 1
            cell["execution_count"], cell["outputs"] = names["__count__"], run_cell("".join(cell["source"]), names)


def _split(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    os.environ.update(LOOKS)
    with tempfile.TemporaryDirectory() as home:
        os.environ["SAMSPEL_HOME"] = home
        read = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
        run_notebook(read)
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else NOTEBOOK
    target.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
