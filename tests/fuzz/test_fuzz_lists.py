"""Lists of any content: a list, or a sentence that both languages can tell; never anything else.

`SAMSPEL_FUZZ_EXAMPLES` says how many are tried of each kind.
"""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspel.catalogue.loading import find_content
from samspel.reach.workplaces import Workplace
from samspel.scenarios.shocks import known_words
from samspel.sources.answer_form import parse_form
from samspel.sources.form_writing import COLUMNS
from samspel.sources.shock_files import read_shocks
from samspel.sources.workplaces import (
    COMMUTER_COLUMNS,
    LOCALITY_COLUMNS,
    STATION_COLUMNS,
    WORKPLACE_COLUMNS,
    list_ignored,
    parse_commuters,
    parse_localities,
    parse_stations,
    parse_workplaces,
)
from samspel.terms.errors import SamspelError
from samspel.terms.harmless import is_control
from samspel.terms.mistakes import MOST_TOLD
from shipped import load_shipped

EXAMPLES = int(os.environ.get("SAMSPEL_FUZZ_EXAMPLES", "30"))
CATALOGUE = load_shipped()
DEMO = find_content() / "demo" / "pahittad_kommun"
SWEDISH = CATALOGUE.texts["sv"]
WORDS = known_words(CATALOGUE.texts.values())
SANDVIKEN = CATALOGUE.places.by_code["2181"]
WORKPLACES = parse_workplaces((DEMO / "sites.csv").read_bytes(), "sites.csv", CATALOGUE)
LOCALITIES = parse_localities((DEMO / "localities.csv").read_bytes(), "localities.csv", CATALOGUE)

Parse = Callable[[bytes], object]
PARSERS: dict[str, tuple[tuple[str, ...], Parse]] = {
    "workplaces": (WORKPLACE_COLUMNS, lambda data: parse_workplaces(data, "lista.csv", CATALOGUE)),
    "localities": (LOCALITY_COLUMNS, lambda data: parse_localities(data, "lista.csv", CATALOGUE)),
    "commuters": (COMMUTER_COLUMNS, lambda data: parse_commuters(data, "lista.csv", CATALOGUE, WORKPLACES, LOCALITIES)),
    "stations": (STATION_COLUMNS, lambda data: parse_stations(data, "lista.csv", CATALOGUE)),
}
"""Each reader of lists with its columns."""

CELLS = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"[-+\u2212]?[0-9]{1,4}[., \u00a0]?[0-9]{0,3}", fullmatch=True),
    st.sampled_from(
        [
            "60,62", "16.77", "25.0", "1.250", "nan", "inf", "1e400", "07:00", "24:00", "mån-fre", "Gjuteriet",
            "=1+1", "\x1b[31m", "\u202eabc", '"', "'", "", "ja", "2181", "2026", "closure", "industri",
            "childcare-odd-hours", "gjuteriet",
        ]
    ),
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1")
ENDS, DELIMITERS, LEADS = ("\n", "\r\n", "\r"), ";,\t", ("", "\n", ";;;\n", "sep=;\n", "\ufeff", "\0")


@st.composite
def tables(draw: st.DrawFn, names: tuple[str, ...]) -> bytes:
    """A table with headings that are right, misspelt, loose, doubled or strange, saved in any way."""
    header = list(draw(st.permutations(names)))
    for _ in range(draw(st.integers(0, 2))):
        header.insert(draw(st.integers(0, len(header))), draw(CELLS | st.sampled_from(names)))
    if draw(st.booleans()):
        header.pop(draw(st.integers(0, len(header) - 1)))
    rows = draw(st.lists(st.lists(CELLS, min_size=len(header) - 2, max_size=len(header) + 1), max_size=8))
    delimiter, is_apart = draw(st.sampled_from(DELIMITERS)), draw(st.booleans())
    lines = [delimiter.join(normalize("NFD" if is_apart else "NFC", cell) for cell in row) for row in (header, *rows)]
    text = draw(st.sampled_from(LEADS)) + draw(st.sampled_from(ENDS)).join(lines)
    return text.encode(draw(st.sampled_from(ENCODINGS)), "replace")


def damage(data: bytes, at: int, cut: int) -> bytes:
    """The bytes with a few taken away, as a broken copy has them."""
    at %= max(len(data), 1)
    return data[:at] + data[at + cut :]


def check(read: Callable[[], object]) -> None:
    """Read, or tell everything that is wrong in both languages."""
    problems: tuple[SamspelError, ...] = ()
    try:
        read()
    except SamspelError as error:
        problems = (error, *error.others)
    assert len(problems) <= MOST_TOLD + 1
    for problem in problems:
        for texts in CATALOGUE.texts.values():
            told = str(texts.explain(problem))
            assert told
            assert not any(map(is_control, told))


@pytest.mark.parametrize("kind", PARSERS)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_list_is_read_or_refused_in_words(kind: str, data: st.DataObject) -> None:
    columns, parse = PARSERS[kind]
    names = tuple(SWEDISH(f"workplaces.column.{column}") for column in columns)
    table = data.draw(tables(names))
    check(lambda: parse(table))
    broken = damage(table, data.draw(st.integers(0, 400)), data.draw(st.integers(1, 40)))
    check(lambda: parse(broken))


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    for _, parse in PARSERS.values():
        check(lambda parse=parse: parse(data))  # type: ignore[misc]


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(tables(tuple(SWEDISH(f"form.{column}") for column in COLUMNS)))
def test_any_answer_form_is_read_or_refused_in_words(data: bytes) -> None:

    check(lambda: parse_form(data, "svar.csv", CATALOGUE, SANDVIKEN, date(2026, 11, 22)))


@pytest.mark.parametrize("ending", [".csv", ".toml"])
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_file_of_events_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / f"events{ending}"
    names = ("händelse", "år", "till", "jobb", "procent", "sektor", "nya jobb", "nytt år")
    toml = st.lists(
        st.tuples(
            st.sampled_from(("kind", "year", "jobs", "percent", "until", "colour")),
            st.sampled_from(
                ("'closure'", "2026", "nan", "inf", "-5", "1e400", "[" * 2000, "''", "true", "2026-01-01", "{")
            ),
        ),
        max_size=6,
    ).map(lambda pairs: ("[[shock]]\n" + "\n".join(f"{key} = {value}" for key, value in pairs)).encode())
    path.write_bytes(data.draw(tables(names) if ending == ".csv" else toml | st.binary(max_size=80)))
    check(lambda: read_shocks(path, WORDS))


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_not_used_can_always_be_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "lista.csv"
    names = tuple(SWEDISH(f"workplaces.column.{column}") for column in STATION_COLUMNS)
    path.write_bytes(data.draw(tables(names)))
    check(lambda: list_ignored(path, "stations", CATALOGUE))


def test_the_fuzz_reaches_lists_that_are_right() -> None:
    assert all(isinstance(workplace, Workplace) for workplace in WORKPLACES)
