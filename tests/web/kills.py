"""Kills a real server while people write, again and again, and holds what was acknowledged against what is there."""

import os
import random
import re
import signal
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection, transaction

import ready_django  # noqa: F401 - models need the settings
from postgres_server import PostgresServer
from samspel.workspace.codes import digest_secret
from samspel.workspace.database import describe_database
from samspel.workspace.log import find_break
from samspel.workspace.models import Campaign, Item, LogEntry, Unit, Voice
from web.running_server import run_server
from web.visitor import PATIENCE, Visitor
from workspace_database import use_database

KEY = "x2Vn5nTnq0mVn1mJxwHkXU3C6q1sH4H8m0m0m0m0m0k="
WORKPLACES, CAMPAIGNS = 40, 20
"""Enough that none is full before a hundred kills."""
DRAFT, ANSWER = "/plats/2181/krav/childcare-odd-hours/motion/", "/plats/2181/krav/childcare-odd-hours/"
ANSWERED = {"fraga": "offered", "svar": "no", "av": "Registrator", "dag": "2026-11-01"}


@dataclass(slots=True)
class Told:
    """What the server has acknowledged, by kind, kept outside of it; `on_its_way` is what has been sent since then of
    that which takes the place of what was before: it may be kept, from an earlier round too. `wrong` are answers that
    are neither.
    """

    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    on_its_way: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[int] = field(default_factory=list)

    def note(self, visitor: Visitor, kind: str, what: str, status: int = 302) -> bool:
        """Keep what was acknowledged; whether anything was answered."""
        if visitor.status == status and what:
            self.said[kind].append(what)
            self.on_its_way[kind].clear()
        elif visitor.status:
            self.wrong.append(visitor.status)
        return visitor.status != 0

    def see(self, visitor: Visitor, path: str) -> bool:
        """Open the page with a form; whether it came."""
        visitor.get("form", path)
        if visitor.status not in (0, 200):
            self.wrong.append(visitor.status)
        return visitor.status == 200

    @property
    def count(self) -> int:
        """How many writes were acknowledged."""
        return sum(map(len, self.said.values()))


@dataclass(frozen=True, slots=True)
class Outcome:
    """After a kill: what was lost of what had been acknowledged, and what is wrong with what is there."""

    lost: tuple[str, ...]
    broken: tuple[str, ...]


