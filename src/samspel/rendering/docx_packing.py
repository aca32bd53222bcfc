"""The parts of a DOCX put into one file: the same document gives the same bytes."""

import io
from typing import Any, Final, Self, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Word
from docx.opc.packuri import PackURI
from docx.opc.phys_pkg import PhysPkgWriter
from docx.opc.pkgwriter import PackageWriter

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


class _DatedZip(PhysPkgWriter):
    """Writes a document's parts to a zip with every file dated alike: the library's own takes the clock's time, which
    makes other bytes each time, and fails where the clock is wrong by so much that the zip format cannot write it.
    """

    def __new__(cls, _made: io.BytesIO) -> Self:
        """Itself, which the library's class would not give."""
        return object.__new__(cls)

    def __init__(self, made: io.BytesIO) -> None:
        self._zip = ZipFile(made, "w")

    def write(self, pack_uri: PackURI, blob: bytes | str) -> None:
        """Write one part."""
        entry = ZipInfo(pack_uri.membername, _EPOCH)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 0
        self._zip.writestr(entry, blob)

    def close(self) -> None:
        """Write the list of contents."""
        self._zip.close()


def pack(word: Word) -> bytes:
    """The document's bytes, in the order in which the library writes its parts."""
    package, made = word.part.package, io.BytesIO()
    parts: Any = package.parts
    for part in parts:
        part.before_marshal()
    writer, steps = _DatedZip(made), cast("Any", PackageWriter)
    steps._write_content_types_stream(writer, parts)
    steps._write_pkg_rels(writer, package.rels)
    steps._write_parts(writer, parts)
    writer.close()
    return made.getvalue()
