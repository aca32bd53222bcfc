"""The check reads every file of the content, each by the shared reader and with records that take no other key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from samspel.app.checking import check_everything
from samspel.app.desk import open_desk
from samspel.catalogue import reading
from samspel.catalogue.passwords import FILE, load_password_words
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record
from samspel.terms.errors import ContentError

NOT_READ = {"templates", "texts"}
"""What a writer fills in, and the texts, which have a reader of their own."""


class Item(Record, frozen=True):
    id: str


class Whole(Record, frozen=True):
    item: list[Item]


def list_lax(kind: inspect.Type, seen: set[type]) -> Iterator[str]:
    """The records in a type that take keys which are not in the schema, and parts that take anything."""
    if isinstance(kind, inspect.AnyType):
        yield "anything"
    if isinstance(kind, inspect.StructType) and kind.cls not in seen:
        seen.add(kind.cls)
        if not kind.forbid_unknown_fields:
            yield kind.cls.__name__
        for field in kind.fields:
            yield from (f"{kind.cls.__name__}.{field.name}: {lax}" for lax in list_lax(field.type, seen))
    for name in ("item_type", "value_type"):
        if isinstance(part := getattr(kind, name, None), inspect.Type):
            yield from list_lax(part, seen)
    for name in ("item_types", "types"):
        for part in getattr(kind, name, ()):
            yield from list_lax(part, seen)


def test_a_list_of_a_record_has_each_id_once(tmp_path: Path) -> None:
    path = tmp_path / "whole.toml"
    path.write_text('[[item]]\nid = "a"\n[[item]]\nid = "a"\n', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_record(path, Whole)
    assert (caught.value.facts["file"], caught.value.key, caught.value.facts["line"]) == ("whole.toml", "id", 4)


@pytest.mark.parametrize("written", ["", 'words = "a"', "words = []", 'words = ["a", ""]', 'words = ["a"]\nmore = 1'])
def test_words_of_passwords_are_read_strictly(tmp_path: Path, written: str) -> None:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_password_words(tmp_path)
    assert caught.value.facts["file"] == "passwords.toml"


def test_a_record_that_takes_any_key_is_found() -> None:
    class Lax(msgspec.Struct):
        name: str

    class Holder(Record, frozen=True):
        parts: dict[str, list[Lax]]
        other: Any

    assert list(list_lax(inspect.type_info(Holder), set())) == ["Holder.parts: Lax", "Holder.other: anything"]
    assert list(list_lax(inspect.type_info(Whole), set())) == []


def test_every_file_is_read_and_by_strict_records(tmp_path: Path, content_copy: Path) -> None:
    found = dict[Path, set[Any]]()
    convert = reading._convert

    def spy(path: Path, tables: object, record: type[Any], prefix: str) -> Any:
        found.setdefault(path, set()).add(record)
        return convert(path, tables, record, prefix)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_convert", spy)
        check_everything(open_desk(content_copy, tmp_path / "home"))
    written = {path for path in content_copy.rglob("*.toml") if path.parent.name not in NOT_READ}
    assert len(written) > 100
    assert sorted(path.name for path in written - set(found)) == []
    lax = {f"{path.name}: {one}" for path in written for record in found[path] for one in find_lax(record)}
    assert sorted(lax) == []


def find_lax(record: type[Any]) -> list[str]:
    return list(list_lax(inspect.type_info(record), set()))
