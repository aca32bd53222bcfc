"""Makes Django ready for tests that name models, with a home of its own. Imported for what it does."""

import atexit
import os
import tempfile

import django
from django.conf import settings

HOME = tempfile.TemporaryDirectory(prefix="samspel-tests-")
atexit.register(HOME.cleanup)
QUICK = ("django.contrib.auth.hashers.MD5PasswordHasher",)
"""A hundred accounts are made: what takes a third of a second each for a thief's sake would be minutes here."""


def make_ready() -> None:
    """Read the settings as of a home that is empty."""
    before = os.environ.get("SAMSPEL_HOME")
    os.environ["SAMSPEL_HOME"] = HOME.name
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.web.settings")
    how, settings.LOGGING_CONFIG = settings.LOGGING_CONFIG, None  # a command that is tried tells its own
    django.setup()
    settings.LOGGING_CONFIG = how
    settings.PASSWORD_HASHERS = list(QUICK)
    if before is None:
        del os.environ["SAMSPEL_HOME"]
    else:
        os.environ["SAMSPEL_HOME"] = before


make_ready()
