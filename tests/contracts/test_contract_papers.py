"""What is handed in, whatever the demand, the kind, the place and the language: short and signed, without our words.

Papers are composed as blocks, which takes a hundredth of a second; few are rendered.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from msgspec.structs import replace as replace_fields
from pypdf import PdfReader

from samspel.app.briefing import render
from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.records.papers import Paper
from samspel.documents.handed_in import make_questions
from samspel.documents.matter import Matter
from samspel.documents.papers import BLOCKS, compose_paper, list_remarks, list_said
from samspel.documents.talk import make_replies
from samspel.needs.deciding import find_addressee
from samspel.rendering.blocks import Bullets, Document, Paragraph, Picture
from samspel.reports.writing import Writer
from samspel.scenarios.costs import CostedNeed
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

DAY = date(2026, 11, 22)
PLACES = ("0180", "0980", "1082", "1280", "1480", "1488", "1737", "2181", "2283", "2482", "2584", "21", "12")
"""Large and small, north and south, a place that is a region too, and two regions."""
FORBIDDEN: Mapping[Lang, re.Pattern[str]] = {
    "sv": re.compile(r"\bsamspel\b|--|http|okänt|tomt|dragning|simulering|(^|[.!?] )kontrollera\b", re.MULTILINE),
    "en": re.compile(r"\bsamspel\b|--|http|\bdraws\b|simulation|(^|[.!?] )check\b", re.MULTILINE),
}
"""A body may be asked to check something, but nothing is said to whoever signs."""
FORBIDDEN_PARTS = {
    part for pattern in FORBIDDEN.values() for part in re.sub(r"\\b|\(.*?\)", "", pattern.pattern).strip().split("|")
}
"""A part of all that they find, looked for first: that takes a hundredth of the time."""
LEADS: Mapping[Lang, str] = {"sv": "att ", "en": "that "}
WORDS = {
    "story": "I våras fick två på skiftet tacka nej. Ingen kunde ta deras pass.",
    "situation": "none",
    "signed": "Eva Ek (S)",
    "item": "§ 12",
    "reasons": "Kostnaden är inte utredd.",
    "note": "Frågan har väntat länge.",
    "sums": "2027: 1 200 000\n2028: 1 300 000",
    "financing": "Anslaget för oförutsett minskas lika mycket.",
    "organisation": "Klubben",
    "plan": "förslaget till översiktsplan",
    "reference": "KS 2026/123",
    "request": "att avdraget införs",
    "address": "ek.example/rost",
    "sender": "klubben@ek.example",
}
OWN = ("story", "exists", "reasons", "note", "financing", "request")
"""What is the writer's own running text, which no limit counts."""
LONG = "Två på skiftet fick tacka nej, och ingen kunde ta deras pass den veckan. "


class Papers:
    """Composes papers of one place and language, each demand measured once."""

    def __init__(self, desk: Desk, place: Place, lang: Lang) -> None:
        self.desk, self.place, self.lang = desk, place, lang
        self.writer = Writer(desk.observations, desk.catalogue.texts[lang], DAY)
        self.rows: dict[str, CostedNeed] = {}

    def matter(self, paper: Paper, demand: Demand, words: Mapping[str, str]) -> Matter | None:
        """A paper under way; None for a demand that nobody decides here."""
        catalogue = self.desk.catalogue
        try:
            to = find_addressee(catalogue, demand, self.place)
        except BadInputError:
            return None
        if demand.id not in self.rows:
            (self.rows[demand.id],) = add_costs(self.desk, [self.desk.assessor.measure_demand(demand, self.place)])
        row = self.rows[demand.id]
        return Matter(writer=self.writer, paper=paper, place=self.place, words=words, row=row, to=to)


def list_matters(papers: Papers, words: Mapping[str, str] = WORDS) -> Iterator[Matter]:
    """Every paper that is handed in, about every demand and goal."""
    catalogue = papers.desk.catalogue
    for paper in catalogue.papers.values():
        if not paper.handed_in:
            continue
        if paper.about == "goal":
            for goal in catalogue.goals.values():
                yield Matter(writer=papers.writer, paper=paper, place=papers.place, words=words, goal=goal)
        for demand in catalogue.demands.values() if paper.about == "demand" else ():
            matter = papers.matter(paper, demand, words)
            if matter is not None:
                yield matter


