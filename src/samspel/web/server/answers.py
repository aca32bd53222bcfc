"""The server's own answers: pages made beforehand, given without Django where a request never comes that far."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from samspel.web.headers import HEADERS

LANGUAGE_OF_PREFIX = {"/en/": "en"}
DEFAULT = "sv"
RETRY_SECONDS = 5


class OwnAnswers:
    """Whole pages by status and language."""

    def __init__(self, pages: Mapping[tuple[int, str], bytes]) -> None:
        self._pages = pages

    def choose(self, code: int, path: str) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status line, headers and page; the page of a faulty request where a code has none of its own."""
        lang = next((lang for prefix, lang in LANGUAGE_OF_PREFIX.items() if path.startswith(prefix)), DEFAULT)
        known = code if (code, lang) in self._pages else int(HTTPStatus.BAD_REQUEST)
        body = self._pages[known, lang]
        headers = [*HEADERS.items(), ("Content-Type", "text/html; charset=utf-8"), ("Content-Language", lang)]
        headers += [("Cache-Control", "no-store"), ("Content-Length", str(len(body)))]
        if code == HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append(("Retry-After", str(RETRY_SECONDS)))
        return f"{code} {_find_phrase(code)}", headers, body

    def write(self, code: int, path: str, *, with_body: bool = True) -> bytes:
        """The whole answer as it goes over the wire; the connection is closed after it."""
        status, headers, body = self.choose(code, path)
        lines = [f"HTTP/1.1 {status}", *_join([*headers, ("Connection", "close")]), "", ""]
        return "\r\n".join(lines).encode("latin-1") + (body if with_body else b"")


def _join(headers: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}: {value}" for name, value in headers]


def _find_phrase(code: int) -> str:
    try:
        return HTTPStatus(code).phrase
    except ValueError:
        return "Error"
