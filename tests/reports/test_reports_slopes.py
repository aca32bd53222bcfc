"""The shock's slope in words: verdicts as they are, every number in the files, and nothing where there is none."""

from dataclasses import replace

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Paragraph
from samspel.rendering.table import list_records, words
from samspel.reports.slopes import (
    compose_slopes,
    describe_first_slope,
    describe_slope_verdict,
    describe_slopes,
    render_slopes,
    tabulate_slopes,
)
from samspel.trials.fair import read_fair
from samspel.trials.slopes import Slope


@pytest.fixture(scope="module")
def slopes(catalogue: Catalogue) -> tuple[Slope, ...]:
    return read_fair(catalogue).slopes


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("slope", "name"), [(0.8, "passed"), (1.2, "passed"), (0.79, "failed"), (1.21, "failed")])
def test_the_verdict_is_the_slope_against_what_is_asked_for(
    catalogue: Catalogue, slopes: tuple[Slope, ...], lang: Lang, slope: float, name: str
) -> None:
    texts = catalogue.texts[lang]
    told = describe_slope_verdict(texts, replace(slopes[0], slope=slope))
    word = {"sv": {"passed": "GODKÄND", "failed": "UNDERKÄND"}, "en": {"passed": "PASS", "failed": "FAIL"}}[lang][name]
    assert told.startswith(f"{word}: ")
    assert texts.number(slope, 2) in told


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_first_year_is_told_with_interval_power_and_the_place_that_matters(
    catalogue: Catalogue, slopes: tuple[Slope, ...], lang: Lang
) -> None:
    texts = catalogue.texts[lang]
    verdict, people, unemployment, *method = describe_slopes(catalogue, texts, slopes)
    first = next(one for one in slopes if (one.kind, one.after) == ("unemployment", 1))
    assert verdict == describe_slope_verdict(texts, first)
    assert texts("slope.outcome.people") in people
    for number in (first.slope, first.low, first.high, first.error, first.without, first.weighted, first.middle):
        assert texts.number(number, 2) in unemployment
    assert texts.number(first.detectable_effect, 1) in unemployment
    assert texts.number(first.needed_right, 0) in unemployment
    assert catalogue.places.municipalities[first.moved_by].name in unemployment
    assert len(method) == 5
    (short,) = describe_first_slope(texts, slopes)
    assert texts.number(first.slope, 2) in short


def test_the_table_and_the_files_hold_every_number(catalogue: Catalogue, slopes: tuple[Slope, ...]) -> None:
    table = tabulate_slopes(catalogue, catalogue.texts["sv"], slopes)
    assert len(words(table).texts) == len(slopes)
    for row, one in zip(list_records(table), slopes, strict=True):
        for key in (
            "slope",
            "error",
            "low",
            "high",
            "stray",
            "chance",
            "without",
            "weighted",
            "middle",
            "events",
            "detectable_effect",
        ):
            assert row[key] == getattr(one, key)
        assert row["is_right"] == ("yes" if one.is_right else "no")
        assert row["moved_by"] == catalogue.places.municipalities[one.moved_by].name
    plain = render_slopes(catalogue, catalogue.texts["en"], slopes)
    rendered = plain["slopes"]
    assert isinstance(rendered, list)
    assert [one["interval_95"] for one in rendered] == [[one.low, one.high] for one in slopes]


def test_without_slopes_nothing_is_told(catalogue: Catalogue, slopes: tuple[Slope, ...]) -> None:
    texts = catalogue.texts["sv"]
    assert list(compose_slopes(catalogue, texts, ())) == []
    assert describe_first_slope(texts, ()) == ()
    blocks = list(compose_slopes(catalogue, texts, slopes))
    assert any(isinstance(block, Paragraph) and block.style == "ingress" for block in blocks)
