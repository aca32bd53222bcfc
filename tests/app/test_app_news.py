"""What a renewal changed is worked out once, from what was shown before, and told of any place."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.kolada_replay import MORE, play_kolada, want
from given_answers import GIVEN
from samspel.app import fetching
from samspel.app.calling import TRIAL
from samspel.app.computed import COMPUTATIONS
from samspel.app.desk import Desk, hide_kept, open_desk
from samspel.app.news import is_worked_out, keep_news, list_news, list_renewals
from samspel.app.updating import update
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue
from samspel.needs.measuring import NeedsAssessor
from samspel.needs.news import Changes, compare_verdicts
from samspel.observations.building import Observations
from samspel.store.live.news import list_keys, read_changes
from samspel.store.live.reading import BeforeReader
from samspel.store.live.shown import BEFORE, read_before
from samspel.terms.errors import BadInputError, NotFoundError
from sources.kolada_pages import Row

SICK, IDLE, LEAVE = "N00090", "N02797", "staff_sick_leave"


@pytest.fixture(scope="module")
def renewed(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose sick leave has been renewed once, and worked out."""
    home = tmp_path_factory.mktemp("renewed")
    with pytest.MonkeyPatch.context() as patch, play_kolada(catalogue) as played:
        patch.setattr(fetching, "list_wanted", want(Wanted("kolada", SICK)))
        patch.setenv(TRIAL, played.replay.address)
        desk = open_desk(home=home)
        update(desk, ("kolada",))
        assert not is_worked_out(desk)
        with pytest.raises(BadInputError) as told:
            list_news(desk, desk.catalogue.places.municipalities)
        assert told.value.code == "news_none_yet"
        assert keep_news(desk)
    return home


@pytest.fixture
def fetched(renewed: Path, tmp_path: Path) -> Desk:
    """A desk with a copy of it."""
    shutil.copytree(renewed, tmp_path, dirs_exist_ok=True)
    return open_desk(home=tmp_path)


def read_all(desk: Desk) -> list[Changes | None]:
    return [read_changes(desk.store.home, key) for key in list_keys(desk.store.home)]


def test_without_any_renewal_there_is_no_news(tmp_path: Path) -> None:
    desk = open_desk(home=tmp_path)
    assert not keep_news(desk)
    assert is_worked_out(desk)
    with pytest.raises(BadInputError) as told:
        list_news(desk, desk.catalogue.places.municipalities)
    assert told.value.code == "fetch_none_yet"


def test_what_was_worked_out_is_told_of_any_place(fetched: Desk) -> None:
    places = fetched.catalogue.places
    assert is_worked_out(fetched)
    (key, _) = list_renewals(fetched)[0]
    news = list_news(fetched, (places.by_code["2181"],), key)
    (figure,) = [one for one in news.figures if one.indicator.id == LEAVE]
    assert figure.now == pytest.approx((figure.before or 0.0) * MORE)
    assert figure.origins
    assert {one.place.code for one in list_news(fetched, places.municipalities).figures} > {"2181", "0114"}
    with pytest.raises(NotFoundError):
        list_news(fetched, places.municipalities, "20200101T000000000000")


def test_what_was_shown_before_and_the_history_tell_the_same(fetched: Desk) -> None:
    home = fetched.store.home
    by_file = read_all(fetched)
    (home / "live" / BEFORE).unlink()
    (path,) = (home / "live" / "news").iterdir()
    path.unlink()
    keep_news(fetched)
    assert read_all(fetched) == by_file


def test_no_demand_that_the_renewal_touches_is_left_out(
    fetched: Desk, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was worked out is what comes of measuring every demand before and now."""
    monkeypatch.setattr(fetching, "list_wanted", want(Wanted("kolada", IDLE)))

    def change(rows: list[Row]) -> list[Row]:
        return [
            (code, year, {gender: value * 1.4 if value and int(code) % 3 else value for gender, value in told.items()})
            for code, year, told in rows
        ]

    with play_kolada(catalogue) as played:
        monkeypatch.setenv(TRIAL, played.replay.address)
        played.change[IDLE] = change
        update(fetched, ("kolada",))
    keep_news(fetched)
    changes, _ = read_all(fetched)
    shown = read_before(fetched.store.home)
    assert changes is not None
    assert shown is not None
    reader = BeforeReader(fetched.catalogue.folder / "figures", fetched.store.home, shown)
    old = NeedsAssessor(Observations(fetched.catalogue, COMPUTATIONS, reader), fetched.store.load())
    codes = {one.place for one in changes.verdicts[::9]} | {"2181", "21", "0980"}
    assert len(codes) > 5
    for code in sorted(codes):
        place = fetched.catalogue.places.by_code[code]
        found = compare_verdicts(old.measure_place(place), fetched.assessor.measure_place(place))
        assert list(found) == [one for one in changes.verdicts if one.place == code]


def test_each_renewal_is_set_beside_the_one_before(
    fetched: Desk, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "list_wanted", want(Wanted("kolada", SICK)))

    def change(rows: list[Row]) -> list[Row]:
        return [
            (code, year, {gender: 12.5 if (code, year) == ("2181", 2024) else value for gender, value in told.items()})
            for code, year, told in rows
        ]

    with play_kolada(catalogue) as played:
        monkeypatch.setenv(TRIAL, played.replay.address)
        played.change[SICK] = change
        update(fetched, ("kolada",), again=True)
    keep_news(fetched)
    latest, _ = read_all(fetched)
    assert latest is not None
    (values,) = [one for one in latest.figures if one.indicator == LEAVE]
    assert (values.places, values.now, values.before_year, values.year) == (["2181"], [12.5], 2024, 2024)
    assert len(list_renewals(fetched)) == 2


def test_those_who_see_nothing_of_what_is_kept_are_told_of_the_published_figures_alone(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "list_wanted", want(Wanted("kolada", IDLE)))
    desk = open_desk(home=tmp_path)
    demand, place = catalogue.demands["young-unemployed"], catalogue.places.by_code["2181"]
    answer = replace(GIVEN, demand=demand.id, item="placements-offered", value="yes")
    desk.store.save(place, [answer])

    def change(rows: list[Row]) -> list[Row]:
        told = [(code, year, {"T": 25.0} if (code, year) == ("2181", 2024) else values) for code, year, values in rows]
        return told + [(code, 2023, values) for code, year, values in told if year == 2024]

    with play_kolada(catalogue) as played:
        monkeypatch.setenv(TRIAL, played.replay.address)
        played.change[IDLE] = change
        update(desk, ("kolada",))
    keep_news(desk)
    assert demand.id in {one.demand.id for one in list_news(hide_kept(desk), (place,)).verdicts}
    assert demand.id not in {one.demand.id for one in list_news(desk, (place,)).verdicts}