class Trial:
    """A home, its database, and what was acknowledged there so far."""

    def __init__(self, home: Path, server: PostgresServer | None) -> None:
        self._home, self._server = home, server
        self._address = "" if server is None else server.make_database("kills")
        self._round, self.told = 0, Told()
        with self._open():
            whole = Unit.objects.create(kind="branch", name="Avdelning 1", places=["2181"])
            for number in range(WORKPLACES):
                whole.workplaces.create(name=f"Plats {number}", place="2181", code=f"plats{number:05}")
            driven = [
                Campaign.objects.create(unit=whole, title=f"Nattis {number}", begun_on=date(2026, 11, 2))
                for number in range(CAMPAIGNS)
            ]
            self._unit, self._campaigns = whole.pk, [one.pk for one in driven]

    def kill(self, *, with_database: bool = False) -> Outcome:
        """Start the server, let five write at once, kill it at some moment, and look."""
        self._round += 1
        given = {"SAMSPEL_KEYS": KEY, "DATABASE_URL": self._address}
        before = {name: os.environ.get(name) for name in given}
        os.environ.update(given)
        try:
            with run_server(self._home) as running, ThreadPoolExecutor(5) as pool:
                ends = [pool.submit(self._write, running.port, write) for write in self._list_writers()]
                self._wait_for(self.told.count + random.Random(self._round).randrange(5, 16))
                if with_database and self._server is not None:
                    self._server.kill()
                os.kill(running.program.pid, signal.SIGKILL)
                running.program.wait(timeout=30)
                for one in ends:
                    one.result(timeout=60)
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
        if with_database and self._server is not None:
            self._server.start()
        with self._open():
            return Outcome(tuple(self._list_lost()), tuple(self._list_broken()))

    @contextmanager
    def _open(self) -> Iterator[None]:
        before = os.environ.get("SAMSPEL_KEYS")
        os.environ["SAMSPEL_KEYS"] = KEY
        try:
            with use_database(describe_database(self._home, {"DATABASE_URL": self._address}), is_new=True):
                yield
        finally:
            os.environ.pop("SAMSPEL_KEYS") if before is None else os.environ.update(SAMSPEL_KEYS=before)

    def _wait_for(self, count: int) -> None:
        """Until so many writes have been acknowledged, of every kind, so that a kill comes amid them however slow the
        machine is.
        """
        end, kinds = time.monotonic() + PATIENCE, len(self._list_writers())
        while (self.told.count < count or sum(map(bool, self.told.said.values())) < kinds) and time.monotonic() < end:
            time.sleep(0.01)

    def _write(self, port: int, write: Callable[[Visitor, str], bool]) -> None:
        """Write until no answer comes."""
        visitor, number = Visitor(port), 0
        while write(visitor, f"{self._round}-{number}"):
            number += 1
        visitor.close()

    def _list_writers(self) -> tuple[Callable[[Visitor, str], bool], ...]:
        return self._make_unit, self._leave_remark, self._add_item, self._keep_draft, self._keep_answer

    def _make_unit(self, visitor: Visitor, name: str) -> bool:
        fields = (("slag", "club"), ("namn", f"Klubb {name}"), ("under", str(self._unit)))
        if not self.told.see(visitor, f"/arbete/ny/?under={self._unit}"):
            return False
        visitor.send("unit", "/arbete/ny/", fields)
        return self.told.note(visitor, "units", f"Klubb {name}")

    def _leave_remark(self, visitor: Visitor, name: str) -> bool:
        path = f"/arbete/rost/plats{random.Random(name).randrange(WORKPLACES):05}/"
        if not self.told.see(visitor, path):
            return False
        page = visitor.send("remark", path, (("text", f"Bussen går för sent {name}"), ("gor", "lamna")))
        code = re.search(r"/arbete/rost/folj/(\w{12})/", page)
        return self.told.note(visitor, "codes", "" if code is None else code[1], 200)

    def _add_item(self, visitor: Visitor, name: str) -> bool:
        path = f"/arbete/{self._unit}/driv/{random.Random(name).choice(self._campaigns)}/"
        fields = (("formular", "ny-contact"), ("gor", "lagg-till"), ("kind", "contact"), ("text", f"Ring {name}"))
        if not self.told.see(visitor, path):
            return False
        visitor.send("item", path, fields)
        return self.told.note(visitor, "items", f"Ring {name}")

    def _keep_draft(self, visitor: Visitor, name: str) -> bool:
        if not self.told.see(visitor, DRAFT):
            return False
        self.told.on_its_way["draft"].append(f"Berättelsen {name}.")
        visitor.send("draft", DRAFT, (("story", f"Berättelsen {name}."), ("situation", "some")))
        return self.told.note(visitor, "draft", f"Berättelsen {name}.")

    def _keep_answer(self, visitor: Visitor, name: str) -> bool:
        if not self.told.see(visitor, ANSWER):
            return False
        self.told.on_its_way["answer"].append(f"dnr {name}")
        visitor.send("answer", ANSWER, tuple((ANSWERED | {"kalla": f"dnr {name}"}).items()))
        return self.told.note(visitor, "answer", f"dnr {name}")

    def _list_lost(self) -> Iterator[str]:
        """What was acknowledged and is not there."""
        there = {
            "units": set(Unit.objects.values_list("name", flat=True)),
            "codes": set(Voice.objects.values_list("digest", flat=True)),
            "items": {item.text for item in Item.objects.all()},
        }
        yield from (f"unit {one}" for one in set(self.told.said["units"]) - there["units"])
        yield from (
            f"remark {one}" for one in self.told.said["codes"] if digest_secret(one, "voice") not in there["codes"]
        )
        yield from (f"item {one}" for one in set(self.told.said["items"]) - there["items"])
        for what, folder in (("draft", "drafts"), ("answer", "answers")):
            last = [*self.told.said[what][-1:], *self.told.on_its_way[what]]
            kept = "".join(file.read_text(encoding="utf-8") for file in (self._home / folder).glob("2181.*"))
            if self.told.said[what] and not any(one in kept for one in last):
                yield f"{what} {last[0]}"

    def _list_broken(self) -> Iterator[str]:
        """What is wrong with the database, the log, what is sealed, and files."""
        if connection.vendor == "sqlite":
            with sqlite3.connect(str(connection.settings_dict["NAME"])) as line:
                yield from (f"integrity: {row[0]}" for row in line.execute("PRAGMA integrity_check") if row[0] != "ok")
                yield from (f"foreign key: {row}" for row in line.execute("PRAGMA foreign_key_check"))
        with transaction.atomic():
            connection.check_constraints()
        number = find_break(LogEntry.objects.iterator())
        if number is not None:
            yield f"the log is broken at {number}"
        yield from (f"a remark without words: {one.pk}" for one in Voice.objects.all() if not one.text)
        yield from (f"set aside: {file.name}" for file in self._home.rglob("*.aside*"))
        yield from (f"answered {status}" for status in self.told.wrong)
