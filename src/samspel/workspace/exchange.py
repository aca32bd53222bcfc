"""Everything of a unit and its parts as one file of CSV and JSON, and back in another workspace without loss.

The JSON is what is read back; the CSV beside it are the same rows for people, papers and letters are files of their
own, and two texts explain tables and columns, whose names are keys for machines. A table without rows has no file.
Remarks are read back from a sealed file, since most may not be seen by anybody (`exchange_voices`). What else the
database keeps sealed stands open in the file, which is therefore as sensitive as the workspace itself. Accounts
come without their passwords: at the other end somebody lets each in. The log stays where things happened.
"""

import base64
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, models, transaction

from samspel.sources.spreadsheet import write_rows
from samspel.terms.errors import BadInputError
from samspel.workspace.exchange_guide import write_guides
from samspel.workspace.exchange_voices import SEALED, TABLE, close_rows, open_rows, tell_voices
from samspel.workspace.log import note
from samspel.workspace.models import (
    Account,
    Assignment,
    BodySettings,
    Campaign,
    Count,
    FrozenPaper,
    Holder,
    Item,
    Letter,
    Matter,
    Measured,
    Meeting,
    MeetingDecision,
    Membership,
    Post,
    Reply,
    Request,
    Seat,
    Step,
    Unit,
    Voice,
    Workplace,
)
from samspel.workspace.within import list_within

FORMAT, OPEN, FIRST = 3, 2, 1
"""How files are written now, how they were with remarks in the open, and first with papers and letters in base64."""
MANIFEST = "samspel.json"
WHOLE = 200_000_000
"""Bytes that a file may be when unpacked."""
DAY = (1980, 1, 1, 0, 0, 0)
"""When every part of the file says that it was made: the same rows are the same bytes."""
FOLDERS = {"frozenpaper": "papper", "letter": "brev"}
"""Where papers and letters lie in the file."""
SECRET = ("password", "last_login", "epoch", "is_local", "is_active")
"""Of an account, what does not leave the machine."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the file, and how its rows lead to the unit; rows come after those that they refer to. `only` keeps
    out whoever just sits at this machine.
    """

    model: type[models.Model]
    path: str
    only: tuple[tuple[str, bool], ...] = ()

    @property
    def name(self) -> str:
        """Its name in the file."""
        return str(self.model._meta.model_name)


PARTS = (
    Part(Unit, "pk"),
    Part(Account, "seats__unit", (("is_local", False),)),
    Part(Seat, "unit", (("account__is_local", False),)),
    Part(Workplace, "unit"),
    Part(Voice, "workplace__unit"),
    Part(Campaign, "unit"),
    Part(Item, "campaign__unit"),
    Part(FrozenPaper, "campaign__unit"),
    Part(Measured, "campaign__unit"),
    Part(Matter, "campaign__unit"),
    Part(Step, "matter__campaign__unit"),
    Part(Assignment, "matter__campaign__unit"),
    Part(BodySettings, "unit"),
    Part(Request, "unit"),
    Part(Letter, "request__unit"),
    Part(Reply, "request__unit"),
    Part(Holder, "unit"),
    Part(Post, "holder__unit"),
    Part(Count, "unit"),
    Part(Membership, "network"),
    Part(Meeting, "network"),
    Part(MeetingDecision, "meeting__network"),
)
Rows = dict[str, list[dict[str, Any]]]
Files = dict[str, bytes]


def export_unit(unit: Unit, account: Account | None) -> bytes:
    """The file. The same rows give the same bytes, whatever their numbers are in the database."""
    rows, files, seen = _read(unit)
    said = rows.pop(TABLE)
    if rows["workplace"]:
        files[SEALED] = close_rows(said)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        counts = {name: len(part) for name, part in rows.items()}
        _put(archive, MANIFEST, json.dumps({"format": FORMAT, "rows": counts}))
        written = {name: part for name, part in rows.items() if part}
        shown = {**written, TABLE: seen} if seen else written
        for guide, text in write_guides({name: list(part[0]) for name, part in shown.items()}).items():
            _put(archive, guide, text)
        for name, part in written.items():
            _put(archive, f"{name}.json", json.dumps(part, ensure_ascii=False, indent=1, sort_keys=True))
        for name, part in shown.items():
            _put(archive, f"{name}.csv", _write_csv(part))
        for name, content in files.items():
            _put(archive, name, content)
    note("export.take", unit, account=account, unit=unit, rows=sum(map(len, rows.values())))
    return buffer.getvalue()


def import_unit(content: bytes, account: Account | None) -> Unit:
    """The unit of a file with all that belongs to it, under numbers of this database.

    Raises BadInputError for a file that is none, of another format, or of a unit that is here already.
    """
    rows = _open(content)
    try:
        with transaction.atomic():
            made = _write(rows)
            unit: Unit = made["unit"][1]
            note("import.put", unit, account=account, unit=unit, rows=sum(map(len, rows.values())))
    except IntegrityError:
        raise BadInputError("exchange_there") from None
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError, DatabaseError):
        raise BadInputError("exchange_broken") from None
    return unit


def _read(unit: Unit) -> tuple[Rows, Files, list[dict[str, Any]]]:
    """Every row by the name of its table, numbered from 1 in its order, the papers and letters, and the remarks that
    may be seen.
    """
    within = list_within(unit)
    units = [one.pk for one in within]
    found = {part.name: _order(part, units) for part in PARTS}
    numbers = {name: {row.pk: number for number, row in enumerate(rows, 1)} for name, rows in found.items()}
    files: Files = {}
    rows = {name: [_plain(row, numbers, files) for row in part] for name, part in found.items()}
    return rows, files, tell_voices(within, numbers)


