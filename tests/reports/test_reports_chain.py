"""The chain in words: no cause is promised, every link's evidence is told, and the picture is told to those who do not
see it.
"""

from collections.abc import Callable

import pytest

from samspel.app.chain import find_model, show_chain
from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.needs.chain import LinkState
from samspel.rendering.blocks import Fold, Heading
from samspel.rendering.table import list_records, words
from samspel.reports.chain import (
    compose_chain,
    describe_short,
    draw_chain,
    render_chain,
    tabulate_chain,
    tabulate_figures_of_chain,
)
from samspel.reports.chain_words import label_state
from samspel.terms.place import Place

At = Callable[[str], Place]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["1060", "0980", "21", "00"])
def test_every_link_stands_in_the_table_the_picture_and_its_words(
    still_desk: Desk, at: At, code: str, lang: Lang
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    view = show_chain(still_desk, at(code))
    table = tabulate_chain(catalogue, texts, view, find_model(still_desk))
    picture = draw_chain(catalogue, texts, view)
    for one, row in zip(view.links, words(table).texts, strict=True):
        assert row[1].startswith(label_state(texts, one.state))
        assert row[0] in picture.alt
        assert texts.of(one.link).known in row[3]
    assert all(picture.svg.count(f">{number}<") >= 1 for number in range(1, 7))
    assert texts("chain.short.cause") in describe_short(catalogue, texts, view)


def test_where_no_study_has_measured_a_link_that_is_said(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("2181"))
    rows = list_records(tabulate_chain(catalogue, texts, view, find_model(still_desk)))
    told = {row["link"]: (row["studies"], row["model"]) for row in rows}
    assert told["need-firms"] == (
        "Studier: ingen har mätt ledet, 1 beskriver.",
        texts("chain.model_hypothesis"),
    )
    assert told["tax-base-welfare"][0] == texts("chain.studies_none")
    assert told["firms-jobs"][0] == "Studier: 6 fann verkan, 1 ingen, 2 beskriver."


def test_the_page_goes_through_every_link_with_its_studies_and_numbers(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("2181"))
    blocks = compose_chain(catalogue, texts, view, find_model(still_desk))
    assert sum(isinstance(block, Heading) for block in blocks) == 6
    folds = [block.summary for block in blocks if isinstance(block, Fold)]
    with_studies = [link for link in catalogue.chain.links if link.studies]
    assert len(folds) == len(with_studies) + 6


def test_a_link_whose_state_is_not_known_says_why(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("00"))
    assert {one.state for one in view.links} == {LinkState.UNKNOWN}
    table = words(tabulate_chain(catalogue, texts, view, find_model(still_desk)))
    assert all(texts("chain.unknown_country") in row[1] for row in table.texts)


def test_the_figures_of_the_chain_say_unit_of_change_and_whether_they_lead(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    view = show_chain(still_desk, at("2181"))
    records = list_records(tabulate_figures_of_chain(catalogue, texts, view))
    assert sum(record["is_leading"] is True for record in records) == 6
    assert {record["change_is_in"] for record in records} == {"per cent", "percentage points"}
    plain = render_chain(catalogue, texts, view, find_model(still_desk))
    assert len(plain["links"]) == 6
    assert {entry["link"] for entry in plain["demands"]} <= {link.id for link in catalogue.chain.links}
