"""The hospitals that are taken to have emergency surgery: what is known of each, for every face."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from samspel.catalogue.texts import Texts
from samspel.reach.surgery import Hospital
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, tabulate, text

OUTSIDE_LINK = "outside"
"""The kind of a link whose key is an address outside the program."""


def describe_hospital(texts: Texts, hospital: Hospital) -> str:
    """What is known of a hospital, from whom and since when."""
    said = texts(f"hospital.open.{hospital.certainty}")
    if hospital.by:
        source = hospital.source or texts("words.not_stated")
        return texts("hospital.corrected", said=said, by=hospital.by, day=hospital.checked, source=source)
    if hospital.check is not None:
        found = texts.of(hospital.check)
        return texts("hospital.checked", said=said, found=found, source=hospital.source, day=hospital.checked)
    return texts("hospital.assumed", said=said, day=hospital.checked)


def describe_aside(texts: Texts, files: Sequence[str]) -> list[str]:
    """That corrections could not be read, with the names of the files they are in."""
    return [texts("hospital.aside", files=texts.listing(list(files)))] if files else []


def tabulate_hospitals(texts: Texts, hospitals: Sequence[Hospital]) -> Table:
    """One row a hospital: whether it counts, who says so, when, and the sentence."""
    fields: list[Field[Hospital]] = [
        Field(Column(key="hospital", head=texts("hospital.head.hospital")), lambda one: text(one.name)),
        Field(Column(key="town", head=texts("hospital.head.town")), lambda one: text(one.town)),
        Field(Column(key="certainty", shown="data"), lambda one: text(one.certainty)),
        Field(Column(key="by", shown="data"), lambda one: text(one.by)),
        Field(Column(key="source", shown="data"), lambda one: text(one.source)),
        Field(Column(key="address", shown="data"), lambda one: text(one.address)),
        Field(Column(key="day", shown="data"), lambda one: text(one.checked)),
        Field(
            Column(key="told", head=texts("hospital.head.told"), is_wordy=True),
            lambda one: text(describe_hospital(texts, one)),
        ),
        Field(
            Column(key="read", head=texts("hospital.read_source"), shown="read"), lambda one: _make_source(texts, one)
        ),
    ]
    return tabulate("hospitals", texts("hospital.title"), fields, hospitals)


def compose_hospitals(texts: Texts, hospitals: Sequence[Hospital], aside: Sequence[str]) -> tuple[Block, ...]:
    """What the list is, what of it could not be read, and the hospitals."""
    return (
        Paragraph(texts("hospital.lead"), style="ingress"),
        *(Paragraph(sentence) for sentence in describe_aside(texts, aside)),
        tabulate_hospitals(texts, hospitals),
    )


def _make_source(texts: Texts, hospital: Hospital) -> Cell:
    """Whose page says so; without one it is nobody's."""
    if not hospital.address:
        return Cell(value=None, words=texts("words.dash"))
    return text(urlsplit(hospital.address).netloc, link=Link(OUTSIDE_LINK, hospital.address))
