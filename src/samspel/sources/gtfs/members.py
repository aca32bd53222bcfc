"""Which files of a zip or a folder are the tables of a timetable, and what other tables lie beside them."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Generic, TypeVar

from samspel.terms.errors import BadInputError
from samspel.terms.file_kinds import find_zipped_kind

TABLES = (
    "agency",
    "stops",
    "routes",
    "trips",
    "stop_times",
    "calendar",
    "calendar_dates",
    "frequencies",
    "transfers",
    "feed_info",
    "booking_rules",
    "location_group_stops",
)
"""The tables that are read; others are never unpacked."""

DEEPEST = 3
"""How many folders down a folder is looked through, and how many files of it."""
MOST_FILES = 10_000
LOCATIONS = "locations"
"""The only file that is read and is no table: areas drawn as GeoJSON."""
FILE_NAMES = {table: f"{table}.txt" for table in TABLES} | {LOCATIONS: "locations.geojson"}
_FILES = {name: table for table, name in FILE_NAMES.items()}

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """Where each table is, and the names of other text files that lie beside them, without .txt."""

    tables: Mapping[str, T]
    others: tuple[str, ...]


def find_tables(file: str, members: Iterable[tuple[str, T]]) -> Found[T]:
    """Pick the tables among named members, folders left out. They may lie at the top or all in one folder, under names
    in any case and with either slash (as old programs for Windows write them).

    Raises BadInputError when there are none, in several folders, one table twice, or under a name that climbs out.
    """
    shown = [(_check_name(file, name), member) for name, member in members if not _is_hidden(_path(name))]
    wanted = [(path, member) for path, member in shown if path.name.lower() in _FILES]
    if not wanted:
        raise _explain_no_tables(file, [path for path, _ in shown])
    folders = sorted({str(path.parent) for path, _ in wanted})
    if len(folders) > 1:
        raise BadInputError("gtfs_folders", file=file, folders=", ".join(folders[:5]))
    found: dict[str, T] = {}
    for path, member in wanted:
        table = _FILES[path.name.lower()]
        if table in found:
            raise BadInputError("gtfs_table_twice", file=file, table=FILE_NAMES[table])
        found[table] = member
    beside = [path for path, _ in shown if str(path.parent) == folders[0] and path.suffix.lower() == ".txt"]
    return Found(found, tuple(path.stem.lower() for path in beside if path.name.lower() not in _FILES))


def _explain_no_tables(file: str, paths: Sequence[PurePosixPath]) -> BadInputError:
    """Why there are no tables among the files: another zip, an office program's file, tables with other endings."""
    if any(path.suffix.lower() == ".zip" for path in paths):
        return BadInputError("gtfs_nested", file=file)
    kind = find_zipped_kind(" ".join(map(str, paths)).encode())
    if kind is not None:
        return BadInputError("gtfs_other_kind", file=file, file_kind=kind)
    renamed = [path.name for path in paths if path.suffix and path.stem.lower() in TABLES]
    if renamed:
        return BadInputError("gtfs_endings", file=file, name=renamed[0][:100])
    return BadInputError("gtfs_no_tables" if paths else "gtfs_empty_zip", file=file)


def find_in_folder(folder: Path) -> Found[Path]:
    """The tables of a folder: those that lie in it, else those in one folder further down. Errors as find_tables."""
    at_top = [(path.name, path) for path in sorted(folder.iterdir()) if path.is_file()]
    if any(path.name.lower() in _FILES for _, path in at_top):
        return find_tables(folder.name, at_top)
    deeper = [(path.relative_to(folder).as_posix(), path) for path in _walk(folder)]
    if not deeper:
        raise BadInputError("gtfs_no_tables", file=folder.name)
    return find_tables(folder.name, deeper)


def _walk(folder: Path) -> Sequence[Path]:
    files: list[Path] = []
    for root, inner, names in os.walk(folder):
        if len(Path(root).relative_to(folder).parts) >= DEEPEST:
            inner.clear()
        inner.sort()
        files += [Path(root, name) for name in sorted(names)]
        if len(files) > MOST_FILES:
            break
    return [path for path in files if path.is_file()]


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def _is_hidden(path: PurePosixPath) -> bool:
    """Files that an operating system adds of itself."""
    return path.name.startswith("._") or "__MACOSX" in path.parts


def _check_name(file: str, name: str) -> PurePosixPath:
    path = _path(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        raise BadInputError("gtfs_path", file=file, name=name[:100])
    return path
