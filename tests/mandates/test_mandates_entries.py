"""What is typed of people and posts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.posts_held import RULES
from samspel.mandates.entries import Worded, holds_identity_number, read_choice, read_person, read_post
from samspel.mandates.records import Again, Status
from samspel.terms.errors import BadInputError

STATUSES = [Worded(one.value, one.value.upper(), one.value) for one in Status]
AGAIN = [Worded(one.value, one.value.upper(), one.value) for one in Again]
SEAT = {"kind": "Ledamot i fullmäktige", "place": "2181", "begins": "2026-10-15"}


def test_a_choice_is_read_by_id_or_name_of_either_language() -> None:
    names = ("council_member", "ledamot i FULLMÄKTIGE", "Member of the council")
    kinds = [Worded(kind.id, kind.sv.name, kind.en.name) for kind in RULES.kinds]
    assert {read_choice(name, "kind", kinds) for name in names} == {"council_member"}


def test_a_post_without_a_last_day_goes_on_and_without_a_status_is_held() -> None:
    found = read_post(SEAT, RULES, str, STATUSES, with_party=False)
    assert (found.kind, found.begins, found.ends, found.status) == ("council_member", date(2026, 10, 15), None, "held")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("ledamot KF", "council_member"),
        ("Ledamot i kommunfullmäktige", "council_member"),
        ("ersättare kf", "council_substitute"),
        ("Ledamot KS", "board_member"),
        ("Revisor", "auditor"),
        ("kommunalråd", "full_time"),
        ("ledamot i regionstyrelsen", "board_member"),
        ("Suppleant i kommunfullmäktige", "council_substitute"),
        ("Ledamot i bolagsstyrelse", "company_board"),
    ],
)
def test_a_post_is_understood_as_lists_call_it(typed: str, kind: str) -> None:
    assert read_post({**SEAT, "kind": typed}, RULES, str, STATUSES, with_party=False).kind == kind


@pytest.mark.parametrize(("typed", "role"), [("ordf.", "chair"), ("1:e vice ordförande", "vice_chair"), ("", "")])
def test_a_role_is_understood_as_lists_call_it(typed: str, role: str) -> None:
    assert read_post({**SEAT, "role": typed}, RULES, str, STATUSES, with_party=False).role == role


def test_a_party_is_kept_only_where_the_unit_has_chosen_to() -> None:
    typed = {**SEAT, "party": "X"}
    assert read_post(typed, RULES, str, STATUSES, with_party=False).party == ""
    assert read_post(typed, RULES, str, STATUSES, with_party=True).party == "X"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"kind": ""}, "mandate_blank"),
        ({"begins": "igår"}, "mandate_day"),
        ({"begins": "1899-01-01"}, "mandate_day"),
        ({"ends": "2026-10-14"}, "mandate_order"),
        ({"status": "vacant"}, "mandate_vacant"),
        ({"role": "kassör"}, "mandate_choice"),
        ({"body": "x" * 121}, "mandate_long"),
        ({"source": "se 811218-9876"}, "mandate_number"),
    ],
)
def test_what_is_wrong_with_a_post_is_told(typed: dict[str, str], code: str) -> None:
    with pytest.raises(BadInputError) as told:
        read_post({**SEAT, **typed}, RULES, str, STATUSES, with_party=True)
    assert told.value.code == code


@pytest.mark.parametrize(
    "typed", [{"contact": "070"}, {"courses": "union_basic"}, {"wishes": "board"}, {"asked": "ja"}]
)
def test_nothing_beyond_the_public_is_kept_without_the_day_of_a_consent(typed: dict[str, str]) -> None:
    with pytest.raises(BadInputError, match="consent"):
        read_person(typed, RULES, str, AGAIN)
    assert read_person({**typed, "consent": "2026-11-01"}, RULES, str, AGAIN).consented_on == date(2026, 11, 1)


@pytest.mark.parametrize("text", ["811218-9876", "198112189876", "8112189876", "Kim 811278-9873", "19811218+9876"])
def test_a_personal_identity_number_is_found(text: str) -> None:
    assert holds_identity_number(text)


@pytest.mark.parametrize("name", ["19700101-1234", "Kim Exempel 700101-1234", "197001611234"])
def test_a_name_holds_no_day_of_birth_with_figures_whatever_the_last_of_them_is(name: str) -> None:
    with pytest.raises(BadInputError, match="mandate number"):
        read_person({"name": name}, RULES, str, AGAIN)


@pytest.mark.parametrize("text", ["070-123 45 67", "2026-10-15", "811218-9875", "Diarienummer 2026:1234", ""])
def test_other_numbers_are_none(text: str) -> None:
    assert not holds_identity_number(text)


@given(st.dictionaries(st.sampled_from([*SEAT, "ends", "role", "body", "status"]), st.text(max_size=20)))
def test_whatever_is_typed_is_read_or_refused(typed: dict[str, str]) -> None:
    try:
        found = read_post({**SEAT, **typed}, RULES, str, STATUSES, with_party=True)
    except BadInputError:
        return
    assert found.ends is None or found.begins <= found.ends
