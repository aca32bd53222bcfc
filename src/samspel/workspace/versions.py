"""Two people who edit one thing: the second is shown both texts, and nothing is lost."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from samspel.terms.errors import SamspelError

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
