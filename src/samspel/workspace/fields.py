"""A field of text that the database only ever sees sealed."""

from typing import TYPE_CHECKING, Any

from django.db import models

from samspel.workspace.sealing import get_seal

if TYPE_CHECKING:
    Base = models.TextField[str, str]
else:
    Base = models.TextField


class SealedTextField(Base):
    """Text, sealed on its way in and opened on its way out. Cannot be searched or sorted by."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal."""
        return value if value is None else get_seal().close(str(value))

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        """Open."""
        return value if value is None else get_seal().open(value)
