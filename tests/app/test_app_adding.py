"""Own figures: looked at before they are added, counted where no official figure is, and taken away without a trace."""

from collections.abc import Callable
from datetime import date

import pytest

from samspel.app.adding import add_list, forget_added, list_added, look_at, make_empty, restore_added
from samspel.app.desk import Desk
from samspel.app.keeping import describe_kept_change, list_kept
from samspel.app.needs import measure_needs
from samspel.needs.verdict import Strength, Verdict
from samspel.observations.added import SOURCE, Added, LookedAt, Value
from samspel.reports.added import tabulate_added
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Basis
from samspel.terms.place import Place

DAY = date(2026, 11, 30)
EMPLOYERS = "arbetsgivare;anställda;år\nGjuteriet;1 200;2026\nKommunen;3400;2026\n"


def look(desk: Desk, text: str, place: Place | None = None) -> LookedAt:
    return look_at(desk, "sv", text.encode(), "lista.csv", place, DAY)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("N15419;2025;kvinnor;85,5\nN15419;2025;män;80\n", [(3, 2)]),
        ("N15419;2025;;85,5\nN15419;2025;;85,5\n", [(3, 2)]),
        ("N15419;2025;;85\nN15419;2024;;80\nn15419;2025,0;;85\nN15419;2024;;81\n", [(4, 2), (5, 3)]),
    ],
)
def test_a_figure_that_stands_twice_is_refused_since_either_may_count(
    desk: Desk, at: Callable[[str], Place], rows: str, told: list[tuple[int, int]]
) -> None:
    with pytest.raises(BadInputError) as caught:
        look(desk, f"mått;år;kön;värde\n{rows}", at("2181"))
    found = [caught.value, *caught.value.others]
    assert [(one.code, one.facts["line"], one.facts["earlier"]) for one in found] == [
        ("added_twice", line, earlier) for line, earlier in told
    ]
    looked = look(desk, "kommun;mått;år;värde\nGävle;N15419;2025;85\n;N15419;2025;80\n", at("2181"))
    assert len(looked.rows) == 2, "another place is another figure"


def test_a_figure_counts_only_where_there_is_no_official_one(desk: Desk, at: Callable[[str], Place]) -> None:
    place = at("2181")
    text = "mått;år;värde;källa\nculture_school_share;2025;31,5;bokslut\nunemployment;2025;0,4;eget\n"
    looked = look(desk, text, place)
    assert [(row.line, row.counts, row.is_small) for row in looked.rows] == [(2, True, False), (3, False, True)]
    official = desk.observations.latest("unemployment", place)

    add_list(desk, looked, " Klubb  1 ")

    own = desk.observations.latest("culture_school_share", place)
    assert (own.value, own.period.year, own.basis) == (31.5, 2025, Basis.STATED)
    assert (own.origins[0].source, own.origins[0].by, own.origins[0].said) == (SOURCE, "Klubb 1", "bokslut")
    assert desk.observations.latest("unemployment", place) == official
    assert desk.observations.latest("culture_school_share", at("2180")).value is None


def test_a_verdict_that_lacked_a_figure_follows_from_it_as_indicated_and_goes_back_without_it(
    desk: Desk, at: Callable[[str], Place]
) -> None:
    place, demand = at("2181"), "shift-transit"

    def judge() -> tuple[Verdict, Strength | None]:
        need = next(need for need in measure_needs(desk, place) if need.demand.id == demand)
        return need.verdict, need.strength

    before = judge()
    receipt = add_list(desk, look(desk, "mått;år;värde\nshift_reach_share;2025;10\n", place), "Anna")
    assert [(new.demand.id, new.strength) for _, new in receipt.changes] == [(demand, Strength.INDICATED)]
    assert judge()[1] is Strength.INDICATED
    forget_added(desk, place, 1)
    assert judge() == before


def test_a_figure_of_a_measure_that_no_demand_uses_is_not_said_to_count(desk: Desk, at: Callable[[str], Place]) -> None:
    used = {one.indicator for demand in desk.catalogue.demands.values() for one in demand.measures}
    place = at("2181")
    unused = [
        one.id
        for one in desk.catalogue.indicators.values()
        if one.id not in used and "municipality" in one.levels and desk.base.published(one.id, place).value is None
    ]
    assert unused
    text = "mått;år;värde\n" + "".join(f"{one};2025;1\n" for one in unused)
    assert not any(row.counts for row in look(desk, text, place).rows)


def test_rows_go_to_the_places_that_they_name(desk: Desk, at: Callable[[str], Place]) -> None:
    looked = look(desk, "kommun;arbetsgivare;anställda;år\nGävle;Hamnen;80;2026\n;Gjuteriet;40;2026\n", at("2181"))
    receipt = add_list(desk, looked, "Anna")
    assert {(place.name, added.rows[0]["employer"]) for place, added in receipt.added} == {
        ("Gävle", "Hamnen"),
        ("Sandviken", "Gjuteriet"),
    }


