"""An address that others are invited to open, with its code to photograph, for a page and for a terminal."""

from dataclasses import dataclass

from samspel.drawing.qr import draw_qr, write_qr


@dataclass(frozen=True, slots=True)
class Invitation:
    """`picture` is the code as SVG, `signs` the same as lines of half blocks, light on dark."""

    address: str
    picture: str
    signs: tuple[str, ...]


def invite(address: str) -> Invitation:
    """The code of an address with a scheme."""
    return Invitation(address, draw_qr(address), tuple(write_qr(address).split("\n")))
