"""Files that are no timetables, or broken ones: what is answered, in words, and that nothing is left behind."""

import io
import re
import tempfile
import zipfile
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.sources import gtfs
from samspel.sources.gtfs.archive import Limits, open_archive
from samspel.sources.gtfs.calls import LEFT_OUT
from samspel.sources.gtfs.reading import read_feed, read_network
from samspel.terms.errors import BadInputError
from sources.gtfs_feeds import BASE, DATES, NEVER, TIMES, WEEK, change, list_calls, read_tables, write_folder, write_zip

MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tables are unpacked; it must be empty afterwards."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def refuse(path: Path, limits: Limits | None = None) -> BadInputError:
    """Read what must be refused."""
    with pytest.raises(BadInputError) as caught:
        read_feed(path, limits) if limits else read_network([path])
    return caught.value


def _zip_of(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in members.items():
            opened.writestr(name.replace("_dot_", ".").replace("_in_", "/"), text)
    return path


# The file


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refuse(tmp_path / "none.zip").code == "gtfs_no_file"


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (b"<html>key is missing</html>", "gtfs_other_kind", "page"),
        (b'{"error": "no such key"}', "gtfs_other_kind", "json"),
        (b"%PDF-1.7\n", "gtfs_other_kind", "pdf"),
        (b"\x1f\x8b" + b"\0" * 100, "gtfs_other_kind", "packed"),
        (b"Rar!\x1a\x07", "gtfs_other_kind", "packed"),
        (b"PK", "gtfs_cut_off", None),
        (b"key is missing", "gtfs_not_zip", None),
    ],
)
def test_a_file_that_is_not_a_zip_is_told_for_what_it_is(
    tmp_path: Path, data: bytes, code: str, kind: str | None
) -> None:
    path = tmp_path / "feed.zip"
    path.write_bytes(data)
    error = refuse(path)
    assert (error.code, error.facts["file"], error.facts.get("file_kind")) == (code, "feed.zip", kind)


@pytest.mark.parametrize(
    ("names", "code", "told"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "gtfs_other_kind", "workbook"),
        (["[Content_Types].xml", "word/document.xml"], "gtfs_other_kind", "document"),
        (["feed/stops.csv", "feed/stop_times.csv"], "gtfs_endings", "stops.csv"),
        (["Linjer.xml"], "gtfs_no_tables", None),
    ],
)
def test_a_zip_without_tables_is_told_for_what_it_holds(
    tmp_path: Path, names: list[str], code: str, told: str | None
) -> None:
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    error = refuse(path)
    assert (error.code, error.facts.get("file_kind", error.facts.get("name"))) == (code, told)


