"""Accounts: invited by a link that ends and works once, given roles, closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.accounts import (
    DAYS,
    accept,
    close,
    create_founder,
    erase,
    find_account,
    find_invitation,
    invite,
    invite_again,
    leave,
    list_invitations,
    list_seats,
    list_with_steps,
    reset_steps,
    set_role,
    take_back,
    tell,
)
from samspel.workspace.models import Account, Invitation, LogEntry, Role, Unit
from samspel.workspace.permissions import ForbiddenError, find_role
from second_steps import add_app
from workspace_database import seat

PASSWORD = "kaffe vid spåret sju"


def test_a_link_makes_one_account_with_its_role_and_is_then_of_no_use(branch: Unit) -> None:
    secret = invite(None, branch, Role.OFFICER)

    account = accept(secret, "anna", PASSWORD)

    assert find_role(account, branch) == Role.OFFICER
    assert account.check_password(PASSWORD)
    with pytest.raises(NotFoundError):
        accept(secret, "bo", PASSWORD)


def test_the_database_and_the_log_hold_nothing_that_opens_an_invitation(branch: Unit) -> None:
    secret = invite(None, branch, Role.MEMBER)

    kept = [str(value) for row in Invitation.objects.values_list() for value in row]
    kept += [str(value) for row in LogEntry.objects.values_list() for value in row]
    assert not [value for value in kept if secret in value]


def test_a_link_ends(branch: Unit) -> None:
    secret = invite(None, branch, Role.MEMBER)

    find_invitation(secret, timezone.now() + timedelta(days=DAYS - 1))
    with pytest.raises(NotFoundError):
        find_invitation(secret, timezone.now() + timedelta(days=DAYS, seconds=1))


def test_an_invitation_that_is_taken_back_is_of_no_use(branch: Unit) -> None:
    administrator = seat(branch, Role.ADMINISTRATOR)
    secret = invite(administrator, branch, Role.MEMBER)

    take_back(administrator, branch, list_invitations(branch)[0].pk)

    with pytest.raises(NotFoundError):
        find_invitation(secret)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.REPRESENTATIVE, Role.MEMBER, Role.READER])
def test_only_an_administrator_invites_and_changes_roles(branch: Unit, role: Role) -> None:
    account, other = seat(branch, role), seat(branch, Role.MEMBER, "other")

    with pytest.raises(ForbiddenError):
        invite(account, branch, Role.READER)
    with pytest.raises(ForbiddenError):
        set_role(account, other.seats.get(), Role.READER)
    with pytest.raises(ForbiddenError):
        invite_again(account, other)


def test_who_administers_a_part_takes_over_nobody_who_has_a_role_above(branch: Unit, club: Unit) -> None:
    above = seat(branch, Role.MEMBER, "above")
    above.seats.create(unit=club, role=Role.ADMINISTRATOR)
    founder = create_founder("founder", (), Role.ADMINISTRATOR)
    founder.seats.create(unit=club, role=Role.ADMINISTRATOR)
    administrator = seat(club, Role.ADMINISTRATOR, "club-administrator")

    for account in (above, founder):
        with pytest.raises(ForbiddenError):
            invite_again(administrator, account)


def test_a_link_for_a_password_changes_it_and_ends_all_sessions_and_older_links(branch: Unit) -> None:
    account = seat(branch, Role.MEMBER)
    before = account.get_session_auth_hash()
    older = invite_again(None, account)
    newer = invite_again(None, account)

    with pytest.raises(NotFoundError):
        accept(older, "", PASSWORD)
    accept(newer, "", PASSWORD)

    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert account.get_session_auth_hash() != before


@pytest.mark.parametrize(
    ("name", "code"),
    [("an", "account_name"), ("a b c", "account_name"), ("x" * 61, "account_name"), ("ANNA", "account_taken")],
)
def test_a_name_that_cannot_be_used_leaves_the_link_usable(branch: Unit, name: str, code: str) -> None:
    Account.objects.create_account("anna", PASSWORD)
    secret = invite(None, branch, Role.MEMBER)

    with pytest.raises(BadInputError) as raised:
        accept(secret, name, PASSWORD)

    assert raised.value.code == code
    assert find_invitation(secret)


def test_somebody_is_left_to_administer_a_branch(branch: Unit) -> None:
    account = seat(branch, Role.ADMINISTRATOR)

    with pytest.raises(BadInputError, match="last administrator"):
        set_role(account, account.seats.get(), Role.READER)
    with pytest.raises(BadInputError, match="last administrator"):
        leave(account, account.seats.get())


def test_who_has_no_role_left_is_gone_with_the_name(branch: Unit, other_branch: Unit) -> None:
    administrator = seat(branch, Role.ADMINISTRATOR)
    once, twice = seat(branch, Role.MEMBER, "once"), seat(branch, Role.MEMBER, "twice")
    twice.seats.create(unit=other_branch, role=Role.MEMBER)

    for account in (once, twice):
        leave(administrator, account.seats.get(unit=branch))

    assert not Account.objects.filter(username="once").exists()
    assert LogEntry.objects.latest("number").action == "seat.removed"
    assert "once" not in str(list(LogEntry.objects.values()))
    assert Account.objects.get(username="twice").is_active
    assert [one.account.username for one in list_seats(branch)] == [administrator.username]


def test_a_closed_account_gets_in_by_no_link(branch: Unit) -> None:
    account = seat(branch, Role.MEMBER)
    secret = invite_again(None, account)

    close(account)

    with pytest.raises(NotFoundError):
        find_invitation(secret)


def test_whoever_runs_the_server_has_every_unit_that_was_made_alone(branch: Unit, club: Unit) -> None:
    account = create_founder("founder", (), Role.ADMINISTRATOR)

    assert find_role(account, club) == Role.ADMINISTRATOR
    assert account.may_found
    assert find_account("FOUNDER") == account
    assert not create_founder("officer", (club,), Role.OFFICER).may_found


def test_a_second_step_is_removed_with_its_sessions_and_noted(branch: Unit) -> None:
    administrator, account = seat(branch, Role.ADMINISTRATOR, "anna"), seat(branch, Role.MEMBER, "cilla")
    add_app(account)
    before = account.get_session_auth_hash()
    assert list_with_steps([administrator, account]) == {account.pk}

    assert reset_steps(administrator, account, branch)

    assert account.get_session_auth_hash() != before
    assert list_with_steps([administrator, account]) == frozenset()
    assert [entry.action for entry in LogEntry.objects.filter(account=administrator.pk)] == ["account.steps_reset"]
    assert not reset_steps(administrator, account, branch)


def test_who_administers_a_part_removes_no_second_step_of_somebody_above(branch: Unit, club: Unit) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    account.seats.create(unit=club, role=Role.MEMBER)
    add_app(account)

    with pytest.raises(ForbiddenError):
        reset_steps(seat(club, Role.ADMINISTRATOR, "club-administrator"), account, club)
    assert list_with_steps([account]) == {account.pk}


def test_an_account_is_told_and_erased_by_who_administers_all_of_it(branch: Unit, other_branch: Unit) -> None:
    administrator = seat(branch, Role.ADMINISTRATOR)
    twice, once = seat(branch, Role.MEMBER, "twice"), seat(branch, Role.MEMBER, "once")
    twice.seats.create(unit=other_branch, role=Role.MEMBER)
    assert '"username": "once"' in tell(administrator, once, branch).decode()
    assert LogEntry.objects.latest("number").action == "person.export"

    erase(administrator, once, branch)
    assert not Account.objects.filter(username="once").exists()
    for act in (erase, tell):
        with pytest.raises(ForbiddenError):
            act(administrator, twice, branch)
        with pytest.raises(ForbiddenError):
            act(twice, administrator, branch)
    with pytest.raises(BadInputError, match="last administrator"):
        erase(administrator, administrator, branch)
