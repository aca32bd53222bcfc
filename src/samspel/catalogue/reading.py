"""Reads one TOML file into records and turns every breach of the schema into a ContentError with file, line, key,
found and expected.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli

from samspel.terms.errors import ContentError

T = TypeVar("T")

_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]+)`(?: - at `\$(?P<path>.*)`)?")
_MISSING = re.compile(r"Object missing required field `(?P<key>[^`]+)`(?: - at `\$(?P<path>.*)`)?")
_WRONG = re.compile(r"(?P<said>.+?)(?: - at `\$(?P<path>.*)`)?$")
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")
_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[\w.-]+)\s*\]\]?\s*(#.*)?$")
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
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at["line"]) if at else len(text.splitlines())
        raise ContentError(path.name, "", str(error), "valid TOML, each key once", line) from None
    except RecursionError as error:
        raise ContentError(path.name, "", str(error), "fewer brackets inside each other") from None


def read_record(path: Path, record: type[T]) -> T:
    """Return the whole file as one record. Raises ContentError for an id that stands twice in one of its lists."""
    read = _convert(path, read_toml(path), record, "")
    for name in getattr(read, "__struct_fields__", ()):
        part = getattr(read, name)
        if isinstance(part, list | tuple):
            check_unique(path, part)
    return read


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
    """The line where a key or value stands, 0 when it cannot be told.

    TOML readers keep no positions, so this looks for it.
    """
    escaped = re.escape(word)
    pattern = re.compile(rf"^\s*\[*\"?{escaped}\"?\s*[\]=.]|\"{escaped}\"")
    lines = [
        number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if pattern.search(line)
    ]
    if not lines:
        return 0
    return lines[-1] if last else lines[0]


def find_step(path: Path, where: str) -> int:
    """The line of the last step of `where`, such as `measure[1].role`, or of the inline table or list that holds it; 0
    for the whole file.
    """
    lines = ["", *path.read_text(encoding="utf-8").splitlines()]
    headers = {number: header["name"] for number, text in enumerate(lines) if (header := _HEADER.match(text))}
    line, table = 0, ""
    for name, entry in _STEP.findall(where):
        below = [number for number in headers if number > line]
        key = re.compile(rf"\s*\"?{re.escape(name)}\"?\s*[=.]")
        for number in range(line + 1, below[0] if below else len(lines)):
            if key.match(lines[number]):
                return number
        table = f"{table}.{name}" if table else name
        same = [number for number in below if headers[number] == table]
        if len(same) <= int(entry or 0):
            break
        line = same[int(entry or 0)]
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
        return ContentError(path.name, where, f"the unknown key {key}", "a key of the schema", find_step(path, where))
    if missing := _MISSING.match(said):
        key = missing["key"]
        holder = _join(prefix, missing["path"], "")
        line = find_step(path, holder)
        return ContentError(path.name, _join(holder, "", key), "no such key", f"the required key {key}", line)
    wrong = _WRONG.match(said)
    told, at = (wrong["said"], wrong["path"]) if wrong else (said, "")
    where = _join(prefix, at, "")
    line = find_step(path, where)
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
