"""A QR code as SVG, so that an address on paper can be photographed instead of typed."""

import io
from functools import lru_cache
from typing import Final

import segno

QUIET = 4
"""Modules of white around the code, as ISO/IEC 18004 asks for."""
SCHEMES: Final = ("https://", "http://")


@lru_cache(maxsize=16)
def draw_qr(address: str) -> str:
    """The code of an address as SVG; one without a scheme gets that of a safe page, so that a telephone opens it."""
    whole = address if address.startswith(SCHEMES) else f"{SCHEMES[0]}{address}"
    made = io.BytesIO()
    code = segno.make(whole, error="m", micro=False)
    code.save(
        made, kind="svg", xmldecl=False, border=QUIET, scale=8, dark="#000", light="#fff", nl=False, omitsize=True
    )
    return made.getvalue().decode()


def write_qr(address: str) -> str:
    """The code of an address in half blocks of text, its light parts filled: for letters that are light on dark."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=QUIET // 2)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    halves = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(halves[bool(a), bool(b)] for a, b in zip(*pair, strict=True)) for pair in pairs)


def strip_scheme(address: str) -> str:
    """An address as it is written on paper."""
    for scheme in SCHEMES:
        address = address.removeprefix(scheme)
    return address
