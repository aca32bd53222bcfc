"""English pages are in English: no sentence of Swedish stands on them but where its language is marked."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

COMMON = re.compile(
    r"\b(?:och|att|det|som|är|för|på|inte|från|eller|vid|när|finns|ska|bara|efter|denna|detta|också|utan|enligt|själva"
    r"|antagande|regel|källa|läst|samma|omkring)\b",
    re.IGNORECASE,
)
"""Words of Swedish sentences that no English one has."""
NAMES = re.compile(r"Myndigheten för yrkeshögskolan|\b(?:https?://|www\.)\S+")
PAGES = (
    "/en/kallor/",
    "/en/sjukhus/",
    "/en/modellprov/",
    "/en/matt/",
    "/en/matt/N00090/?plats=2181",
    "/en/matt/N00053/",
    "/en/jamfor/?plats=2181&plats=2180",
    "/en/plats/2181/omstallning/",
    "/en/plats/2181/krav/cycle-paths-to-work/",
    "/en/plats/2181/vad-hander-om/?vad1=closure&jobb1=100",
)


class Told(HTMLParser):
    """What a page tells, but for what says that it is in Swedish and what somebody types in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.told: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "img", "input", "meta", "link", "hr", "path", "rect", "circle", "line", "use"):
            above = self.open[-1][1] if self.open else "en"
            is_aside = tag in ("script", "style", "textarea")
            self.open.append((tag, "sv" if is_aside else dict(attrs).get("lang") or above))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                break

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] == "en" and data.strip():
            self.told.append(NAMES.sub("", " ".join(data.split())))


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_has_no_swedish_sentence(client: Client, address: str) -> None:
    reader = Told()
    reader.feed(client.get(address, follow=True).content.decode().partition("<main")[2])
    assert [one for one in reader.told if COMMON.search(one)] == []
    assert len(reader.told) > 20
