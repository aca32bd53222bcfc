"""Two people who edit one thing, or one who takes away what another edits: nothing is lost that nobody has seen."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from samspel.terms.errors import BadInputError, SamspelError

M = TypeVar("M", bound=models.Model)


class ChangedMeanwhileError(SamspelError):
    """Somebody else has saved since the form was opened. `now` holds what is kept, `typed` what was not taken."""

    def __init__(self, now: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
        super().__init__("changed_meanwhile", fields=", ".join(sorted(typed)))
        self.now, self.typed = dict(now), dict(typed)


def change(record: M, version: int, **typed: Any) -> M:
    """Save the fields where the record still has the `version` that the form was opened with, and count it up. Returns
    the record as it is kept now.

    Raises ChangedMeanwhileError where it has another one.
    """
    model = type(record)
    with transaction.atomic():
        kept = model._default_manager.select_for_update().get(pk=record.pk)
        if kept.version != version:  # type: ignore[attr-defined]  # every record that is edited has one
            raise ChangedMeanwhileError({name: getattr(kept, name) for name in typed}, typed)
        for name, value in typed.items():
            setattr(kept, name, value)
        kept.version = version + 1  # type: ignore[attr-defined]
        kept.save(update_fields=[*typed, "version"])
    return kept


def take_away(record: models.Model, version: int) -> None:
    """Delete what still has the `version` that whoever takes it away has seen. Raises BadInputError where it has
    another one, and where it is gone.
    """
    with transaction.atomic():
        kept = type(record)._default_manager.select_for_update().filter(pk=record.pk).first()
        if kept is None:
            raise BadInputError("work_gone")
        if kept.version != version:  # type: ignore[attr-defined]  # as in `change`
            raise BadInputError("work_changed")
        kept.delete()
