"""The files that a publisher's page links to."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from samspel.catalogue.records.fetched_files import Target
from samspel.sources.live.errors import tell_change


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def list_files(target: Target, page: str, body: bytes, pattern: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every file whose name a pattern fits, whole, with its address, in the order of the page. Raises ChangedError for
    what is no text in UTF-8.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise tell_change(target, str(error), "a page in UTF-8") from None
    links = _Links()
    links.feed(text)
    for href in dict.fromkeys(links.found):
        named = re.fullmatch(pattern, unquote(urlsplit(href).path).rpartition("/")[2], re.IGNORECASE)
        if named is not None:
            yield named, urljoin(page, href)


def find_newest(target: Target, page: str, body: bytes, pattern: str) -> str:
    """The address of the file whose name tells the latest period by the groups of the pattern. Raises ChangedError
    where the page links to none.
    """
    found = [(named.groups(), address) for named, address in list_files(target, page, body, pattern)]
    if not found:
        raise tell_change(target, "no such file on the page", pattern)
    return max(found)[1]
