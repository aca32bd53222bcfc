"""The small parts that a DOCX is made of: text, elements, borders and fields."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from samspel.rendering.html_blocks import clean_text


def write(paragraph: WordParagraph, text: str, *, bold: bool | None = None) -> None:
    """Add text to a paragraph."""
    paragraph.add_run(clean_text(text)).bold = bold


def make_element(name: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """An element of Word's own, with its attributes and what lies in it."""
    element: BaseOxmlElement = parse_xml(f"<w:{name} {nsdecls('w')}/>")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    element.extend(children)
    return element


def make_borders(name: str, space: int = 0, **sides: tuple[int, str]) -> BaseOxmlElement:
    """A set of borders; each side is told by its thickness in eighths of a point and its colour."""
    return make_element(
        name,
        *(
            make_element(side, val="single", sz=str(size), space=str(space), color=color)
            for side, (size, color) in sides.items()
        ),
    )


def make_field(instruction: str) -> BaseOxmlElement:
    """A field that Word fills in; until then it shows 1."""
    number = make_element("t")
    number.text = "1"
    return make_element("fldSimple", make_element("r", number), instr=instruction)
