"""One person on one machine: no account is asked for, and everything may be done."""

from samspel.workspace.models import Account, Role, Seat, Unit

NAME = "samspel-local"


def get_local_account() -> Account:
    """The account that stands for whoever sits at this machine, with a seat in every unit that has no whole. Pages that
    are opened at once may each find that it is not there yet.
    """
    account = Account.objects.filter(is_local=True).first()
    if account is None:
        made = Account(username=NAME, is_local=True)
        made.set_unusable_password()
        account, _ = Account.objects.get_or_create(
            username=NAME, defaults={"is_local": True, "password": made.password}
        )
    seated = set(account.seats.values_list("unit_id", flat=True))
    for unit in Unit.objects.filter(parent=None).exclude(pk__in=seated):
        Seat.objects.get_or_create(account=account, unit=unit, defaults={"role": Role.ADMINISTRATOR})
    return account
