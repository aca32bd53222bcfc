"""The list of hospitals: what is told of each, corrections with who and when, and the verdict that follows."""

from collections.abc import Callable
from datetime import date

import pytest

from samspel.app.desk import Desk
from samspel.app.hospitals import Correction, correct_hospital, list_hospitals
from samspel.needs.verdict import Verdict
from samspel.rendering.table import data
from samspel.reports.hospitals import describe_hospital, tabulate_hospitals
from samspel.reports.needs import describe_reason
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

DAY = date(2026, 11, 28)
ARVIKA = "Sjukhuset i Arvika"


def judge(desk: Desk, place: Place) -> tuple[Verdict, str]:
    need = desk.assessor.measure_demand(desk.catalogue.demands["emergency-surgery"], place)
    return need.verdict, describe_reason(desk.catalogue, desk.catalogue.texts["sv"], need)


def test_where_an_unsure_hospital_decides_the_verdict_is_unknown_and_names_it(
    desk: Desk, at: Callable[[str], Place]
) -> None:
    for code, name in (("1784", ARVIKA), ("0381", "Lasarettet i Enköping"), ("1484", "")):
        verdict, told = judge(desk, at(code))
        assert (verdict is Verdict.UNKNOWN, f"Om {name} räknas med" in told) == (bool(name), bool(name))


@pytest.mark.parametrize(
    ("said", "verdict"), [("yes", Verdict.SMALL), ("no", Verdict.LARGE), ("unsure", Verdict.UNKNOWN)]
)
def test_a_correction_decides_and_taking_it_back_leaves_it_unknown(
    said: str, verdict: Verdict, desk: Desk, at: Callable[[str], Place]
) -> None:
    one = correct_hospital(desk, Correction(ARVIKA.upper(), said, " Anna  Ek ", "brev"), DAY)
    assert (one.name, one.by, one.checked, one.source) == (ARVIKA, "Anna Ek", "2026-11-28", "brev")
    assert judge(desk, at("1784"))[0] is verdict
    assert "Anna Ek" in describe_hospital(desk.catalogue.texts["sv"], one)
    correct_hospital(desk, Correction(ARVIKA, ""), DAY)
    assert judge(desk, at("1784"))[0] is Verdict.UNKNOWN


def test_a_hospital_known_to_have_closed_may_be_said_to_be_open_here(desk: Desk, at: Callable[[str], Place]) -> None:
    assert judge(desk, at("1885"))[0] is Verdict.LARGE
    correct_hospital(desk, Correction("Lindesbergs lasarett", "yes", "B"), DAY)
    assert judge(desk, at("1885"))[0] is not Verdict.LARGE


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (Correction("Sjukhuset i Ingenstans", "yes", "A"), "hospital_unknown"),
        (Correction("", "yes", "A"), "hospital_unknown"),
        (Correction(ARVIKA, "maybe", "A"), "hospital_said"),
        (Correction(ARVIKA, "no"), "hospital_by"),
        (Correction(ARVIKA, "no", "   "), "hospital_by"),
        (Correction(ARVIKA, "no", "A" * 201), "hospital_by"),
        (Correction(ARVIKA, "no", "A", "b" * 201), "hospital_by"),
    ],
)
def test_a_correction_that_cannot_be_kept_is_refused_in_both_languages(
    correction: Correction, code: str, desk: Desk
) -> None:
    with pytest.raises(BadInputError) as caught:
        correct_hospital(desk, correction, DAY)
    assert caught.value.code == code
    assert all(texts.explain(caught.value).do for texts in desk.catalogue.texts.values())
    assert not desk.hospitals.load()


def test_every_hospital_is_told_with_how_sure_where_from_and_since_when(desk: Desk) -> None:
    correct_hospital(desk, Correction(ARVIKA, "no", "Anna Ek", "brev"), DAY)
    hospitals = {one.name: one for one in list_hospitals(desk)}
    assert list(hospitals) == sorted(hospitals, key=str.casefold)
    swedish = desk.catalogue.texts["sv"]
    assert describe_hospital(swedish, hospitals["Gävle sjukhus"]) == (
        "Räknas med. Allmän kunskap den 2026-11-22, inte bekräftad av regionen."
    )
    assert describe_hospital(swedish, hospitals[ARVIKA]) == (
        "Räknas inte. Rättat här av Anna Ek den 2026-11-28. Källa: brev."
    )
    assert "28 september 2020" in describe_hospital(swedish, hospitals["Lindesbergs lasarett"])
    table = data(tabulate_hospitals(desk.catalogue.texts["en"], list(hospitals.values())))
    assert len(table.rows) == 62
    assert all(row[table.columns.index("told")] and row[table.columns.index("day")] for row in table.rows)
