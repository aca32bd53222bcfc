"""`samspel admin`: accounts of a server that others reach, and the keys to what is sealed."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from samspel.app.desk import find_home
from samspel.catalogue.permissions import load_permissions
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.workspace.running import start

if TYPE_CHECKING:
    from samspel.workspace.models import Account

CHOICES = ("create", "list", "link", "seat", "reset", "close", "rotate")
NAMED = ("create", "link", "seat", "reset", "close")
PATH = "/konto/inbjudan/{secret}/"


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "admin",
        admin,
        click.Argument(["what"], type=click.Choice(CHOICES, case_sensitive=False)),
        click.Argument(["account"], required=False),
        click.Option(["--unit", "units"], multiple=True, help=texts("cli.admin.unit")),
        click.Option(["--role"], type=click.Choice(load_permissions().roles), help=texts("cli.admin.role")),
        click.Option(["--password", "asks"], is_flag=True, help=texts("cli.admin.password")),
        click.Option(["--forget", "forgets"], is_flag=True, help=texts("cli.admin.forget")),
    )


def admin(
    session: Session,
    what: str,
    account: str | None,
    units: tuple[str, ...],
    role: str | None,
    asks: bool,
    forgets: bool,
) -> None:
    """Do one thing. Raises NotFoundError for an account or unit that there is not, BadInputError for a name or password
    that cannot be used.
    """
    name = account or ""
    if what in NAMED and not name:
        raise click.UsageError(session.texts("cli.admin.need_name", what=what))
    if not units and (role or what == "seat"):
        raise click.UsageError(session.texts("cli.admin.need_unit", what="seat" if what == "seat" else "--role"))
    start()
    if what == "rotate":
        _rotate(session, forgets=forgets)
    elif what == "create":
        _create(session, name, units, role, asks=asks)
    elif what == "seat":
        _seat(session, name, units, role)
    else:
        DO[what](session, name)


def _create(session: Session, name: str, units: tuple[str, ...], role: str | None, *, asks: bool) -> None:
    from samspel.workspace.accounts import create_founder
    from samspel.workspace.units import find_unit

    given = _ask_password(session) if asks else ""
    account = create_founder(name, tuple(find_unit(one) for one in units), role or "administrator", given)
    if given:
        session.show(lambda: {"account": account.username}, lambda: _say(session, "created", name=account.username))
        return
    _give_link(session, account)


def _give_link(session: Session, account: "Account") -> None:
    from samspel.workspace.accounts import DAYS, invite_again

    path = PATH.format(secret=invite_again(None, account))

    def people() -> None:
        _say(session, "created", name=account.username)
        click.echo(session.texts("cli.admin.link", days=DAYS, path=path))

    session.show(lambda: {"account": account.username, "path": path, "days": DAYS}, people)


def _seat(session: Session, name: str, units: tuple[str, ...], role: str | None) -> None:
    """Give an account that is there a role in units."""
    from samspel.workspace.accounts import find_account, seat
    from samspel.workspace.units import find_unit

    account, found, chosen = find_account(name), [find_unit(one) for one in units], role or "administrator"
    for unit in found:
        seat(account, unit, chosen)
    names, said = session.texts.listing([unit.name for unit in found]), session.texts(f"workspace.role.{chosen}")
    told = {"account": account.username, "units": [unit.name for unit in found], "role": chosen}

    def people() -> None:
        _say(session, "seated", name=account.username, role=said, units=names)
        if not account.is_active:
            _say(session, "still_shut", name=account.username)

    session.show(lambda: told, people)


def _link(session: Session, name: str) -> None:
    """A link to a new password; a closed account is let in again."""
    from samspel.workspace.accounts import find_account, reopen

    account = find_account(name)
    reopen(account)
    _give_link(session, account)


def _close(session: Session, name: str) -> None:
    from samspel.workspace.accounts import close, find_account

    account = find_account(name)
    close(account)
    session.show(lambda: {"closed": account.username}, lambda: _say(session, "closed", name=account.username))


def _reset(session: Session, name: str) -> None:
    from samspel.workspace.accounts import find_account, reset_steps

    account = find_account(name)
    was_there = reset_steps(None, account)
    key = "reset" if was_there else "no_steps"
    told = {"account": account.username, "reset": was_there}
    session.show(lambda: told, lambda: _say(session, key, name=account.username))


def _list(session: Session, _name: str) -> None:
    from samspel.workspace.models import Account

    accounts = list(Account.objects.filter(is_local=False).order_by("username").prefetch_related("seats__unit"))
    rows = [_tell(account) for account in accounts]

    def people() -> None:
        if not rows:
            _say(session, "none")
            return
        columns = [session.texts(f"cli.admin.{key}") for key in ("name", "state", "seats")]
        session.table("", columns, [[str(row["name"]), *_word(session, row)] for row in rows])

    session.show(lambda: {"accounts": rows}, people)


def _tell(account: "Account") -> dict[str, object]:
    seats = [{"unit": seat.unit.name, "role": str(seat.role)} for seat in account.seats.all()]
    return {"name": account.username, "open": account.is_active, "may_found": account.may_found, "seats": seats}


def _word(session: Session, row: dict[str, object]) -> list[str]:
    texts, seats = session.texts, row["seats"]
    assert isinstance(seats, list)
    told = [f"{seat['unit']}: {texts('workspace.role.' + seat['role'])}" for seat in seats]
    told += [texts("cli.admin.founder")] if row["may_found"] else []
    return [texts("cli.admin.open" if row["open"] else "cli.admin.shut"), "; ".join(told)]


def _rotate(session: Session, *, forgets: bool) -> None:
    from samspel.workspace.rotating import rotate

    count = rotate(find_home(), forgets=forgets)

    def people() -> None:
        _say(session, "rotated", count=count)
        if forgets:
            _say(session, "forgotten")

    session.show(lambda: {"sealed": count, "forgotten": forgets}, people)


def _ask_password(session: Session) -> str:
    from samspel.workspace.passwords import SHORTEST

    asked = session.texts("cli.admin.ask_password", least=SHORTEST)
    return str(click.prompt(asked, hide_input=True, confirmation_prompt=True, err=True))


def _say(session: Session, key: str, **facts: object) -> None:
    session.say(session.texts(f"cli.admin.{key}", **facts))


DO: dict[str, Callable[[Session, str], None]] = {"list": _list, "close": _close, "link": _link, "reset": _reset}
