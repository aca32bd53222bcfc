"""The only types of numbers that an option may have: read as all numbers that people type, never `nan` or infinity."""

from typing import Any

import click

from samspel.terms.numbers import NumberError, check_range, read_count, read_number


class BadNumber(click.BadParameter):
    """A number that an option cannot take, with the reason to tell."""

    def __init__(
        self, reason: NumberError, param: click.Parameter | None = None, ctx: click.Context | None = None
    ) -> None:
        self.reason = reason
        super().__init__(str(reason), ctx, param)


class NumberType(click.ParamType[float]):
    """A number from `least` to `most`, both included; `whole` for counts."""

    name = "number"

    def __init__(self, least: float | None = 0.0, most: float | None = None, *, whole: bool = False) -> None:
        self.least, self.most, self.whole = least, most, whole

    def format_range(self) -> str:
        """The range as help shows it; empty when it has an open end."""
        return "" if self.least is None or self.most is None else f"[{self.least:g}–{self.most:g}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float | int:
        """The number that was typed; a default that is a number already stays as it is. Raises BadNumber."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return]
        where = param.opts[0] if param is not None and param.opts else ""
        try:
            most = float("inf") if self.most is None else self.most
            found = read_count(value, where) if self.whole else read_number(value, where, signed=True, most=most)
            check_range(found, value, where, least=self.least, most=self.most)
        except NumberError as error:
            raise BadNumber(error, param, ctx) from None
        return found


def whole(least: int = 0, most: int | None = None) -> NumberType:
    """A whole number from `least` to `most`."""
    return NumberType(least, most, whole=True)
