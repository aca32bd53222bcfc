"""The open questions of a demand: each is a link of its own name, with whom it goes to beneath."""

from collections.abc import Callable

import pytest

from samspel.app.asking import ask
from samspel.app.desk import Desk
from samspel.app.needs import find_elsewhere_answered
from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Bullets, Fold, Grid, Heading, Paragraph
from samspel.reports.enquiry import compose_asks, compose_questions, fold_questions
from samspel.terms.place import Place

At = Callable[[str], Place]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("number", [2, 16, 43])
def test_no_two_links_to_questions_have_one_name(still_desk: Desk, at: At, lang: Lang, number: int) -> None:
    catalogue = still_desk.catalogue
    texts = catalogue.texts[lang]
    need = still_desk.assessor.measure_demand(catalogue.demands_by_number[number], at("2181"))
    found = find_elsewhere_answered(still_desk, need)
    (grid,) = compose_asks(catalogue, texts, need, found)
    assert isinstance(grid, Grid)
    heads = [cell[0] for cell in grid.cells]
    names = [head.text for head in heads if isinstance(head, Heading)]
    assert len(names) == len(set(names)) == len(found)
    for one, (_, said) in zip(found, grid.cells, strict=True):
        assert isinstance(said, Paragraph)
        assert one.inquiry.body is not None
        assert texts.said(one.inquiry.body.body) in said.text
        assert ".." not in said.text


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_folds_the_letters_questions_by_demand_and_leaves_none_out(
    still_desk: Desk, at: At, lang: Lang
) -> None:
    texts = still_desk.catalogue.texts[lang]
    enquiry = ask(still_desk, at("2181"))
    letter, page = compose_questions(texts, enquiry), fold_questions(texts, enquiry)
    folds = [block for block in page if isinstance(block, Fold)]
    assert len(folds) > 20
    assert (page[0], *(block for fold in folds for block in fold.blocks)) == letter
    asked = [block for block in letter if isinstance(block, Bullets)]
    assert [str(len(one.items)) in fold.summary for one, fold in zip(asked, folds, strict=True)] == [True] * len(folds)
    demand = still_desk.catalogue.demands_by_number[2]
    alone = ask(still_desk, at("2181"), [demand])
    assert fold_questions(texts, alone) == compose_questions(texts, alone)
