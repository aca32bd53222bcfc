"""An update renews figures everywhere at once, or leaves what there was."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.kolada_replay import NEW_YEAR, Played, play_kolada, want
from app.update_kills import try_kills
from replay_server import Reply, run_replay
from samspel.app import fetching
from samspel.app.calling import TRIAL
from samspel.app.checking import hold_figures
from samspel.app.desk import Desk, open_desk
from samspel.app.fetching import list_known, plan_update
from samspel.app.measures import describe_span
from samspel.app.updating import ALL_WRONG, update
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue
from samspel.store.live.built_in import read_built_in
from samspel.store.live.history import open_history
from samspel.store.live.records import Renewed, ServiceReport
from samspel.terms.errors import BadInputError, NotFoundError
from sources.pxweb_answers import encode, make_dataset

OTHER, SICK, NEW = "N00205", "N00090", "N20202"
"""Two measures that are built in, and one that is not."""
DWELLINGS, PEOPLE = Wanted("dwellings", "completed"), Wanted("population_series", "population")


@pytest.fixture
def played(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    wanted = (Wanted("kolada", SICK), Wanted("kolada", OTHER))
    monkeypatch.setattr(fetching, "list_wanted", want(*wanted))
    with play_kolada(catalogue) as server:
        monkeypatch.setenv(TRIAL, server.replay.address)
        yield server


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(home=tmp_path)


def run(desk: Desk, *, again: bool = False) -> ServiceReport:
    (report,) = update(desk, ("kolada",), again=again)
    return report


def find_indicator(desk: Desk, kpi: str) -> str:
    return next(
        one.id
        for one in desk.catalogue.indicators.values()
        if one.figure is not None and one.figure.column == kpi and one.figure.mean_of == 1
    )


def test_an_update_renews_figures_with_their_day_and_origin(played: Played, desk: Desk) -> None:
    indicator, place = find_indicator(desk, SICK), desk.catalogue.places.by_code["2181"]
    before = desk.observations.latest(indicator, place)
    report = run(desk)
    assert report.failed is None
    assert report.stopped == []
    assert {one.measure for one in report.renewed} == {SICK, OTHER}
    after = desk.observations.latest(indicator, place)
    assert before.period.year < after.period.year == NEW_YEAR
    assert before.value is not None
    assert after.value == pytest.approx(before.value * 1.1)
    today = datetime.now(UTC).date().isoformat()
    assert [(one.read, one.copied) for one in after.origins] == [(today, None)]
    assert before.origins[0].copied is not None
    assert describe_span(desk, desk.base.measures.everything[indicator]).last == NEW_YEAR


def test_needs_and_pages_of_the_same_desk_are_worked_out_anew(played: Played, desk: Desk) -> None:
    place = desk.catalogue.places.by_code["2181"]
    stamp, judge, assessor = desk.stamp, desk.judge, desk.assessor
    finder = desk.finder
    run(desk)
    assert desk.stamp != stamp
    assert desk.assessor is not assessor
    assert desk.judge is not judge
    assert desk.finder is not finder
    indicator = find_indicator(desk, SICK)
    comparison = desk.observations.comparison(indicator)
    assert desk.observations.series(indicator).years[-1] == NEW_YEAR
    assert comparison is not None
    again = open_desk(home=desk.store.home)
    assert again.observations.latest(indicator, place) == desk.observations.latest(indicator, place)


def test_what_has_been_renewed_is_not_asked_for_again_before_it_is_due(played: Played, desk: Desk) -> None:
    run(desk)
    asked = len(played.replay.asked)
    (plan,) = plan_update(desk, ("kolada",))
    assert (plan.due, plan.calls) == ((), 0)
    assert run(desk).due == 0
    assert len(played.replay.asked) == asked
    (plan,) = plan_update(desk, ("kolada",), again=True)
    assert plan.calls == 1 + 2 * 2


def test_answers_that_have_come_are_not_asked_for_again_when_an_update_goes_on(played: Played, desk: Desk) -> None:
    """The service says no in the middle of the first update; the second goes on from there, and a third begins anew."""
    spent = Reply(status=429, headers={"Retry-After": "86400"})
    played.broken[OTHER] = spent
    first = run(desk)
    assert first.failed is not None
    assert (first.failed.code, [one.measure for one in first.renewed]) == ("fetch_busy", [SICK])
    asked, titles = played.count(SICK), sum("/kpi/N" in path and "/data/" not in path for path in played.replay.asked)
    played.broken.clear()
    second = run(desk)
    assert [one.measure for one in second.renewed] == [OTHER]
    assert played.count(SICK) == asked > 2
    assert titles == 1
    again = run(desk, again=True)
    assert len(again.renewed) == 2
    assert played.count(SICK) == 2 * asked
    assert again.calls > asked


def test_a_measure_that_has_changed_is_stopped_and_the_rest_goes_on(played: Played, desk: Desk) -> None:
    played.change[SICK] = lambda rows: [(code, year, {"T": 99.0}) for code, year, _ in rows]
    report = run(desk)
    assert [one.measure for one in report.renewed] == [OTHER]
    (stopped,) = report.stopped
    assert stopped.error.code == "fetch_changed"
    indicator, place = find_indicator(desk, SICK), desk.catalogue.places.by_code["2181"]
    assert desk.observations.latest(indicator, place).period.year == 2022
    (known,) = (one for one in list_known(desk) if one.service.id == "kolada")
    assert (known.renewed, known.state.stopped[0].measure, known.state.failed) == (1, SICK, None)


def test_a_redefined_measure_is_never_joined_in_silence(played: Played, desk: Desk) -> None:
    played.titles[SICK] = "Något annat, andel (%)"
    report = run(desk)
    (stopped,) = report.stopped
    assert (stopped.measure, stopped.error.code) == (SICK, "fetch_retitled")
    assert stopped.error.facts["after"] == "Något annat, andel (%)"


def test_a_service_that_is_down_leaves_everything_as_it_was_and_says_so(played: Played, desk: Desk) -> None:
    played.replay.otherwise = lambda path: Reply(status=404)
    before = desk.stamp
    report = run(desk)
    assert report.failed is not None
    assert report.failed.code == "fetch_refused"
    assert desk.stamp == before
    (known,) = (one for one in list_known(desk) if one.service.id == "kolada")
    assert known.state.failed is not None
    assert known.state.failed.to_error().facts["status"] == 404
    assert (known.state.done, known.renewed, known.days) == ("", 0, None)


def test_a_service_whose_first_measures_are_all_wrong_is_not_asked_on(
    played: Played, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tuple(Wanted("kolada", kpi) for kpi in sorted(played.titles)[:20])
    monkeypatch.setattr(fetching, "list_wanted", want(*wanted))
    played.broken = {one.measure: Reply(body=b"<html>") for one in wanted}
    report = run(desk)
    assert len(report.stopped) == ALL_WRONG
    assert report.failed is not None


def test_a_measure_that_is_not_built_in_is_there_once_it_is_fetched(
    played: Played, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "list_wanted", want(Wanted("kolada", NEW)))
    played.titles[NEW] = "Timavlönade, andel (%)"
    places = desk.catalogue.places.municipalities
    played.extra[NEW] = [(place.code, 2023, {"T": float(place.index % 100)}) for place in places]
    indicator = next(
        one.id for one in desk.catalogue.indicators.values() if one.missing is not None and one.missing.kolada == NEW
    )
    assert desk.observations.latest(indicator, places[7]).value is None
    assert run(desk).stopped == []
    found = desk.observations.latest(indicator, places[7])
    assert (found.value, found.period.year) == (7.0, 2023)
    listed = describe_span(desk, desk.base.measures.everything[indicator])
    assert (listed.first, listed.last) == (2023, 2023)


def test_an_update_beside_another_is_refused(played: Played, desk: Desk) -> None:
    def again(*_: object) -> None:
        with pytest.raises(BadInputError) as caught:
            update(desk)
        refused.append(caught.value.code)

    refused: list[str] = []
    update(desk, watch=again)
    assert set(refused) == {"fetch_running"}


def test_what_was_printed_before_an_update_can_be_asked_for_after_it(played: Played, desk: Desk) -> None:
    run(desk)
    then = datetime.now(UTC)
    played.change[SICK] = lambda rows: [
        (code, year, {gender: (value or 0.0) + 1.0 for gender, value in genders.items()})
        for code, year, genders in rows
    ]
    report = run(desk, again=True)
    assert {one.measure: one.changed > 0 for one in report.renewed} == {SICK: True, OTHER: False}
    with open_history(desk.store.home / "live") as history:
        before, now = history.read("kolada", SICK, then), history.read("kolada", SICK)
    both = before.join(now, on=["gender", "code", "year"], suffix="_now")
    assert both.height == before.height == now.height
    assert ((both["value_now"] - both["value"] - 1.0).abs() < 1e-9).all()


def test_tables_of_the_statistical_database_go_on_where_the_built_in_ones_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    """Dwellings, with the municipalities' built-in values shared out on two types of house, and one year more."""
    monkeypatch.setattr(fetching, "list_wanted", lambda _, one: (DWELLINGS,) if one.pxweb is not None else ())
    (built_in,) = read_built_in(catalogue, [DWELLINGS], {}).values()
    before = {(code, year): value for _, code, year, value, _ in built_in.course.rows.rows()}
    codes = sorted({code for code, _ in before})

    def answer(path: str) -> Reply:
        has = {"Region": codes, "Hustyp": ["FLERBO", "SMÅHUS"], "ContentsCode": ["BO0101A5"]}
        if "/metadata" in path:
            years = [str(year) for year in range(2000, 2026)]
            words = {"BO0101A5": "Färdigställda lägenheter i nybyggda hus"}
            return Reply(body=encode(make_dataset({**has, "Tid": years}, words=words)))
        span = path.split("valueCodes[Tid]=")[1].split("&", maxsplit=1)[0].split(",")
        halves = [before.get((code, min(int(year), 2024)), 0.0) / 2 for code in codes for _ in "ab" for year in span]
        return Reply(body=encode(make_dataset({**has, "Tid": span}, halves)))

    with run_replay() as replay:
        replay.otherwise = answer
        monkeypatch.setenv(TRIAL, replay.address)
        (report,) = update(desk, ("scb",))
    assert (report.failed, report.stopped) == (None, [])
    assert report.renewed == [Renewed(*DWELLINGS, added=len(codes), changed=0, gone=0)]
    indicator = next(
        one.id for one in catalogue.indicators.values() if one.figure and one.figure.named == (DWELLINGS.measure,)
    )
    series = desk.observations.series(indicator)
    assert series.years[-1] == 2025
    assert series.origins[0].fetched


