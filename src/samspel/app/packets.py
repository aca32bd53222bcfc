"""A packet for a group of places: an overview and a sheet for each, as one PDF, and as an archive of a file each.

A place whose sheet cannot be made is told in the overview; it stops nobody else's.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samspel.app.briefing import render
from samspel.app.comparing import Choice, compare_columns
from samspel.app.desk import Desk
from samspel.app.grouping import Named
from samspel.app.needs import find_receiver, measure_needs
from samspel.app.sheets import measure_chosen, set_sheet
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.documents.packet import compose_overview
from samspel.documents.sheet import MOST
from samspel.needs.beside import Compared
from samspel.needs.measuring import Need, order_needs
from samspel.needs.verdict import Verdict
from samspel.rendering.archive import pack_files
from samspel.rendering.blocks import Document
from samspel.rendering.pdf import render_booklet
from samspel.rendering.typography import keep_together
from samspel.reports.packet import Member, describe_chosen
from samspel.reports.writing import Writer
from samspel.terms.errors import SamspelError
from samspel.terms.files import cut_name
from samspel.terms.place import Place

_log = logging.getLogger(__name__)
Watch = Callable[[Sequence[Place]], Iterable[Place]]
"""Wraps the places, to show how far the work has come."""


@dataclass(frozen=True, kw_only=True)
class PacketAsked:
    """A packet that is asked for: the places beside each other on measures and the demands that were chosen. Each sheet
    has all of those where there is room, else those with the largest need in the place; without any, those that stand
    out most in it. `unknown` says of each name that nothing has so.
    """

    compared: Compared
    lang: Lang
    day: date
    unknown: tuple[str, ...] = ()

    @property
    def demands(self) -> tuple[Demand, ...]:
        """The demands that were chosen."""
        return tuple(one.demand for one in self.compared.judged)


@dataclass(frozen=True, kw_only=True)
class Packet:
    """A packet that is made: the name of its files without their end, the PDF, the archive, and which places are in it
    without a sheet.
    """

    name: str
    pdf: bytes
    archive: bytes
    count: int
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Made:
    """A place of the packet, with its sheet and the sheet's file where they could be made."""

    member: Member
    sheet: Document | None = None
    pdf: bytes = b""


def ask_packet(
    desk: Desk, lang: Lang, day: date, named: Named, measures: Sequence[str], choice: Choice, demands: Sequence[Demand]
) -> PacketAsked:
    """Find what a packet is made of. Raises BadInputError and NotFoundError as `compare_columns`."""
    return PacketAsked(compared=compare_columns(desk, lang, named, measures, choice, demands), lang=lang, day=day)


def make_packet(desk: Desk, asked: PacketAsked, watch: Watch = iter) -> Packet:
    """Make the sheets one after another, then the overview of them."""
    made = [_make_member(desk, asked, place) for place in watch(asked.compared.places)]
    members = [one.member for one in made]
    writer = Writer(desk.observations, desk.catalogue.texts[asked.lang], asked.day)
    overview = keep_together(compose_overview(writer, asked.compared, members, asked.unknown))
    sheets = [keep_together(one.sheet) for one in made if one.sheet is not None]
    missing = (*(f"{one.place.name}: {one.why}" for one in members if not one.needs), *asked.unknown)
    return Packet(
        name=overview.name,
        pdf=render_booklet(overview, sheets),
        archive=pack_files(_list_files(writer, overview, made), asked.day),
        count=len(made),
        missing=missing,
    )


def _make_member(desk: Desk, asked: PacketAsked, place: Place) -> _Made:
    """A place's sheet; whatever is wrong with it is told and goes no further."""
    texts = desk.catalogue.texts[asked.lang]
    try:
        needs = _measure_needs(desk, asked, place)
        figures = describe_chosen(desk.observations, texts, asked.compared.beside, place)
        sheet = set_sheet(desk, place, needs, "a4", asked.lang, asked.day, figures=figures)
        (pdf,) = render(sheet, ["pdf"]).values()
    except SamspelError as error:
        return _Made(member=Member(place=place, why=texts.explain(error).what))
    except Exception:
        _log.exception("the sheet of %s failed", place.code)
        return _Made(member=Member(place=place, why=texts("packet.missing_fault")))
    return _Made(member=Member(place=place, needs=needs), sheet=sheet, pdf=pdf)


def _measure_needs(desk: Desk, asked: PacketAsked, place: Place) -> tuple[Need, ...]:
    """The needs of a place's sheet: the demands that were chosen and apply there, of many those with the largest need;
    without any those that stand out most, what the place's own assembly decides before what another does.
    """
    if asked.demands:
        row = asked.compared.places.index(place)
        put = [need for one in asked.compared.judged if (need := one.needs[row]) is not None]
        is_room = len(asked.demands) <= MOST
        if not put or (is_room and len(put) < len(asked.demands)):
            return measure_chosen(desk, place, asked.demands)  # which says what is put to nobody here
        applies = [need for need in put if need.verdict is not Verdict.NOT_HERE] or put
        return tuple(applies) if is_room else order_needs(applies)[:MOST]
    own = desk.catalogue.places.answering(place)
    return tuple(sorted(measure_needs(desk, place), key=lambda need: find_receiver(desk, need) != own)[:MOST])


def _list_files(writer: Writer, overview: Document, made: Sequence[_Made]) -> Iterator[tuple[str, bytes]]:
    """The overview and a file for each place that has a sheet; the name begins with the town."""
    yield f"{writer.texts('packet.overview_name')}.pdf", render_booklet(overview, ())
    for one in made:
        if one.sheet is not None:
            town = one.member.place.name.replace("/", "-").replace(" ", "-")
            yield cut_name(f"{town}-{one.sheet.name}.pdf"), one.pdf
