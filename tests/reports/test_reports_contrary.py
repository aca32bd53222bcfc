"""Where what is told and a figure point different ways, said at the verdict and on the sheet."""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from given_answers import GIVEN
from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.documents.background import make_standing
from samspel.documents.matter import Matter
from samspel.needs.answers import Answers
from samspel.needs.deciding import find_addressee
from samspel.needs.measuring import NeedsAssessor
from samspel.needs.verdict import Strength
from samspel.rendering.blocks import Paragraph
from samspel.reports.contrary import describe_contrary
from samspel.reports.need import compose_verdict
from samspel.reports.needs import describe_reason
from samspel.reports.sheet import describe_plainly
from samspel.reports.writing import Writer
from samspel.scenarios.costs import CostedNeed
from samspel.terms.place import Place


@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_denied_count_is_told_at_the_verdict_the_reason_and_the_sheet(
    still_desk: Desk, at: Callable[[str], Place], lang: Lang
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    answers = Answers([replace(GIVEN, known="own")])
    need = NeedsAssessor(still_desk.observations, answers).measure_demand(catalogue.demands_by_number[2], at("2181"))
    body = need.inquiries[0].body
    assert body is not None
    told = describe_contrary(catalogue, texts, need)
    assert {"sv": "hade 32 barn", "en": "32 children"}[lang] in told.replace("\u00a0", " ")
    assert told.endswith(texts("need.contrary_excludes", figure="{}", body=body.body).partition("{}")[2])
    assert Paragraph(told) in compose_verdict(catalogue, texts, need)
    assert told in describe_reason(catalogue, texts, need)
    assert told in describe_plainly(still_desk.observations, texts, need)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_bodys_own_no_that_a_count_gainsays_is_told_wherever_it_counts(
    still_desk: Desk, at: Callable[[str], Place], lang: Lang
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    need = NeedsAssessor(still_desk.observations, Answers([GIVEN])).measure_demand(
        catalogue.demands_by_number[2], at("2181")
    )
    told = describe_contrary(catalogue, texts, need)
    assert need.strength is Strength.ANSWERED
    assert need.inquiries[0].body is not None
    assert told.startswith(
        texts("need.contrary_answer", figure="{}", body=need.inquiries[0].body.body).partition("{}")[0]
    )
    assert Paragraph(told) in compose_verdict(catalogue, texts, need)
    assert told in describe_reason(catalogue, texts, need)
    assert told in describe_plainly(still_desk.observations, texts, need)
    matter = Matter(
        writer=Writer(still_desk.observations, texts, GIVEN.day),
        paper=catalogue.papers["underlag"],
        place=need.place,
        row=CostedNeed(need, None),
        to=find_addressee(catalogue, need.demand, need.place),
    )
    assert Paragraph(told) in list(make_standing(matter))
