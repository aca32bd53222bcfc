"""Whose words a module of reports says: those of its own subject, and the shared ones in `words_…`.

What one face alone says (`web_…`, `terminal_…`) is never named by a report, which all faces show.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

import samspel
from samspel.catalogue.reading import read_toml
from samspel.catalogue.texts import CODES, MATTERS, WHEN_ONE

SOURCE = Path(samspel.__file__).parent
TEXTS = SOURCE / "content" / "texts"
SHARED = "words"
SUBJECTS: dict[str, tuple[str, str]] = {
    "reach": (
        "reach roads timetable workplaces",
        "beside departures localities reach reach_ready reach_sections roads roads_sentences shifts steady",
    ),
    "model": (
        "aftermath backtests levers needs simulation",
        "aftermath backtests cases events events_beside fans fates levers levers_data origins outcomes "
        "record rule_of_thumb simulation simulation_brief simulation_data simulation_parts slopes",
    ),
    "transition": ("savings transition", "assumptions savings transition transition_data"),
    "needs": (
        "costs enquiry goals motion needs packet papers sheet",
        "contrary costs demand enquiry goals handbook measure_words need need_table needs needs_data packet "
        "paper_figures paper_money sheet verdict_shares whose",
    ),
    "place": (
        "chain comparison figure_checks figures interdependence maps measures place sources",
        "chain chain_words citation codebook compared_book compared_demands compared_names compared_sources comparison "
        "courses data_package figure_checks figure_tables figures interdependence json_stat licences likeness "
        "map_tables maps measures measures_data pictures place place_data provenance sources writing",
    ),
    "equalisation": ("equalisation", "equalisation equalisation_data equalisation_years"),
    "hospitals": ("hospitals", "hospitals"),
    "own figures": ("added", "added"),
    "mandates": ("mandates", "mandate_law mandate_list mandates mandates_data"),
    "help": ("figures help needs", "glossary help"),
    "exchange": ("exchange", "work_log"),
    "search": ("search", "search"),
    "matters": ("matters", "matters"),
    "courses of demands": ("needs place", "tracks"),
    "campaigns": ("campaigns following matters", "campaign_news campaigns followed following"),
    "networks": ("campaigns following matters meetings networks", "meetings networks"),
    "digest": ("digest", "digest"),
    "questions to bodies": ("requests", "requests"),
    "bulk": ("bulk", "bulk"),
    "fetching": ("updating", "news updating"),
    "every": ("", "records"),
}
"""The files of texts of each subject, and its modules."""
ARCHITECTURE = Path(__file__).parents[2] / "docs" / "architecture.md"
START = re.compile(r"(?:[a-z_0-9]+\.)+")
PART = r"[\w.-]*"
BEGUN = re.compile(r"[a-z]\w*[._]")
INSERTED = re.compile(r"\{(\w+(?:\.\w+)+)\}")
"""A text that another text names."""


@cache
def read_homes() -> dict[str, str]:
    """The subject of the file that holds each key."""
    homes: dict[str, str] = {}
    for path in TEXTS.glob("*_sv.toml"):
        for key in flatten(read_toml(path)):
            homes[key] = path.name.removesuffix("_sv.toml")
    return homes


@cache
def read_beginnings() -> dict[str, frozenset[str]]:
    """The subjects of the keys that begin so, for keys that are put together."""
    found: dict[str, set[str]] = {}
    for key, home in read_homes().items():
        for end in (at.end() for at in re.finditer(r"\.", key)):
            found.setdefault(key[:end], set()).add(home)
    return {beginning: frozenset(homes) for beginning, homes in found.items()}


def flatten(table: dict[str, object], before: str = "") -> Iterator[str]:
    """The whole keys of a table."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"


def list_foreign(tree: ast.Module, own: set[str]) -> Iterator[str]:
    """Keys, or beginnings of keys, that none of the files holds."""
    for node in ast.walk(tree):
        homes: frozenset[str] = frozenset()
        said = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in read_homes():
            said, homes = node.value, frozenset((read_homes()[node.value],))
        elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            start = START.match(str(node.values[0].value))
            said = start[0] if start else ""
            homes = read_beginnings().get(said, frozenset())
        if homes and not homes & own:
            yield said


