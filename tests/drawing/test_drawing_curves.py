from drawing.drawn import find, lines_drawn, write
from samspel.drawing.courses import draw_course
from samspel.drawing.curves import Line, find_missing


def test_none_breaks_the_line_and_an_absent_year_is_crossed_by_dots() -> None:
    gap = Line("gap", (2010, 2011, 2012, 2013, 2014), (1.0, 2.0, None, 3.0, 4.0), True)
    absent = Line("absent", (2010, 2011, 2013, 2014), (1.0, 2.0, 3.0, 4.0), True)
    assert lines_drawn(draw_course([gap], write, title="t"))[0].count("M") == 2
    drawn = draw_course([absent], write, title="t")
    assert lines_drawn(drawn)[0].count("M") == 2
    assert drawn.count('stroke-dasharray="1.5 4"') == 1
    assert 'stroke-dasharray="1.5 4"' not in draw_course([gap], write, title="t")


def test_a_measure_of_every_fourth_year_lacks_none_between() -> None:
    assert find_missing((2002, 2006, 2014)) == [2010]
    assert find_missing((2020, 2023, 2024)) == [2021, 2022]
    assert find_missing((2020,)) == find_missing(()) == []


def test_years_may_come_in_any_order() -> None:
    ascending = Line("a", (2001, 2002), (1.0, 2.0), True)
    descending = Line("a", (2002, 2001), (2.0, 1.0), True)
    assert draw_course([ascending], write, title="t") == draw_course([descending], write, title="t")


def test_lines_are_told_apart_without_colour() -> None:
    lines = [Line(str(number), (2001, 2002), (1.0, float(number)), number == 0) for number in range(5)]
    paths = [p for p in find(draw_course(lines, write, title="t"), "path") if p.get("stroke-linejoin") == "round"]
    looks = {(path.get("stroke-width"), path.get("stroke-dasharray")) for path in paths}
    assert len(looks) == len(lines)
    assert [path.get("stroke-width") for path in paths if path.get("stroke-dasharray") is None] == ["3"]
