"""Every kind of paper as a file: Word with real styles, so that it can be edited, and PDF with tags."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from contracts.test_contract_papers import DAY, WORDS, Papers
from samspel.app.briefing import render
from samspel.app.desk import Desk
from samspel.app.sheets import SIZES, write_sheet
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.papers import Paper
from samspel.documents.matter import Matter
from samspel.documents.papers import compose_paper
from samspel.rendering.blocks import Bullets, Document, Heading, unfold

PLACE, DEMAND = "2181", 2
TAGS: dict[Lang, str] = {"sv": "sv-SE", "en": "en-GB"}


def list_documents(desk: Desk, lang: Lang) -> list[tuple[Paper, Document]]:
    """Each kind about one demand, or about one national goal."""
    papers = Papers(desk, desk.catalogue.places.by_code[PLACE], lang)
    found = []
    for paper in desk.catalogue.papers.values():
        matter = _find_matter(papers, paper)
        if matter is not None:
            found.append((paper, compose_paper(matter)))
    return found


def _find_matter(papers: Papers, paper: Paper) -> Matter | None:
    catalogue = papers.desk.catalogue
    if paper.about == "goal":
        goal = next(iter(catalogue.goals.values()))
        return Matter(writer=papers.writer, paper=paper, place=papers.place, words=WORDS, goal=goal)
    if paper.about == "place":
        return None  # the fact sheet is composed by its own module, with tests of its own
    return papers.matter(paper, catalogue.demands_by_number[DEMAND], WORDS)


def list_faults(document: Document, files: dict[str, bytes], tag: str, most_pages: int | None) -> list[str]:
    """Where the files' structure is not that of the blocks."""
    (data,) = (data for name, data in files.items() if name.endswith("docx"))
    word = docx.Document(BytesIO(data))
    styles = [str(paragraph.style.name) for paragraph in word.paragraphs if paragraph.style]
    blocks = tuple(unfold(document.blocks))
    items = [one for one in blocks if isinstance(one, Bullets)]
    expected = {
        "Title": 1,
        "Heading": sum(isinstance(one, Heading) for one in blocks),
        "List Number": sum(len(one.items) for one in items if one.numbered),
        "List Bullet": sum(len(one.items) for one in items if not one.numbered),
    }
    found = {
        "Title": styles.count("Title"),
        "Heading": sum(style.startswith("Heading") for style in styles),
        "List Number": styles.count("List Number"),
        "List Bullet": styles.count("List Bullet"),
    }
    faults = [
        f"{document.name}: {name} {found[name]} of {expected[name]}"
        for name in expected
        if found[name] != expected[name]
    ]
    if word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) != tag:
        faults.append(f"{document.name}: the language of the Word document")
    blank = [one for one in word.paragraphs if not one.text.strip() and not one._p.xpath(".//w:drawing")]
    if blank:
        faults.append(f"{document.name}: {len(blank)} empty paragraphs for room")
    (pdf,) = (data for name, data in files.items() if name.endswith("pdf"))
    reader = PdfReader(BytesIO(pdf))
    if most_pages is not None and len(reader.pages) > most_pages:
        faults.append(f"{document.name}: {len(reader.pages)} pages of {most_pages}")
    root: Any = reader.trailer["/Root"]
    if root["/Lang"] != tag or b"<pdfuaid:part>1</pdfuaid:part>" not in root["/Metadata"].get_data():
        faults.append(f"{document.name}: the PDF's language or tags")
    return faults


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_kind_is_word_with_real_styles_and_pdf_with_tags(still_desk: Desk, lang: Lang) -> None:
    documents = list_documents(still_desk, lang)
    assert len(documents) == len(still_desk.catalogue.papers) - 1
    faults = [
        fault
        for paper, document in documents
        for fault in list_faults(document, dict(render(document, ["docx", "pdf"])), TAGS[lang], paper.most_pages)
    ]
    assert faults == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_sheets_to_pin_up_are_held_to_the_same(still_desk: Desk, lang: Lang) -> None:
    place, demands = still_desk.catalogue.places.by_code[PLACE], list(still_desk.catalogue.demands.values())[:3]
    for size in SIZES:
        sheet = write_sheet(still_desk, place, demands, size, lang, DAY, "samspel.example")
        assert list_faults(sheet, dict(render(sheet, ["docx", "pdf"])), TAGS[lang], 1) == []
