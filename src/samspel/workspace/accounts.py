"""Accounts: invited, named, given a role, closed. Nobody makes an account without an invitation, and none needs an
address of theirs.
"""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from samspel.terms.alphabet import order_name
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.codes import digest_secret
from samspel.workspace.erasing import erase_account, export_account
from samspel.workspace.log import note
from samspel.workspace.models import Account, Invitation, Role, Seat, Unit
from samspel.workspace.passwords import check_password
from samspel.workspace.permissions import ForbiddenError, demand

DAYS = 7
"""How long a link can be used."""
LONGEST = 60
NAME = re.compile(r"[\w.-]{3,60}")


def invite(by: Account | None, unit: Unit, role: str) -> str:
    """A link's secret, by which somebody makes an account with a role; only its digest is kept. `by` is None where
    whoever runs the server asks.

    Raises ForbiddenError, and BadInputError for what is no role.
    """
    if by is not None:
        demand(by, "account.invite", unit)
    return _make_link(by, unit=unit, role=_check_role(role))


def invite_again(by: Account | None, account: Account, unit: Unit | None = None) -> str:
    """A link's secret, by which the account gets a new password; the account's other links end. Whoever has such a link
    becomes the account, so `by` must be above it everywhere. Raises ForbiddenError.
    """
    _demand_above(by, account)
    account.invitations.filter(used=None).delete()
    return _make_link(by, unit=unit, account=account)


def list_with_steps(accounts: Iterable[Account]) -> frozenset[int]:
    """The numbers of those accounts that have a second step: an app or a passkey."""
    return frozenset(_get_factors().filter(user__in=list(accounts)).values_list("user_id", flat=True))


def reset_steps(by: Account | None, account: Account, unit: Unit | None = None) -> bool:
    """Take away the account's second step, for somebody who has lost phone and spare codes: the app, the codes and all
    passkeys; its sessions end, and the password alone lets in until a new step is added. Whether there was one. Raises
    ForbiddenError as `invite_again`.
    """
    _demand_above(by, account)
    with transaction.atomic():
        removed = _get_factors().filter(user=account).delete()[0]
        if removed:
            end_sessions(account)
            note("account.steps_reset", account, account=by, unit=unit)
    return bool(removed)


def find_invitation(secret: str, now: datetime | None = None) -> Invitation:
    """The invitation of a link. Raises NotFoundError for one that was used, has ended or never was."""
    at = now or timezone.now()
    open_ones = Invitation.objects.select_related("unit", "account").filter(used=None, expires__gt=at)
    found = open_ones.filter(digest=digest_secret(secret)).first()
    if found is None or (found.account is not None and not found.account.is_active):
        raise NotFoundError("invitation")
    return found


def accept(secret: str, name: str, password: str, now: datetime | None = None) -> Account:
    """Use a link, once: a new account with its role, or a new password, which ends all sessions of the account.

    Raises NotFoundError as `find_invitation`, and BadInputError for a name that is taken or a password that is weak.
    """
    with transaction.atomic():
        found = find_invitation(secret, now)
        taken = Invitation.objects.filter(pk=found.pk, used=None).update(used=now or timezone.now())
        if not taken:  # somebody else was quicker
            raise NotFoundError("invitation")
        account = found.account
        if account is None:
            account = _make_account(name, password)
            if found.unit is not None:
                account.seats.create(unit=found.unit, role=found.role)
        else:
            check_password(password, account.username)
            account.set_password(password)
            account.save(update_fields=["password"])
            end_sessions(account)
        note("account.accepted", account, account=account, unit=found.unit)
    return account


def set_role(by: Account, seat: Seat, role: str) -> None:
    """Give somebody another role in a unit. Raises ForbiddenError, and BadInputError where nobody would be left to
    administer the unit.
    """
    demand(by, "account.change", seat.unit)
    chosen = _check_role(role)
    with transaction.atomic():
        _keep_an_administrator(seat, chosen)
        seat.role = chosen
        seat.save(update_fields=["role"])
        note("seat.changed", seat.account, account=by, unit=seat.unit, role=chosen)


def seat(account: Account, unit: Unit, role: str) -> None:
    """Give an account that is there a role in a unit, or another, as whoever runs the server says. Raises BadInputError
    for what is no role, and as `set_role`.
    """
    chosen = _check_role(role)
    with transaction.atomic():
        kept = account.seats.filter(unit=unit).first()
        if kept is not None:
            _keep_an_administrator(kept, chosen)
        account.seats.update_or_create(unit=unit, defaults={"role": chosen})
        note("seat.changed", account, account=None, unit=unit, role=chosen)


def reopen(account: Account) -> None:
    """Let a closed account in again, as whoever runs the server says: with its old password, or by a new link."""
    if not account.is_active:
        with transaction.atomic():
            account.is_active = True
            account.save(update_fields=["is_active"])
            note("account.opened", account, account=None, unit=None)


def leave(by: Account, seat: Seat) -> None:
    """Take a seat away; an account without any is erased, so that no name is left of somebody who has left. Raises as
    `set_role`.
    """
    demand(by, "account.change", seat.unit)
    with transaction.atomic():
        _keep_an_administrator(seat, None)
        account, unit = seat.account, seat.unit
        seat.delete()
        note("seat.removed", account, account=by, unit=unit)
        if not account.may_found and not account.seats.exists():
            erase_account(account, by, unit)


