"""What machines are given of a need is what people read of it, and every blank says why."""

from collections.abc import Callable

import pytest

from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.texts import LANGUAGES
from samspel.reports.costs import describe_row_cost
from samspel.reports.figures import describe_blank, describe_definition, describe_origin, label_basis
from samspel.reports.needs import describe_condition, describe_reason, describe_verdict
from samspel.reports.needs_data import make_need, render_costed_need
from samspel.reports.records import make_plain
from samspel.terms.place import Place

At = Callable[[str], Place]


@pytest.mark.parametrize("code", ["2181", "21", "0980"])
def test_the_record_says_what_the_pages_say(still_desk: Desk, at: At, code: str) -> None:
    catalogue = still_desk.catalogue
    for lang in LANGUAGES:
        texts = catalogue.texts[lang]
        for row in add_costs(still_desk, measure_needs(still_desk, at(code))):
            made, need = make_need(catalogue, texts, row), row.need
            assert (made.verdict, made.strength, made.title) == (
                need.verdict,
                need.strength,
                texts.of(need.demand).title,
            )
            assert made.verdict_meaning == describe_verdict(texts, need)
            assert made.reason == describe_reason(catalogue, texts, need)
            assert made.cost == describe_row_cost(catalogue, texts, row)
            told = None if need.applies is None else describe_condition(catalogue, texts, need)
            assert (None if made.condition is None else made.condition.told) == told


@pytest.mark.parametrize("code", ["2181", "21"])
def test_each_figure_has_its_origin_or_says_why_it_is_blank(still_desk: Desk, at: At, code: str) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    for row in add_costs(still_desk, measure_needs(still_desk, at(code))):
        made = make_need(catalogue, texts, row)
        for told, part in zip(made.measurements, row.need.measurements, strict=True):
            seen, indicator = part.observation, catalogue.indicators[part.measure.indicator]
            assert told.definition == describe_definition(texts, indicator)
            assert (told.observation.value, told.observation.basis) == (seen.value, seen.basis)
            assert told.observation.basis_words == label_basis(texts, seen)
            assert told.observation.origins == [describe_origin(catalogue, texts, one) for one in seen.origins]
            if seen.blank is None:
                assert told.observation.origins
                assert told.observation.period
                assert told.observation.blank is None
            else:
                assert told.observation.blank == describe_blank(texts, indicator, seen.blank)


def test_the_dictionary_is_the_record_in_the_same_order(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["en"]
    (row, *_) = add_costs(still_desk, measure_needs(still_desk, at("2181")))
    plain, made = render_costed_need(catalogue, texts, row), make_need(catalogue, texts, row)
    assert plain == make_plain(made)
    assert list(plain) == list(made.__struct_fields__)
