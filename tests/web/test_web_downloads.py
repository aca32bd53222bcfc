"""Every file that a page offers opens in the program it is meant for."""

import io
import zipfile
from urllib.parse import urljoin

import polars as pl
import pytest
from django.test import Client

from reading import read
from samspel.app.desk import Desk
from samspel.app.places import show_place
from web.addresses import DOCUMENTS, PLACES, PREFIXES, TABLES, WHOLE_TABLES


def check_table(client: Client, address: str, kind: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    if kind == "csv":
        frame = pl.read_csv(io.BytesIO(response.content), infer_schema=False)
        assert frame.width > 3
    else:
        with zipfile.ZipFile(io.BytesIO(response.content)) as file:
            assert file.testzip() is None
            assert "xl/worksheets/sheet1.xml" in file.namelist()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("code", PLACES)
def test_tables_of_a_place(client: Client, code: str, name: str, kind: str) -> None:
    check_table(client, f"/plats/{code}/{name}.{kind}", kind)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("prefix", PREFIXES)
def test_tables_without_a_place(client: Client, prefix: str, kind: str) -> None:
    for name in WHOLE_TABLES:
        check_table(client, f"{prefix}/{name}.{kind}", kind)
    check_table(client, f"{prefix}/jamfor.{kind}?plats=2181&plats=Gävle", kind)
    check_table(client, f"{prefix}/plats/21/industri-valfard.{kind}", kind)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("code", PLACES)
def test_documents(client: Client, prefix: str, code: str, name: str) -> None:
    pdf = client.get(f"{prefix}/plats/{code}/{name}.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["Content-Type"] == "application/pdf"
    docx = client.get(f"{prefix}/plats/{code}/{name}.docx")
    with zipfile.ZipFile(io.BytesIO(docx.content)) as file:
        assert "word/document.xml" in file.namelist()
    html = client.get(f"{prefix}/plats/{code}/{name}.html")
    assert html.content.startswith(b"<!DOCTYPE html>")
    assert all("attachment" in response.headers["Content-Disposition"] for response in (pdf, docx, html))


@pytest.mark.parametrize(
    "address",
    [
        "/plats/2181/siffror/",
        "/plats/21/siffror/",
        "/plats/2181/krav/emergency-surgery/",
        "/plats/2181/mal/lifelong-learning/",
        "/kallor/",
    ],
)
def test_every_offered_file_is_there(client: Client, address: str) -> None:
    response = client.get(address)
    offered = [a["href"] for a in read(response).attributes("a") if "download" in a]
    assert offered
    assert [link for link in offered if client.get(urljoin(address, link)).status_code != 200] == []


def test_the_table_holds_what_the_page_shows(client: Client, desk: Desk) -> None:
    frame = pl.read_csv(io.BytesIO(client.get("/plats/2181/tabell.csv").content))
    picture = show_place(desk, desk.catalogue.places.by_code["2181"]).picture
    rows = {row.indicator.id: row.here.value for section in picture.sections for row in section.rows}
    assert dict(zip(frame["indicator"], frame["value"], strict=True)) == pytest.approx(rows)
    people = pl.read_csv(io.BytesIO(client.get("/plats/2181/tabell.csv?avsnitt=people").content))
    assert set(people["section"]) == {"people"}


def test_the_filter_holds_for_the_file(client: Client) -> None:
    frame = pl.read_csv(
        io.BytesIO(client.get("/plats/2181/krav.csv?lage=unknown&vem=region").content), infer_schema=False
    )
    assert set(frame["verdict"]) == {"unknown"}
    assert set(frame["responsible"]) == {"region"}


@pytest.mark.parametrize(
    "address",
    [
        "/plats/2181/tabell.csv?avsnitt=nonsense",
        "/plats/2181/serie/nonsense.csv",
        "/plats/2181/mal/nonsense.csv",
        "/plats/2181/tabell.exe",
        "/nonsense.csv",
    ],
)
def test_what_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_motion_that_nobody_can_decide_is_refused_in_words(client: Client) -> None:
    response = client.get("/plats/21/krav/childcare-odd-hours/motion.pdf")
    assert response.status_code == 400
    assert "Region Gävleborg" in read(response).text
