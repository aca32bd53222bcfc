"""The catalogue of texts: both languages alike, and numbers, dates and lists as each language writes them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import get_args

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from catalogue.breaches import Breach, Change, Provoke, append, check_told, substitute
from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.figures import Unit
from samspel.catalogue.texts import Texts, load_texts
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.terms.file_kinds import FileKind
from samspel.terms.numbers import NumberError
from samspel.terms.place import SaidName

NB = "\u00a0"
COUNTRY = r'^words\.country = "[^"]*"'


def append_both(text: str) -> Change:
    """Add the same texts in both languages."""

    def change(content: Path) -> None:
        for lang in get_args(Lang):
            append(f"texts/words_{lang}.toml", f"\n{text}\n")(content)

    return change


CASES = [
    Breach(
        "text missing in English",
        append("texts/words_sv.toml", '\nzz.only = "bara"\n'),
        "words_en.toml",
        "zz.only",
        "no such key",
        "the key that words_sv.toml has",
    ),
    Breach(
        "text missing in Swedish",
        append("texts/words_en.toml", '\nzz.only = "only"\n'),
        "words_sv.toml",
        "zz.only",
        "no such key",
        "the key that words_en.toml has",
    ),
    Breach(
        "other placeholders in English",
        substitute("texts/words_en.toml", COUNTRY, 'words.country = "{b} and {a}"'),
        "words_en.toml",
        "words.country",
        "placeholders a, b",
        "placeholders ",
    ),
    Breach(
        "other placeholders in Swedish",
        substitute("texts/words_sv.toml", COUNTRY, 'words.country = "{a}"'),
        "words_en.toml",
        "words.country",
        "placeholders ",
        "placeholders a",
    ),
    Breach(
        "number instead of a text",
        substitute("texts/words_sv.toml", COUNTRY, "words.country = 5"),
        "words_sv.toml",
        "words.country",
        "int",
        "a text",
        "words.country = 5",
    ),
    Breach(
        "list instead of a text",
        substitute("texts/words_en.toml", COUNTRY, 'words.country = ["Sweden"]'),
        "words_en.toml",
        "words.country",
        "list",
        "a text",
        "words.country =",
    ),
    *(
        Breach(
            f"{rule} in {lang}",
            substitute(f"texts/words_{lang}.toml", COUNTRY, f'words.country = "{text}"'),
            f"words_{lang}.toml",
            "words.country",
            re.compile("expected|Single|brace|end of string"),
            "braces in pairs, as in {name}",
        )
        for lang in ("sv", "en")
        for rule, text in (("brace that is not closed", "{riket"), ("brace that is not opened", "riket}"))
    ),
    *(
        Breach(
            f"text that names {rule}",
            substitute("texts/words_sv.toml", COUNTRY, f'words.country = "{{{named}}}"'),
            "words_sv.toml",
            "words.country",
            f"{{{named}}}",
            "the whole key of a text without placeholders",
        )
        for rule, named in (("none", "words.no_such"), ("one with placeholders", "words.band"))
    ),
    Breach(
        "text in two files of a language",
        append("texts/zz_sv.toml", 'words.country = "igen"\n'),
        "zz_sv.toml",
        "words.country",
        "a key that another file has",
        "each key in one file",
        "words.country = ",
    ),
    *(
        Breach(
            f"text for one thing {rule}",
            append_both(text),
            "words_sv.toml",
            "zz.found_when_one",
            "no text for several",
            "a text with a count under the key without it",
        )
        for rule, text in (
            ("alone", 'zz.found_when_one = "x"'),
            ("beside one without a count", 'zz.found = "{name}"\nzz.found_when_one = "x"'),
            ("that says more", 'zz.found = "{count}"\nzz.found_when_one = "{name}"'),
        )
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_texts_refuse(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


@pytest.fixture
def texts(tmp_path: Path, catalogue: Catalogue) -> Mapping[Lang, Texts]:
    """Two small files of texts with the shipped units."""
    errors = '[errors.lost]\nwhat = "Hittar inte {name}."\nwhere = "I {file}.\\n  Här."\n'
    for lang, joiner in (("sv", "och"), ("en", "and")):
        text = f'[words]\nand = "{joiner}"\nplain = "{{{{}}}} %"\nhello = "{lang}: {{name}}"\n{errors}'
        (tmp_path / f"words_{lang}.toml").write_text(text, encoding="utf-8")
    return load_texts(tmp_path, catalogue.units)


def test_a_text_is_found_by_its_dotted_key_and_filled(texts: Mapping[Lang, Texts]) -> None:
    assert texts["sv"]("words.hello", name="Sandviken") == "sv: Sandviken"
    assert texts["en"]("words.hello", name="Sandviken") == "en: Sandviken"


@pytest.mark.parametrize(("count", "told"), [(0, "0 brev."), (1, "Ett brev."), ("1", "Ett brev."), (21, "21 brev.")])
def test_one_thing_is_told_as_one(tmp_path: Path, catalogue: Catalogue, count: int | str, told: str) -> None:
    for lang in get_args(Lang):
        text = 'letters = "{count} brev."\nletters_when_one = "Ett brev."\n[errors.x]\nwhat = "{count} brev."\n'
        whole = f'{text}what_when_one = "Ett brev."\n'
        (tmp_path / f"words_{lang}.toml").write_text(whole, encoding="utf-8")
    texts = load_texts(tmp_path, catalogue.units)["sv"]
    assert texts("letters", count=count) == told
    assert texts.explain(BadInputError("x", count=count)).what == told


def test_a_text_may_name_another_by_its_key(tmp_path: Path, catalogue: Catalogue) -> None:
    for lang in ("sv", "en"):
        text = f'[words]\nten = "{lang} 10"\nsaid = "In {{words.ten}} and {{count}}"\n'
        (tmp_path / f"words_{lang}.toml").write_text(text, encoding="utf-8")
    assert load_texts(tmp_path, catalogue.units)["sv"]("words.said", count=2) == "In sv 10 and 2"


def test_a_text_that_is_not_there_is_a_fault_of_the_program(texts: Mapping[Lang, Texts]) -> None:
    with pytest.raises(KeyError):
        texts["sv"]("words.nowhere")


@pytest.mark.parametrize(
    ("lang", "value", "decimals", "told"),
    [
        ("sv", 12345.6, 1, f"12{NB}345,6"),
        ("en", 12345.6, 1, "12,345.6"),
        ("sv", 10587710, 0, f"10{NB}587{NB}710"),
        ("en", 10587710, 0, "10,587,710"),
        ("sv", 0.0, 0, "0"),
        ("sv", 0.25, 2, "0,25"),
        ("sv", 3.0, 1, "3,0"),
        ("sv", 0.25, 1, "0,3"),
        ("sv", 12.5, 0, "13"),
        ("sv", -2.5, 0, "\u22123"),
        ("en", 1.005, 2, "1.01"),
        ("en", -4.04, 1, "\u22124.0"),
    ],
)
def test_numbers_are_written_the_way_of_the_language(
    texts: Mapping[Lang, Texts], lang: Lang, value: float, decimals: int, told: str
) -> None:
    assert texts[lang].number(value, decimals) == told


@given(st.floats(-1e12, 1e12), st.integers(0, 6), st.sampled_from(("sv", "en")))
def test_numbers_are_written_as_babel_writes_them(
    texts: Mapping[Lang, Texts], value: float, decimals: int, lang: Lang
) -> None:
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    form = "#,##0." + "0" * decimals if decimals else "#,##0"
    told = format_decimal(abs(rounded) if rounded.is_zero() else rounded, format=form, locale=texts[lang].locale)
    assert texts[lang].number(value, decimals) == told.replace("-", "\u2212")


def test_a_swedish_number_below_zero_has_a_minus_sign(texts: Mapping[Lang, Texts]) -> None:
    assert texts["sv"].number(-4.04, 1) == "\u22124,0"


def test_what_rounds_to_zero_is_written_without_a_sign(texts: Mapping[Lang, Texts]) -> None:
    assert texts["sv"].number(-0.04, 1) == "0,0"


@pytest.mark.parametrize(
    ("lang", "suffix", "told"),
    [
        ("sv", "%", f"12,3{NB}%"),
        ("en", "%", "12.3%"),
        ("sv", "kr per år", f"12,3{NB}kr{NB}per{NB}år"),
        ("en", "kr", f"12.3{NB}kr"),
        ("sv", "", "12,3"),
    ],
)
def test_a_quantity_keeps_number_and_unit_on_one_line(lang: str, suffix: str, told: str) -> None:
    import msgspec

    name = {"name": "z", "suffix": suffix}
    unit = msgspec.convert({"id": "z", "decimals": 1, "sv": name, "en": name}, Unit)
    assert Texts(lang, {}, {"z": unit}).quantity(12.345, "z") == told  # type: ignore[arg-type]


def test_a_quantity_has_the_decimals_of_its_unit(catalogue: Catalogue) -> None:
    assert catalogue.texts["sv"].quantity(12.6, "persons") == "13"


@pytest.mark.parametrize(
    ("value", "told"), [(2.5, "2,5"), (12.0, "12"), (0.125, "0,125"), (1e21, f"1{f'{NB}000' * 7}"), (-0.0, "0")]
)
def test_an_answered_number_keeps_its_decimals(texts: Mapping[Lang, Texts], value: float, told: str) -> None:
    assert texts["sv"].exact(value) == told


@pytest.mark.parametrize(
    ("count", "sv", "en"),
    [
        (0, f"0{NB}byte", f"0{NB}bytes"),
        (359, f"359{NB}byte", f"359{NB}bytes"),
        (1_118, f"1,1{NB}kB", f"1.1{NB}kB"),
        (85_000, f"85{NB}kB", f"85{NB}kB"),
        (5_250_000, f"5,3{NB}MB", f"5.3{NB}MB"),
        (316_000_000, f"316{NB}MB", f"316{NB}MB"),
        (2_100_000_000, f"2,1{NB}GB", f"2.1{NB}GB"),
    ],
)
def test_a_size_has_the_unit_that_suits_it(catalogue: Catalogue, count: int, sv: str, en: str) -> None:
    texts = catalogue.texts
    assert (texts["sv"].size(count), texts["en"].size(count)) == (sv, en)
    error = SamspelError("gtfs_too_large", file="x.zip", size_bytes=count, limit=300)
    assert sv in texts["sv"].explain(error).why


@pytest.mark.parametrize("kind", get_args(FileKind))
def test_every_kind_of_file_has_its_words(catalogue: Catalogue, kind: str) -> None:
    error = SamspelError("list_kind", file="x.csv", file_kind=kind)
    told = {texts.explain(error).what for texts in catalogue.texts.values()}
    assert len(told) == len(catalogue.texts)


def test_a_date_is_written_in_words(texts: Mapping[Lang, Texts]) -> None:
    assert texts["sv"].day(date(2026, 11, 22)) == "22 november 2026"
    assert texts["en"].day(date(2026, 5, 3)) == "3 May 2026"


@pytest.mark.parametrize(
    ("words", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_a_list_is_joined_as_in_speech(texts: Mapping[Lang, Texts], words: list[str], told: str) -> None:
    assert texts["sv"].listing(words) == told


def test_an_error_is_told_in_four_parts_and_what_is_not_said_is_left_out(texts: Mapping[Lang, Texts]) -> None:
    told = texts["sv"].explain(BadInputError("lost", name="Sandvikn", file="a.csv"))
    assert (told.what, told.where, told.why, told.do) == ("Hittar inte Sandvikn.", "I a.csv. Här.", "", "")
    assert str(told) == "Hittar inte Sandvikn. I a.csv. Här."


@pytest.mark.parametrize(
    ("fact", "lang", "told"),
    [
        (16.7, "sv", "16,7"),
        (16.7, "en", "16.7"),
        (120.0, "sv", "120"),
        (2026, "sv", "2026"),
        ("1.5", "sv", "1.5"),
        (float("inf"), "sv", "inf"),
    ],
)
def test_a_fact_of_an_error_with_decimals_is_written_the_way_of_the_language(
    catalogue: Catalogue, fact: str | float, lang: Lang, told: str
) -> None:
    """A whole number stands as it is, since it may be a year or a line; so does what the user wrote."""
    error = BadInputError("form_percent", found=fact, file="f", line=1250)
    explained = catalogue.texts[lang].explain(error)
    assert f" {told} " in explained.what
    assert "1250" in explained.where


def test_an_empty_fact_of_an_error_is_told_as_a_dash(texts: Mapping[Lang, Texts]) -> None:
    assert texts["sv"].explain(BadInputError("lost", name="", file="a.csv")).what == "Hittar inte –."


@pytest.mark.parametrize("code", ["unknown_place", "unknown_demand", "unknown_area", "unknown_goal"])
@pytest.mark.parametrize("name", ["", "  "])
def test_a_name_that_was_left_out_is_told_as_missing(catalogue: Catalogue, code: str, name: str) -> None:
    error = BadInputError(code, name=name, nearest="", count=50, known="a")
    for texts in catalogue.texts.values():
        assert texts.explain(error).what == texts.entries[f"errors.{code}.what_blank"]
        assert "–" not in texts.explain(error).what


@pytest.mark.parametrize(
    "code", ["unknown_demand", "unknown_goal", "no_such_measure", "no_measure_found", "unknown_place"]
)
@pytest.mark.parametrize("face", ["", "web.do"])
def test_nobody_is_asked_whether_nothing_was_meant(catalogue: Catalogue, code: str, face: str) -> None:
    """Where no name is near, what to do is told without one, on the page too."""
    error = NotFoundError(code, name="qwerty", nearest="", count=46)
    for texts in catalogue.texts.values():
        told = texts.explain(error, f"{face}.{code}").do
        assert told
        assert not any(one in told for one in ("Menade du", "Did you mean"))
        assert not face or "samspel" not in told


@pytest.mark.parametrize(
    ("nearest", "told"),
    [
        ("Håbo (0305)", "Håbo (0305)?"),
        ("Habo (0643), Håbo (0305)", "Habo (0643) eller Håbo (0305)?"),
        ("a, b, c", "a, b eller c?"),
        ("Jobb, alla; Jobb, män", "Jobb, alla eller Jobb, män?"),
    ],
)
def test_the_nearest_names_are_told_as_alternatives(catalogue: Catalogue, nearest: str, told: str) -> None:
    error = NotFoundError("unknown_place", name="Haboo", nearest=nearest)
    assert catalogue.texts["sv"].explain(error).do == f"Menade du {told}"


def test_a_count_in_an_error_has_its_thousands_parted(catalogue: Catalogue) -> None:
    error = NotFoundError("no_measure_found", name="q", nearest="", count=2256)
    assert "2\u00a0256" in catalogue.texts["sv"].explain(error).why
    assert "2,256" in catalogue.texts["en"].explain(error).why


def test_a_text_that_asks_what_was_meant_is_silent_where_it_has_no_other_words(catalogue: Catalogue) -> None:
    error = BadInputError("shock_sector_near", sector="q", shock="2026:1:q", nearest="")
    assert [texts.explain(error).do for texts in catalogue.texts.values()] == ["", ""]


@pytest.mark.parametrize("why", ["form", "long", "large", "negative", "small", "two_ways", "whole"])
def test_a_number_without_a_place_is_told_without_one(catalogue: Catalogue, why: str) -> None:
    facts: dict[str, str | float] = {"least": "1", "most": "2", "decimals": 3, "whole": "1", "part": "2", "large": "12"}
    for texts in catalogue.texts.values():
        assert texts.explain(NumberError(why, "x", "", **facts)).where == ""
        assert "År" in texts.explain(NumberError(why, "x", "År", **facts)).where


@pytest.mark.parametrize(
    ("lang", "written", "told"),
    [
        ("sv", "Krav i {area}. I {area} finns bussar, i {area}s län och i {other}.", "Krav på Gotland. På Gotland"),
        ("en", "Demands in {area}. In {area} there are buses.", "Demands on Gotland. On Gotland there are buses."),
    ],
)
def test_a_place_that_one_is_not_in_has_its_own_word_before_it(
    catalogue: Catalogue, lang: Lang, written: str, told: str
) -> None:
    gotland = catalogue.places.by_code["0980"]
    said = catalogue.texts[lang].fill(written, {"area": gotland.area, "other": "Sandvikens kommun"})
    assert said.startswith(told)
    assert "i Gotlands län och i Sandvikens kommun" in said or lang == "en"
    assert catalogue.texts["sv"]("web.needs.title", area=gotland.area) == "Krav på Gotland"
    assert gotland.body == "Region Gotland"


FIELDS = ("source", "citation", "licence", "publisher", "number", "origin")
"""What is named in one language in the content."""
ELSEWHERE = ("texts", "bodies", "templates", "demo", "matters", "handbook", "places")
"""Folders whose fields of those names are shown to nobody in English, or are names alone."""
SWEDISH = re.compile(
    r"\b(?:och|som|enligt|av|för|med|på|den|det|ett|att|antagande|regel|läst|källa|själva|studier|omkring|nästan|om)\b"
    r"|\b(?:januari|februari|mars|maj|juni|juli|augusti|oktober|länsstyrelserna|regeringen|kommunen|regionen)\b",
    re.IGNORECASE,
)
NAMES = {"Myndigheten för yrkeshögskolan", "Richardson & van den Berg 2006"}
"""Names that hold such a word."""


def list_named(told: object, inside: str = "") -> Iterator[str]:
    """Every text under a field of that name, however deep, but for those that say which language they are in."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key not in ("sv", "en"):
                yield from list_named(value, str(key))
    elif isinstance(told, list):
        for one in told:
            yield from list_named(one, inside)
    elif isinstance(told, str) and inside in FIELDS:
        yield told


