"""The type of each column is that of what stands in it."""

from samspel.rendering.table import Data
from samspel.rendering.table_schema import describe_fields


def test_a_column_is_numbers_only_where_all_are() -> None:
    rows = ((1, 1.5, True, "a", None, 1, 1), (None, 2, None, None, None, 2.5, "b"))
    found = describe_fields(Data("x", tuple("abcdefg"), rows))
    types = ["integer", "number", "boolean", "string", "any", "number", "string"]
    assert found == [{"name": name, "type": kind} for name, kind in zip("abcdefg", types, strict=True)]


def test_a_table_without_rows_says_nothing_of_its_columns() -> None:
    assert describe_fields(Data("x", ("a",), ())) == [{"name": "a", "type": "any"}]
