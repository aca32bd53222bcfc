"""A QR code: the same drawing each time, with room around it, and an address that a telephone opens."""

import pytest
import segno

from samspel.drawing.qr import QUIET, draw_qr, strip_scheme


def test_an_address_without_a_scheme_gets_that_of_a_safe_page() -> None:
    assert draw_qr("ek.example/rost") == draw_qr("https://ek.example/rost")
    assert draw_qr("http://ek.example/rost") != draw_qr("https://ek.example/rost")


def test_the_drawing_is_as_large_as_the_code_with_its_quiet_zone() -> None:
    code = segno.make("https://ek.example/rost", error="m", micro=False)
    side = 8 * (code.symbol_size()[0] // 1 - 2 * code.default_border_size + 2 * QUIET)
    assert f'viewBox="0 0 {side} {side}"' in draw_qr("ek.example/rost")
    assert draw_qr("ek.example/rost").startswith("<svg xmlns")


@pytest.mark.parametrize("written", ["https://ek.example/a", "http://ek.example/a", "ek.example/a"])
def test_an_address_on_paper_has_no_scheme(written: str) -> None:
    assert strip_scheme(written) == "ek.example/a"
