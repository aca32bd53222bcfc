"""The sheet with one to three demands from a place, and which demands a choice of them begins with."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from ipaddress import ip_address
from typing import get_args

from samspel.app.desk import Desk
from samspel.app.finding import find_demand
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.documents.sheet import FEWEST, MOST, compose_demand_sheet
from samspel.needs.deciding import find_addressee, find_deciding_body
from samspel.needs.measuring import Need
from samspel.rendering.blocks import Document, Paragraph, Size
from samspel.reports.paper_figures import NEEDS
from samspel.reports.sheet import Asked
from samspel.reports.writing import Writer
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import neutralise
from samspel.terms.place import Place, PlaceKind

SIZES: tuple[Size, ...] = get_args(Size)
LONGEST_ADDRESS, LONGEST_TOLD, LONGEST_SENDER = 80, 80, 120
SUGGESTED = 5
PATHS = {"sheet": "/plats/{code}/blad/?krav={numbers}", "need": "/plats/{code}/krav/{numbers}/"}
"""Where the server has a sheet and a demand at a place, after its own address; English under /en."""
_ADDRESS = re.compile(r"(https?://)?[\w.-]+(:\d{1,5})?(/[\w.~-]+)*/?", re.ASCII)


def choose_demands(catalogue: Catalogue, told: Iterable[str]) -> tuple[Demand, ...]:
    """The demands of a sheet by number, id or title, several with commas between them, each once. Raises BadInputError
    for none or too many, and NotFoundError for one that does not exist.
    """
    names = [name for one in told for name in one.split(",") if name.strip()]
    found = tuple({one.id: one for one in (find_demand(catalogue, name) for name in names)}.values())
    if len(found) < FEWEST:
        raise BadInputError("sheet_none", most=MOST)
    if len(found) > MOST:
        raise BadInputError("sheet_many", count=len(found), most=MOST)
    return found


def find_size(words: str) -> Size:
    """The paper of a sheet. Raises BadInputError for another than there are."""
    for size in SIZES:
        if words.strip().lower() == size:
            return size
    raise BadInputError("sheet_size", found=words[:LONGEST_TOLD], known=", ".join(SIZES))


def read_address(words: str) -> str:
    """The server's address without an end; empty for none. One without a scheme that is a number or has a port is taken
    for that of a plain page, as a program on somebody's own machine has. Raises BadInputError for what is none.
    """
    address = words.strip()
    if address and (len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address)):
        raise BadInputError("sheet_address", found=address[:LONGEST_TOLD])
    whole = address.rstrip("/")
    return f"http://{whole}" if _is_plain(whole) else whole


def read_sender(words: str) -> str:
    """Who stands behind a sheet, on a line. Raises BadInputError for more than there is room for."""
    sender = " ".join(neutralise(words).split())
    if len(sender) > LONGEST_SENDER:
        raise BadInputError("sheet_sender", limit=LONGEST_SENDER, length=len(sender))
    return sender


def write_sheet(
    desk: Desk,
    place: Place,
    demands: Sequence[Demand],
    size: Size,
    lang: Lang,
    day: date,
    address: str = "",
    *,
    sender: str = "",
) -> Document:
    """The sheet of a place with the demands given; with the server's address, as `read_address` gives it, also where
    more is to be read, and with who stands behind it. Raises BadInputError for the country, and for a demand that
    nobody decides at the place.
    """
    return set_sheet(desk, place, measure_chosen(desk, place, demands), size, lang, day, address=address, sender=sender)


def measure_chosen(desk: Desk, place: Place, demands: Iterable[Demand]) -> tuple[Need, ...]:
    """The demands at the place. Raises BadInputError for the country, and for one that nobody decides there."""
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    chosen = tuple(demands)
    for demand in chosen:
        find_deciding_body(desk.catalogue.places, demand, place)
    assessor = desk.assessor
    return tuple(assessor.measure_demand(demand, place) for demand in chosen)


def set_sheet(
    desk: Desk,
    place: Place,
    needs: Sequence[Need],
    size: Size,
    lang: Lang,
    day: date,
    *,
    address: str = "",
    sender: str = "",
    figures: Sequence[Paragraph] = (),
) -> Document:
    """The sheet of demands that are measured, with figures of the place after them and who stands behind it."""
    start = f"{address}/en" if address and lang == "en" else address
    asked = [
        Asked(
            need=need,
            to=find_addressee(desk.catalogue, need.demand, place),
            address=_find_path(start, "need", place, (need.demand,)),
        )
        for need in needs
    ]
    writer = Writer(desk.observations, desk.catalogue.texts[lang], day)
    whole = _find_path(start, "sheet", place, [need.demand for need in needs])
    return compose_demand_sheet(writer, place, asked, size, address=whole, sender=sender, figures=figures)


def suggest_needs(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs that a choice begins with: those that stand out most, in the order they come, which is that of need."""
    return tuple(need for need in needs if need.verdict in NEEDS)[:SUGGESTED]


def suggest_sheet(needs: Iterable[Need]) -> tuple[Need, ...]:
    """As many of those as a sheet holds; none where fewer stand out."""
    found = suggest_needs(needs)[:MOST]
    return found if len(found) == MOST else ()


def _is_plain(address: str) -> bool:
    if not address or "://" in address:
        return False
    name, _, port = address.partition("/")[0].partition(":")
    try:
        ip_address(name)
    except ValueError:
        return bool(port)
    return True


def _find_path(start: str, name: str, place: Place, demands: Sequence[Demand]) -> str:
    if not start:
        return ""
    numbers = ",".join(str(demand.number) for demand in demands)
    return start + PATHS[name].format(code=place.code, numbers=numbers)
