"""The table of needs: each column's value for files and its words for readers, the same on every face."""

import json
from collections.abc import Callable
from typing import get_args

import pytest

from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.records.base import Lang
from samspel.needs.verdict import Strength, Verdict
from samspel.rendering.blocks import Paragraph
from samspel.rendering.table import Table, list_records, words
from samspel.reports.costs import describe_row_cost
from samspel.reports.need_table import compose_needs, tabulate_needs
from samspel.reports.needs import (
    describe_bearings,
    describe_condition,
    describe_question,
    describe_rules,
    describe_standouts,
    label_need,
)
from samspel.reports.needs_data import render_costed_need
from samspel.terms.origin import Basis
from samspel.terms.place import Place

At = Callable[[str], Place]
COLUMNS = (
    "place_code",
    "place",
    "number",
    "demand",
    "title",
    "area",
    "responsible",
    "obligation",
    "kinds",
    "verdict",
    "indicator",
    "value",
    "unit",
    "period",
    "basis",
    "publisher",
    "similar_median",
    "better",
    "count",
    "threshold_met",
    "threshold_large",
    "open_questions",
    "next_question",
    "reason",
)
"""The columns that files have had since the first version."""


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("code", ["2181", "21", "0980", "2403"])
def test_a_file_tells_all_that_the_page_of_each_demand_does(still_desk: Desk, at: At, code: str, lang: Lang) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    rows = add_costs(still_desk, measure_needs(still_desk, at(code)))
    records = list_records(tabulate_needs(catalogue, texts, rows))
    assert tuple(records[0])[: len(COLUMNS)] == COLUMNS
    for row, record in zip(rows, records, strict=True):
        need = row.need
        assert (record["number"], record["verdict"], record["place_code"]) == (
            need.demand.number,
            need.verdict.value,
            code,
        )
        assert record["open_questions"] == len(need.open_questions)
        asked = describe_question(texts, need.open_questions[0]) if need.open_questions else None
        assert record["next_question"] == asked
        assert record["indicator"] is None or record["indicator"] in {m.measure.indicator for m in need.measurements}
        assert record["strength"] == (None if need.strength is None else need.strength.value)
        assert record["bearing"] == (describe_bearings(texts, need) or None)
        assert record["condition"] == (describe_condition(catalogue, texts, need) or None)
        assert record["cost"] == describe_row_cost(catalogue, texts, row)
        assert record["cost_p50"] == (None if row.cost is None else row.cost.median)


def test_no_column_of_what_was_drifted_apart_is_empty(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    rows = add_costs(still_desk, measure_needs(still_desk, at("2403")))
    records = list_records(tabulate_needs(catalogue, texts, rows))
    for name in ("strength", "bearing", "condition", "cost", "cost_p10", "cost_p50", "cost_p90", "body"):
        assert any(record[name] for record in records), name


@pytest.mark.parametrize(
    ("code", "responsible", "body"),
    [
        ("2181", "municipality", "Sandvikens kommun"),
        ("2181", "region", "Region Gävleborg"),
        ("21", "region", "Region Gävleborg"),
        ("0980", "region", "Region Gotland"),
    ],
)
def test_every_face_names_the_body_that_decides(
    still_desk: Desk, at: At, code: str, responsible: str, body: str | None
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    rows = [
        row
        for row in add_costs(still_desk, measure_needs(still_desk, at(code)))
        if row.need.demand.responsible == responsible
    ]
    table = tabulate_needs(catalogue, texts, rows)
    assert {record["body"] for record in list_records(table)} == {body}
    column = words(table).heads.index("Beslutas av")
    assert {row[column].partition(",")[0] for row in words(table).texts} == {body or "Kommunen"}
    plain = [render_costed_need(catalogue, texts, row)["body"] for row in rows]
    assert {None if one is None else one["body"] for one in plain} == {body}


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_terminal_reads_what_the_cost_is_and_how_sure(still_desk: Desk, at: At, lang: Lang) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    rows = add_costs(still_desk, measure_needs(still_desk, at("2181")))
    blocks = compose_needs(catalogue, texts, at("2181"), rows)
    (table,) = (block for block in blocks if isinstance(block, Table))
    costs = [row[-1] for row in words(table).texts]
    known = [cost for row, cost in zip(rows, costs, strict=True) if row.cost is not None]
    assert known
    assert [cost for cost in known if texts("basis.assumed") not in cost] == []
    assert {cost for row, cost in zip(rows, costs, strict=True) if row.cost is None} == {texts("costs.unknown")}
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert [rule for rule in describe_rules(catalogue, texts) if rule not in said] == []


def test_json_has_the_strength_the_definitions_and_the_meaning(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    rows = add_costs(still_desk, measure_needs(still_desk, at("2181")))
    plain = [render_costed_need(catalogue, texts, row) for row in rows]
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    for row, one in zip(rows, plain, strict=True):
        is_weak = row.need.strength is Strength.INDICATED and row.need.verdict in (Verdict.LARGE, Verdict.SOME)
        key = "verdict_meaning_indicated" if is_weak else "verdict_meaning"
        assert one["verdict_meaning"].startswith(texts(f"{key}.{row.need.verdict.value}"))
        assert one["strength"] == (None if row.need.strength is None else row.need.strength.value)
        assert [m["judged"] is not None for m in one["measurements"]] == [
            m.measure.decides for m in row.need.measurements
        ]
        assert all(m["definition"] for m in one["measurements"])
        assert all(bool(m["why"] and m["cannot_show"]) == (m["judged"] is not None) for m in one["measurements"])


def test_the_list_opens_with_the_few_that_stand_out_and_how_strongly(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    rows = add_costs(still_desk, measure_needs(still_desk, at("1060")))
    blocks = compose_needs(catalogue, texts, at("1060"), rows)
    opening = next(block for block in blocks[2:] if isinstance(block, Paragraph))
    large = [row.need for row in rows if row.need.verdict is Verdict.LARGE]
    assert [str(need.demand.number) for need in large if texts.of(need.demand).title not in opening.text] == []
    assert "(stort behov, belagt)" in opening.text
    assert "(tyder på stort behov)" in opening.text
    small = [row for row in rows if row.need.verdict is not Verdict.LARGE]
    assert describe_standouts(texts, [row.need for row in small]) == ""


def test_a_file_has_code_and_words_the_publishers_number_and_the_day_of_reading(still_desk: Desk, at: At) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    needs = measure_needs(still_desk, at("2181"))
    table = tabulate_needs(catalogue, texts, add_costs(still_desk, needs))
    for need, row in zip(needs, list_records(table), strict=True):
        assert row["verdict_words"] == label_need(texts, need)
        if row["basis"] is None:
            assert (row["basis_words"], row["source_id"], row["read"]) == (None, None, None)
            continue
        assert row["basis"] in {basis.value for basis in Basis}
        assert row["basis_words"] == texts(f"basis.{row['basis']}")
        assert need.main is not None
        origins = need.main.observation.origins
        numbers = dict.fromkeys(one.measure or catalogue.tables[one.table].number for one in origins)
        assert row["source_id"] == ", ".join(numbers)
        assert str(row["read"]).split(", ")[-1] == max(one.read for one in origins)
