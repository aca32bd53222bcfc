"""What is asked of a parameter."""

from collections.abc import Container

from samspel.catalogue.checks import check_known
from samspel.catalogue.records.base import Parameter
from samspel.terms.errors import ContentError


def check_parameter(file: str, parameter: Parameter, units: Container[str]) -> None:
    """Its unit is known, and it lies in its range, of which both ends are given or neither."""
    check_known(file, f"{parameter.id}.unit", [parameter.unit], units)
    low, high = parameter.low, parameter.high
    if low is None and high is None:
        return
    if low is None or high is None or not low <= parameter.value <= high:
        raise ContentError(file, f"{parameter.id}.low", f"{low} to {high}", "a range with both ends around the value")
