"""Bytes of any kind as a request, in any pieces: it is refused, waited for or let through, and never a failure."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waitress.adjustments import Adjustments

from samspel.web.limits import Limits
from samspel.web.server.answers import OwnAnswers
from samspel.web.server.requests import Allowance, Request

LIMITS = Limits(small_body_kb=1)
LINES = (
    b"GET / HTTP/1.1", b"POST /plats/2180/resor/ HTTP/1.1", b"POST /en/plats/2180/fragor/ HTTP/1.1",
    b"PUT //host HTTP/1.0",
    b"POST /%2f%00%ff HTTP/1.1", b"GET * HTTP/9.9", b"POST http://[::1/ HTTP/1.1", b"\xff\xfe", b"GET /\\host HTTP/1.1",
)  # fmt: skip
HEADERS = (
    b"Host: localhost", b"Content-Length: 5", b"Content-Length: 99999999999999999999", b"Content-Length: -1",
    b"Content-Length: 5, 5", b"Content-Length: \xb2", b"Transfer-Encoding: chunked",
    b"Transfer-Encoding: chunked, chunked", b"Transfer-Encoding: \x0bchunked",
    b"Expect: 100-continue", b"Cookie: samspel-key=\xff", b"Cookie: =;=;\x00", b"Connection: close", b": x", b"a b: c",
)  # fmt: skip
BODIES = (
    b"",
    b"hello",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"ffffffffff\r\n",
    b"-1\r\n",
    b"5;x=\xff\r\nhello\r\n0\r\nA: b\r\n\r\n",
    b"x" * 5_000,
)


@pytest.fixture(scope="module")
def answers(application: object) -> OwnAnswers:
    from samspel.web.server.pages import make_pages

    return OwnAnswers(make_pages())


class RealGate:
    """Asks the addresses themselves."""

    def allow_body(self, method: str, path: str, headers: Mapping[str, str]) -> Allowance:
        from samspel.web.bodies import allow_body

        return allow_body(LIMITS, method, path, headers)

    def has_upload_room(self) -> bool:
        return True


@given(
    st.sampled_from(LINES) | st.binary(max_size=60),
    st.lists(st.sampled_from(HEADERS) | st.binary(max_size=60), max_size=6),
    st.sampled_from(BODIES) | st.binary(max_size=200),
    st.lists(st.integers(1, 50), min_size=1, max_size=5),
)
def test_any_bytes_are_a_request_or_a_refusal(
    answers: OwnAnswers, first: bytes, headers: list[bytes], body: bytes, sizes: list[int]
) -> None:
    data = b"\r\n".join([first, *headers, b"", b""]) + body
    request = Request(Adjustments(max_request_body_size=10_000), RealGate())
    at = step = 0
    while at < len(data) and not request.completed:
        piece = data[at : at + sizes[step % len(sizes)]]
        at += request.received(piece) or len(piece)
        step += 1
    request.close()
    if request.error is not None:
        assert request.completed
        status, _, page = answers.choose(request.error.code, getattr(request, "path", "/"))
        assert status[0] in "45"
        assert b"<h1>" in page
    else:
        assert request.empty or not request.completed or request.body_bytes_received <= 10_000
