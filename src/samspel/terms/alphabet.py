"""The order of the Swedish alphabet, which ends with å, ä and ö."""

_LAST = str.maketrans("åäö", "{|}")
"""Signs that stand after z, in the order of the letters."""


def order_name(name: str) -> str:
    """What a name is sorted by: capitals as small letters."""
    return name.casefold().translate(_LAST)
