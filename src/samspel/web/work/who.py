"""Who asks: the account that has signed in, or whoever sits at this machine; and whether they may change what is kept
of places outside the workspace.
"""

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from samspel.terms.errors import NotFoundError
from samspel.web.access import SAFE
from samspel.web.middleware_base import Middleware
from samspel.web.shared import act_for, hide_drafts, hide_what_is_kept
from samspel.workspace.alone import get_local_account
from samspel.workspace.models import Account, Seat, Unit
from samspel.workspace.permissions import ForbiddenError, find_first_unit, may_somewhere
from samspel.workspace.units import is_first

ACTION = "place.change"
WORK, ACCOUNT = "arbete/", "konto/"
KEPT = frozenset(("added", "kept", "kept_remove", "kept_restore", "own", "own_form"))
"""The pages of what people here have kept of a place, and of their own demands, by name: only for who has signed in."""


class WhoMiddleware(Middleware):
    """Puts the local account in the place of nobody where no account is asked for, looked up only by pages that ask.
    Where accounts are asked for, lets only who may change anything, and shows each what they have a part in: answers
    and own demands to who has a role, drafts to who may write them in the same unit, and nothing of it to others.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set the user, and pass on."""
        if settings.IS_ALONE and not settings.READ_ONLY:
            request.user = SimpleLazyObject(get_local_account)  # type: ignore[assignment]  # stands for an Account
        return self._respond(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Refuse what this server does not have or this account may not do."""
        from samspel.web.views.errors import show_error

        match = request.resolver_match
        route = match.route.removeprefix("en/") if match else ""
        if settings.READ_ONLY and route.startswith((WORK, ACCOUNT)):
            raise Http404
        if settings.IS_ALONE and route.startswith(ACCOUNT):
            return show_error(request, NotFoundError("alone_account"), 404)
        if not asks_for_accounts():
            return None
        if route.startswith((WORK, ACCOUNT)):
            _keep_to_own(request)
            return None
        is_kept = match is not None and match.url_name in KEPT
        return _let_in(request, is_kept=is_kept)


def _let_in(request: HttpRequest, *, is_kept: bool) -> HttpResponseBase | None:
    """Refuse what this account may not do outside the workspace, and show what it has a part in."""
    from samspel.web.views.errors import show_error
    from samspel.web.work.guards import go_to_sign_in

    is_safe = request.method in SAFE
    if get_account(request) is None and (is_kept or not is_safe):
        return go_to_sign_in(request)
    if may_change(request):
        _keep_to_own(request)
    elif not is_safe:
        return show_error(request, ForbiddenError("not_allowed", action=ACTION), 403)
    elif has_role(request):
        hide_drafts()
    else:
        hide_what_is_kept()
    return None


def asks_for_accounts() -> bool:
    """Whether others reach the server and sign in."""
    return not settings.IS_ALONE and not settings.READ_ONLY


def get_account(request: HttpRequest) -> Account | None:
    """The account of whoever asks, its seats read once a request, with their units; None for somebody who has not
    signed in.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, Account) or not user.is_active:
        return None
    prefetch_related_objects([user], Prefetch("seats", Seat.objects.select_related("unit")))
    return user


def has_role(request: HttpRequest) -> bool:
    """Whether whoever asks has signed in and has a role anywhere on this server."""
    account = get_account(request)
    return account is not None and bool(account.seats.all())


def find_drafting_unit(request: HttpRequest) -> Unit | None:
    """The unit whose drafts whoever asks reads and writes: the first in which they may; None where they may in none, or
    nobody is told from others.
    """
    return find_first_unit(get_account(request), ACTION) if asks_for_accounts() else None


def _keep_to_own(request: HttpRequest) -> None:
    unit = find_drafting_unit(request) if may_change(request) else None
    if unit is None:
        hide_drafts()
    else:
        act_for("" if is_first(unit) else str(unit.pk))


def may_change(request: HttpRequest) -> bool:
    """Whether whoever asks may change what is kept of places: answers, reports, own demands, drafts."""
    if not asks_for_accounts():
        return not settings.READ_ONLY
    found = request.META.get(ACTION)
    if not isinstance(found, bool):
        found = request.META[ACTION] = may_somewhere(get_account(request), ACTION)
    return found
