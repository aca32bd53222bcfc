"""The page of the backtests says what the command prints, and leads there from the simulation and the sources."""

import io
from dataclasses import replace

import polars as pl
import pytest
from django.test import Client

from reading import read
from samspel.app import backtesting
from samspel.app.backtesting import backtest, find_fair, try_all
from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.rendering.table import list_records, words
from samspel.reports.backtests import (
    describe_case,
    describe_method,
    describe_run,
    describe_sources,
    describe_verdict,
    tabulate_outcomes,
    tabulate_results,
)
from samspel.reports.origins import describe_origins, tabulate_duels, tabulate_scores
from samspel.reports.slopes import describe_slopes, tabulate_slopes
from samspel.scenarios.baseline.courses import Baseline


@pytest.mark.parametrize(("lang", "prefix"), [("sv", ""), ("en", "/en")])
def test_the_page_has_the_verdict_every_outcome_the_cases_and_the_sources(
    client: Client, desk: Desk, lang: Lang, prefix: str
) -> None:
    done, texts = backtest(desk, None), desk.catalogue.texts[lang]
    text = read(client.get(f"{prefix}/modellprov/")).text
    said = (
        describe_run(texts, done),
        *describe_verdict(texts, done),
        *(describe_case(texts, trial) for trial in done.trials),
        *describe_method(texts, done.rules),
        *describe_sources(desk.catalogue, texts, done),
        texts("backtest.band_note"),
    )
    assert [sentence for sentence in said if " ".join(sentence.split()) not in " ".join(text.split())] == []
    for row in words(tabulate_outcomes(texts, done)).texts:
        assert [cell for cell in row if cell not in text] == []


def test_the_page_has_the_fair_test_with_its_tables_as_files(client: Client, desk: Desk) -> None:
    texts, fair = desk.catalogue.texts["sv"], find_fair(desk)
    page = read(client.get("/modellprov/"))
    said = " ".join(page.text.split())
    for sentence in (
        *describe_origins(desk.catalogue, texts, fair.baseline),
        *describe_slopes(desk.catalogue, texts, fair.slopes),
    ):
        assert " ".join(sentence.split()) in said
    for address, table in (
        ("utan-handelser.csv", tabulate_scores(texts, fair.baseline)),
        ("?hamta=official.csv", tabulate_duels(texts, fair.baseline)),
        ("handelser.csv", tabulate_slopes(desk.catalogue, texts, fair.slopes)),
    ):
        assert {address, f"/modellprov/{address}"} & set(page.links)
        rows = list_records(table)
        frame = pl.read_csv(io.BytesIO(client.get(f"/modellprov/{address}").content))
        assert frame.columns == list(rows[0])
        assert frame.height == len(rows)
        assert client.get(f"/modellprov/{address.replace('csv', 'xlsx')}").status_code == 200
    offered = [link for link in page.links if ".csv" in link]
    assert len(offered) == len(set(offered)) == 4, "each figure is offered in one file"
    one = read(client.get("/modellprov/?fall=saab-trollhattan")).text
    assert texts("origins.title") not in one, "a single case is told by itself"


def test_figures_fetched_anew_are_tried_and_not_taken_from_what_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = find_fair(desk)
    assert find_fair(desk) is kept
    monkeypatch.setattr(Baseline, "is_renewed", True)
    tried = replace(kept, slopes=())
    monkeypatch.setattr(backtesting, "run_fair_test", lambda _: tried)
    assert find_fair(desk) is tried


def test_the_files_hold_what_the_command_writes(client: Client, desk: Desk) -> None:
    frame = pl.read_csv(io.BytesIO(client.get("/modellprov.csv").content), schema_overrides={"place_code": pl.Utf8})
    rows = list_records(tabulate_results(desk.catalogue, backtest(desk, None)))
    assert frame.columns == list(rows[0])
    assert frame["p50"].to_list() == pytest.approx([row["p50"] for row in rows])
    assert client.get("/modellprov.xlsx").status_code == 200
    assert client.get("/modellprov.pdf").status_code == 404


@pytest.mark.parametrize(
    ("address", "link"), [("/kallor/", "/modellprov/"), ("/plats/1060/vad-hander-om/", "/modellprov/?plats=1060")]
)
def test_other_pages_lead_to_it(client: Client, address: str, link: str) -> None:
    assert link in read(client.get(address)).links


def test_the_cases_are_tried_once_for_both_languages_and_the_files(desk: Desk) -> None:
    assert try_all(desk) is try_all(desk)
    assert tabulate_results(desk.catalogue, try_all(desk)) == tabulate_results(desk.catalogue, backtest(desk, None))


def test_a_case_of_the_page_after_an_event_leads_to_its_own_page_and_a_wrong_one_is_told(client: Client) -> None:
    event = read(client.get("/plats/2181/vad-hander-om/?jobb1=400&ar1=2027"))
    (address,) = {link for link in event.links if "fall=saab-trollhattan" in link}
    page = read(client.get(address))
    assert "Saab i Trollhättan" in page.text
    assert "Findus" not in page.text
    wrong = client.get("/modellprov/?fall=ingen")
    assert wrong.status_code == 404
    assert "saab-trollhattan" in read(wrong).text
