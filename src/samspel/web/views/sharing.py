"""The address of a shared server as a code to photograph: shown to those who have it, so that they can pass it on."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspel.app.inviting import invite
from samspel.web.pages import show_page


@dataclass(frozen=True, slots=True)
class SharePage:
    """The address with its code; both empty where only this machine reaches the server."""

    template: ClassVar[str] = "samspel/share.html"
    address: str
    code: SafeString


def share(address: str, *, is_local: bool) -> None:
    """Let the page show the address, unless only this machine reaches it."""
    settings.SHARED_ADDRESS = "" if is_local else address


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page with the code."""
    address: str = settings.SHARED_ADDRESS
    return show_page(request, SharePage(address, mark_safe(invite(address).picture) if address else SafeString()))
