"""A crowd of people with a browser each: they read a page, think, follow a link or send a form, and each answer's time
is kept. Plain connections that stay open, as browsers keep them.
"""

import random
import re
import threading
import time
from collections.abc import Callable, Sequence

from benchmarks.workspace_data import SignedIn
from web.visitor import Answered, Visitor

WORDS = "Ring förvaltningen om svaret"
REMARK = "Bussen går efter att sexskiftet har börjat"


class Person:
    """Somebody of the branch at their browser, who opens what their role may and what they have seen links to."""

    def __init__(self, port: int, who: SignedIn, codes: Sequence[str], seed: int) -> None:
        self._chance, self._codes, self._port = random.Random(seed), codes, port
        self._visitor, self._unit = Visitor(port, who.session), f"/arbete/{who.unit}/"
        self._seen: dict[str, list[str]] = {}
        leads = who.role in ("administrator", "officer")
        drives = leads or who.role == "representative"
        mix: list[tuple[int, Callable[[], object], bool]] = [
            (5, lambda: self._visitor.get("units", "/arbete/"), True),
            (10, lambda: self._visitor.get("unit", self._unit), True),
            (15, self._list_campaigns, True),
            (22, lambda: self._open("campaign"), True),
            (12, lambda: self._open("matter"), True),
            (4, lambda: self._open("follow-up"), True),
            (8, lambda: self._visitor.get("waits", f"{self._unit}driv/vantar/"), True),
            (5, lambda: self._visitor.get("posts", f"{self._unit}uppdrag/"), True),
            (2, lambda: self._visitor.get("files", f"{self._unit}filer/"), True),
            (8, lambda: self._list("remark", "remarks", f"{self._unit}roster/"), who.role != "reader"),
            (6, lambda: self._open("remark"), leads),
            (5, self._confirm, leads),
            (6, self._add, drives),
            (4, lambda: self._visitor.get("people with posts", f"{self._unit}uppdrag/personer/"), leads),
            (1, lambda: self._visitor.get("roles", f"{self._unit}medlemmar/"), who.role == "administrator"),
            (1, lambda: self._visitor.get("log", f"{self._unit}filer/logg/"), who.role == "administrator"),
            (4, self._say, who.role == "member"),
        ]
        self._mix = [(weight, act) for weight, act, may in mix if may]

    @property
    def answers(self) -> list[Answered]:
        """All that they were answered."""
        return self._visitor.answers

    def act(self) -> None:
        """One thing: a page, or a form with the page that it stands on."""
        weights = [weight for weight, _ in self._mix]
        self._chance.choices([act for _, act in self._mix], weights)[0]()

    def _list(self, kind: str, what: str, path: str) -> str:
        """A list, whose links are remembered."""
        page = self._visitor.get(what, path)
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
        page = self._visitor.get(kind, path)
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
            self._visitor.send("confirm a remark", path, fields)

    def _add(self) -> None:
        """A thing to do."""
        path, page = self._open("campaign")
        does = re.search(r'value="ny-task".*?name="gor" value="([^"]+)"', page, re.DOTALL)
        if path and does:
            fields = (("formular", "ny-task"), ("gor", does[1]), ("kind", "task"), ("text", WORDS))
            self._visitor.send("add a task", path, fields)

    def _say(self) -> None:
        """A remark in the lunchroom, in a browser without an account."""
        guest = Visitor(self._port)
        path = f"/arbete/rost/{self._chance.choice(self._codes)}/"
        guest.get("say something", path)
        guest.send("leave a remark", path, (("text", f"{REMARK} {self._chance.random()}"), ("gor", "lamna")))
        self._visitor.answers += guest.answers


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
    return [answer for person in persons for answer in person.answers]
