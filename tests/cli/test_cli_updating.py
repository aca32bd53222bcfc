"""`samspel update` and what `samspel sources` says of what can be fetched."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.kolada_replay import MORE, NEW_YEAR, Played, play_kolada, want
from cli.program_runs import Run
from replay_server import Reply
from samspel.app import fetching
from samspel.app.calling import TRIAL
from samspel.app.desk import open_desk
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.cli import framing
from sources.gtfs_feeds import pack_feed
from sources.kolada_pages import Row

SICK, OTHER, IDLE = "N00090", "N00205", "N02797"


@pytest.fixture(autouse=True)
def played(catalogue: Catalogue, home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    """The program as it is, with a server that plays Kolada for two measures."""
    monkeypatch.setattr(framing, "open_desk", lambda: open_desk(home=home))
    wanted = (Wanted("kolada", SICK), Wanted("kolada", OTHER))
    monkeypatch.setattr(fetching, "list_wanted", want(*wanted))
    with play_kolada(catalogue) as server:
        monkeypatch.setenv(TRIAL, server.replay.address)
        yield server


def test_a_plan_says_what_how_many_calls_and_how_long_and_fetches_nothing(run: Run, played: Played) -> None:
    said = run("update", "kolada", "--plan", "--json")
    (plan,) = json.loads(said.out)
    assert (plan["service"], plan["measures"], plan["due"], plan["calls"]) == ("kolada", 2, 2, 5)
    assert plan["seconds"] == 5
    assert "Kolada (RKA)" in run("update", "--plan").out
    assert played.replay.asked == []


def test_an_update_tells_what_it_renewed_and_the_next_plan_is_empty(run: Run) -> None:
    said = run("update")
    assert (said.code, said.err) == (0, "")
    assert "Kolada (RKA)" in said.out
    assert "Allt är hämtat redan" in run("update", "--plan").out
    assert "Inget behövde hämtas" in run("update").out
    (told,) = json.loads(run("update", "kolada", "--again", "--json").out)
    assert (told["renewed"], told["added"], told["changed"], told["stopped"]) == (2, 0, 0, 0)


def test_the_course_of_a_renewed_measure_goes_on(run: Run) -> None:
    run("update")
    *_, before, newest = json.loads(run("series", SICK, "Sandviken", "--json").out)
    assert (before["year"] < NEW_YEAR, newest["year"]) == (True, NEW_YEAR)
    assert newest["value"] == pytest.approx(before["value"] * MORE)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_was_not_taken_in_is_told_with_the_reason(
    run: Run, played: Played, lang: Lang, catalogue: Catalogue
) -> None:
    played.broken[OTHER] = Reply(body=b"<html>")
    said = run("update", "--lang", lang)
    assert said.code == 0
    assert OTHER in said.out
    assert catalogue.texts[lang]("update.stopped") in said.out
    sources = run("sources", "--lang", lang).out
    assert catalogue.texts[lang]("update.stopped_count", count=1).split()[0] in sources
    assert ": 1" in sources


def test_a_service_that_fails_is_told_and_the_program_says_so(run: Run, played: Played) -> None:
    played.replay.otherwise = lambda _: Reply(status=404)
    said = run("update")
    assert said.code == 1
    assert "404" in said.out
    assert "kolada" in said.err
    assert "404" in run("sources").out


def test_a_service_that_is_not_there_is_told(run: Run) -> None:
    said = run("update", "smhi")
    assert said.code == 1
    assert "smhi" in said.err
    assert "kolada" in said.err


def test_a_county_s_timetable_is_told_with_its_days_and_how_it_is_used(
    run: Run, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSPEL_TRAFIKLAB_KEY", "abc123")
    played.replay.replies["/trafiklab/xt/xt.zip?key=abc123"] = Reply(body=pack_feed())
    said = run("update", "--timetable", "Sandviken")
    assert said.code == 0
    assert "5 januari 2026" in said.out
    assert "16 januari 2026" in said.out
    (told,) = json.loads(run("update", "--timetable", "21", "--json").out)
    assert (told["kind"], told["county"], told["last"]) == ("gtfs", "21", "2026-01-16")
    assert Path(told["file"]).is_file()
    assert run("update", "kolada", "--timetable", "21").code == 2


def test_a_timetable_without_a_key_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSPEL_TRAFIKLAB_KEY", raising=False)
    said = run("update", "--timetable", "Sandviken")
    assert said.code == 1
    assert "SAMSPEL_TRAFIKLAB_KEY" in said.err


def test_a_course_can_be_shown_as_it_was_on_an_earlier_day(run: Run) -> None:
    run("update")
    now, then = run("series", SICK, "Sandviken"), run("series", SICK, "Sandviken", "--shown-on", "2026-01-31")
    assert "2024 │" in now.out
    assert "2024 │" not in then.out
    assert "2022 │" in then.out
    assert run("series", SICK, "Sandviken", "--shown-on", "i mars").code == 1


def test_what_changed_for_a_place_is_told_and_written(run: Run, tmp_path: Path) -> None:
    assert run("update", "--news", "Sandviken").code == 1
    run("update")
    told = json.loads(run("update", "--news", "Sandviken", "--json").out)
    (sick,) = [one for one in told["figures"] if one["after_year"] == 2024 and one["before_year"] == 2022][:1]
    assert sick["after"] == pytest.approx(sick["before"] * 1.1)
    said = run("update", "--news", "Sandviken")
    assert "2022" in said.out
    assert "2024" in said.out
    written = tmp_path / "nytt.csv"
    assert run("update", "--news", "Sandviken", "--out", str(written)).code == 0
    assert written.read_text(encoding="utf-8-sig").count("\n") == 1 + len(told["figures"])


def test_a_verdict_that_the_new_figures_change_is_told(
    run: Run, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The young who neither work nor study: very many in Sandviken in the new years."""
    monkeypatch.setattr(fetching, "list_wanted", want(Wanted("kolada", IDLE)))

    def change(rows: list[Row]) -> list[Row]:
        told = [(code, year, {"T": 25.0} if (code, year) == ("2181", 2024) else values) for code, year, values in rows]
        return told + [(code, 2023, values) for code, year, values in told if year == 2024]

    played.change[IDLE] = change
    run("update")
    (verdict,) = json.loads(run("update", "--news", "Sandviken", "--json").out)["verdicts"]
    assert (verdict["before"], verdict["after"]) == ("similar", "large")
    assert "Det här ändrades" in run("update", "--news", "Sandviken").out