def _order(part: Part, units: list[int]) -> list[models.Model]:
    asked = {f"{part.path}__in": units, **dict(part.only)}
    rows = part.model._default_manager.filter(**asked).distinct().order_by("pk")
    if part.model is Unit:
        place = {pk: number for number, pk in enumerate(units)}
        return sorted(rows, key=lambda row: place[row.pk])
    return list(rows)


def _plain(row: models.Model, numbers: Mapping[str, Mapping[Any, int]], files: Files) -> dict[str, Any]:
    """A row as data: what refers to another row of the file by its number there, to one outside by nothing; a paper or
    a letter by its name among the files.
    """
    told: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or (isinstance(row, Account) and field.name in SECRET):
            continue
        value = field.value_from_object(row)
        if isinstance(field, models.ForeignKey):
            value = numbers.get(_name(field), {}).get(value)
        elif isinstance(field, models.BinaryField):
            name = _name_file(row, numbers)
            files[name] = bytes(value)
            value = name
        elif isinstance(field, models.DateTimeField | models.DateField) and value is not None:
            value = value.isoformat()
        told[field.name] = value
    for many in row._meta.many_to_many:
        kept = numbers.get(_name(many), {})
        told[many.name] = sorted(kept[one.pk] for one in getattr(row, many.name).all() if one.pk in kept)
    return told


def _name_file(row: models.Model, numbers: Mapping[str, Mapping[Any, int]]) -> str:
    """Where a paper or a letter lies in the file: by the number of its row, so that names never clash."""
    table = str(row._meta.model_name)
    told = row.file_kind if isinstance(row, FrozenPaper) else str(getattr(row, "file", "")).rpartition(".")[2]
    kind = re.sub(r"[^a-z0-9]", "", told.lower())[:5] or "bin"
    return f"{FOLDERS[table]}/{numbers[table][row.pk]}.{kind}"


def _write(rows: Rows) -> dict[str, dict[int, Any]]:
    """Make the rows, each after those that it refers to."""
    made: dict[str, dict[int, Any]] = {}
    for part in PARTS:
        made[part.name] = {}
        later: list[tuple[models.Model, models.ForeignKey[Any, Any], int]] = []
        for number, told in enumerate(rows[part.name], 1):
            made[part.name][number] = _make(part, told, made, later)
        for row, field, number in later:
            setattr(row, field.name, made[part.name][number])
            row.save(update_fields=[field.name])
    return made


def _make(
    part: Part,
    told: Mapping[str, Any],
    made: Mapping[str, Mapping[int, Any]],
    later: list[tuple[models.Model, models.ForeignKey[Any, Any], int]],
) -> models.Model:
    """One row. What it refers to in its own table may come after it."""
    row, waiting = part.model(), list[tuple[models.ForeignKey[Any, Any], int]]()
    for field in part.model._meta.concrete_fields:
        if field.name not in told:
            continue
        value = told[field.name]
        if isinstance(field, models.ForeignKey):
            if _name(field) == part.name and value is not None:
                waiting.append((field, value))
                continue
            setattr(row, field.name, None if value is None else made[_name(field)][value])
        elif isinstance(field, models.BinaryField):
            setattr(row, field.name, value)
        else:
            setattr(row, field.name, field.to_python(value))
    if isinstance(row, Account):
        row.set_unusable_password()
        row.is_active = False
        row.username = _find_free(row.username)
    row.save(force_insert=True)
    later += [(row, field, number) for field, number in waiting]
    for many in part.model._meta.many_to_many:
        getattr(row, many.name).set([made[_name(many)][number] for number in told.get(many.name, ())])
    return row


def _find_free(name: str) -> str:
    """The name, or with a number after it where somebody here has it."""
    free, number = name, 1
    while Account.objects.filter(username=free).exists():
        number += 1
        free = f"{name}-{number}"
    return free


def _name(field: Any) -> str:
    return str(field.related_model._meta.model_name)


def _put(archive: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)


def _write_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows for people; lists and facts as JSON in their cells, and no cell that a spreadsheet would reckon with."""
    return write_rows(list(rows[0]), [[_cell(value) for value in row.values()] for row in rows])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _open(content: bytes) -> Rows:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > WHOLE:
                raise BadInputError("exchange_large", limit=WHOLE // 1_000_000)
            told = json.loads(archive.read(MANIFEST))
            if told.get("format") not in (FORMAT, OPEN, FIRST):
                raise BadInputError("exchange_format")
            named = {name for name, count in told["rows"].items() if count}  # an older program knew fewer tables
            rows = {
                part.name: json.loads(archive.read(f"{part.name}.json")) if part.name in named else [] for part in PARTS
            }
            if SEALED in archive.namelist():
                rows[TABLE] = open_rows(archive.read(SEALED))
            for name in FOLDERS:
                for row in rows[name]:
                    kept = row["content"]
                    is_first = told["format"] == FIRST
                    row["content"] = base64.b64decode(kept, validate=True) if is_first else archive.read(kept)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError, NotImplementedError, RuntimeError):
        raise BadInputError("exchange_broken") from None
    if not all(isinstance(part, list) and all(isinstance(row, dict) for row in part) for part in rows.values()):
        raise BadInputError("exchange_broken")
    if not rows["unit"]:
        raise BadInputError("exchange_broken")
    return rows
