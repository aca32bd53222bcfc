"""Loads content/fetching: the servers that `samspel update` asks, and what of."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.reading import find_line, find_step, read_record
from samspel.catalogue.records.fetching import FetchChecks, Fetching, Kolada, Limits, Pxweb
from samspel.terms.errors import ContentError

FOLDER, CLIENT, CHECKS = "fetching", "client.toml", "checks.toml"


class Wanted(NamedTuple):
    """A measure that is to be fetched: the tidy table that it goes into, and the publisher's id."""

    table: str
    measure: str


def load_limits(content: Path | None = None) -> Limits:
    """How other servers are asked. Raises ContentError for a number that cannot be."""
    path = _folder(content) / CLIENT
    limits = read_record(path, Limits)
    if "{version}" not in limits.agent:
        raise ContentError(CLIENT, "agent", limits.agent, "words with {version}", find_line(path, "agent"))
    return limits


def load_fetch_checks(content: Path | None = None) -> FetchChecks:
    """What must hold of fetched figures. Raises ContentError for a number that cannot be."""
    return read_record(_folder(content) / CHECKS, FetchChecks)


def load_fetching(catalogue: Catalogue) -> dict[str, Fetching]:
    """The services by id, in the order of their files. Raises ContentError for one that breaks a rule."""
    found: dict[str, Fetching] = {}
    for path in sorted((catalogue.folder / FOLDER).glob("*.toml")):
        if path.name in (CLIENT, CHECKS):
            continue
        one = read_record(path, Fetching)
        _check(catalogue, path, one)
        found[one.service.id] = one
    return found


def list_wanted(catalogue: Catalogue, fetching: Fetching) -> tuple[Wanted, ...]:
    """The measures that the service is asked for, in the order of the catalogue's indicators or of its own tables, each
    once.
    """
    named: dict[Wanted, None] = {}
    named |= dict.fromkeys(Wanted(*one) for one in fetching.filled)
    kolada = fetching.kolada
    for indicator in catalogue.indicators.values():
        if kolada is None:
            break
        figure, missing = indicator.figure, indicator.missing
        if figure is not None and figure.table in kolada.tables:
            named |= dict.fromkeys(Wanted(figure.table, column) for column in figure.named)
        if missing is not None and missing.kolada is not None:
            named[Wanted(kolada.tables[0], missing.kolada)] = None
    return tuple(named)


def _folder(content: Path | None) -> Path:
    return (content or find_content()) / FOLDER


def _check(catalogue: Catalogue, path: Path, one: Fetching) -> None:
    service = one.service
    if service.id != path.stem:
        raise ContentError(path.name, "service.id", service.id, path.stem, find_line(path, "id"))
    if service.source not in catalogue.sources:
        raise ContentError(path.name, "service.source", service.source, "a source", find_line(path, "source"))
    address = urlsplit(service.address)
    if address.scheme != "https" or not address.hostname or address.query or service.address.endswith("/"):
        expected = "an address with https, no question and no last stroke"
        raise ContentError(path.name, "service.address", service.address, expected, find_line(path, "address"))
    section = getattr(one, service.adapter, None)
    if section is None:
        raise ContentError(path.name, service.adapter, "nothing", f"[{service.adapter}], which the adapter reads")
    if one.kolada is not None:
        _check_kolada(catalogue, path, one.kolada)
    if one.pxweb is not None:
        _check_pxweb(path, one.pxweb)
    _check_filled(catalogue, path, one)
    _check_patterns(path, one)
    for feed in one.files.feeds if one.files is not None else ():
        if feed.county not in {region.code for region in catalogue.places.regions}:
            line = find_line(path, feed.county)
            raise ContentError(path.name, f"{service.adapter}.feeds.county", feed.county, "the code of a county", line)
    known = {wanted.measure for wanted in list_wanted(catalogue, one)}
    for title in one.titles:
        if title.measure not in known:
            line = find_line(path, title.measure)
            raise ContentError(path.name, "title.measure", title.measure, "a measure that is fetched", line)


def _check_kolada(catalogue: Catalogue, path: Path, kolada: Kolada) -> None:
    for table in kolada.tables:
        if table not in catalogue.tables or catalogue.tables[table].form != "tidy":
            raise ContentError(path.name, "kolada.tables", table, "a tidy table", find_line(path, "tables"))
    if catalogue.tables[kolada.tables[0]].register is None:
        expected = "first of all the table with a register"
        raise ContentError(path.name, "kolada.tables", kolada.tables[0], expected, find_line(path, "tables"))


def _check_filled(catalogue: Catalogue, path: Path, one: Fetching) -> None:
    """What is filled is a measure of a table whose years are known."""
    for number, (table, measure) in enumerate(one.filled):
        declared = catalogue.tables.get(table)
        if declared is None or measure not in declared.columns or declared.not_stated is not None:
            where, expected = f"{one.service.adapter}[{number}].measure", "a measure of a table whose years are known"
            raise ContentError(path.name, where, f"{table}.{measure}", expected, find_line(path, measure))


def _check_patterns(path: Path, one: Fetching) -> None:
    """A pattern can be read and names its groups; an address that is asked for each year has the year in it."""
    searched = next((part for part in (one.survey, one.employment, one.election) if part is not None), None)
    for pattern, groups in searched.patterns.items() if searched is not None else ():
        try:
            named = re.compile(pattern).groupindex
        except re.error as error:
            line = find_line(path, pattern)
            raise ContentError(path.name, one.service.adapter, pattern, f"a pattern ({error})", line) from None
        for group in set(groups) - set(named):
            raise ContentError(path.name, one.service.adapter, pattern, f"(?P<{group}>…)", find_line(path, pattern))
    yearly = {"election.index": one.election.index} if one.election is not None else {}
    yearly |= {"schools.path": one.schools.path} if one.schools is not None else {}
    for key, address in yearly.items():
        if "{year}" not in address:
            raise ContentError(path.name, key, address, "{year}", find_line(path, address))


def _check_pxweb(path: Path, pxweb: Pxweb) -> None:
    for number, one in enumerate(pxweb.tables):
        where, line = f"pxweb.table[{number}]", find_step(path, f"pxweb.table[{number}]")
        several = [name for name, values in one.chosen.items() if len(values) != 1]
        if several and not one.add_up:
            raise ContentError(path.name, f"{where}.chosen", several[0], "one value of each, or add_up", line)
