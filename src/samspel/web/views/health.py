"""Whether the server is well, for a program that asks: nothing of what is kept, and of nobody."""

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspel import __version__
from samspel.terms.units import MEGABYTE

LEAST_FREE = 200 * MEGABYTE
"""Bytes on the disk of the home below which somebody should look: a day's uploads and a backup."""


@never_cache
@require_safe
def show(_request: HttpRequest) -> JsonResponse:
    """The version, whether the database answers and the disk has room; 503 where something is wrong."""
    found = {"database": _answers(), "disk": _has_room()}
    is_well = all(found.values())
    return JsonResponse({"well": is_well, "version": __version__, **found}, status=200 if is_well else 503)


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM workspace_unit WHERE 1 = 0")
    except DatabaseError:
        return False
    return True


def _has_room() -> bool:
    try:
        return shutil.disk_usage(settings.WORKSPACE_HOME).free >= LEAST_FREE
    except OSError:
        return False
