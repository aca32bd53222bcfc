"""What the law says of elected posts, and how each statement is known."""

from samspel.catalogue.mandates import Mark, PostRules
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Paragraph


def list_statements(texts: Texts, rules: PostRules) -> list[str]:
    """What the law says, each with where and how that is known."""
    return [
        texts("mandate.law.line", said=texts.of(one), law=one.law, mark=label_mark(texts, one.mark))
        for one in rules.statements
    ]


def label_mark(texts: Texts, mark: Mark) -> str:
    """How a statement is known."""
    return texts(f"mandate.mark.{mark}")


def explain_marks(texts: Texts) -> Paragraph:
    """What the marks mean."""
    return Paragraph(texts("mandate.law.note"), style="note")
