"""A crowd of people with a browser each: they read a page, think, follow a link or send a form, and each answer's time
is kept. Plain connections that stay open, as browsers keep them.
"""

import gzip
import http.client
import random
import re
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.workspace_data import SignedIn

PATIENCE = 30.0
WORDS = "Ring förvaltningen om svaret"
REMARK = "Bussen går efter att sexskiftet har börjat"


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


class Browser:
    """A browser of somebody: their cookies, one open connection, and what was answered."""

    def __init__(self, port: int, session: str = "") -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._cookies = {"sessionid": session} if session else {}
        self.answers: list[Answered] = []

    def get(self, what: str, path: str) -> str:
        """A page; nothing where it was not answered with one."""
        return self._ask(what, "GET", path)

    def send(self, what: str, path: str, fields: Iterable[tuple[str, str]]) -> str:
        """Send a form, with the token of the last page."""
        token = self._cookies.get("csrftoken", "")
        return self._ask(what, "POST", path, urlencode([("csrfmiddlewaretoken", token), *fields]))

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


class Person:
    """Somebody of the branch at their browser, who opens what their role may and what they have seen links to."""

    def __init__(self, port: int, who: SignedIn, codes: Sequence[str], seed: int) -> None:
        self._chance, self._codes, self._port = random.Random(seed), codes, port
        self.browser, self._unit = Browser(port, who.session), f"/arbete/{who.unit}/"
        self._seen: dict[str, list[str]] = {}
        leads = who.role in ("administrator", "officer")
        drives = leads or who.role == "representative"
        mix: list[tuple[int, Callable[[], object], bool]] = [
            (5, lambda: self.browser.get("units", "/arbete/"), True),
            (10, lambda: self.browser.get("unit", self._unit), True),
            (15, self._list_campaigns, True),
            (22, lambda: self._open("campaign"), True),
            (12, lambda: self._open("matter"), True),
            (4, lambda: self._open("follow-up"), True),
            (8, lambda: self.browser.get("waits", f"{self._unit}driv/vantar/"), True),
            (5, lambda: self.browser.get("posts", f"{self._unit}uppdrag/"), True),
            (2, lambda: self.browser.get("files", f"{self._unit}filer/"), True),
            (8, lambda: self._list("remark", "remarks", f"{self._unit}roster/"), who.role != "reader"),
            (6, lambda: self._open("remark"), leads),
            (5, self._confirm, leads),
            (6, self._add, drives),
            (4, lambda: self.browser.get("people with posts", f"{self._unit}uppdrag/personer/"), leads),
            (1, lambda: self.browser.get("roles", f"{self._unit}medlemmar/"), who.role == "administrator"),
            (1, lambda: self.browser.get("log", f"{self._unit}filer/logg/"), who.role == "administrator"),
            (4, self._say, who.role == "member"),
        ]
        self._mix = [(weight, act) for weight, act, may in mix if may]

    def act(self) -> None:
        """One thing: a page, or a form with the page that it stands on."""
        weights = [weight for weight, _ in self._mix]
        self._chance.choices([act for _, act in self._mix], weights)[0]()

    def _list(self, kind: str, what: str, path: str) -> str:
        """A list, whose links are remembered."""
        page = self.browser.get(what, path)
        pattern = {"campaign": r"driv/\d+/", "remark": r"roster/\d+/"}[kind]
        self._seen[kind] = re.findall(rf'href="({self._unit}{pattern})"', page)
        return page

    def _list_campaigns(self) -> str:
        page = self._chance.choice(("", "", "?sida=2"))
        return self._list("campaign", "campaigns", f"{self._unit}driv/{page}")

    def _open(self, kind: str) -> tuple[str, str]:
        """One that has been seen, or the list where none has; its address and page."""
        if kind in ("matter", "follow-up") and not self._seen.get(kind):
            kind = "campaign"
        if not self._seen.get(kind):
            self._list_campaigns() if kind == "campaign" else self._list("remark", "remarks", f"{self._unit}roster/")
            return "", ""
        path = self._chance.choice(self._seen[kind])
        page = self.browser.get(kind, path)
        if kind == "campaign":
            self._seen["matter"] = re.findall(r'href="(/arbete/\d+/driv/\d+/arende/\d+/)"', page)
            self._seen["follow-up"] = re.findall(r'href="(/arbete/\d+/driv/\d+/uppfoljning/)"', page)
        return path, page

    def _confirm(self) -> None:
        """Say what a remark is about, where it waits to be read."""
        path, page = self._open("remark")
        version = re.search(r'name="version" value="(\d+)"', page)
        demand = re.search(r'name="krav" value="([^"]+)"', page)
        if path and version and demand and 'value="bekrafta"' in page:
            fields = (("gor", "bekrafta"), ("version", version[1]), ("krav", demand[1]))
            self.browser.send("confirm a remark", path, fields)

    def _add(self) -> None:
        """A thing to do."""
        path, page = self._open("campaign")
        does = re.search(r'value="ny-task".*?name="gor" value="([^"]+)"', page, re.DOTALL)
        if path and does:
            fields = (("formular", "ny-task"), ("gor", does[1]), ("kind", "task"), ("text", WORDS))
            self.browser.send("add a task", path, fields)

    def _say(self) -> None:
        """A remark in the lunchroom, in a browser without an account."""
        guest = Browser(self._port)
        path = f"/arbete/rost/{self._chance.choice(self._codes)}/"
        guest.get("say something", path)
        guest.send("leave a remark", path, (("text", f"{REMARK} {self._chance.random()}"), ("gor", "lamna")))
        self.browser.answers += guest.answers


def play(port: int, people: Sequence[SignedIn], codes: Sequence[str], seconds: float, think: float) -> list[Answered]:
    """Let everybody act for so long, each thinking half to one and a half times `think` seconds between two things.
    They come one after another during the first such time.
    """
    end = time.monotonic() + seconds
    persons = [Person(port, who, codes, seed) for seed, who in enumerate(people)]

    def live(person: Person, seed: int) -> None:
        chance = random.Random(seed)
        time.sleep(chance.uniform(0, think))
        while time.monotonic() < end:
            person.act()
            time.sleep(min(chance.uniform(0.5, 1.5) * think, max(0.0, end - time.monotonic())))

    threads = [threading.Thread(target=live, args=(person, seed)) for seed, person in enumerate(persons)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return [answer for person in persons for answer in person.browser.answers]
