"""Who asks: the account that has signed in, or whoever sits at this machine."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from samspel.workspace.alone import get_local_account
from samspel.workspace.models import Account

Respond = Callable[[HttpRequest], HttpResponseBase]


class WhoMiddleware:
    """Puts the local account in the place of nobody where no account is asked for; looked up only by pages that ask."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set the user, and pass on."""
        if settings.IS_ALONE and not settings.READ_ONLY:
            request.user = SimpleLazyObject(get_local_account)  # type: ignore[assignment]  # stands for an Account
        return self._respond(request)


def get_account(request: HttpRequest) -> Account | None:
    """The account of whoever asks; None for somebody who has not signed in."""
    user = request.user
    return user if isinstance(user, Account) and user.is_active else None
