"""Another organisation's handbook: a folder in the form of content/, checked by the same rules, beside our own handbook
or in its place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from samspel.catalogue.loading import Catalogue, by_id, check_catalogue, merge, read_demand
from samspel.catalogue.reading import find_line, find_step, read_list, read_record, read_toml
from samspel.catalogue.records.base import Named
from samspel.catalogue.records.bodies import Committee, CommitteeName
from samspel.catalogue.records.figures import Indicator, Source
from samspel.catalogue.records.handbooks import HandbookFile
from samspel.catalogue.records.needs import Demand, Duty, Goal, Study, Whose
from samspel.terms.errors import ContentError
from samspel.terms.harmless import neutralise

T = TypeVar("T")
TOLD = "handbook.toml"
DEMANDS = "handbook"
FIRST_OWN = 901
"""The numbers from here on are for demands of somebody's own."""
NAME_LENGTH = 80
LARGEST, MOST_FILES = 1_000_000, 500
"""Bytes that a file may take, and how many files a folder may hold: more is no handbook."""
PARTS = frozenset(
    (
        TOLD,
        "areas.toml",
        "bodies/committees.toml",
        "bodies/names.toml",
        "duties.toml",
        "evidence.toml",
        "goals.toml",
        "sources.toml",
    )
)
"""The files that may stand beside the demands and the indicators."""
FOLDERS = (DEMANDS, "indicators")
"""The folders of which every file is read."""


def add_handbook(ours: Catalogue, folder: Path) -> Catalogue:
    """The catalogue with the handbook of a folder beside its own demands or in their place.

    Raises ContentError, with the file's name in the folder, for the first rule that it breaks.
    """
    files = _list_files(folder)
    try:
        for name in sorted(files):
            check_harmless(folder / name, name)
        told = _read_told(folder / TOLD)
        whose = Whose(name=told.name.strip(), publisher=told.publisher.strip())
        demands = _load_demands(ours, folder, whose, is_beside=told.mode == "beside")
        joined = _join(ours, folder, demands, is_beside=told.mode == "beside")
        check_catalogue(joined)
    except ContentError as error:
        raise _place(folder, files, error) from None
    return joined


def _read_told(path: Path) -> HandbookFile:
    """What the handbook says of itself."""
    told = read_record(path, HandbookFile)
    for key, words in (("name", told.name), ("publisher", told.publisher)):
        if not words.strip() or len(words) > NAME_LENGTH:
            raise ContentError(TOLD, key, f"{len(words)} characters", f"1 to {NAME_LENGTH}", find_line(path, key))
    return told


def check_harmless(path: Path, name: str) -> None:
    """No text of a file holds a sign that commands a terminal or turns the direction of what stands around it.

    Raises ContentError otherwise.
    """
    for key, text in _list_texts(read_toml(path), ""):
        if neutralise(text) != text:
            raise ContentError(
                name, key, neutralise(text)[:80], "a text without control characters", find_step(path, key)
            )


