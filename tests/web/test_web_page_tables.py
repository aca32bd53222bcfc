"""Every table of a page can be taken along as a file that holds what the page shows."""

from urllib.parse import quote, urljoin

import polars as pl
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from reading import Page, read
from samspel.rendering.table import Column, Field, Table, tabulate, text
from samspel.web.page_tables import FIELD, PageTablesMiddleware, note_table
from web.addresses import PAGES

CHOSEN = [
    address
    for address in PAGES
    if not address.startswith("/en")
    and ("/plats/" not in address or "/2181/" in address or address == "/plats/21/krav/")
]
PAPER = "brief-table"
"""The tables of a paper's preview are without files: the paper itself is the file, and its figures have theirs on their
own pages.
"""


PARTS = ("/modellprov/",)
"""Where the tables are parts of a few files that hold every figure of the page, each once."""


def list_tables(page: Page) -> list[tuple[str, int, list[str]]]:
    """Each table of a page: its label, how many rows it has, and the files offered before the next table."""
    found: list[tuple[str, int, list[str]]] = []
    for tag, attributes in page.tags:
        if tag == "div" and "scroll" in attributes.get("class", "").split():
            found.append((attributes["aria-label"], 0, []))
        elif found and tag == "tr" and attributes.get("role") == "row":
            found[-1] = (found[-1][0], found[-1][1] + 1, found[-1][2])
        elif found and tag == "a" and "download" in attributes:
            found[-1][2].append(attributes["href"])
    return [(label, rows - 1, files) for label, rows, files in found]


def send(client: Client, address: str, href: str) -> bytes:
    response = client.get(urljoin(address, href))
    assert response.status_code == 200, href
    assert "attachment" in response.headers["Content-Disposition"], href
    return response.content


@pytest.mark.parametrize("address", CHOSEN)
def test_every_table_has_its_files_and_each_page_sends_its_own(client: Client, address: str) -> None:
    page = read(client.get(address))
    papers = sum(PAPER in a.get("class", "") for a in page.attributes("div"))
    assert len(list_tables(page)) == len(page.attributes("table")) - papers
    tables = [one for one in list_tables(page) if one[1]]
    if address in PARTS:
        assert [files for _, _, files in tables if files]
    else:
        assert [label for label, _, files in tables if not files] == []
    own = [(rows, href) for _, rows, files in tables for href in files if f"{FIELD}=" in href and ".csv" in href]
    assert len({href for _, href in own}) == len(own)
    for rows, href in own:
        assert pl.read_csv(send(client, address, href), infer_schema=False).height == rows, href


def test_the_file_is_that_of_the_choice_in_the_address(client: Client) -> None:
    address = f"/jamfor/?plats={quote('Sandviken,Hofors')}"
    hrefs = [a["href"] for a in read(client.get(address)).attributes("a") if f"{FIELD}=people.csv" in a.get("href", "")]
    assert len(hrefs) == 1
    frame = pl.read_csv(send(client, address, hrefs[0]), infer_schema=False)
    assert {"2181", "2104"} <= set(frame.columns)
    assert send(client, address, hrefs[0].replace(".csv", ".xlsx"))[:2] == b"PK"


@pytest.mark.parametrize("asked", ["people.exe", "people", "../people.csv", "nothing.csv", ".csv", "a" * 130 + ".csv"])
def test_a_table_that_is_not_there_is_a_page_that_says_so(client: Client, asked: str) -> None:
    response = client.get("/jamfor/", {"plats": "Sandviken,Hofors", FIELD: asked})
    assert response.status_code == 404
    assert read(response).headings[0] == "h1"


def test_a_mistake_in_the_address_stays_a_mistake(client: Client) -> None:
    assert client.get("/jamfor/", {"plats": "Sandvikn", FIELD: "people.csv"}).status_code == 400


@pytest.mark.parametrize(
    "asked", ["nope.csv", "course.parquet", "course", "", "../course.csv", "a" * 500 + ".csv", "\x00.csv"]
)
def test_a_table_that_is_not_there_is_told_with_those_that_are(client: Client, asked: str) -> None:
    answer = client.get("/sjukhus/", {FIELD: asked})
    text = read(answer).text
    assert answer.status_code == 404
    assert "Sidan har ingen tabell eller bild som heter" in text
    assert "Här finns hospitals.csv, hospitals.xlsx." in text
    bare = client.get("/plats/2181/sparat/", {FIELD: asked})
    assert bare.status_code == 404
    assert "ingen tabell eller bild att hämta" in read(bare).text


def make_table(name: str, cell: str) -> Table:
    return tabulate(name, "", (Field[str](Column(key="c", head="c"), text),), (cell,))


def test_of_two_tables_with_a_name_the_first_is_sent_and_nothing_without_a_page(client: Client) -> None:
    made = [make_table("b", "other"), make_table("a", "first"), make_table("a", "second")]

    def respond(request: HttpRequest) -> HttpResponse:
        for table in made:
            note_table(table)
        return HttpResponse("page", status=400 if "wrong" in request.GET else 200)

    middleware, ask = PageTablesMiddleware(respond), RequestFactory(SERVER_NAME="localhost")
    sent = middleware(ask.get("/", {FIELD: "a.csv"}))
    assert isinstance(sent, HttpResponse)
    assert sent.content == b"c\nfirst\n"
    wrong = middleware(ask.get("/", {FIELD: "a.csv", "wrong": "1"}))
    assert isinstance(wrong, HttpResponse)
    assert (wrong.status_code, wrong.content) == (400, b"page")
    posted = middleware(ask.post(f"/?{FIELD}=a.csv"))
    assert isinstance(posted, HttpResponse)
    assert posted.content == b"page"


def test_a_table_without_data_sends_what_is_read(client: Client) -> None:
    table = tabulate("a", "", (Field[str](Column(key="c", head="Head", shown="read"), text),), ("words",))

    def respond(_: HttpRequest) -> HttpResponse:
        note_table(table)
        return HttpResponse("page")

    sent = PageTablesMiddleware(respond)(RequestFactory(SERVER_NAME="localhost").get("/", {FIELD: "a.csv"}))
    assert isinstance(sent, HttpResponse)
    assert sent.content == b"Head\nwords\n"


def test_a_tables_link_keeps_what_the_address_asks_for_in_pages_alone(client: Client) -> None:
    link = b'<a href="?hamta=a.csv">'

    def respond(request: HttpRequest) -> HttpResponse:
        return HttpResponse(link, content_type=request.GET["kind"])

    middleware, ask = PageTablesMiddleware(respond), RequestFactory(SERVER_NAME="localhost")
    page = middleware(ask.get("/", {"kind": "text/html", "q": 'x"><b>'}))
    assert isinstance(page, HttpResponse)
    assert page.content == b'<a href="?kind=text%2Fhtml&amp;q=x%22%3E%3Cb%3E&amp;hamta=a.csv">'
    plain = middleware(ask.get("/", {"kind": "text/plain", "q": "1"}))
    assert isinstance(plain, HttpResponse)
    assert plain.content == link
