"""Starts the workspace: its settings, its tables, and who uses it where no account is asked for."""

import os

import django
from django.conf import settings

SETTINGS = "samspel.web.settings"
"""By name: the settings are the web's."""


def start() -> None:
    """Make Django ready, for a command that needs the workspace. Raises BadInputError for a database that is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    how, settings.LOGGING_CONFIG = settings.LOGGING_CONFIG, None  # the log is a server's; a command tells its user
    django.setup()
    settings.LOGGING_CONFIG = how
    prepare()


def prepare() -> None:
    """Make the tables, or bring them to this version. Raises BadInputError for a database that cannot be reached."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

    from samspel.workspace.database import make_folder
    from samspel.workspace.failures import explain_failure

    make_folder(connection.settings_dict)
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise explain_failure(error) or error from None


def has_accounts() -> bool:
    """Whether anybody can sign in."""
    from samspel.workspace.models import Account

    return Account.objects.filter(is_active=True, is_local=False).exists()
