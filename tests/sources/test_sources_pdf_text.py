"""A PDF that would take everything takes no more than its process may."""

import zlib

import pytest

from samspel.sources.pdf_text import read_pdf
from samspel.terms.errors import BadInputError
from samspel.terms.units import MEGABYTE


def make_bomb(size: int) -> bytes:
    """A page whose text unpacks to `size` bytes."""
    packed = zlib.compress(b" " * size, 9)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length "
        + str(len(packed)).encode()
        + b">>stream\n"
        + packed
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )


def test_a_file_that_unpacks_to_more_than_the_ceiling_is_refused_and_we_live() -> None:
    with pytest.raises(BadInputError, match=r"minutes (pdf|heavy)"):
        read_pdf(make_bomb(600 * MEGABYTE))
