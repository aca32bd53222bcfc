"""Letters: their order in Swedish, which ends with å, ä and ö, and a capital first."""

_LAST = str.maketrans("åäö", "{|}")
"""Signs that stand after z, in the order of the letters."""


def order_name(name: str) -> str:
    """What a name is sorted by: capitals as small letters."""
    return name.casefold().translate(_LAST)


def capitalise(words: str) -> str:
    """The words with a capital letter first, and the others as they are."""
    return words[:1].upper() + words[1:]