def erase(by: Account, account: Account, unit: Unit) -> None:
    """Erase an account wherever it has a role. Raises ForbiddenError unless `by` administers all of them, BadInputError
    where nobody would be left to administer one.
    """
    demand(by, "person.erase", unit)
    _demand_above(by, account)
    with transaction.atomic():
        for one in account.seats.select_related("unit"):
            _keep_an_administrator(one, None)
        erase_account(account, by, unit)


def tell(by: Account, account: Account, unit: Unit) -> bytes:
    """All that is kept of an account, for who asks for it. Raises ForbiddenError as `erase`."""
    demand(by, "person.erase", unit)
    _demand_above(by, account)
    note("person.export", account, account=by, unit=unit)
    return export_account(account)


def close(account: Account, by: Account | None = None) -> None:
    """Let nobody sign in with the account any more: its sessions and links end."""
    with transaction.atomic():
        account.is_active = False
        account.save(update_fields=["is_active"])
        end_sessions(account)
        account.invitations.filter(used=None).delete()
        note("account.closed", account, account=by, unit=None)


def end_sessions(account: Account) -> None:
    """Sign the account out everywhere."""
    Account.objects.filter(pk=account.pk).update(epoch=F("epoch") + 1)
    account.refresh_from_db(fields=["epoch"])


def show_as(account: Account, name: str) -> None:
    """Change what others see of the account; empty for its own name."""
    account.shown_as = " ".join(name.split())[:LONGEST]
    account.save(update_fields=["shown_as"])


def list_seats(unit: Unit) -> list[Seat]:
    """Who has a role in the unit itself, by name."""
    seats = unit.seats.select_related("account", "unit").filter(account__is_local=False, account__is_active=True)
    return sorted(seats, key=lambda seat: order_name(seat.account.name))


def list_invitations(unit: Unit, now: datetime | None = None) -> list[Invitation]:
    """The invitations of the unit that can still be used, those that end first first."""
    open_ones = Q(used=None, account=None, expires__gt=now or timezone.now())
    return list(unit.invitations.filter(open_ones).order_by("expires"))


def take_back(by: Account, unit: Unit, number: int) -> None:
    """End an invitation of the unit that has not been used. Raises ForbiddenError."""
    demand(by, "account.invite", unit)
    if unit.invitations.filter(pk=number, used=None).delete()[0]:
        note("invitation.removed", unit, account=by, unit=unit)


def find_account(name: str) -> Account:
    """The account with a name, whatever its case. Raises NotFoundError."""
    found = Account.objects.filter(username__iexact=name.strip(), is_local=False).first()
    if found is None:
        raise NotFoundError("unknown_account", name=name[:60])
    return found


def create_founder(name: str, units: tuple[Unit, ...], role: str, password: str = "") -> Account:
    """An account that whoever runs the server makes, with a role in the units; where none is named, administrator of
    every unit under no other with the right to make more. Without a password it waits for a link.

    Raises BadInputError for a name that is taken or a password that is weak.
    """
    with transaction.atomic():
        username = _check_name(name)
        if password:
            check_password(password, username)
        account = Account.objects.create_account(username, password or None, may_found=not units)
        for unit in units or tuple(Unit.objects.filter(parent=None, is_example=False)):
            account.seats.create(unit=unit, role=_check_role(role))
        note("account.made", account, account=None, unit=None)
    return account


def _get_factors() -> QuerySet[models.Model]:
    """What allauth keeps of second steps, one row an app, a passkey or a set of spare codes."""
    found: QuerySet[models.Model] = apps.get_model("mfa", "Authenticator")._default_manager.all()
    return found


def _demand_above(by: Account | None, account: Account) -> None:
    """Raises ForbiddenError unless `by` administers every unit in which the account has a role; None is whoever runs
    the server.
    """
    if by is None:
        return
    if account.may_found and not by.may_found and not by.is_local:
        raise ForbiddenError("not_allowed", action="account.change")
    for seat in account.seats.select_related("unit"):
        demand(by, "account.change", seat.unit)


def _make_account(name: str, password: str) -> Account:
    username = _check_name(name)
    check_password(password, username)
    return Account.objects.create_account(username, password)


def _check_name(name: str) -> str:
    username = name.strip()
    if not NAME.fullmatch(username):
        raise BadInputError("account_name", found=username[:60])
    if Account.objects.filter(username__iexact=username).exists():
        raise BadInputError("account_taken", found=username)
    return username


def _check_role(role: str) -> str:
    if role not in Role.values:
        raise BadInputError("unknown_role", found=role[:40])
    return role


def _keep_an_administrator(seat: Seat, role: str | None) -> None:
    """Raises BadInputError where a unit under no other would have nobody left who administers it."""
    if seat.role != Role.ADMINISTRATOR or role == Role.ADMINISTRATOR or seat.unit.parent_id is not None:
        return
    others = Seat.objects.select_for_update().filter(
        unit=seat.unit, role=Role.ADMINISTRATOR, account__is_active=True, account__is_local=False
    )
    if not [one for one in others if one.pk != seat.pk]:
        raise BadInputError("last_administrator", unit=seat.unit.name)


def _make_link(by: Account | None, **of: object) -> str:
    secret = secrets.token_urlsafe(24)
    expires = timezone.now() + timedelta(days=DAYS)
    invitation = Invitation.objects.create(digest=digest_secret(secret), expires=expires, made_by=by, **of)
    note("account.invited", invitation, account=by, unit=invitation.unit, role=invitation.role)
    return secret
