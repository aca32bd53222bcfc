"""Files as one zip, the same bytes for the same files."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def pack_files(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """The files by name, in the order they come, all of one day, whatever machine packs them."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return made.getvalue()