def read(document: Document) -> str:
    """Every text of a paper, one a line."""
    return "\n".join([document.kicker, document.title, document.footer, *list_said(document.blocks)])


def count_words(matter: Matter) -> int:
    """The words of a paper that are not the writer's own and not the small print of its figures, title and headings
    counted.
    """
    bare = replace(matter, words={name: text for name, text in matter.words.items() if name not in OWN})
    document = compose_paper(bare)
    blocks = [
        block for block in document.blocks if not (isinstance(block, Paragraph) and block.style in ("gap", "note"))
    ]
    return len(" ".join([document.title, *list_said(blocks)]).split())


def find_faults(matter: Matter, document: Document) -> Iterator[str]:
    """What a paper that is handed in may not hold, or lacks."""
    lang, said = matter.texts.lang, read(document)
    where = f"{document.name} ({lang})"
    folded = said.casefold()
    if any(part in folded for part in FORBIDDEN_PARTS):
        yield from (f"{where}: {found[0]}" for found in FORBIDDEN[lang].finditer(folded))
    yield from (f"{where}: {sign}" for sign in "{}[]" if sign in said)
    yield from (f"{where}: a drawing" for one in document.blocks if isinstance(one, Picture) and one.caption)
    if document.footer or document.page_of:
        yield f"{where}: a footer"
    if any(remark.code == "paper.remark_missing" for remark in list_remarks(matter, document)):
        yield f"{where}: something is missing"
    most = matter.paper.most_words
    if most is not None and count_words(matter) > most:
        yield f"{where}: {count_words(matter)} words of {most}"
    if "proposals" in matter.paper.blocks:
        (decided,) = [one.items for one in document.blocks if isinstance(one, Bullets)]
        yield from find_proposal_faults(matter, where, decided)


def find_proposal_faults(matter: Matter, where: str, decided: Sequence[str]) -> Iterator[str]:
    """Draft decisions begin alike, name who gets the task and by which day, and are few."""
    lang = matter.texts.lang
    if not 1 <= len(decided) <= 2:
        yield f"{where}: {len(decided)} draft decisions"
    named = matter.texts("paper.administration") if matter.paper.to == "committee" else matter.committee
    for one in decided:
        if not one.startswith(LEADS[lang]):
            yield f"{where}: begins {one[:20]}"
        if one.count(named) != 1 or one.count(matter.texts.day(matter.deadline)) != 1:
            yield f"{where}: {one}"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", PLACES)
def test_what_is_handed_in_can_be_signed_as_it_is(still_desk: Desk, code: str, lang: Lang) -> None:
    papers = Papers(still_desk, still_desk.catalogue.places.by_code[code], lang)
    faults = [fault for matter in list_matters(papers) for fault in find_faults(matter, compose_paper(matter))]
    assert faults == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_without_the_writers_words_a_paper_is_a_draft_with_places_to_fill_in(still_desk: Desk, lang: Lang) -> None:
    papers = Papers(still_desk, still_desk.catalogue.places.by_code["2181"], lang)
    texts = papers.writer.texts
    for matter in list_matters(papers, {}):
        if not matter.paper.required:
            continue
        document = compose_paper(matter)
        kicker = texts.fill(matter.told.kicker, matter.facts)
        assert document.kicker == texts("paper.draft", kicker=kicker), document.name
        assert "[" in read(document), document.name
        missing = [one for one in list_remarks(matter, document) if one.code == "paper.remark_missing"]
        assert len(missing) == len(matter.paper.required), document.name


def test_a_motion_is_never_finished_without_a_story_a_name_or_a_word_on_what_exists(still_desk: Desk) -> None:
    papers = Papers(still_desk, still_desk.catalogue.places.by_code["2181"], "sv")
    paper = still_desk.catalogue.papers["motion"]
    for name in ("story", "situation", "signed"):
        whole = WORDS if name == "situation" else {**WORDS, "exists": "Natten ges inte längre."}
        words = {key: text for key, text in whole.items() if key != name}
        matter = papers.matter(paper, still_desk.catalogue.demands_by_number[1], words)
        assert matter is not None
        assert matter.missing == (name,)
        assert compose_paper(matter).kicker != compose_paper(replace(matter, words=whole)).kicker