def _list_texts(value: object, key: str) -> Iterable[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _list_texts(one, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _list_texts(one, f"{key}[{number}]")


def list_files(folder: Path) -> list[Path]:
    """What of a folder can be a handbook's: not its whole depth, since somebody may name a folder that holds a disk."""
    return sorted([*folder.glob("*.toml"), *folder.glob("*/*.toml")])


def _list_files(folder: Path) -> frozenset[str]:
    """The names in the folder of the files that are read. Raises ContentError for one that would not be, so that a
    misspelt name is not passed over.
    """
    if not folder.is_dir():
        raise ContentError(folder.name or str(folder), "", "no such folder", f"a folder with {TOLD} and {DEMANDS}/")
    paths = list_files(folder)
    if len(paths) > MOST_FILES:
        raise ContentError(folder.name, "", f"{len(paths)} files", f"at most {MOST_FILES}")
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if name not in PARTS and path.relative_to(folder).parent.as_posix() not in FOLDERS:
            raise ContentError(
                name, "", "a file that is not read", f"one of {', '.join(sorted(PARTS))}, {DEMANDS}/… or indicators/…"
            )
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise ContentError(name, "", "no file, or a larger one", f"a file of at most {LARGEST} bytes")
    return frozenset(path.relative_to(folder).as_posix() for path in paths)


def _load_demands(ours: Catalogue, folder: Path, whose: Whose, *, is_beside: bool) -> dict[str, Demand]:
    """The demands of the folder in the order of their numbers, which run without a gap and are not the numbers or ids
    of ours.
    """
    found = sorted(((read_demand(path), path) for path in (folder / DEMANDS).glob("*.toml")), key=_find_number)
    if not found:
        raise ContentError(DEMANDS, "", "no file", "at least one demand, as 101-id.toml")
    demands: dict[str, Demand] = {}
    first = found[0][0].number
    for place, (demand, path) in enumerate(found):
        named, line = f"{demand.number:02d}-{demand.id}", find_line(path, "number")
        if path.stem != named:
            raise ContentError(path.name, "number, id", path.stem, f"a file named {named}.toml", line)
        if not 1 <= demand.number < FIRST_OWN:
            expected = f"1 to {FIRST_OWN - 1}; those above are for own demands"
            raise ContentError(path.name, "number", str(demand.number), expected, line)
        if demand.number != first + place:
            expected = f"{first + place}: numbers run without a gap, each once"
            raise ContentError(path.name, "number", str(demand.number), expected, line)
        if is_beside and demand.number in ours.demands_by_number:
            taken = ours.demands_by_number[demand.number].id
            highest = max(ours.demands_by_number)
            raise ContentError(
                path.name, "number", f"{demand.number}, which {taken} has", f"a free number, from {highest + 1}", line
            )
        if demand.id in ours.demands or demand.id in demands:
            # also where ours are left out: answers and drafts that are kept go by the id
            found_id = f"{demand.id}, which another demand has"
            raise ContentError(path.name, "id", found_id, "an id that no demand has", find_line(path, "id"))
        demands[demand.id] = msgspec.structs.replace(demand, whose=whose)
    return demands


def _find_number(read: tuple[Demand, Path]) -> tuple[int, str]:
    return read[0].number, read[1].name


def _join(ours: Catalogue, folder: Path, demands: Mapping[str, Demand], *, is_beside: bool) -> Catalogue:
    """Our content with what the folder adds to it."""
    files = dict(ours.files)
    known = {name: ours.files[name] for name in ours.indicators}
    indicators = merge(folder / "indicators", "indicator", Indicator, known)
    files |= {name: known[name] for name in indicators}
    joined = replace(
        ours,
        demands={**ours.demands, **demands} if is_beside else dict(demands),
        areas=_add(ours.areas, folder, "areas.toml", "area", Named),
        duties=_add(ours.duties, folder, "duties.toml", "duty", Duty),
        goals=_add(ours.goals, folder, "goals.toml", "goal", Goal),
        studies=_add(ours.studies, folder, "evidence.toml", "study", Study),
        sources=_add(ours.sources, folder, "sources.toml", "source", Source),
        committees=_add(ours.committees, folder, "bodies/committees.toml", "committee", Committee),
        indicators={**ours.indicators, **indicators},
        files=files,
    )
    names = folder / "bodies" / "names.toml"
    if names.is_file():
        joined = replace(joined, committee_names=(*read_list(names, "name", CommitteeName), *ours.committee_names))
    return joined if is_beside else _leave_out(joined, ours)


def _add(ours: Mapping[str, T], folder: Path, file: str, name: str, record: type[T]) -> dict[str, T]:
    """Our records and those of a file of the folder, if it is there. Raises ContentError for an id of ours."""
    path = folder / file
    if not path.is_file():
        return dict(ours)
    theirs = by_id(read_list(path, name, record))
    for identity in theirs:
        if identity in ours:
            line = find_line(path, identity)
            raise ContentError(path.name, f"{name}.id", f"{identity}, which Samspel has", "an id of its own", line)
    return {**ours, **theirs}


def _leave_out(joined: Catalogue, ours: Catalogue) -> Catalogue:
    """Without our demands also where our goals and the chain name them."""
    gone = frozenset(ours.demands)
    goals = {
        name: msgspec.structs.replace(goal, demands=[]) if name in ours.goals else goal
        for name, goal in joined.goals.items()
    }
    links = [msgspec.structs.replace(link, demands=[]) for link in joined.chain.links]
    return replace(joined, goals=goals, chain=msgspec.structs.replace(joined.chain, links=links), replaced=gone)


def _place(folder: Path, files: Iterable[str], error: ContentError) -> ContentError:
    """The error with its file as it lies in the folder, and the line where that can be told."""
    file = str(error.facts["file"])
    name = next((one for one in sorted(files) if one == file or one.endswith(f"/{file}")), None)
    if name is None:
        return error
    line = int(error.facts["line"]) or find_step(folder / name, error.key)
    return ContentError(name, error.key, str(error.facts["found"]), str(error.facts["expected"]), line)
