"""Write which characters the fonts inside typst have, for `rendering/pdf.py`; takes minutes. Run when typst changes its
fonts: `python docs/make_glyph_table.py`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import category, name

from samspel.catalogue.loading import find_content
from samspel.rendering.pdf import GLYPHS, can_show

LAST = 0x1FFFF
STEP, SPARSE = 64, 97
"""Characters that are tried at once; of scripts with thousands of signs every so many is tried first."""
LARGE = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "HANGUL SYLLABLE", "YI SYLLABLE", "TANGUT", "CUNEIFORM",
         "EGYPTIAN", "ANATOLIAN", "BAMUM", "NUSHU", "KHITAN", "SIGNWRITING", "VAI ", "LINEAR ")  # fmt: skip


def list_characters() -> Iterator[str]:
    """Every character that has a place of its own on the page, but for ASCII."""
    for code in range(0x80, LAST + 1):
        if category(chr(code)) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Mc", "Me", "Mn", "Zl", "Zp"}:
            yield chr(code)


def find_shown(characters: Iterable[str]) -> Iterator[int]:
    """The code points that can be shown."""
    group: list[str] = []
    for char in characters:
        group.append(char)
        if len(group) == STEP:
            yield from _try(group)
            group = []
    yield from _try(group)


def leave_out_large(characters: Iterable[str]) -> Iterator[str]:
    """The characters without the scripts of thousands of signs of which none that was tried can be shown."""
    listed = list(characters)
    scripts: dict[str, list[str]] = {}
    for char in listed:
        script = next((one for one in LARGE if name(char, "").startswith(one)), "")
        scripts.setdefault(script, []).append(char)
    gone = {one for one, chars in scripts.items() if one and not any(can_show(char) for char in chars[::SPARSE])}
    for one, chars in scripts.items():
        if one not in gone:
            yield from chars


def write_ranges(codes: Iterable[int]) -> str:
    """Code points as lines `first-last` in hexadecimal."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{first:04x}-{last:04x}\n" for first, last in ranges)


def _try(group: list[str]) -> Iterator[int]:
    if not group:
        return
    if can_show("".join(group)):
        yield from map(ord, group)
    elif len(group) > 1:
        half = len(group) // 2
        yield from _try(group[:half])
        yield from _try(group[half:])


if __name__ == "__main__":
    path = find_content() / GLYPHS if len(sys.argv) == 1 else Path(sys.argv[1])
    path.write_text(write_ranges(find_shown(leave_out_large(list_characters()))), encoding="ascii")
