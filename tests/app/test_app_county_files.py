"""A county's timetable is fetched with the user's own key, read, and kept; what was there before stays otherwise."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import osmium
import pytest

from replay_server import Replay, Reply, run_replay
from samspel.app.calling import TRIAL
from samspel.app.county_files import find_county_file, find_path, update_county_file
from samspel.app.desk import Desk, open_desk
from samspel.app.fetching import list_known
from samspel.sources.live.errors import FetchError
from samspel.store.live.raw import RawStore
from samspel.store.live.records import Known
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from sources.gtfs_feeds import BASE, pack_feed

KEY = "SAMSPEL_TRAFIKLAB_KEY"
PATH = "/trafiklab/xt/xt.zip?key=abc123"


@pytest.fixture
def replay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    with run_replay() as server:
        server.replies[PATH] = Reply(body=pack_feed(), headers={"Content-Type": "application/zip"})
        monkeypatch.setenv(TRIAL, server.address)
        monkeypatch.setenv(KEY, "abc123")
        yield server


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(home=tmp_path)


def find_known(desk: Desk, service: str = "trafiklab") -> Known:
    return next(one for one in list_known(desk) if one.service.id == service)


def test_a_map_is_fetched_read_and_kept(replay: Replay, desk: Desk, tmp_path: Path) -> None:
    packed = tmp_path / "made.osm.pbf"
    with osmium.SimpleWriter(str(packed)) as writer:
        for one in osmium.FileProcessor(str(desk.catalogue.folder / "demo" / "pahittad_kommun" / "roads.osm")):
            writer.add(one)
    address = "/openstreetmap/gavleborg-latest.osm.pbf"
    replay.replies[address] = Reply(body=packed.read_bytes())
    kept = update_county_file(desk, "osm", "Sandviken")
    assert (kept.county, kept.first, kept.last) == ("21", "", "")
    assert kept.holds_on(date(2026, 1, 1))
    assert find_path(desk, "osm", kept).read_bytes() == packed.read_bytes()
    assert list((desk.store.home / "maps").glob("*.npz"))
    assert find_known(desk, "openstreetmap").renewed == 1
    replay.replies[address] = Reply(body=packed.read_bytes()[:-200])
    with pytest.raises(BadInputError) as caught:
        update_county_file(desk, "osm", "Sandviken")
    assert caught.value.code == "osm_broken"
    assert find_county_file(desk, "osm", desk.catalogue.places.by_code["21"]) == kept


def test_a_timetable_is_fetched_built_and_kept_with_the_days_it_holds_for(replay: Replay, desk: Desk) -> None:
    kept = update_county_file(desk, "gtfs", "Sandviken")
    assert (kept.county, kept.first, kept.last) == ("21", "2026-01-05", "2026-01-16")
    assert kept.holds_on(date(2026, 1, 16))
    assert not kept.holds_on(date(2026, 1, 17))
    assert zipfile.is_zipfile(find_path(desk, "gtfs", kept))
    assert find_county_file(desk, "gtfs", desk.catalogue.places.by_code["2180"]) == kept
    assert find_county_file(desk, "gtfs", desk.catalogue.places.by_code["0180"]) is None
    assert list((desk.store.home / "networks").glob("*.npz"))
    known = find_known(desk)
    assert (known.service.id, known.renewed, known.newest, known.state.failed) == ("trafiklab", 1, 2026, None)


def test_calls_are_counted_and_the_key_is_told_nowhere(replay: Replay, desk: Desk) -> None:
    update_county_file(desk, "gtfs", "Gävleborg")
    month = f"{datetime.now(UTC):%Y-%m}"
    assert RawStore(desk.store.home, "trafiklab").count_calls(month) == 1
    kept = [path for path in desk.store.home.rglob("*") if path.is_file()]
    assert kept
    assert [path for path in kept if b"abc123" in path.read_bytes()] == []
    for _ in range(49):
        RawStore(desk.store.home, "trafiklab").spend(month, 50, "")
    with pytest.raises(FetchError) as caught:
        update_county_file(desk, "gtfs", "Gävleborg")
    assert caught.value.code == "fetch_spent"
    assert len(replay.asked) == 1


def test_the_newest_few_are_kept(replay: Replay, desk: Desk) -> None:
    days = [f"V,1,1,1,1,1,0,0,20260105,202601{day}" for day in (16, 23, 30)]
    for line in days:
        calendar = BASE["calendar"].splitlines()[0] + f"\n{line}\n"
        replay.replies[PATH] = Reply(body=pack_feed(calendar=calendar))
        kept = update_county_file(desk, "gtfs", "Gävleborg")
    files = list((desk.store.home / "live" / "timetables").glob("*.zip"))
    assert len(files) == 2
    assert kept.last == "2026-01-30"
    newest = find_county_file(desk, "gtfs", desk.catalogue.places.by_code["21"])
    assert newest == kept


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (pack_feed()[:-60], "fetch_damaged"),
        (b"<html>", "fetch_damaged"),
        (pack_feed(stop_times="trip_id,arrival_time\nT,05:00:00\n"), "gtfs_"),
    ],
)
def test_a_timetable_that_cannot_be_used_leaves_the_one_before(
    replay: Replay, desk: Desk, body: bytes, code: str
) -> None:
    before = update_county_file(desk, "gtfs", "Gävleborg")
    replay.replies[PATH] = Reply(body=body)
    with pytest.raises(SamspelError) as caught:
        update_county_file(desk, "gtfs", "Gävleborg")
    assert caught.value.code.startswith(code)
    assert find_county_file(desk, "gtfs", desk.catalogue.places.by_code["21"]) == before
    state = find_known(desk).state
    assert state.failed is not None
    assert state.failed.code == caught.value.code


def test_a_zip_bomb_is_not_unpacked(replay: Replay, desk: Desk) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("stops.txt", "w") as member:
        for _ in range(600):
            member.write(bytes(1_000_000))
    replay.replies[PATH] = Reply(body=data.getvalue())
    with pytest.raises(FetchError) as caught:
        update_county_file(desk, "gtfs", "Gävleborg")
    assert caught.value.code == "fetch_bomb"


def test_without_a_key_or_a_county_nothing_is_asked(
    replay: Replay, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFoundError) as nowhere:
        update_county_file(desk, "gtfs", "Sverige")
    assert nowhere.value.code == "fetch_no_county"
    monkeypatch.delenv(KEY)
    with pytest.raises(FetchError) as caught:
        update_county_file(desk, "gtfs", "Gävleborg")
    assert (caught.value.code, caught.value.facts["key"]) == ("fetch_key", KEY)
    assert replay.asked == []


def test_every_county_has_a_timetable_and_a_map_to_fetch(desk: Desk) -> None:
    for service in ("trafiklab", "openstreetmap"):
        assert find_known(desk, service).measures == len(desk.catalogue.places.regions)
