"""The log in words: what was done and to what, and the kept name where no words are known."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import samspel
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.reports.work_log import label_action, label_thing

SOURCE = Path(samspel.__file__).parent
LANGS: tuple[Lang, Lang] = ("sv", "en")


def list_noted() -> Iterator[str]:
    """Every action that the program notes, as it stands in the calls of `note`."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note" and node.args:
                for said in ast.walk(node.args[0]):
                    if isinstance(said, ast.Constant) and isinstance(said.value, str) and "." in said.value:
                        yield said.value


@pytest.mark.parametrize("lang", LANGS)
def test_everything_that_is_noted_has_words(catalogue: Catalogue, lang: Lang) -> None:
    noted = set(list_noted())
    assert len(noted) > 40
    assert [one for one in sorted(noted) if label_action(catalogue.texts[lang], one) == one] == []


def test_a_thing_is_its_kind_and_number(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    assert label_thing(texts, "Campaign:3") == "driv 3"
    assert [label_thing(texts, one) for one in ("workspace", "Gone:4")] == ["workspace", "Gone:4"]
    assert label_action(texts, "gone.away") == "gone.away"
