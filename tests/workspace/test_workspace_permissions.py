"""The one table of who may do what."""

from itertools import product
from pathlib import Path

import pytest

from samspel.catalogue.permissions import load_permissions
from samspel.terms.errors import ContentError
from samspel.workspace.models import Account, Role, Unit
from samspel.workspace.permissions import ForbiddenError, demand, find_first_unit, find_role, list_units, may
from workspace_database import seat


def test_every_role_may_in_its_unit_and_in_its_parts_just_what_the_table_says(branch: Unit, club: Unit) -> None:
    table = load_permissions()
    accounts = {role: seat(branch, role) for role in table.roles}

    for action, role, unit in product(table.actions, table.roles, (branch, club)):
        assert may(accounts[role], action.id, unit) is (role in action.roles), (action.id, role)


def test_nobody_may_anything_in_a_branch_where_they_have_no_seat(branch: Unit, other_branch: Unit) -> None:
    account = seat(branch, Role.ADMINISTRATOR)

    for action in load_permissions().actions:
        assert not may(account, action.id, other_branch), action.id
        assert not may(None, action.id, branch), action.id


def test_a_seat_in_a_part_goes_before_one_in_its_whole_and_never_upwards(branch: Unit, club: Unit) -> None:
    account = seat(club, Role.OFFICER)

    assert find_role(account, club) == Role.OFFICER
    assert find_role(account, branch) is None


def test_an_account_that_is_closed_may_nothing(branch: Unit) -> None:
    account = seat(branch, Role.ADMINISTRATOR)
    account.is_active = False

    with pytest.raises(ForbiddenError):
        demand(account, "unit.read", branch)


def test_drafts_are_of_the_first_unit_where_one_may_and_of_a_made_up_one_last(branch: Unit) -> None:
    made_up = Unit.objects.create(kind=Unit.Kind.BRANCH, name="Påhittad", is_example=True)
    later = Unit.objects.create(kind=Unit.Kind.BRANCH, name="Avdelning 3")
    account = seat(made_up, Role.OFFICER)

    assert find_first_unit(account, "place.change") == made_up
    account.seats.create(unit=later, role=Role.OFFICER)
    assert find_first_unit(account, "place.change") == later
    account.seats.create(unit=branch, role=Role.READER)
    assert find_first_unit(account, "place.change") == later
    account.seats.filter(unit=branch).update(role=Role.OFFICER)
    assert find_first_unit(account, "place.change") == branch
    assert find_first_unit(None, "place.change") is None
    with pytest.raises(KeyError):
        find_first_unit(account, "nonsense")


def test_lists_keep_to_the_units_where_one_may(branch: Unit, club: Unit, other_branch: Unit) -> None:
    account = seat(club, Role.OFFICER)

    assert list(list_units(account, "voice.handle")) == [club]
    assert list(list_units(account, "log.read")) == []


def test_who_sits_at_the_machine_may_everything_in_every_unit(branch: Unit, club: Unit, local: Account) -> None:
    for action in load_permissions().actions:
        assert may(local, action.id, club)


def test_an_action_that_is_not_in_the_table_is_an_error(branch: Unit, local: Account) -> None:
    with pytest.raises(KeyError):
        may(local, "voice.sing", branch)


def test_a_role_that_does_not_exist_is_told_by_the_file(content_copy: Path) -> None:
    path = content_copy / "workspace" / "permissions.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"reader"]', '"viewer"]', 1), encoding="utf-8")

    with pytest.raises(ContentError, match=r"permissions\.toml"):
        load_permissions(content_copy)
