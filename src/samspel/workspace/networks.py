"""Networks: a unit that others join by a code, and who is a member.

A network has no part of its members' units: their people keep their roles at home, and the network's people have none
there. What members see of each other is what each has shared.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspel.catalogue.sharing import ShareRules, load_share_rules
from samspel.terms.alphabet import order_name
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.codes import digest_secret, draw_code
from samspel.workspace.log import note
from samspel.workspace.models import Account, Membership, NetworkCode, Unit
from samspel.workspace.permissions import ForbiddenError, demand, may
from samspel.workspace.units import LONGEST_NAME
from samspel.workspace.versions import change
from samspel.workspace.within import list_within

OF = "network"
CODE = 12
"""Letters of a code."""


@cache
def get_share_rules() -> ShareRules:
    """The rules of the shipped content."""
    return load_share_rules()


def list_above(unit: Unit) -> list[Unit]:
    """The unit and those that it is a part of."""
    found, here = [unit], unit.parent
    while here is not None:
        found.append(here)
        here = here.parent
    return found


def list_networks(unit: Unit) -> list[Unit]:
    """The networks whose shared things are seen in the unit: itself if it is one, and those that it or a unit above it
    is a member of.
    """
    above = list_above(unit)
    joined = Membership.objects.filter(unit__in=above, left_on=None).select_related("network")
    own = [one for one in above if one.kind == Unit.Kind.NETWORK]
    return sorted(
        {one.pk: one for one in (*own, *(one.network for one in joined))}.values(), key=lambda one: order_name(one.name)
    )


def list_members(network: Unit) -> list[Membership]:
    """Who is a member now, by name."""
    return sorted(
        network.memberships.filter(left_on=None).select_related("unit"), key=lambda one: order_name(label_member(one))
    )


def label_member(member: Membership) -> str:
    """What a member is called: as its unit is now, or as it was written."""
    return member.name if member.unit is None else member.unit.name


def list_member_places(member: Membership) -> list[str]:
    """The codes of a member's places: those of its unit as they are now, or as they were written."""
    codes = member.places if member.unit is None or not member.unit.places else member.unit.places
    return [str(code) for code in codes]


def list_sharing(networks: Sequence[Unit]) -> list[Unit]:
    """The units whose shared campaigns are seen in the networks: the networks and their members, with all parts."""
    joined = Membership.objects.filter(network__in=networks, left_on=None, unit__isnull=False).select_related("unit")
    wholes = {one.pk: one for one in (*networks, *(member.unit for member in joined if member.unit is not None))}
    return list({part.pk: part for whole in wholes.values() for part in list_within(whole)}.values())


def make_code(by: Account, network: Unit) -> str:
    """A code by which one unit joins, which is shown once; only its digest is kept. Raises ForbiddenError, and
    BadInputError for a unit that is no network.
    """
    demand(by, "network.join", network)
    _need_network(network)
    code = draw_code(CODE)
    expires = timezone.now() + timedelta(days=get_share_rules().code_days)
    made = NetworkCode.objects.create(network=network, digest=digest_secret(code, OF), expires=expires, made_by=by)
    note("network.code", made, account=by, unit=network)
    return code


def find_network(unit: Unit, code: str, now: datetime | None = None) -> Unit:
    """The network that a unit would join by a code. Raises NotFoundError for a code that was used, has ended or never
    was, and BadInputError for a network that it belongs to already or a unit that cannot join any.
    """
    return _find_code(unit, code, now or timezone.now()).network


def join(by: Account, unit: Unit, code: str, day: date, now: datetime | None = None) -> Membership:
    """Let a unit join by a code. Raises ForbiddenError, and as `find_network`."""
    demand(by, "network.join", unit)
    at = now or timezone.now()
    try:
        with transaction.atomic():
            found = _find_code(unit, code, at)
            if not NetworkCode.objects.filter(pk=found.pk, used=None).update(used=at):
                raise NotFoundError("network_code")  # somebody else was quicker
            _need_room(found.network)
            member = Membership.objects.create(
                network=found.network, unit=unit, name=unit.name, places=unit.places, joined_on=day
            )
            for where in (unit, found.network):
                note("network.join", member, account=by, unit=where)
    except IntegrityError:
        raise BadInputError("network_there") from None
    return member


def name_member(by: Account, network: Unit, name: str, places: Sequence[str], day: date) -> Membership:
    """Add a member that keeps nothing here, so that it stands beside the others at meetings. Raises ForbiddenError, and
    BadInputError without a name or a place.
    """
    demand(by, "network.change", network)
    _need_network(network)
    told = " ".join(name.split())
    if not told or len(told) > LONGEST_NAME:
        raise BadInputError("unit_name", found=told[:LONGEST_NAME], most=LONGEST_NAME)
    if not places:
        raise BadInputError("work_blank", field="places")
    _need_room(network)
    member = Membership.objects.create(network=network, name=told, places=list(places), joined_on=day)
    note("network.name", member, account=by, unit=network)
    return member


def leave(by: Account, member: Membership, version: int, day: date) -> Membership:
    """End a membership, from either side: what it shared is seen no more, and it sees nothing. Raises ForbiddenError,
    and ChangedMeanwhileError.
    """
    if not may_end(by, member):
        raise ForbiddenError("not_allowed", action="network.join")
    with transaction.atomic():
        kept = change(member, version, left_on=day)
        for where in (member.network, *(() if member.unit is None else (member.unit,))):
            note("network.leave", member, account=by, unit=where)
    return kept


def may_end(account: Account, member: Membership) -> bool:
    """Whether the account may end a membership: as administrator of the network or of the member."""
    return may(account, "network.join", member.network) or (
        member.unit is not None and may(account, "network.join", member.unit)
    )


def _find_code(unit: Unit, code: str, now: datetime) -> NetworkCode:
    digest = digest_secret("".join(code.split()).replace("-", "").casefold(), OF)
    found = NetworkCode.objects.select_related("network").filter(digest=digest, used=None, expires__gt=now).first()
    if found is None:
        raise NotFoundError("network_code")
    if unit.kind == Unit.Kind.NETWORK:
        raise BadInputError("network_kind")
    if found.network in list_networks(unit) or unit in list_within(found.network):
        raise BadInputError("network_there")
    return found


def _need_network(unit: Unit) -> None:
    if unit.kind != Unit.Kind.NETWORK:
        raise BadInputError("network_none")


def _need_room(network: Unit) -> None:
    most = get_share_rules().most_members
    if network.memberships.filter(left_on=None).count() >= most:
        raise BadInputError("network_many", limit=most)
