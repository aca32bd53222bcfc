"""What the columns of a table hold, in the words of Table Schema, so that a program reads a file as it was meant."""

from collections.abc import Sequence

from samspel.rendering.table import Data, Scalar

Fields = list[dict[str, str]]


def describe_fields(found: Data) -> Fields:
    """Each column by its key, with the type of what stands in it; of one that is blank throughout any."""
    columns = zip(*found.rows, strict=True) if found.rows else ((),) * len(found.columns)
    return [{"name": name, "type": _find_type(values)} for name, values in zip(found.columns, columns, strict=True)]


def _find_type(values: Sequence[Scalar]) -> str:
    """As `render_table` writes them: numbers where all are numbers, else text."""
    kinds = {type(value) for value in values if value is not None}
    if not kinds:
        return "any"
    if kinds == {bool}:
        return "boolean"
    if kinds <= {bool, int}:
        return "integer"
    return "number" if kinds <= {bool, int, float} else "string"
