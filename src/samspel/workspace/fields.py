"""A field of text that the database only ever sees sealed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import models

from samspel.workspace.sealing import get_seal

if TYPE_CHECKING:
    Base = models.TextField[str, str]
else:
    Base = models.TextField


_AS_KEPT: ContextVar[bool] = ContextVar("as_kept", default=False)


@contextmanager
def left_sealed() -> Iterator[None]:
    """Let sealed text go in and out as it is kept: for copies of the whole database."""
    token = _AS_KEPT.set(True)
    try:
        yield
    finally:
        _AS_KEPT.reset(token)


class SealedTextField(Base):
    """Text, sealed on its way in and opened on its way out. Cannot be searched or sorted by."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal."""
        return value if value is None or _AS_KEPT.get() else get_seal().close(str(value))

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        """Open."""
        return value if not value or _AS_KEPT.get() else get_seal().open(value)
