"""A copy of the whole, and back: on either database, sealed text as it is kept, whole or not at all."""

import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections, transaction

from postgres_server import PostgresServer
from samspel.terms.errors import BadInputError
from samspel.workspace.backup import ROWS, read_backup, write_backup
from samspel.workspace.database import describe_database
from samspel.workspace.log import find_break, note
from samspel.workspace.models import Account, Campaign, Holder, LogEntry, Post, Role, Unit
from workspace_database import seat, use_database


@pytest.fixture
def filled(branch: Unit, settings_home: Path) -> Unit:
    officer = seat(branch, Role.OFFICER, "Åsa")
    Holder.objects.create(unit=branch, name="Kim Exempel")
    Campaign.objects.create(unit=branch, title="Nattis", owner=officer, begun_on=date(2026, 11, 2))
    (settings_home / "answers").mkdir(parents=True)
    (settings_home / "answers" / "2181.csv").write_text("svar", encoding="utf-8")
    return branch


@pytest.fixture
def settings_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from django.conf import settings

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(settings, "WORKSPACE_HOME", home)
    monkeypatch.setenv("SAMSPEL_KEYS", "x2Vn5nTnq0mVn1mJxwHkXU3C6q1sH4H8m0m0m0m0m0k=")
    return home


def test_what_was_kept_comes_back_and_numbers_go_on_from_there(
    filled: Unit, settings_home: Path, tmp_path: Path
) -> None:
    copied = write_backup(tmp_path / "copy.zip")
    Campaign.objects.all().delete()
    Holder.objects.update(name="Någon annan")
    (settings_home / "answers" / "2181.csv").write_text("annat", encoding="utf-8")

    assert read_backup(tmp_path / "copy.zip", replaces=True) == copied
    assert Holder.objects.get().name == "Kim Exempel"
    assert Campaign.objects.get().owner == Account.objects.get(username="Åsa")
    assert Account.objects.get(username="Åsa").check_password("a-long-pass-phrase-9")
    assert (settings_home / "answers" / "2181.csv").read_text(encoding="utf-8") == "svar"
    assert Unit.objects.create(kind="branch", name="Ny").pk > filled.pk


def test_no_name_stands_open_in_the_copy_and_the_keys_are_not_in_it(filled: Unit, tmp_path: Path) -> None:
    write_backup(tmp_path / "copy.zip")

    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert b"Exempel" not in archive.read(ROWS)
        assert not [name for name in archive.namelist() if "key" in name]
    assert (tmp_path / "copy.zip").stat().st_mode & 0o077 == 0


def test_nothing_is_put_over_what_is_there_unless_somebody_says_so(filled: Unit, tmp_path: Path) -> None:
    write_backup(tmp_path / "copy.zip")

    with pytest.raises(BadInputError, match="backup there"):
        read_backup(tmp_path / "copy.zip", replaces=False)


@pytest.mark.parametrize("damage", ["cut", "row", "count", "other"])
def test_a_damaged_copy_is_told_and_changes_nothing(filled: Unit, tmp_path: Path, damage: str) -> None:
    good, bad = tmp_path / "copy.zip", tmp_path / "bad.zip"
    write_backup(good)
    if damage == "cut":
        bad.write_bytes(good.read_bytes()[:200])
    else:
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == ROWS:
                    lines = content.splitlines(keepends=True)
                    content = {
                        "row": b'{"model": "workspace.unit"}\n' + content,
                        "count": b"".join(lines[1:]),
                        "other": b'{"model": "auth.group", "pk": 1, "fields": {"name": "x"}}\n' + content,
                    }[damage]
                new.writestr(name, content)

    with pytest.raises(BadInputError, match="backup broken"):
        read_backup(bad, replaces=True)
    assert Holder.objects.get().name == "Kim Exempel"


def test_a_file_never_leaves_the_folders_of_the_home(filled: Unit, settings_home: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip", "a") as archive:
        archive.writestr("files/../../evil", "x")

    with pytest.raises(BadInputError, match="backup broken"):
        read_backup(tmp_path / "copy.zip", replaces=True)
    assert not (tmp_path / "evil").exists()
    assert connection.vendor in ("sqlite", "postgresql")


def test_a_copy_goes_from_one_kind_of_database_to_the_other(
    application: WSGIHandler, postgres: PostgresServer, settings_home: Path, tmp_path: Path
) -> None:
    with use_database(describe_database(tmp_path / "from", {})):
        Holder.objects.create(unit=Unit.objects.create(kind="branch", name="Avdelning 1"), name="Kim Exempel")
        copied = write_backup(tmp_path / "copy.zip")

    with use_database(describe_database(tmp_path, {"DATABASE_URL": postgres.address})), transaction.atomic():
        assert read_backup(tmp_path / "copy.zip", replaces=True) == copied
        assert Holder.objects.get().name == "Kim Exempel"
        transaction.set_rollback(True)


def test_a_copy_that_is_taken_while_people_write_is_of_one_moment(
    own_database: str, settings_home: Path, tmp_path: Path
) -> None:
    unit = Unit.objects.create(kind="branch", name="Avdelning 1")
    begun, ends = threading.Event(), threading.Event()

    def write() -> int:
        """A person with a post and an entry in the log, all or nothing, again and again."""
        number = 0
        try:
            while not ends.is_set():
                with transaction.atomic():
                    holder = Holder.objects.create(unit=unit, name=f"Person {number}")
                    holder.posts.create(kind="full_time", place="2181", begins=date(2026, 10, 15))
                    note("mandate.add", holder, account=None, unit=unit)
                number += 1
                begun.set()
        finally:
            connections.close_all()
        return number

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write) for _ in range(2)]
        assert begun.wait(30)
        copies = [tmp_path / f"copy-{number}.zip" for number in range(4)]
        for copy in copies:
            write_backup(copy)
        ends.set()
        written = sum(one.result() for one in writers)

    counts = []
    for copy in copies:
        read_backup(copy, replaces=True)
        counts.append(Holder.objects.count())
        assert Post.objects.count() == LogEntry.objects.count() == counts[-1]
        assert not Holder.objects.filter(posts=None).exists()
        assert find_break(LogEntry.objects.all()) is None
    assert counts == sorted(counts)
    assert 0 < counts[-1] <= written
