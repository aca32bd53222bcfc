"""One person on one machine: no account is asked for, and everything may be done."""

from samspel.workspace.models import Account, Role, Seat, Unit

NAME = "samspel-local"


def get_local_account() -> Account:
    """The account that stands for whoever sits at this machine, with a seat in every unit that has no whole."""
    account = Account.objects.filter(is_local=True).first()
    if account is None:
        account = Account.objects.create_account(NAME, is_local=True)
    seated = set(account.seats.values_list("unit_id", flat=True))
    for unit in Unit.objects.filter(parent=None).exclude(pk__in=seated):
        Seat.objects.create(account=account, unit=unit, role=Role.ADMINISTRATOR)
    return account
