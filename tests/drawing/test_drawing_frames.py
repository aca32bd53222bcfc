"""A drawing that goes out alone."""

from hypothesis import given
from hypothesis import strategies as st

from drawing.drawn import check_inside, find, labels, texts
from samspel.drawing.frames import frame_drawing
from samspel.drawing.svg import draw_document

INNER = draw_document((440, 290), "inner", ())


@given(labels, st.lists(labels, max_size=4))
def test_what_is_told_stays_inside(title: str, notes: list[str]) -> None:
    check_inside(frame_drawing(INNER, (440, 290), title, notes))


def test_title_stands_above_and_notes_below_the_drawing() -> None:
    framed = frame_drawing(
        INNER, (440, 290), "Arbetslöshet: Sandviken", ["2010–2021", "SCB", "http://localhost/matt/x/"]
    )
    told = [one for one in texts(framed) if one != "inner"]
    assert {"Arbetslöshet: Sandviken", "2010–2021", "SCB", "http://localhost/matt/x/"} <= set(told)
    outer, inner = find(framed, "svg")[:2] if len(find(framed, "svg")) > 1 else (None, find(framed, "svg")[0])
    height = float((outer if outer is not None else inner).attrib["height"])
    assert float(inner.attrib.get("y", "0")) > 0 or height > 290
