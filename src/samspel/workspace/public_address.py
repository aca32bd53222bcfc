"""The address by which others reach the pages, where whoever runs the server has said it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from samspel.terms.errors import BadInputError

ADDRESS = "SAMSPEL_ADDRESS"


def read_public_address(environment: Mapping[str, str]) -> str:
    """SAMSPEL_ADDRESS without a slash at its end; nothing where it is not set. Raises BadInputError for one that is no
    web address.
    """
    given = environment.get(ADDRESS, "").strip().rstrip("/")
    told = urlsplit(given)
    if given and (told.scheme not in ("http", "https") or not told.hostname):
        raise BadInputError("public_address", variable=ADDRESS)
    return given