def test_a_table_with_a_column_a_measure_is_renewed_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    """The population: from one table until 2024, in eight parts, and from another in 2025; every sum rests on it."""
    monkeypatch.setattr(fetching, "list_wanted", lambda _, one: (PEOPLE,) if one.pxweb is not None else ())
    (built_in,) = read_built_in(catalogue, [PEOPLE], {}).values()
    before = {(code, year): value for _, code, year, value, _ in built_in.course.rows.rows()}
    codes = sorted({code for code, _ in before})

    def answer(path: str) -> Reply:
        contents = "BE0101N1" if "TAB638" in path else "000007ME"
        has = {"Region": codes, "ContentsCode": [contents]}
        if "/metadata" in path:
            years = [str(year) for year in (range(1968, 2025) if contents == "BE0101N1" else [2025])]
            return Reply(body=encode(make_dataset({**has, "Tid": years}, words={contents: "Folkmängd"})))
        asked = dict(part.split("=", 1) for part in path.split("&") if part.startswith("valueCodes["))
        span = asked["valueCodes[Tid]"].split(",")
        kinds = {name: asked[f"valueCodes[{name}]"].split(",") for name in ("Alder", "Kon", "Civilstand")}
        parts = len(kinds["Kon"]) * len(kinds["Civilstand"])
        near = [[before.get((code, int(year)), before[code, 2024]) / parts for year in span] for code in codes]
        cells = [value for row in near for _ in range(parts) for value in row]
        return Reply(body=encode(make_dataset({"Region": codes, **kinds, **has, "Tid": span}, cells)))

    place = catalogue.places.by_code["2181"]
    old = desk.observations.latest(PEOPLE.measure, place)
    with run_replay() as replay:
        replay.otherwise = answer
        monkeypatch.setenv(TRIAL, replay.address)
        (report,) = update(desk, ("scb",))
    assert (report.failed, report.stopped) == (None, [])
    new = desk.observations.latest(PEOPLE.measure, place)
    assert (new.value, new.period.year) == (old.value, 2025)
    assert desk.observations.series(PEOPLE.measure).years == tuple(range(1990, 2026))
    country = desk.observations.latest(PEOPLE.measure, catalogue.places.country)
    assert country.value == pytest.approx(sum(before[code, 2024] for code in codes))
    assert desk.observations.latest("population_change_5y", place).value is not None
    assert hold_figures(desk).failed == ()


def test_a_service_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as caught:
        update(desk, ("smhi",))
    assert caught.value.facts["found"] == "smhi"
    assert "kolada" in str(caught.value.facts["known"])


def test_an_update_that_is_killed_leaves_the_old_figures_whole(catalogue: Catalogue, tmp_path: Path) -> None:
    """A hundred of them in `make faults`."""
    with try_kills(catalogue, tmp_path) as trial:
        killed = sum(trial.kill() for _ in range(6))
        trial.finish()
    assert trial.wrong == []
    assert killed >= 2
