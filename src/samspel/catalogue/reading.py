"""Reads one TOML file into records and turns every breach of the schema into a ContentError with file, line, key,
found and expected.
"""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from samspel.terms.errors import ContentError

T = TypeVar("T")

_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]+)`(?: - at `\$(?P<path>.*)`)?")
_MISSING = re.compile(r"Object missing required field `(?P<key>[^`]+)`(?: - at `\$(?P<path>.*)`)?")
_WRONG = re.compile(r"(?P<said>.+?)(?: - at `\$(?P<path>.*)`)?$")
_AT_LINE = re.compile(r"\(at line (?P<line>\d+)")


def read_toml(path: Path) -> dict[str, Any]:
    """Return the file's tables. Raises ContentError when it is absent, not UTF-8 or not TOML (a duplicate key is not
    TOML).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError(path.name, "", "no such file", "a file of that name") from None
    except UnicodeDecodeError as error:
        raise ContentError(path.name, "", f"a byte that is not UTF-8 at position {error.start}", "UTF-8") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at["line"]) if at else text.count("\n")
        raise ContentError(path.name, "", str(error), "valid TOML, each key once", line) from None


def read_record(path: Path, record: type[T]) -> T:
    """Return the whole file as one record."""
    return _convert(path, read_toml(path), record, "")


def read_list(path: Path, name: str, record: type[T]) -> tuple[T, ...]:
    """Return the file's `[[name]]` entries in order. Raises ContentError for any other top-level key and for an id
    that stands twice.
    """
    tables = read_toml(path)
    for key in tables:
        if key != name:
            raise ContentError(path.name, key, f"the key {key}", f"only [[{name}]]", find_line(path, key))
    if name not in tables:
        raise ContentError(path.name, name, "nothing", f"at least one [[{name}]]")
    entries = tables[name]
    if not isinstance(entries, list):
        raise ContentError(path.name, name, f"[{name}]", f"[[{name}]]", find_line(path, name))
    records = tuple(_convert(path, entry, record, f"{name}[{number}]") for number, entry in enumerate(entries))
    check_unique(path, records)
    return records


def check_unique(path: Path, records: Iterable[object]) -> None:
    """Raise ContentError where two records of the file share an id."""
    seen: set[str] = set()
    for record in records:
        identity = getattr(record, "id", None)
        if identity is None:
            continue
        if identity in seen:
            raise ContentError(
                path.name, "id", f"{identity} twice", "each id once", find_line(path, identity, last=True)
            )
        seen.add(identity)


def find_line(path: Path, word: str, *, last: bool = False) -> int:
    """Return the line where a key or value stands, 0 when it cannot be told. TOML readers keep no positions, so this
    looks for it.
    """
    pattern = re.compile(rf"^\s*\[*\"?{re.escape(word)}\"?\s*[\]=.]|=\s*\"{re.escape(word)}\"|\"{re.escape(word)}\"")
    lines = [
        number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if pattern.search(line)
    ]
    if not lines:
        return 0
    return lines[-1] if last else lines[0]


def _convert(path: Path, tables: object, record: type[T], prefix: str) -> T:
    try:
        return msgspec.convert(tables, record, strict=True)
    except msgspec.ValidationError as error:
        raise _explain(path, str(error), prefix) from None


def _explain(path: Path, said: str, prefix: str) -> ContentError:
    if unknown := _UNKNOWN.match(said):
        key = unknown["key"]
        return ContentError(
            path.name,
            _join(prefix, unknown["path"], key),
            f"the unknown key {key}",
            "a key of the schema",
            find_line(path, key),
        )
    if missing := _MISSING.match(said):
        key = missing["key"]
        return ContentError(path.name, _join(prefix, missing["path"], key), "no such key", f"the required key {key}")
    wrong = _WRONG.match(said)
    told, at = (wrong["said"], wrong["path"]) if wrong else (said, "")
    key = (at or "").rsplit(".", 1)[-1].split("[")[0]
    expected, _, found = told.partition(", got ")
    return ContentError(
        path.name,
        _join(prefix, at, ""),
        found.replace("`", "") or told,
        expected.removeprefix("Expected ").replace("`", "") or told,
        find_line(path, key) if key else 0,
    )


def _join(prefix: str, path: str | None, key: str) -> str:
    return ".".join(part for part in (prefix, (path or "").lstrip("."), key) if part)
