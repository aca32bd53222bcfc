"""Packets for groups as they are made and kept: few at a time, a few of the latest on the disk, none in memory."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock

from samspel.app.desk import Desk
from samspel.app.packets import Packet, PacketAsked, make_packet
from samspel.terms.files import write_file
from samspel.terms.place import Place
from samspel.web.jobs import Job, Tell, Workshop
from samspel.web.passing import remove_folder
from samspel.web.shared import get_limits, get_room, once


@dataclass(frozen=True, kw_only=True)
class KeptPacket:
    """A packet on the disk: its files' name and folder, how many places it has, and which of them have no sheet."""

    name: str
    folder: Path
    count: int
    missing: tuple[str, ...]

    def read(self, kind: str) -> bytes:
        """The bytes of one of its files. Raises FileNotFoundError where it has made room meanwhile."""
        return (self.folder / f"packet.{kind}").read_bytes()


@dataclass
class Shelf:
    """The latest packets, so many; those unused for longest make room."""

    most: int
    _kept: "OrderedDict[str, KeptPacket]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, key: str) -> KeptPacket | None:
        """A packet that was kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, packet: Packet) -> None:
        """Write a packet to the disk. Raises BadInputError and OSError where it cannot be written."""
        folder = get_room().make_folder()
        for kind, data in (("pdf", packet.pdf), ("zip", packet.archive)):
            write_file(folder / f"packet.{kind}", data)
        kept = KeptPacket(name=packet.name, folder=folder, count=packet.count, missing=packet.missing)
        with self._lock:
            old = self._kept.pop(key, None)
            self._kept[key] = kept
            gone = [old] if old else []
            while len(self._kept) > self.most:
                gone.append(self._kept.popitem(last=False)[1])
        for one in gone:
            remove_folder(one.folder)


@once
def get_packet_workshop() -> Workshop:
    """The packets being made."""
    limits = get_limits()
    return Workshop(limits.packets_at_once, limits.packets_waiting, "packet")


@once
def get_shelf() -> Shelf:
    """The packets that are made."""
    return Shelf(get_limits().packets_kept)


def name_packet(desk: Desk, asked: PacketAsked) -> str:
    """What a packet is kept under: all that it depends on."""
    beside, sift = asked.compared.beside, asked.compared.sift
    told = (
        [place.code for place in beside.places],
        [(one.measured.id, [str(each.period) for each in one.observations]) for one in beside.measures],
        [demand.id for demand in asked.demands],
        (asked.lang, asked.day, beside.is_chosen, asked.unknown),
        [place.code for place in (*beside.left_out, *beside.left_named)],
        None if sift is None else (sift.column, sift.condition, sift.limit, len(sift.left), len(sift.unknown)),
        desk.stamp,
    )
    return sha256(repr(told).encode()).hexdigest()


def begin_packet(desk: Desk, key: str, asked: PacketAsked) -> None:
    """Put a packet in the queue. Raises BadInputError where too many wait."""

    def make(tell: Tell) -> Packet:
        def watch(places: Sequence[Place]) -> Iterator[Place]:
            for number, place in enumerate(places):
                tell(number, len(places))
                yield place
            tell(len(places), len(places))

        return make_packet(desk, asked, watch)

    workshop, shelf = get_packet_workshop(), get_shelf()
    workshop.forget_ended()
    workshop.start(key, Job(make, lambda packet: shelf.keep(key, packet)))
