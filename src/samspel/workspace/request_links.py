"""The link through which a body answers. The database has its digest alone: the link itself is worked out from a number
in the database and a key outside it, so that the letter can be taken again and a copy of the database opens nothing.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from samspel.terms.errors import NotFoundError
from samspel.workspace.codes import digest_secret
from samspel.workspace.models import Request
from samspel.workspace.sealing import read_keys

OF = "request"
LONG = 40
"""Letters of a link: 240 bits."""


def draw_link() -> dict[str, str]:
    """A new link, as the fields of a request that keep what is needed of it."""
    salt = secrets.token_hex(16)
    return {"salt": salt, "digest": digest_secret(_derive(read_keys(settings.WORKSPACE_HOME)[0], salt), OF)}


def write_secret(request: Request, now: datetime | None = None) -> str:
    """The link of a request; empty where it has none, it has ended, or the key is another by now."""
    if not is_open(request, now):
        return ""
    made = (_derive(key, request.salt) for key in read_keys(settings.WORKSPACE_HOME))
    return next((secret for secret in made if digest_secret(secret, OF) == request.digest), "")


def is_open(request: Request, now: datetime | None = None) -> bool:
    """Whether the link leads somewhere."""
    return bool(request.digest) and request.expires is not None and request.expires > (now or timezone.now())


def reaches_others() -> bool:
    """Whether anybody else can open a link: nobody can where the program runs for one person on one machine."""
    return not settings.IS_ALONE


def find_by_secret(secret: str, now: datetime | None = None) -> Request:
    """The request of a link. Raises one and the same NotFoundError for one that was none, is closed or has ended."""
    found = Request.objects.select_related("unit").filter(digest=digest_secret(secret, OF)).first()
    if found is None or not is_open(found, now):
        raise NotFoundError("request_link")
    return found


def _derive(key: str, salt: str) -> str:
    made = hmac.new(key.encode(), f"samspel.request:{salt}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(made).decode()[:LONG]