@pytest.fixture(scope="module")
def named() -> dict[str, Path]:
    content = find_content()
    files = [path for path in content.rglob("*.toml") if path.relative_to(content).parts[0] not in ELSEWHERE]
    return {told: path for path in files for told in list_named(tomllib.loads(path.read_text(encoding="utf-8")))}


def test_every_text_in_swedish_has_an_english_form(catalogue: Catalogue, named: dict[str, Path]) -> None:
    english = catalogue.texts["en"].english
    bare = {told: path.name for told, path in named.items() if SWEDISH.search(told) and told not in english}
    assert {told: file for told, file in bare.items() if told not in NAMES} == {}


def test_every_english_form_is_of_a_text_that_there_is(catalogue: Catalogue, named: dict[str, Path]) -> None:
    assert set(catalogue.texts["en"].english) - set(named) == set()


def test_a_form_is_english_and_keeps_numbers_and_addresses(catalogue: Catalogue) -> None:
    for swedish, english in catalogue.texts["en"].english.items():
        assert not re.search(r"\b(?:och|enligt|antagande|läst|omkring)\b", english), english
        assert re.findall(r"https?://\S+|N\d{5}", swedish) == re.findall(r"https?://\S+|N\d{5}", english)
        assert sorted(re.findall(r"\d+", swedish.replace("\u00a0", " "))) == sorted(
            number for one in re.findall(r"[\d,.]*\d", english) for number in re.findall(r"\d+", one)
        ), swedish


def test_each_language_says_it_in_its_own_words(catalogue: Catalogue) -> None:
    told = "kommunerna själva"
    assert catalogue.texts["sv"].said(told) == told
    assert catalogue.texts["en"].said(told) == "the municipalities themselves"
    key = "web.scenario.quoted"
    assert catalogue.texts["en"](key, event=told) == catalogue.texts["en"](key, event="the municipalities themselves")
    assert catalogue.texts["en"].said(SaidName("ett", "one")) == "one"
