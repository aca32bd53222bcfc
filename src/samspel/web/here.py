"""Addresses that stay on this server, whatever stands in them."""

from urllib.parse import urlsplit

ELSEWHERE = "/\\"


def keep_here(address: str) -> str:
    """An address of this server: browsers read two slashes at the beginning, or a backslash for one of them, as the
    name of another host, and pass over tabs and line ends between them.
    """
    seen = "".join(letter for letter in address if letter > " " and letter != "\x7f")
    rest = seen.lstrip(ELSEWHERE)
    here = f"/{rest}"
    parts = urlsplit(here)
    return here if not parts.scheme and not parts.netloc else "/"
