"""Reading ahead, which pages of many places do again and again."""

from collections.abc import Sequence

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.observations.readings import Key, ParquetReader, Wanted


def test_what_lies_ready_is_not_read_again(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = ParquetReader(catalogue.folder / "figures")
    collect, asked = reader._collect, list[Key]()

    def count(keys: Sequence[Key]) -> object:
        asked.extend(keys)
        return collect(keys)

    monkeypatch.setattr(reader, "_collect", count)
    wanted: list[Wanted] = [(catalogue.tables["kolada"], number, "T") for number in ("N00090", "N00205")]
    for few in (wanted[:1], wanted, wanted):
        reader.read_ahead(few)
    assert [key[2] for key in asked] == ["N00090", "N00205"]
    assert reader.read(catalogue.tables["kolada"], "N00090", "T").values.size
    assert len(asked) == 2
