"""The Election Authority's results: an index of files with their checksums, and in each file the seats of one council.
Who asks is given in.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import msgspec
import polars as pl

from samspel.catalogue.records.fetched_files import Election, Target
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.errors import tell_change
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.tidy import TOTAL, gather_rows
from samspel.terms.units import MEGABYTE

Get = Callable[[str], bytes]
MOST_UNPACKED = 64 * MEGABYTE


class _Party(msgspec.Struct):
    antalMandat: int  # noqa: N815 - as the publisher writes it


class _Seats(msgspec.Struct):
    partiLista: list[_Party]  # noqa: N815


class _Area(msgspec.Struct):
    kod: str
    antalValdistriktRaknade: int  # noqa: N815
    antalValdistriktSomSkaRaknas: int  # noqa: N815
    totaltAntalMandat: int | None = None  # noqa: N815
    mandatfordelning: _Seats | None = None


class _Result(msgspec.Struct):
    valtyp: str
    rakningstillfalle: str
    valomrade: _Area
    test: bool = False


def list_addresses(service: Service, declared: Election, codes: Iterable[str]) -> list[str]:
    """The index of each election, and a file a municipality."""
    found = []
    for year in declared.years:
        index = _write_index(service, declared, year)
        found += [index, *(f"{index}/{code}" for code in codes)]
    return found


def fetch_course(
    get: Get, service: Service, declared: Election, names: PlaceNames, target: Target
) -> tuple[str, pl.DataFrame]:
    """What is told, and the seats of every council whose result is final, under the year of the election. Raises
    ChangedError, and what `get` raises.
    """
    told = []
    for year in declared.years:
        index = _write_index(service, declared, year)
        files = parse_index(declared, target, get(index))
        for code, (path, digest) in sorted(files.items()):
            if code in names.municipalities.values():
                body = get(f"{index.rpartition('/')[0]}/{path}")
                value = parse_seats(declared, target, code, digest, body)
                told.append((TOTAL, code, year, value, "" if value is not None else "missing"))
    return declared.kind, gather_rows(told)


def parse_index(declared: Election, target: Target, body: bytes) -> dict[str, tuple[str, str]]:
    """Path and MD5 of each municipality's file. Raises ChangedError for an index of another form, or one in which no
    such file is listed.
    """
    found = {}
    try:
        lines = body.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise tell_change(target, str(error)[:200], "an index in UTF-8") from None
    for line in lines:
        listed = re.fullmatch(r"([0-9a-fA-F]{32})\s+\*?\./(\S+)", line.strip())
        if listed is None and line.strip():
            raise tell_change(target, line.strip()[:100], "a checksum and a path")
        named = None if listed is None else re.fullmatch(declared.file, listed[2])
        if listed is not None and named is not None:
            found[named["code"]] = (listed[2], listed[1].lower())
    if not found:
        raise tell_change(target, "no such file in the index", declared.file)
    return found


def parse_seats(declared: Election, target: Target, code: str, digest: str, body: bytes) -> float | None:
    """The seats of a council; None while its result is not final. Raises ChangedError for a file that is not the one of
    the index, of another form or kind, or with seats that no council has.
    """
    if hashlib.md5(body, usedforsecurity=False).hexdigest() != digest:
        raise tell_change(target, f"{code}: another file than the index tells of", digest)
    try:
        told = msgspec.json.decode(_unpack(declared, target, code, body).decode(), type=_Result)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise tell_change(target, f"{code}: {str(error)[:200]}", "JSON of the distribution of seats") from None
    area = told.valomrade
    if (told.valtyp, area.kod) != (declared.kind, code) or told.test:
        raise tell_change(target, f"{told.valtyp}, {area.kod}{', a test' * told.test}", f"{declared.kind}, {code}")
    is_whole = 0 < area.antalValdistriktSomSkaRaknas == area.antalValdistriktRaknade
    if told.rakningstillfalle.casefold() != declared.stage.casefold() or not is_whole or area.mandatfordelning is None:
        return None
    seats = sum(party.antalMandat for party in area.mandatfordelning.partiLista)
    if seats == 0:
        return None
    low, high = declared.seats
    if not low <= seats <= high or area.totaltAntalMandat not in (None, seats):
        raise tell_change(target, f"{code}: {seats} of {area.totaltAntalMandat}", f"{low} to {high}, all told of")
    return float(seats)


def _unpack(declared: Election, target: Target, code: str, body: bytes) -> bytes:
    """The one member that tells of seats, no larger than it may be."""
    try:
        with ZipFile(BytesIO(body)) as packed:
            found = [one for one in packed.infolist() if re.search(declared.member, one.filename)]
            if len(found) != 1 or found[0].file_size > MOST_UNPACKED:
                names = ", ".join(one.filename for one in packed.infolist())
                raise tell_change(target, f"{code}: {names}"[:300], f"one file with {declared.member}, not too large")
            return packed.read(found[0])
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise tell_change(target, f"{code}: {str(error)[:200]}", "a whole zip file") from None


def _write_index(service: Service, declared: Election, year: int) -> str:
    return f"{service.address}/{declared.index.format(year=year)}"