def list_unsaid(keys: Iterable[str], code: Sequence[ast.AST], written: str) -> list[str]:
    """Keys that no code names whole, begins with a constant of two words and dots or the name of a fact, or makes as an
    f-string, and that stand in no other file that is `written`. A form for one is said where that for several is.
    """
    named, forms, ends = {*re.findall(r"[\w-]+(?:\.[\w-]+)+", written), *CODES.values()}, set[str](), set[str]()
    within = {id(one) for node in code if isinstance(node, ast.JoinedStr) for one in node.values}
    for node in code:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within:
            named.add(node.value)
        elif isinstance(node, ast.keyword) and (node.arg or "").startswith(MATTERS):
            named.add(f"{str(node.arg).replace(MATTERS, 'matters.').removesuffix('s')}.")
        elif isinstance(node, ast.JoinedStr):
            parts = [one.value if isinstance(one, ast.Constant) else None for one in node.values]
            form = "".join(PART if one is None else re.escape(str(one)) for one in parts)
            if BEGUN.match(str(parts[0])) and any("." in str(one) for one in parts):
                forms.add(form)
            elif parts[0] is None and len(parts) == 2:  # a named key with an end
                ends.add(str(parts[1]))
    made = re.compile("|".join(sorted(forms)) or "(?!)")

    def is_said(key: str) -> bool:
        starts = (key[: at.end()] for at in re.finditer(r"(?<=\.)[\w-]+\.", key))
        return (
            key in named
            or made.fullmatch(key) is not None
            or any(start in named for start in starts)
            or any(key.startswith(f"{start}.") for start in CODES.values())
            or any(key.endswith(end) and key.removesuffix(end) in named for end in ends)
        )

    return [key for key in keys if not is_said(key.removesuffix(WHEN_ONE))]


def test_every_text_is_said_somewhere() -> None:
    written_by = (*SOURCE.rglob("*.py"), *ARCHITECTURE.parent.glob("*.py"))
    code = [node for path in written_by for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    beside = [path for ending in ("html", "toml") for path in SOURCE.rglob(f"*.{ending}") if path.parent != TEXTS]
    inserted = [key for path in TEXTS.glob("*.toml") for key in INSERTED.findall(path.read_text(encoding="utf-8"))]
    written = "\n".join([*(path.read_text(encoding="utf-8") for path in beside), *inserted])
    assert list_unsaid(sorted(read_homes()), code, written) == []


def test_a_text_that_nobody_says_is_found() -> None:
    code = list(
        ast.walk(ast.parse("""a("one.whole", f"one.{kind}_part", f"{key}_text", "two.new.begun.", "three.")"""))
    )
    said = ["one.whole", "one.whole_when_one", "one.any_part", "one.whole_text", "two.new.begun.x", "three.page"]
    dead = ["one.other", "two.x", "three.x", "one.any_text"]
    assert list_unsaid([*said, *dead], code, "{% t 'three.page' %}") == dead


@pytest.mark.parametrize("path", sorted((SOURCE / "reports").glob("*.py")), ids=lambda path: path.stem)
def test_a_report_says_its_own_subjects_words_and_the_shared_ones(path: Path) -> None:
    if path.stem == "__init__":
        return
    files = [files for files, modules in SUBJECTS.values() if path.stem in modules.split()]
    assert len(files) == 1, "name the module under its subject in SUBJECTS"
    own = {*files[0].split(), SHARED}
    assert list(list_foreign(ast.parse(path.read_text(encoding="utf-8")), own)) == []


def test_every_file_of_texts_is_a_subjects_or_a_faces() -> None:
    named = {file for files, _ in SUBJECTS.values() for file in files.split()}
    faces = {"accounts", "errors", "fact_sheet", "kept", "terminal", "voices", "web", "workspace"}
    assert set(read_homes().values()) == named | faces | {SHARED}


@pytest.mark.parametrize("source", ['texts("web.front.lead")', 'texts("roads.spread")', 'texts(f"web.error.{name}")'])
def test_a_foreign_key_is_found(source: str) -> None:
    assert list(list_foreign(ast.parse(source), {"needs", SHARED})) != []
    assert list(list_foreign(ast.parse('texts("words.and")'), {"needs", SHARED})) == []


def test_the_architecture_lists_the_subjects_as_they_are() -> None:
    told = ARCHITECTURE.read_text(encoding="utf-8")
    for subject, (files, modules) in SUBJECTS.items():
        cells = (", ".join(f"`{name}`" for name in names.split()) or "–" for names in (files, modules))
        assert f"| {' | '.join((subject, *cells))} |" in told, subject