@pytest.mark.parametrize("number", [1, 13, 33, 46])
def test_the_longest_motion_is_one_page_and_the_same_bytes_twice(still_desk: Desk, number: int) -> None:
    catalogue = still_desk.catalogue
    longest = {name: (LONG * 20)[: catalogue.paper_fields[name].longest] for name in ("story", "exists")}
    signed = "\n".join(f"Ledamot Ledamotsson {letter} (S)" for letter in "abcdef")
    words = {**WORDS, **longest, "situation": "some", "signed": signed}
    papers = Papers(still_desk, catalogue.places.by_code["2181"], "sv")
    matter = papers.matter(catalogue.papers["motion"], catalogue.demands_by_number[number], words)
    assert matter is not None
    first, second = (render(compose_paper(matter), ["pdf"]) for _ in range(2))
    assert first == second
    ((_, data),) = first.items()
    assert len(PdfReader(BytesIO(data)).pages) == 1


def test_every_kind_names_blocks_that_exist_and_every_block_is_used(catalogue: Catalogue) -> None:
    used = {block for paper in catalogue.papers.values() for block in paper.blocks}
    assert {block for block in used if ":" not in block} - {"fact_sheet"} == set(BLOCKS)


def test_every_field_is_asked_for_and_every_figure_that_decides_has_its_sentence(catalogue: Catalogue) -> None:
    asked = {field for paper in catalogue.papers.values() for field in paper.fields}
    assert asked == set(catalogue.paper_fields)
    decides = {one.indicator for demand in catalogue.demands.values() for one in demand.measures if one.decides}
    assert decides - set(catalogue.figure_sentences) == set()


def test_what_a_motion_may_not_hold_is_found(still_desk: Desk) -> None:
    papers = Papers(still_desk, still_desk.catalogue.places.by_code["2181"], "sv")
    demand = still_desk.catalogue.demands_by_number[2]
    matter = papers.matter(still_desk.catalogue.papers["motion"], demand, WORDS)
    assert matter is not None
    document = compose_paper(matter)
    assert list(find_faults(matter, document)) == []
    undecided = [one for one in document.blocks if not isinstance(one, Bullets)]
    broken = [
        replace(document, footer="Samspel · krav 2"),
        replace(document, blocks=(*document.blocks, Paragraph("Kör samspel brief --demand 2"))),
        replace(document, blocks=(*document.blocks, Paragraph("Läget är okänt."))),
        replace(document, blocks=(*document.blocks, Picture("<svg/>", alt="", caption="Karta"))),
        replace(document, blocks=(*undecided, Bullets(("Kommunen bör utreda frågan",)))),
    ]
    assert [bool(list(find_faults(matter, one))) for one in broken] == [True] * len(broken)
    assert list(find_faults(replace(matter, paper=replace_fields(matter.paper, most_words=20)), document))
    assert list(find_faults(replace(matter, words={}), compose_paper(replace(matter, words={}))))


def test_what_is_for_a_form_alone_is_not_said_in_a_paper_or_aloud(still_desk: Desk) -> None:
    papers = Papers(still_desk, still_desk.catalogue.places.by_code["2181"], "sv")
    said, found = [], 0
    for demand in still_desk.catalogue.demands.values():
        hints = [one.form.sv for one in demand.questions if one.form is not None]
        assert not [one.sv for one in demand.questions if re.search(r"\bSvara (ja|nej|\d+)\b", one.sv)]
        for paper in still_desk.catalogue.papers.values() if hints else ():
            matter = papers.matter(paper, demand, WORDS) if paper.about == "demand" else None
            if matter is not None and {"questions", "replies"} & set(paper.blocks):
                found += 1
                said += [(paper.id, hint) for hint in hints if hint in read_replies(matter)]
    assert found
    assert said == []


def read_replies(matter: Matter) -> str:
    return "\n".join(list_said((*make_replies(matter), *make_questions(matter))))


def test_a_figure_that_is_a_mean_of_years_says_so_once(catalogue: Catalogue) -> None:
    """The head of the sentence says it: "I snitt åren 2021–2022 gick det i genomsnitt" says it twice."""
    pooled = {
        one.indicator for demand in catalogue.demands.values() for one in demand.measures if (one.pooled or 1) > 1
    }
    twice = []
    for name, sentence in catalogue.figure_sentences.items():
        figure = catalogue.indicators[name].figure
        if name in pooled or (figure is not None and figure.mean_of > 1):
            twice += [name for word in ("genomsnitt", "i snitt", "average") if word in sentence.sv + sentence.en]
    assert twice == []