def test_an_empty_file_an_empty_zip_and_one_of_folders_only(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    path.write_bytes(b"")
    assert refuse(path).code == "gtfs_empty_zip"
    assert refuse(write_zip(path, {})).code == "gtfs_empty_zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.mkdir("feed")
    assert refuse(path).code == "gtfs_empty_zip"


def test_a_zip_cut_off_half_way(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    path.write_bytes(path.read_bytes()[:-60])
    assert refuse(path).code == "gtfs_cut_off"


def test_a_zip_with_a_spoiled_table(tmp_path: Path, unpacked: Path) -> None:
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as opened:
        for table, text in BASE.items():
            opened.writestr(f"{table}.txt", text)
    path.write_bytes(path.read_bytes().replace(b"05:10:00", b"05:10:09", 1))
    assert refuse(path).code == "gtfs_damaged"
    assert list(unpacked.iterdir()) == []


def test_a_zip_of_an_unknown_method(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    data = bytearray(path.read_bytes())
    for match in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[match.start() + 10] = 99
    path.write_bytes(data)
    assert refuse(path).code == "gtfs_damaged"


def test_an_encrypted_zip(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    data = bytearray(path.read_bytes())
    for match in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[match.start() + 8] |= 1
    path.write_bytes(data)
    assert refuse(path).code == "gtfs_encrypted"


def test_a_zip_in_the_zip(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", BASE)
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.write(inner, "inner.zip")
        opened.writestr("readme.md", "see inner")
    assert refuse(path).code == "gtfs_nested"


def test_other_files_are_no_timetable(tmp_path: Path) -> None:
    assert refuse(_zip_of(tmp_path / "feed.zip", readme_dot_md="hej")).code == "gtfs_no_tables"
    assert refuse(write_folder(tmp_path / "feed", {})).code == "gtfs_no_tables"


def test_tables_in_one_folder_are_read_and_what_the_system_added_is_passed_over(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE, folder="klt/2026/")
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("__MACOSX/klt/stops.txt", b"\0\5\x16\7")
        opened.writestr("klt/2026/._stops.txt", b"\0\5\x16\7")
    assert list_calls(read_network([path]), "T") == list_calls(read_tables(tmp_path), "T")


def test_tables_in_several_folders_are_refused(tmp_path: Path) -> None:
    path = _zip_of(tmp_path / "feed.zip", a_in_stops_dot_txt="x", b_in_stops_dot_txt="x")
    error = refuse(path)
    assert (error.code, error.facts["folders"]) == ("gtfs_folders", "a, b")


def test_a_table_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("STOPS.txt", BASE["stops"])
    error = refuse(path)
    assert (error.code, error.facts["table"]) == ("gtfs_table_twice", "stops.txt")


@pytest.mark.parametrize(
    "name", ["../stops.txt", "a/../../stops.txt", "/etc/stops.txt", "..\\stops.txt", "C:/x/notes.md"]
)
def test_a_name_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr(name, "x")
    error = refuse(path)
    assert (error.code, error.facts["name"]) == ("gtfs_path", name)


# Sizes


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    with path.open("wb") as file:
        file.truncate(10_000 * MEGABYTE)
    error = refuse(path)
    assert (error.code, error.facts["size_bytes"]) == ("gtfs_too_large", 10_000_000_000)


def test_a_table_that_grows_beyond_all_reason_is_refused(tmp_path: Path, unpacked: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", change(stop_times="0" * 30 * MEGABYTE))
    error = refuse(path)
    assert (error.code, error.facts["table"]) == ("gtfs_bomb", "stop_times.txt")
    assert list(unpacked.iterdir()) == []


def test_a_member_that_lies_of_its_size_is_not_believed(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", {"stop_times": "0" * 30 * MEGABYTE})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(BadInputError) as caught, open_archive(path):
        pass
    assert caught.value.code in {"gtfs_bomb", "gtfs_damaged"}


def test_a_table_nobody_reads_is_never_unpacked(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", change(shapes="0" * 30 * MEGABYTE))
    assert read_network([path]).trips.ids == ("T",)


@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_all_tables_together_have_a_limit(tmp_path: Path, write: object) -> None:
    path = write_zip(tmp_path / "feed", BASE) if write is write_zip else write_folder(tmp_path / "feed", BASE)
    total = sum(len(text.encode()) for text in BASE.values())
    assert refuse(path, Limits(unpacked=total - 1)).code == "gtfs_too_large_unpacked"
    assert read_feed(path, Limits(unpacked=total)).trips.ids == ("T",)


def test_a_zip_of_ever_so_many_members_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for number in range(500):
            opened.writestr(f"{number}.md", "")
    assert refuse(path, Limits(directory=10_000)).code == "gtfs_damaged"
    assert refuse(path).code == "gtfs_no_tables"


def test_ever_so_many_stops_at_one_place_are_refused(tmp_path: Path) -> None:
    stops = BASE["stops"] + "".join(f"S{number},Torget,60.6,16.7\n" for number in range(4000))
    error = refuse(write_zip(tmp_path / "feed.zip", change(stops=stops)))
    assert error.code == "gtfs_crowded"


@pytest.mark.parametrize("table", ["calendar_dates", "stops", "transfers"])
def test_more_rows_than_a_county_could_need_are_refused_while_unpacking(
    tmp_path: Path, unpacked: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limits, "rows", lambda self, table: 50)
    error = refuse(write_zip(tmp_path / "feed.zip", change(**{table: "stop_id\n" + "x\n" * 60})))
    assert (error.code, error.facts["table"], error.facts["limit"]) == ("gtfs_too_many_rows", f"{table}.txt", 50)
    assert list(unpacked.iterdir()) == []


def test_what_was_unpacked_is_removed_when_all_went_well(tmp_path: Path, unpacked: Path) -> None:
    with open_archive(write_zip(tmp_path / "feed.zip", BASE)) as archive:
        assert archive.tables["stops"].is_relative_to(unpacked)
    assert list(unpacked.iterdir()) == []


# Tables


@pytest.mark.parametrize("table", ["agency", "stops", "routes", "trips"])
def test_a_missing_table_is_named(tmp_path: Path, table: str) -> None:
    error = refuse(write_zip(tmp_path / "feed.zip", change(**{table: None})))
    assert (error.code, error.facts["table"]) == ("gtfs_no_table", f"{table}.txt")


def test_a_feed_without_times_is_told_where_a_whole_one_is_had(tmp_path: Path, catalogue: Catalogue) -> None:
    error = refuse(write_zip(tmp_path / "feed.zip", change(stop_times=None)))
    assert error.code == "gtfs_no_stop_times"
    for texts in catalogue.texts.values():
        assert "Trafiklab" in texts.explain(error).do


def test_a_feed_without_any_calendar(tmp_path: Path) -> None:
    assert refuse(write_zip(tmp_path / "feed.zip", change(calendar=None))).code == "gtfs_no_calendar"


@pytest.mark.parametrize("dates", [None, f"{DATES}\nV,20260105,2\n", f"{DATES}\nother,20260105,1\n"])
def test_a_feed_in_which_nothing_ever_runs(tmp_path: Path, dates: str | None) -> None:
    path = write_zip(tmp_path / "feed.zip", change(calendar=f"{WEEK}\n{NEVER}\n", calendar_dates=dates))
    assert refuse(path).code == "gtfs_no_days"


def test_a_calendar_of_many_centuries(tmp_path: Path) -> None:
    services = "".join(f"S{number},1,1,1,1,1,0,0,00010101,99991231\n" for number in range(100))
    error = refuse(write_zip(tmp_path / "feed.zip", change(calendar=BASE["calendar"] + services)))
    assert (error.code, error.facts["first"], error.facts["last"]) == ("gtfs_long_calendar", "0001-01-01", "9999-12-31")


@pytest.mark.parametrize("table", list(BASE))
@pytest.mark.parametrize("rows", ["", "\n", "header"])
def test_a_table_without_rows_is_named(tmp_path: Path, table: str, rows: str) -> None:
    text = BASE[table].splitlines()[0] + "\n" if rows == "header" else rows
    error = refuse(write_zip(tmp_path / "feed.zip", change(**{table: text})))
    if table == "calendar":
        assert error.code == ("gtfs_no_days" if rows == "header" else "gtfs_no_calendar")
    else:
        assert (error.code, error.facts["table"]) == ("gtfs_no_rows", f"{table}.txt")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("agency", "agency_timezone"),
        ("stops", "stop_lat"),
        ("routes", "route_type"),
        ("trips", "service_id"),
        ("stop_times", "stop_sequence"),
        ("calendar", "sunday"),
    ],
)
def test_a_missing_column_is_named_with_those_that_were_found(tmp_path: Path, table: str, column: str) -> None:
    path = write_zip(tmp_path / "feed.zip", change(**{table: BASE[table].replace(column, "other", 1)}))
    error = refuse(path)
    assert (error.code, error.facts["table"], error.facts["columns"]) == ("gtfs_no_column", f"{table}.txt", column)
    assert "other" in str(error.facts["found"])


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (BASE["stops"].encode("latin-1"), "gtfs_encoding", 2),
        (BASE["stops"].replace("\n", "\r").encode("latin-1"), "gtfs_encoding", 2),
        (BASE["stops"].encode("utf-16"), "gtfs_encoding", 1),
        (BASE["stops"].replace("é", "e").encode("utf-16-le"), "gtfs_nul", 1),
        (BASE["stops"].replace("Dammen", "Dam\0men").encode(), "gtfs_nul", 5),
        (BASE["stops"].encode() + "å".encode()[:1], "gtfs_encoding", 7),
    ],
    ids=["latin-1", "latin-1-cr", "utf-16", "utf-16-without-mark", "nul", "cut-off"],
)
@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_a_table_that_is_not_utf_8_is_named_with_its_line(
    tmp_path: Path, data: bytes, code: str, line: int, write: object
) -> None:
    tables = change(stops=data)
    path = write_zip(tmp_path / "feed", tables) if write is write_zip else write_folder(tmp_path / "feed", tables)
    error = refuse(path)
    assert (error.code, error.facts["table"], error.facts["line"]) == (code, "stops.txt", line)


@pytest.mark.parametrize(("name", "line"), [('"Allén', 2), ('"Allén" norra', 2), ('Allén 6"', 2)])
def test_quotation_marks_that_do_not_match_are_named_with_their_line(tmp_path: Path, name: str, line: int) -> None:
    error = refuse(write_zip(tmp_path / "feed.zip", change(stops=BASE["stops"].replace("Allén", name))))
    assert (error.code, error.facts["table"], error.facts["line"]) == ("gtfs_malformed", "stops.txt", line)


def test_a_feed_without_a_time_zone(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", change(agency=BASE["agency"].replace("Europe/Stockholm", "")))
    assert refuse(path).code == "gtfs_no_timezone"


def test_times_of_no_known_trip_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", change(stop_times=f"{TIMES}\nX,05:00:00,05:00:00,A,1\n"))
    assert refuse(path).code == "gtfs_unknown_trip"


# Words


def _list_codes() -> tuple[set[str], set[str]]:
    """Codes of errors and notes in the code."""
    folder = Path(gtfs.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    unknown = {f"unknown_{what}" for what in ("route", "service", "trip", "stop", "frequency_trip", "transfer_stop")}
    notes = set(re.findall(r'notes\.(?:add|name)\(\s*"(\w+)"|NOTE\}(\w+)"', code))
    notes = {one or other for one, other in notes} | set(LEFT_OUT) | {"no_longer_written"}
    doubles = {f"duplicate_{what}" for what in ("stops", "routes", "trips")}
    errors = set(re.findall(r'"(gtfs_\w+)"', code)) | {f"gtfs_{what}" for what in unknown}
    return errors, notes | unknown | doubles


def test_every_error_and_note_has_its_words_and_no_words_are_left_over(catalogue: Catalogue) -> None:
    errors, notes = _list_codes()
    for texts in catalogue.texts.values():
        told = {key.split(".")[1] for key in texts.entries if key.startswith("errors.gtfs_")}
        assert told == errors
        assert {key.rsplit(".", 1)[1] for key in texts.entries if key.startswith("timetable.note.")} == notes


def test_a_told_error_has_no_blank_left_open(tmp_path: Path, catalogue: Catalogue) -> None:
    buffer = io.StringIO(BASE["stop_times"])
    error = refuse(write_zip(tmp_path / "feed.zip", change(stop_times=buffer.readline() + "X,05:00:00,05:00:00,A,1\n")))
    for texts in catalogue.texts.values():
        told = str(texts.explain(error))
        assert "{" not in told
        assert "feed.zip" in told
