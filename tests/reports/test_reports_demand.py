"""A demand of the handbook in blocks, without a place."""

from typing import get_args

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Bullets, Heading, Labels, Paragraph
from samspel.reports.demand import compose_demand, describe_study


@pytest.mark.parametrize("lang", get_args(Lang))
def test_all_that_the_handbook_says_stands_in_the_blocks_once(catalogue: Catalogue, lang: Lang) -> None:
    texts = catalogue.texts[lang]
    for demand in catalogue.demands.values():
        blocks = compose_demand(catalogue, texts, demand)
        told = "\n".join(
            "\n".join(block.items) if isinstance(block, Bullets) else f"{block.lead}\n{block.text}"
            for block in blocks
            if isinstance(block, Bullets | Paragraph)
        )
        words = texts.of(demand)
        once = [words.asks, words.law, words.industry, words.welfare, words.measured, words.lever, words.cost]
        assert [one for one in (*once, *words.against, *words.answer) if told.count(one) != 1] == [], demand.id
        assert [one for one in demand.questions if texts.of(one) not in told] == [], demand.id
        assert [
            one for one in demand.measures if texts.of(catalogue.indicators[one.indicator]).definition not in told
        ] == []
        assert "{" not in told
        heads = [block.text for block in blocks if isinstance(block, Heading)]
        assert len(heads) == len(set(heads))
        assert heads[0] == f"{demand.number}. {words.title}"
        assert any(isinstance(block, Labels) for block in blocks)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_every_study_says_how_it_was_read_and_what_it_found(catalogue: Catalogue, lang: Lang) -> None:
    texts = catalogue.texts[lang]
    for study in catalogue.studies.values():
        told = describe_study(texts, study)
        parts = (texts.said(study.citation), texts.of(study).finding, texts.of(study).limits)
        assert [part for part in parts if part not in told] == [], study.id
        assert texts(f"study.kind_{study.kind.replace('-', '_')}") in told
        assert texts(f"study.result_{study.result.replace('-', '_')}") in told
