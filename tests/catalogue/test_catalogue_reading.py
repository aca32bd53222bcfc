"""One broken TOML file per rule of reading.py."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from breaches import Breach, append, check_told, delete, provoke, replace, substitute, write

from samspel.catalogue.reading import find_line, read_list, read_record, read_toml
from samspel.catalogue.records import Demand, Named
from samspel.terms.errors import ContentError

DEMAND = "handbook/02-childcare-odd-hours.toml"
FILE = "02-childcare-odd-hours.toml"
KEY_OF_SCHEMA = "a key of the schema"

CASES = [
    Breach("file is missing", delete("themes.toml"), "themes.toml", "", "no such file", "a file of that name"),
    Breach(
        "file is not UTF-8",
        write("themes.toml", '[[theme]]\nsv = "Människor"'.encode("latin-1")),
        "themes.toml",
        "",
        "a byte that is not UTF-8 at position 17",
        "UTF-8",
    ),
    Breach(
        "file is not TOML",
        append("themes.toml", "[[theme]]\nid people\n"),
        "themes.toml",
        "",
        re.compile("Expected"),
        "valid TOML, each key once",
        "id people",
    ),
    Breach(
        "file ends in the middle",
        append("themes.toml", '\nrest = [\n"a",\n'),
        "themes.toml",
        "",
        re.compile("end of document"),
        "valid TOML, each key once",
        '"a",',
    ),
    Breach(
        "key stands twice",
        replace(DEMAND, "number = 2\n", "number = 2\nnumber = 3\n"),
        FILE,
        "",
        re.compile("overwrite"),
        "valid TOML, each key once",
        "number = 3",
    ),
    Breach(
        "unknown key at the top",
        replace(DEMAND, "number = 2\n", 'number = 2\ncolour = "red"\n'),
        FILE,
        "colour",
        "the unknown key colour",
        KEY_OF_SCHEMA,
        "colour",
    ),
    Breach(
        "unknown key in a table",
        replace(DEMAND, "[sv]\n", '[sv]\nheading = "x"\n'),
        FILE,
        "sv.heading",
        "the unknown key heading",
        KEY_OF_SCHEMA,
        "heading",
    ),
    Breach(
        "unknown key in an entry of a list",
        replace("units.toml", "decimals = 0\n", "decimals = 0\nweight = 1\n"),
        "units.toml",
        "unit[0].weight",
        "the unknown key weight",
        KEY_OF_SCHEMA,
        "weight",
    ),
    Breach(
        "unknown key deep in an entry of a list",
        replace("units.toml", 'name = "antal"', 'heading = "x", name = "antal"'),
        "units.toml",
        "unit[0].sv.heading",
        "the unknown key heading",
        KEY_OF_SCHEMA,
    ),
    Breach(
        "missing key at the top",
        substitute(DEMAND, r"^duty = [^\n]*\n", ""),
        FILE,
        "duty",
        "no such key",
        "the required key duty",
    ),
    Breach(
        "missing key in a table",
        substitute(DEMAND, r"^cost = [^\n]*\n", ""),
        FILE,
        "sv.cost",
        "no such key",
        "the required key cost",
    ),
    Breach(
        "missing key in an entry of a list",
        replace("units.toml", "decimals = 0\n", ""),
        "units.toml",
        "unit[0].decimals",
        "no such key",
        "the required key decimals",
    ),
    Breach(
        "text where a number belongs",
        replace(DEMAND, "number = 2\n", 'number = "2"\n'),
        FILE,
        "number",
        "str",
        "int",
        "number =",
    ),
    Breach(
        "number where a text belongs",
        substitute(DEMAND, r"^title = [^\n]*\n", "title = 5\n"),
        FILE,
        "sv.title",
        "int",
        "str",
        "title = 5",
    ),
    Breach(
        "number in a list of texts",
        substitute(DEMAND, r"^studies = [^\n]*\n", "studies = [1]\n"),
        FILE,
        "studies[0]",
        "int",
        "str",
        "studies =",
    ),
    Breach(
        "wrong type in an entry of a list",
        replace("units.toml", "decimals = 0\n", "decimals = 0.5\n"),
        "units.toml",
        "unit[0].decimals",
        "float",
        "int",
        "decimals = 0.5",
    ),
    Breach(
        "other list than the file's own",
        append("themes.toml", '\n[[colour]]\nid = "red"\n'),
        "themes.toml",
        "colour",
        "the key colour",
        "only [[theme]]",
        "[[colour]]",
    ),
    Breach(
        "list without an entry",
        write("themes.toml", b"# nothing here\n"),
        "themes.toml",
        "theme",
        "nothing",
        "at least one [[theme]]",
    ),
    Breach(
        "one table instead of a list",
        write("themes.toml", b'# one\n[theme]\nid = "people"\n'),
        "themes.toml",
        "theme",
        "[theme]",
        "[[theme]]",
        2,
    ),
    Breach(
        "id twice in a file",
        append("themes.toml", '\n[[theme]]\nid = "people" # again\nsv = "x"\nen = "x"\n'),
        "themes.toml",
        "id",
        "people twice",
        "each id once",
        "# again",
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_reading_refuses(breach: Breach, provoked: Callable[[Breach], ContentError], tmp_path: Path) -> None:
    check_told(breach, provoked(breach), tmp_path)


@pytest.mark.parametrize("value", ["county", ""])
def test_reading_refuses_a_word_outside_the_list_and_says_which(value: str, tmp_path: Path) -> None:
    change = replace(DEMAND, 'responsible = "municipality"', f'responsible = "{value}"')
    error = provoke(Breach("a word outside the list", change, FILE, "", "", ""), tmp_path)
    assert (error.facts["file"], error.key) == (FILE, "responsible")
    assert value in str(error.facts["found"])


@pytest.mark.xfail(strict=True, reason="bug: _explain gives msgspec's whole sentence as both found and expected")
def test_a_word_outside_the_list_is_answered_with_the_list(tmp_path: Path) -> None:
    change = replace(DEMAND, 'responsible = "municipality"', 'responsible = "county"')
    error = provoke(Breach("a word outside the list", change, FILE, "", "", ""), tmp_path)
    assert error.facts["found"] != error.facts["expected"]


@pytest.mark.xfail(
    strict=True, reason="bug: find_line finds the first entry's key, not that of the entry that is wrong"
)
def test_the_line_is_that_of_the_entry_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(
        '[[theme]]\nid = "a"\nsv = "A"\nen = "A"\n[[theme]]\nid = "b"\nsv = 5\nen = "B"\n', encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        read_list(path, "theme", Named)
    assert caught.value.key == "theme[1].sv"
    assert caught.value.facts["line"] == 7


def test_entries_are_returned_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "themes.toml"
    path.write_text('[[theme]]\nid="b"\nsv="B"\nen="B"\n[[theme]]\nid="a"\nsv="A"\nen="A"\n', encoding="utf-8")
    assert [theme.id for theme in read_list(path, "theme", Named)] == ["b", "a"]


def test_a_record_is_the_whole_file(content_copy: Path) -> None:
    demand = read_record(content_copy / DEMAND, Demand)
    assert (demand.number, demand.id) == (2, "childcare-odd-hours")
    assert len(demand.questions) == len(read_toml(content_copy / DEMAND)["question"])


@pytest.mark.parametrize(
    ("word", "last", "line"),
    [
        ("theme", False, 1),
        ("theme", True, 3),
        ("sv", False, 2),
        ("people", False, 4),
        ("colours", False, 6),
        ("eople", False, 0),
        ("nowhere", False, 0),
    ],
)
def test_line_of_a_word_is_where_it_stands_as_key_or_value(tmp_path: Path, word: str, last: bool, line: int) -> None:
    path = tmp_path / "a.toml"
    path.write_text('[[theme]]\nsv = "theme of all"\n[[theme]]\nid = "people"\n[a.b]\ncolours = 1\n', encoding="utf-8")
    assert find_line(path, word, last=last) == line
