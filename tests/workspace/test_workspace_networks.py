"""Networks are joined by a code, left from either side, and give nobody a role."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samspel.catalogue.permissions import load_permissions
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.models import Account, LogEntry, NetworkCode, Role, Unit
from samspel.workspace.networks import (
    find_network,
    get_share_rules,
    join,
    leave,
    list_members,
    list_networks,
    list_sharing,
    make_code,
    name_member,
)
from samspel.workspace.permissions import ForbiddenError, find_role, may
from samspel.workspace.versions import ChangedMeanwhileError
from workspace_database import seat

DAY = date(2026, 11, 30)


@pytest.fixture
def network(database: str) -> Unit:
    return Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")


@pytest.fixture
def host(network: Unit) -> Account:
    return seat(network, Role.ADMINISTRATOR, "host")


def test_a_branch_joins_by_a_code_that_works_once_and_of_which_only_a_digest_is_kept(
    network: Unit, host: Account, branch: Unit, other_branch: Unit
) -> None:
    code, officer = make_code(host, network), seat(branch, Role.ADMINISTRATOR)
    assert code not in str(list(NetworkCode.objects.values()))
    assert code not in str(list(LogEntry.objects.values()))

    spoken = f" {code[:4].upper()}-{code[4:8]} {code[8:]}"
    assert find_network(branch, spoken) == network
    assert list_networks(branch) == [], "looking is not joining"
    member = join(officer, branch, spoken, DAY)

    assert (member.name, member.places, member.joined_on) == ("Avdelning 1", ["2181"], DAY)
    assert list_networks(branch) == list_networks(network) == [network]
    with pytest.raises(NotFoundError, match="network code"):
        join(seat(other_branch, Role.ADMINISTRATOR), other_branch, code, DAY)


def test_a_code_ends(network: Unit, host: Account, branch: Unit) -> None:
    code = make_code(host, network)
    late = timezone.now() + timedelta(days=get_share_rules().code_days, minutes=1)
    with pytest.raises(NotFoundError, match="network code"):
        find_network(branch, code, late)


def test_only_administrators_make_codes_join_and_leave(network: Unit, host: Account, branch: Unit) -> None:
    code = make_code(host, network)
    for role in load_permissions().roles:
        if role == Role.ADMINISTRATOR:
            continue
        with pytest.raises(ForbiddenError):
            make_code(seat(network, role), network)
        with pytest.raises(ForbiddenError):
            join(seat(branch, role), branch, code, DAY)
    member = join(seat(branch, Role.ADMINISTRATOR), branch, code, DAY)
    with pytest.raises(ForbiddenError):
        leave(Account.objects.get(username=f"officer-{network.pk}"), member, 1, DAY)
    with pytest.raises(ForbiddenError):
        make_code(host, branch)


def test_a_member_is_no_part_and_nobody_gets_a_role_by_it(
    network: Unit, host: Account, branch: Unit, club: Unit
) -> None:
    ours = seat(branch, Role.ADMINISTRATOR)
    join(ours, branch, make_code(host, network), DAY)

    assert find_role(host, branch) is None
    assert find_role(ours, network) is None
    for action in load_permissions().actions:
        assert not may(host, action.id, branch)
        assert not may(ours, action.id, network)
    assert list_networks(club) == [network], "a club sees the networks of its branch"
    assert {one.name for one in list_sharing([network])} == {"Bruksorter", "Avdelning 1", "Klubb 1"}


def test_nothing_is_joined_twice_and_no_network_joins_another(network: Unit, host: Account, branch: Unit) -> None:
    ours = seat(branch, Role.ADMINISTRATOR)
    join(ours, branch, make_code(host, network), DAY)
    code = make_code(host, network)
    part = Unit.objects.create(kind=Unit.Kind.GROUP, name="Grupp", parent=network)
    for unit in (branch, part):
        with pytest.raises(BadInputError, match="network there"):
            find_network(unit, code)
    other = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Annat")
    with pytest.raises(BadInputError, match="network kind"):
        find_network(other, code)


@pytest.mark.parametrize("side", ["host", "member"])
def test_either_side_ends_it_and_it_can_begin_again(network: Unit, host: Account, branch: Unit, side: str) -> None:
    ours = seat(branch, Role.ADMINISTRATOR)
    member = join(ours, branch, make_code(host, network), DAY)
    by = host if side == "host" else ours
    with pytest.raises(ChangedMeanwhileError):
        leave(by, member, 7, DAY)

    leave(by, member, member.version, DAY)
    assert list_networks(branch) == []
    assert list_members(network) == []
    join(ours, branch, make_code(host, network), DAY)
    assert len(list_members(network)) == 1


def test_a_member_may_be_named_that_keeps_nothing_here(network: Unit, host: Account, branch: Unit) -> None:
    named = name_member(host, network, " Hofors  kommun ", ["2104"], DAY)
    assert (named.name, named.unit) == ("Hofors kommun", None)
    for name, places, code in (("", ["2104"], "unit name"), ("Hofors", [], "work blank")):
        with pytest.raises(BadInputError, match=code):
            name_member(host, network, name, places, DAY)
    with pytest.raises(BadInputError, match="network none"):
        name_member(seat(branch, Role.OFFICER), branch, "Hofors", ["2104"], DAY)


def test_a_unit_that_is_taken_away_leaves_its_name(network: Unit, host: Account, other_branch: Unit) -> None:
    join(seat(other_branch, Role.ADMINISTRATOR), other_branch, make_code(host, network), DAY)
    other_branch.delete()

    (member,) = list_members(network)
    assert (member.name, member.places, member.unit) == ("Avdelning 2", ["2180"], None)
