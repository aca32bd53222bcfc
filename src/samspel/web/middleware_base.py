"""What stands between the server and every page: takes a request, passes it on, and may change what comes back."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]


class Middleware:
    """Knows what it passes requests on to, as Django tells it."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