def test_what_is_taken_away_can_be_put_back_and_the_log_tells_of_both(desk: Desk, at: Callable[[str], Place]) -> None:
    place = at("2181")
    add_list(desk, look(desk, EMPLOYERS, place), "Anna")
    gone = forget_added(desk, place, 1)
    assert list_added(desk, place) == ()
    restore_added(desk, place, gone)
    assert list_added(desk, place) == (gone,)
    with pytest.raises(BadInputError):
        restore_added(desk, place, gone)
    with pytest.raises(BadInputError):
        forget_added(desk, place, 7)
    told = [describe_kept_change(desk, "sv", one) for one in list_kept(desk, place).changes]
    assert len(told) == 3
    assert all("Anna" in one and "De största arbetsgivarna, lista 1" in one for one in told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a;b\n1;2\n", "added_kind"),
        ("mått;år;värde\nfinns inte;2025;1\n", "no_such_measure"),
        ("mått;år;värde\nunemployment;2027;1\n", "number_large"),
        ("mått;år;värde\nunemployment;25;1\n", "number_small"),
        ("mått;år;värde\nunemployment;2025;många\n", "number_form"),
        ("mått;år;värde\nunemployment;2025;\n", "list_blank"),
        ("plats;mått;år;värde\nNågonstans;unemployment;2025;1\n", "unknown_place"),
        ("plats;mått;år;värde\nSverige;unemployment;2025;1\n", "not_for_country"),
        ("arbetsgivare;anställda;år\n" + "x" * 201 + ";1;2026\n", "added_long"),
        ("arbetsgivare;anställda;år\nGjuteriet;-4;2026\n", "number_negative"),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_nothing_is_kept(
    text: str, code: str, desk: Desk, at: Callable[[str], Place]
) -> None:
    with pytest.raises(BadInputError) as caught:
        look(desk, text, at("2181"))
    assert caught.value.code == code
    assert list_added(desk, at("2181")) == ()


def test_a_row_of_no_place_and_a_list_of_nobody_are_refused(desk: Desk, at: Callable[[str], Place]) -> None:
    with pytest.raises(BadInputError) as nowhere:
        look(desk, EMPLOYERS)
    assert nowhere.value.code == "added_where"
    for nobody in ("", "  ", "x" * 121):
        with pytest.raises(BadInputError) as caught:
            add_list(desk, look(desk, EMPLOYERS, at("2181")), nobody)
        assert caught.value.code == "added_by"
    with pytest.raises(BadInputError):
        make_empty(desk, "ingen", "sv")


def test_an_empty_list_with_its_example_can_be_added_as_it_stands(desk: Desk, at: Callable[[str], Place]) -> None:
    for kind in desk.added_lists:
        for lang in ("sv", "en"):
            looked = look_at(desk, lang, make_empty(desk, kind.id, lang), "x.csv", at("2181"), DAY)
            assert (looked.kind, len(looked.rows), looked.ignored) == (kind, 1, ())


def test_rows_that_somebody_has_spoilt_in_the_file_stop_nothing(desk: Desk, at: Callable[[str], Place]) -> None:
    rows: tuple[dict[str, Value], ...] = (
        {"measure": "culture_school_share"},
        {"year": "x", "value": "y", "measure": 3.5},
        {"employees": "många"},
    )
    for kind in ("figures", "employers", "gone"):
        made = Added(number=0, kind=kind, by="A", file="a.csv", at="2026-11-30T10:00:00+01:00", rows=rows)
        desk.added.add("2181", made)
    assert desk.observations.latest("culture_school_share", at("2181")).value is None
    kinds, measures = {one.id: one for one in desk.added_lists}, desk.base.measures.everything
    known = [added for added in list_added(desk, at("2181")) if added.kind in kinds]
    assert {added.kind for added in known} == {"figures", "employers"}
    for added in known:
        assert tabulate_added(desk.catalogue.texts["sv"], measures, kinds[added.kind], added).rows


@pytest.mark.parametrize(
    ("measure", "value", "code"),
    [
        ("population_course", "-5", "added_least"),
        ("population_course", "\u20115", "added_least"),
        ("population_course", "12 %", "added_percent"),
        ("culture_school_share", "-0,1", "added_least"),
        ("culture_school_share", "100,1 %", "added_most"),
        ("energy_plan", "3", "added_most"),
    ],
)
def test_a_figure_that_its_measure_cannot_have_is_refused(
    desk: Desk, at: Callable[[str], Place], measure: str, value: str, code: str
) -> None:
    with pytest.raises(BadInputError) as told:
        look(desk, f"mått;år;värde\n{measure};2025;{value}\n", at("2181"))
    assert (told.value.code, told.value.facts["line"]) == (code, 2)


def test_a_figure_that_may_be_below_nought_is_taken(desk: Desk, at: Callable[[str], Place]) -> None:
    looked = look(desk, "mått;år;värde\nregion_result;2025;−9,5 %\n", at("21"))
    assert looked.rows[0].values["value"] == -9.5


def test_every_figure_that_its_measure_cannot_have_is_told_at_once(desk: Desk, at: Callable[[str], Place]) -> None:
    with pytest.raises(BadInputError) as told:
        look(desk, "mått;år;värde\npopulation_course;2025;-5\nculture_school_share;2025;140\n", at("2181"))
    assert [one.facts["line"] for one in (told.value, *told.value.others)] == [2, 3]
