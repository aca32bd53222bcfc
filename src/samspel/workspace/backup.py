"""A copy of the whole workspace in one file, and back: while it is in use, and from one kind of database to another.

What is sealed stays sealed in the copy. The keys are not in it: they are kept apart, and without them names and remarks
cannot be read.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model
from django.db.utils import DatabaseError

from samspel.terms.errors import BadInputError
from samspel.terms.files import FOLDERS, PRIVATE_FILE, keep_file, make_private, write_file
from samspel.workspace.failures import check_whole
from samspel.workspace.fields import left_sealed

FORMAT = 1
MANIFEST, ROWS, FILES = "copy.json", "rows.jsonl", "files"
APPS = ("workspace", "mfa")
"""Whose tables are copied: sessions end, and what Django fills in itself is filled in anew."""


class _Exact(DjangoJSONEncoder):
    """Times to the last digit: the chain of the log is made of them."""

    def default(self, o: object) -> object:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows of tables and how many files a copy holds."""

    rows: int
    files: int


def write_backup(path: Path) -> Copied:
    """Write the copy: every row as of one moment, and what is kept in the home beside. Whoever writes meanwhile waits
    for the rows to be read.

    Raises BadInputError where the file cannot be written, and where the database is damaged.
    """
    home: Path = settings.WORKSPACE_HOME
    check_whole()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = list(_read_tables())
        archive.writestr(ROWS, "".join(rows))
        files = sorted(path for folder in FOLDERS for path in (home / folder).rglob("*") if path.is_file())
        for file in files:
            archive.write(file, f"{FILES}/{file.relative_to(home).as_posix()}")
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "rows": len(rows), "files": len(files)}))
    write_file(path, buffer.getvalue()).chmod(PRIVATE_FILE)
    return Copied(len(rows), len(files))


def read_backup(path: Path, *, replaces: bool) -> Copied:
    """Put a copy back: its rows whole or not at all, then its files.

    Raises BadInputError for a file that is no copy or of another format, and, unless it `replaces`, where somebody has
    kept something already.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            told = json.loads(archive.read(MANIFEST))
            if told.get("format") != FORMAT:
                raise BadInputError("backup_format", file=path.name, format=str(told.get("format"))[:20])
            if not replaces and any(model._default_manager.exists() for model in _list_models()):
                raise BadInputError("backup_there")
            with left_sealed(), _writing():
                count = _write_tables(io.TextIOWrapper(archive.open(ROWS), encoding="utf-8"))
                if count != told["rows"]:
                    raise BadInputError("backup_broken", file=path.name)
            return Copied(count, _put_files(archive, settings.WORKSPACE_HOME))
    except OSError as error:
        raise BadInputError("cannot_read", file=str(path), reason=str(error.strerror or error)) from None
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError, DeserializationError, DatabaseError):
        raise BadInputError("backup_broken", file=path.name) from None


def _list_models() -> list[type[Model]]:
    """The tables, those that others refer to first."""
    found = [model for name in APPS for model in apps.get_app_config(name).get_models()]
    return list(serializers.sort_dependencies([(None, found)], allow_cycles=True))


def _read_tables() -> Iterator[str]:
    """A line of JSON a row, sealed text as it is kept."""
    with left_sealed(), _reading():
        for model in _list_models():
            for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
                yield serializers.serialize("jsonl", [row], cls=_Exact)


@contextmanager
def _reading() -> Iterator[None]:
    """One moment of the database."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def _writing() -> Iterator[None]:
    """Rows in the order they come: what they refer to is held against them at the end."""
    with transaction.atomic():
        for model in reversed(_list_models()):
            model._default_manager.all()._raw_delete(connection.alias)
        yield
        connection.check_constraints()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), _list_models()):
                cursor.execute(statement)


def _write_tables(file: io.TextIOWrapper) -> int:
    known, count = {model._meta.label_lower for model in _list_models()}, 0
    for one in serializers.deserialize("jsonl", file):
        if one.object._meta.label_lower not in known:
            raise ValueError(one.object._meta.label_lower)
        one.save()
        count += 1
    return count


def _put_files(archive: zipfile.ZipFile, home: Path) -> int:
    """The files back where they were: in the folders of the home that are kept, and nowhere else."""
    count = 0
    make_private(home, home)
    for name in archive.namelist():
        parts = PurePosixPath(name).parts
        if parts[0] != FILES:
            continue
        if len(parts) < 3 or parts[1] not in FOLDERS or ".." in parts:  # noqa: PLR2004 - files/folder/name
            raise ValueError(name)
        keep_file(home, home.joinpath(*parts[1:]), archive.read(name))
        count += 1
    return count
