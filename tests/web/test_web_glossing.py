"""Words that explain themselves: where they are linked, where not, and how much a page grows by it."""

import gzip
import re

import pytest
from django.test import Client

from samspel.web.glossing import MOST, explain_words

MAIN = '<main id="main" class="wrap">{}</main>'
PAGES = (
    "/",
    "/plats/2181/",
    "/plats/2181/krav/",
    "/plats/2181/krav/emergency-surgery/",
    "/plats/2181/kedjan/",
    "/plats/1060/utjamning/",
    "/en/plats/2181/krav/",
    "/en/krav/childcare-odd-hours/",
)
MOST_BYTES = 1024


@pytest.mark.parametrize("path", PAGES)
def test_each_linked_word_has_its_explanation_on_the_page(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    links = re.findall(r'<a class="term" id="t-([\w-]+)" href="#o-([\w-]+)" aria-describedby="o-([\w-]+)">', page)
    assert 0 < len(links) <= MOST
    assert all(link[0] == link[1] == link[2] for link in links)
    assert re.findall(r'<p id="o-([\w-]+)">', page) == [link[0] for link in links]
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_grows_by_less_than_a_kilobyte(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    plain = re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", re.sub(r'<aside class="explained.*?</aside>', "", page))
    assert plain != page
    assert len(gzip.compress(page.encode())) - len(gzip.compress(plain.encode())) < MOST_BYTES


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    "html",
    [
        "<h2>Skattekraft i kommunen</h2>",
        "<table><tr><td>Skattekraft i kommunen</td></tr></table>",
        '<p><a href="/">Skattekraft i kommunen</a></p>',
        '<p lang="sv">Skattekraft i kommunen</p>',
        '<div class="preview"><p>Skattekraft i kommunen</p></div>',
        '<p title="skattekraft i kommunen">Ett annat ord</p>',
        "<p>Skattekraftsutredningen i kommunen</p>",
    ],
)
def test_headings_tables_links_papers_and_other_words_are_left_alone(html: str) -> None:
    assert explain_words(MAIN.format(html), "sv") == MAIN.format(html)


@pytest.mark.usefixtures("client")
def test_only_the_first_place_of_a_term_is_linked() -> None:
    page = explain_words(MAIN.format("<p>Om skattekraften i länet.</p><p>Mer om skattekraft i länet.</p>"), "sv")
    assert page.count('class="term"') == 1
    assert ">skattekraften</a> i länet" in page


def test_files_parts_and_the_glossary_itself_are_left_alone(client: Client) -> None:
    for path in ("/hjalp/", "/hjalp/ord/", "/plats/2181/krav/emergency-surgery/motion.html", "/underlag.css"):
        assert b'class="term"' not in client.get(path).content
    part = client.get("/sok/", {"q": "sand"}, headers={"HX-Request": "true"})
    assert b"explained" not in part.content
