"""Django's settings: a database and sessions for the workspace alone, and nothing fetched from another host."""

import os
from pathlib import Path

from samspel import __version__
from samspel.app.desk import find_home
from samspel.web.limits import read_limits, read_proxies
from samspel.web.secret import find_secret
from samspel.web.wsgi import HOSTS_VARIABLE
from samspel.workspace.database import describe_database
from samspel.workspace.public_address import read_public_address

FOLDER = Path(__file__).parent
DEBUG = False
WORKSPACE_HOME = find_home()
SECRET_KEY = find_secret(WORKSPACE_HOME)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get(HOSTS_VARIABLE, "").split()]
ACCESS_KEY = ""
"""What a request must bring; nothing where only this machine reaches the server. Set by build_application."""
READ_ONLY = False
SHARED_ADDRESS = ""
"""The address that others in the network open, with its key. Set when the server has its port."""
LIMITS = read_limits(os.environ)
PROXIES = read_proxies(os.environ)
"""Servers between this one and the readers, whose word on address and TLS counts."""
PUBLIC_ADDRESS = read_public_address(os.environ)
"""By which others reach the pages, in the words of who runs the server."""
CONTACT = " ".join(os.environ.get("SAMSPEL_CONTACT", "").split())[:200]
"""Whom readers may ask, in the words of who runs the server."""
DATA_UPLOAD_MAX_MEMORY_SIZE = LIMITS.small_body
ROOT_URLCONF = "samspel.web.urls"
DATABASES = {"default": describe_database(WORKSPACE_HOME, os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "samspel.workspace.apps.WorkspaceConfig",
    "samspel.web.apps.WebConfig",
]
AUTH_USER_MODEL = "workspace.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# People sign in by a name of their own choice; no address of theirs is asked for, and accounts come by invitation.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "samspel.web.work.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "samspel.web.work.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Samspel"
MFA_TOTP_TOLERANCE = 1
"""Half a minute: the clocks of phones and servers differ."""
AUTH_PASSWORD_VALIDATORS = [{"NAME": "samspel.web.work.accounts.adapter.PasswordRules"}]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "work"
# Attempts are counted in memory, as there is one process: by address, and by account from whichever address.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PROXIES > 0
"""Whoever puts a server with TLS before this one says so, and no cookie goes without TLS then."""
IS_ALONE = True
"""One person on this machine, no account asked for; false where others reach the server and sign in."""
MIDDLEWARE = [
    "samspel.web.middleware.SecurityHeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samspel.web.middleware.DeskMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "samspel.web.api.middleware.OpenDataMiddleware",
    "samspel.web.access.AccessMiddleware",
    "samspel.web.offline.OfflineMiddleware",
    "samspel.web.middleware.UploadLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samspel.web.work.who.WhoMiddleware",
    "samspel.web.repeats.RepeatMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samspel.web.costly.CostlyMiddleware",
    "samspel.web.glossing.GlossingMiddleware",
    "samspel.web.page_tables.PageTablesMiddleware",
    "samspel.web.middleware.ErrorMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [FOLDER / "templates", FOLDER / "account_templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "samspel.web.context.add_texts"],
            "builtins": [
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "samspel.web.templatetags.words",
            ],
        },
    }
]

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# The version stands in the address, so that a new version never meets old files in a browser's cache.
STATIC_URL = f"/static/{__version__}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}

CSRF_FAILURE_VIEW = "samspel.web.views.errors.show_csrf_failure"
CSRF_COOKIE_AGE = None
"""Ends with the browser: whoever says something without an account leaves nothing behind."""
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_busy": {"()": "samspel.web.busy.WithoutBusy"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler"}, "nowhere": {"class": "logging.NullHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "samspel": {"handlers": ["stderr"], "level": "ERROR"},
        # A wrong Host, too many fields and the like are the sender's mistakes, answered with 400; a stranger could fill
        # the log with tracebacks of them.
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        "django.request": {"filters": ["without_busy"]},
        "waitress.queue": {"level": "ERROR"},
    },
}
