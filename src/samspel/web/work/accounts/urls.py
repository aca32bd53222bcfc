"""Addresses of accounts. Of allauth's pages only those that fit: what asks for a mail address or signs up is not
there (`nowhere`).
"""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from samspel.web.headers import HEADERS
from samspel.web.work.accounts import pages

View = Callable[..., HttpResponseBase]
FEATURE = "Permissions-Policy"
FORBIDDEN, ALLOWED = "publickey-credentials-get=()", "publickey-credentials-get=(self)"


def let_keys(view: View) -> View:
    """A page on which the browser may ask for a passkey, and which nobody keeps."""

    @wraps(view)
    def show(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers[FEATURE] = HEADERS[FEATURE].replace(FORBIDDEN, ALLOWED)
        return response

    return never_cache(show)


urlpatterns: list[URLPattern] = [
    path("", pages.show, name="account"),
    path("uppgifter.json", pages.send_data, name="account_data"),
    path("overallt/", pages.sign_out_everywhere, name="account_everywhere"),
    path("inbjudan/<str:secret>/", pages.accept_invitation, name="invitation"),
    path("logga-in/", let_keys(pages.SignIn.as_view()), name="account_login"),
    path("logga-in/kod/", let_keys(factors.authenticate), name="mfa_authenticate"),
    path("logga-in/nyckel/", let_keys(keys.login_webauthn), name="mfa_login_webauthn"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("stangt/", account.account_inactive, name="account_inactive"),
    path("igen/", let_keys(account.reauthenticate), name="account_reauthenticate"),
    path("igen/kod/", let_keys(factors.reauthenticate), name="mfa_reauthenticate"),
    path("igen/nyckel/", let_keys(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("losenord/", never_cache(pages.PasswordChange.as_view()), name="account_change_password"),
    path("tva-steg/", never_cache(factors.index), name="mfa_index"),
    path("tva-steg/app/", never_cache(app.activate_totp), name="mfa_activate_totp"),
    path("tva-steg/app/bort/", never_cache(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("tva-steg/koder/", never_cache(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("tva-steg/koder/nya/", never_cache(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("tva-steg/koder/fil/", never_cache(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("tva-steg/nycklar/", never_cache(keys.list_webauthn), name="mfa_list_webauthn"),
    path("tva-steg/nycklar/ny/", let_keys(keys.add_webauthn), name="mfa_add_webauthn"),
    path("tva-steg/nycklar/<int:pk>/", never_cache(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("tva-steg/nycklar/<int:pk>/bort/", never_cache(keys.remove_webauthn), name="mfa_remove_webauthn"),
]
