"""Pages that allauth looks up by their names and that there are not. They lie apart from those that there are: allauth
takes what their addresses have in common for a page that leads on to one of these.
"""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

NAMES = (
    "account_signup",
    "account_email",
    "account_set_password",
    "account_reset_password",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_request_reauthentication_code",
)


def refuse(_request: HttpRequest, **_: object) -> HttpResponseBase:
    """There is no such page. Raises Http404."""
    raise Http404


urlpatterns: list[URLPattern] = [path(f"{number}/", refuse, name=name) for number, name in enumerate(NAMES)]
