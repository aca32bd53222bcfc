"""A browser without a window: an open connection, cookies and forms, and how long each answer took."""

import gzip
import http.client
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked for, when and how many seconds the whole answer took, its status (0 for none), and whether it was
    a form that was sent.
    """

    what: str
    at: float
    seconds: float
    status: int
    is_write: bool


class Visitor:
    """Somebody's browser, and what it was answered."""

    def __init__(self, port: int, session: str = "") -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._cookies = {"sessionid": session} if session else {}
        self._token = ""
        self.answers: list[Answered] = []

    @property
    def status(self) -> int:
        """The last answer's."""
        return self.answers[-1].status

    def get(self, what: str, path: str) -> str:
        """A page; nothing where none came."""
        page = self._ask(what, "GET", path)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        self._token = self._token if token is None else token[1]
        return page

    def send(self, what: str, path: str, fields: Iterable[tuple[str, str]]) -> str:
        """Send a form, with the token of the last page that had one."""
        return self._ask(what, "POST", path, urlencode([("csrfmiddlewaretoken", self._token), *fields]))

    def close(self) -> None:
        self._line.close()

    def _ask(self, what: str, method: str, path: str, body: str = "") -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        headers |= {"Accept-Encoding": "gzip", "Host": "localhost"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun, status, content = time.monotonic(), 0, b""
        try:
            self._line.request(method, path, body or None, headers)
            answer = self._line.getresponse()
            content, status = answer.read(), answer.status
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _, rest = cookie.partition("=")
                self._cookies[name] = rest.partition(";")[0]
            if answer.headers.get("Content-Encoding") == "gzip":
                content = gzip.decompress(content)
        except (OSError, http.client.HTTPException):
            self._line.close()
        self.answers.append(Answered(what, begun, time.monotonic() - begun, status, method == "POST"))
        return content.decode("utf-8", "replace")
