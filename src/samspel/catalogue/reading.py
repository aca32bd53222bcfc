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
_ENTRY = re.compile(r"([A-Za-z_]+)\[(\d+)\]")
_INVALID = re.compile(r"Invalid enum value (?P<found>.+)")
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
        line = int(at["line"]) if at else len(text.splitlines())
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


def find_line(path: Path, word: str, *, last: bool = False, after: int = 0) -> int:
    """The line below line `after` where a key or value stands, 0 when it cannot be told.

    TOML readers keep no positions, so this looks for it.
    """
    escaped = re.escape(word)
    pattern = re.compile(rf"^\s*\[*\"?{escaped}\"?\s*[\]=.]|\"{escaped}\"")
    lines = [
        number
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if number > after and pattern.search(line)
    ]
    if not lines:
        return 0
    return lines[-1] if last else lines[0]


def _find_entry(path: Path, where: str) -> int:
    """The line where the innermost list entry of a path such as `measure[1].role` begins, 0 when it is in no list."""
    line = 0
    for name, number in _ENTRY.findall(where):
        for _ in range(int(number) + 1):
            line = find_line(path, name, after=line) or line
    return line


def _convert(path: Path, tables: object, record: type[T], prefix: str) -> T:
    try:
        return msgspec.convert(tables, record, strict=True)
    except msgspec.ValidationError as error:
        raise _explain(path, str(error), prefix) from None


def _explain(path: Path, said: str, prefix: str) -> ContentError:
    if unknown := _UNKNOWN.match(said):
        key = unknown["key"]
        where = _join(prefix, unknown["path"], key)
        line = find_line(path, key, after=_find_entry(path, where))
        return ContentError(path.name, where, f"the unknown key {key}", "a key of the schema", line)
    if missing := _MISSING.match(said):
        key = missing["key"]
        where = _join(prefix, missing["path"], key)
        return ContentError(path.name, where, "no such key", f"the required key {key}", _find_entry(path, where))
    wrong = _WRONG.match(said)
    told, at = (wrong["said"], wrong["path"]) if wrong else (said, "")
    where = _join(prefix, at, "")
    key = where.rsplit(".", 1)[-1].split("[")[0]
    line = find_line(path, key, after=_find_entry(path, where)) if key else 0
    if invalid := _INVALID.match(told):
        return ContentError(path.name, where, invalid["found"], "one of the words that docs/content.md lists", line)
    expected, _, found = told.partition(", got ")
    return ContentError(
        path.name,
        where,
        found.replace("`", "") or told,
        expected.removeprefix("Expected ").replace("`", "") or told,
        line,
    )


def _join(prefix: str, path: str | None, key: str) -> str:
    return ".".join(part for part in (prefix, (path or "").lstrip("."), key) if part)
