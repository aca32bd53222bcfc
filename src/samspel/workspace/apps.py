"""The Django application of the workspace."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class WorkspaceConfig(AppConfig):
    """Its tables, and the rules of who may do what."""

    name = "samspel.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the rules to Django's permissions."""
        from samspel.workspace.permissions import add_rules

        add_rules()
        connection_created.connect(_protect_file)


def _protect_file(connection: object, **_: object) -> None:
    """Only the owner of the home reads the database's file, which SQLite makes as the umask says."""
    from samspel.workspace.database import protect_file

    protect_file(connection)
