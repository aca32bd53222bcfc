"""One broken TOML file per rule of reading.py."""

import re
from pathlib import Path

import pytest

from catalogue.breaches import Breach, Provoke, append, check_told, delete, replace, substitute, write
from samspel.catalogue.reading import find_line, read_list, read_record, read_toml
from samspel.catalogue.records.base import Named
from samspel.catalogue.records.figures import Indicator, Unit
from samspel.catalogue.records.needs import Demand
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
        "brackets inside brackets without end",
        append("themes.toml", "rest = " + "[" * 100_000),
        "themes.toml",
        "",
        re.compile("nested more than"),
        "fewer brackets inside each other",
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
        "heading",
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
        "[sv]",
    ),
    Breach(
        "missing key in an entry of a list",
        replace("units.toml", "decimals = 0\n", ""),
        "units.toml",
        "unit[0].decimals",
        "no such key",
        "the required key decimals",
        "[[unit]]",
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
    *(
        Breach(
            f"the word “{word}” outside the list",
            replace(DEMAND, 'responsible = "municipality"', f'responsible = "{word}"'),
            FILE,
            "responsible",
            f"'{word}'",
            "one of the words that docs/content.md lists",
            "responsible =",
        )
        for word in ("county", "")
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
        "number where an English text belongs",
        substitute(DEMAND, r"(^\[en\]$.*?)^cost = [^\n]*\n", r"\1cost = 5\n"),
        FILE,
        "en.cost",
        "int",
        "str",
        "cost = 5",
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
def test_reading_refuses(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


def test_the_line_is_that_of_the_entry_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(
        '[[theme]]\nid = "a"\nsv = "A"\nen = "A"\n[[theme]]\nid = "b"\nsv = 5\nen = "B"\n', encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        read_list(path, "theme", Named)
    assert caught.value.key == "theme[1].sv"
    assert caught.value.facts["line"] == 7


TWO_INDICATORS = """[[indicator]]
id = "a"
theme = "t"
unit = "u"
direction = "none"
levels = ["municipality"]
rollup = "sum"
[indicator.sv]
name = "A"
definition = "A"
[indicator.en]
name = "A"
definition = "A"
[[indicator]]  # the second
id = "b"
theme = "t"
unit = "u"
direction = "none"
levels = [
    "municipality",
]
rollup = "sum"
[indicator.sv]  # of the second
name = "B"
definition = "B"
[indicator.en]
name = "B"  # English
definition = "B"
"""


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ('unit = "u"', "unit = 1", "indicator[1].unit", "unit = 1"),
        ('rollup = "sum"', 'rollup = "most"', "indicator[1].rollup", '"most"'),
        ('    "municipality",', "    5,", "indicator[1].levels[0]", "levels = [\n"),
        ('theme = "t"\n', "", "indicator[1].theme", "# the second"),
        ('name = "B"\n', "", "indicator[1].sv.name", "# of the second"),
        ('name = "B"  # English', "name = 2  # English", "indicator[1].en.name", "# English"),
        ('definition = "B"\n', 'definition = "B"\nextra = 1\n', "indicator[1].sv.extra", "extra"),
    ],
)
def test_the_line_is_found_in_the_tables_of_the_entry(old: str, new: str, key: str, line: str, tmp_path: Path) -> None:
    first, second = TWO_INDICATORS.split("[[indicator]]  #")
    text = f"{first}[[indicator]]  #{second.replace(old, new, 1)}"
    path = tmp_path / "zz.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_list(path, "indicator", Indicator)
    assert caught.value.key == key
    assert caught.value.facts["line"] == text[: text.rindex(line)].count("\n") + 1


def test_the_line_of_what_stands_within_a_line_is_that_line(tmp_path: Path) -> None:
    path = tmp_path / "zz.toml"
    path.write_text('unit = [\n    { id = "a", decimals = 0, sv = 1 },\n]\n', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_list(path, "unit", Unit)
    assert (caught.value.key, caught.value.facts["line"]) == ("unit[0].sv", 1)


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
