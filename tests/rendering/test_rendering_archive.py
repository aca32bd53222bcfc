"""Files as one zip."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from samspel.rendering.archive import pack_files

FILES = [("b.txt", b"second"), ("LÄS-MIG.txt", "först".encode())]


def test_files_come_back_in_order_and_of_the_day() -> None:
    packed = ZipFile(BytesIO(pack_files(FILES, date(2026, 11, 29))))
    assert [(one.filename, packed.read(one)) for one in packed.infolist()] == FILES
    assert {one.date_time for one in packed.infolist()} == {(2026, 11, 29, 0, 0, 0)}
    assert {one.create_system for one in packed.infolist()} == {0}


def test_the_same_files_make_the_same_bytes() -> None:
    assert pack_files(iter(FILES), date(2026, 1, 1)) == pack_files(FILES, date(2026, 1, 1))
    assert pack_files(FILES, date(2026, 1, 1)) != pack_files(FILES, date(2026, 1, 2))
