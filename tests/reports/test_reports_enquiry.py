"""The open questions of a demand: each is a link of its own name, with whom it goes to beneath."""

from collections.abc import Callable

import pytest

from samspel.app.desk import Desk
from samspel.app.needs import find_elsewhere_answered
from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Grid, Heading, Paragraph
from samspel.reports.enquiry import compose_asks
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
