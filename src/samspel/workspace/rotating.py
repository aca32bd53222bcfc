"""All that is sealed is sealed anew with the newest key."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models, transaction

from samspel.workspace.fields import SealedTextField
from samspel.workspace.log import note
from samspel.workspace.sealing import VARIABLE, add_key, forget_keys, get_seal, has_given_keys

LABEL = "workspace"
SECRETS = ("secret", "seed")
"""Of an app, and of codes to keep."""


def rotate(home: Path, *, forgets: bool = False) -> int:
    """Add a key, seal everything anew and return how many texts. With `forgets` the old keys go afterwards; backups
    from before can then only be opened with keys kept elsewhere. Where the keys stand in the environment none is added.

    Raises BadInputError where a text cannot be opened (nothing is changed then) or the file cannot be written.
    """
    if not has_given_keys():
        add_key(home)
    with transaction.atomic():
        _seal_factors_anew()
        count = sum(_seal_anew(model, fields) for model, fields in _list_sealed())
        note("keys.rotated", VARIABLE, account=None, unit=None, count=count)
    if forgets:
        forget_keys(home)
    return count


def _seal_factors_anew() -> None:
    """What allauth keeps of second factors lies sealed within a field of its own."""
    seal = get_seal()
    for factor in apps.get_model("mfa", "Authenticator").objects.select_for_update():
        sealed = {name: seal.renew(factor.data[name]) for name in SECRETS if factor.data.get(name)}
        if sealed:
            factor.data = {**factor.data, **sealed}
            factor.save(update_fields=["data"])


def _list_sealed() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model of the workspace that seals something, with its fields that do."""
    for model in apps.get_app_config(LABEL).get_models():
        fields = [field.attname for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]
        if fields:
            yield model, fields


def _seal_anew(model: type[models.Model], fields: list[str]) -> int:
    count = 0
    rows = model._default_manager.select_for_update().order_by("pk")
    for record in rows.only("pk", *fields):
        sealed = {name: value for name in fields if (value := getattr(record, name))}
        if sealed:
            model._default_manager.filter(pk=record.pk).update(**sealed)
            count += len(sealed)
    return count
