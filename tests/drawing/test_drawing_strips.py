from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from drawing.drawn import check_inside, draw_sample_strip, find, find_told, finite, labels, sizes, texts, write
from samspel.drawing.strips import draw_strip
from samspel.drawing.svg import measure_text


@given(st.lists(finite, max_size=20), st.dictionaries(labels, finite, max_size=5), st.none() | finite, labels, sizes)
@example([1.7e308, -1.7e308], {}, 0.0, "x", (640, 320))
@example([3.0], {}, None, "x", (640, 320))
def test_strip_stays_inside(
    values: list[float], similar: dict[str, float], here: float | None, label: str, size: tuple[int, int]
) -> None:
    drawing = draw_strip(
        values,
        similar,
        here,
        write,
        here_label=label,
        similar_label=label,
        all_label=label,
        size=(size[0], 120),
        title="t",
    )
    check_inside(drawing)


def test_strip_shows_all_similar_and_here() -> None:
    drawing = draw_sample_strip([1.0, 2.0, 3.0, 4.0], {"Ö": 2.0, "Å": 3.0}, 4.0)
    ticks = next(path for path in find(drawing, "path"))
    rings = [circle for circle in find(drawing, "circle") if circle.get("fill") == "none"]
    dots = [circle for circle in find(drawing, "circle") if circle.get("fill") != "none"]
    assert ticks.attrib["d"].count("M") == 4
    assert len(rings) == 3  # two places and the key
    assert [float(dot.attrib["cx"]) for dot in dots] == [max(float(ring.get("cx", 0)) for ring in dots)]


def test_strip_without_a_value_here_has_no_dot() -> None:
    drawing = draw_sample_strip([1.0, 2.0], {}, None)
    assert not find(drawing, "circle")
    assert "here" in texts(drawing)
    assert "similar" not in texts(drawing)


def test_a_strip_tells_who_has_each_value_here_and_among_the_similar() -> None:
    drawing = draw_sample_strip([1.0, 2.0, 3.0, 4.0], {"Ö": 2.0, "Å": 2.0, "Ä": 4.0}, 3.0)
    assert [one[0].text for one in find_told(drawing)] == ["2: Ö; Å", "3: here", "4: Ä"]
    assert not find_told(draw_sample_strip([1.0, 2.0], {}, 1.0)), "one value says its own label"


@given(st.dictionaries(labels, finite, max_size=12))
def test_names_stay_inside(named: dict[str, float]) -> None:
    labelled = {"here_label": "h", "similar_label": "", "all_label": "a"}
    check_inside(draw_strip(list(named.values()), {}, None, write, **labelled, size=(420, 96), title="t", named=named))


def test_the_lowest_and_the_highest_are_named_and_no_two_names_meet() -> None:
    named = {f"Kommun {number}": float(number % 7) + number / 100 for number in range(30)}
    drawing = draw_strip(
        list(named.values()), {}, 3.0, write, here_label="h", similar_label="", all_label="a", title="t", named=named
    )
    shown = [one for one in texts(drawing) if one in named]
    assert {min(named, key=named.__getitem__), max(named, key=named.__getitem__)} <= set(shown)
    assert 4 < len(shown) < len(named)
    lines: dict[str, list[tuple[float, float]]] = {}
    for one in find(drawing, "text"):
        if one.text in named:
            half = measure_text(str(one.text), 12.0) / 2
            lines.setdefault(one.get("y", ""), []).append(
                (float(one.get("x", 0)) - half, float(one.get("x", 0)) + half)
            )
    for row in lines.values():
        for (_, end), (start, _) in pairwise(sorted(row)):
            assert end <= start
