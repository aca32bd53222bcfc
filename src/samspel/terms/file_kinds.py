"""What a file is that is not what it was given as, by its bytes: names and endings are often wrong."""

import re
from typing import Literal

FileKind = Literal["workbook", "document", "slides", "pdf", "page", "xml", "json", "picture", "packed"]
"""Each has its words under `file_kinds` in the texts."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS: tuple[tuple[bytes, FileKind], ...] = (
    (b"{\\rtf", "document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
    (b"\xfd7zXZ", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"PK\x05\x06", "packed"),
)
_ZIPPED: tuple[tuple[bytes, FileKind], ...] = (
    (b"xl/", "workbook"),
    (b"opendocument.spreadsheet", "workbook"),
    (b"Index/", "workbook"),
    (b"word/", "document"),
    (b"opendocument.text", "document"),
    (b"ppt/", "slides"),
    (b"opendocument.presentation", "slides"),
)
"""What stands in clear in the zip that an office program writes."""
_OLD: tuple[tuple[bytes, FileKind], ...] = (
    ("WordDocument".encode("utf-16-le"), "document"),
    ("PowerPoint".encode("utf-16-le"), "slides"),
)
_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_JSON = re.compile(rb"""\{\s*"|\[\s*\{""")
_START = 1024


def find_kind(data: bytes) -> FileKind | None:
    """What the bytes are, None where they may be text or are not known."""
    if data.startswith(_ZIP):
        return find_zipped_kind(data) or "packed"
    if data.startswith(_OLE):
        return next((kind for mark, kind in _OLD if mark in data), "workbook")
    marked = next((kind for mark, kind in _MARKS if data.startswith(mark)), None)
    return marked or _find_text_kind(data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip())


def find_zipped_kind(listed: bytes) -> FileKind | None:
    """What an office program wrote, by the names in a zip; None for any other zip."""
    return next((kind for mark, kind in _ZIPPED if mark in listed), None)


def is_newer_workbook(data: bytes) -> bool:
    """Whether a workbook is of the kind that programs write since 2007 (XLSX)."""
    return data.startswith(_ZIP) and b"xl/" in data and b"opendocument" not in data and b"Index/" not in data


def _find_text_kind(start: bytes) -> FileKind | None:
    if b"%PDF-" in start:
        return "pdf"
    if _PAGE.match(start) or (start.startswith(b"<") and _PAGE.search(start)):
        return "page"
    if start.startswith(b"<?xml"):
        return "xml"
    return "json" if _JSON.match(start) else None
