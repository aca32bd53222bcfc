"""Reads pages the way a browser and a reader do."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http.response import HttpResponseBase

VOID = {"meta", "link", "input", "img", "br", "hr"}


@dataclass
class Page(HTMLParser):
    """A page's tags in order, its text, and its headings."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    headings: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data

    def attributes(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def links(self) -> list[str]:
        return [attributes.get("href", "") for attributes in self.attributes("a")]


def read(response: HttpResponseBase) -> Page:
    page = Page()
    page.feed(response.content.decode())  # type: ignore[attr-defined]
    return page
