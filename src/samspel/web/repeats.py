"""A form that is sent twice is done once: by two clicks, or by going back and sending it again.

Each form of a page has a token of its own, so the same token with the same fields and files is the same form. What was
done is known by where the browser was sent on to; it lies in the server's memory as long as what the next page tells.
Whoever goes back, sends something else and then the first again has changed their mind, and is heard each time.
"""

import hashlib
from time import monotonic, sleep

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from samspel.web.middleware_base import Middleware
from samspel.web.notices import SECONDS

TOKEN = "csrfmiddlewaretoken"
PREFIX, LATEST = "sent:", "sent-last:"
DOING = ""
"""What is kept while the first is being done."""
LONGEST_WAIT, LOOK_EVERY = 5.0, 0.05
"""Seconds that the second waits for the first, and between its looks."""


class RepeatMiddleware(Middleware):
    """Sends the browser on to where the first sending of a form led. A form that was not done may be sent again."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Keep where a form that was done leads."""
        request._sent = None  # type: ignore[attr-defined]
        address = ""
        try:
            response = self._respond(request)
            address = response.headers.get("Location", "") if isinstance(response, HttpResponse) else ""
            return response
        finally:
            key = request._sent  # type: ignore[attr-defined]
            if key is not None and address:
                cache.set(name_latest(request), key, SECONDS)  # first, since whoever waits looks for the address
                cache.set(key, address, SECONDS)
            elif key is not None:
                cache.delete(key)

    def process_view(self, request: HttpRequest, view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        """Let the first pass, and answer the others. A view that asks for no token reads what is sent itself."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False) or TOKEN not in request.POST:
            return None
        key = name_sending(request)
        if cache.add(key, DOING, SECONDS):
            request._sent = key  # type: ignore[attr-defined]
            return None
        address = wait_for(key)
        if address and cache.get(name_latest(request)) != key:
            cache.set(key, DOING, SECONDS)
            request._sent = key  # type: ignore[attr-defined]
            return None
        return None if address is None else HttpResponseRedirect(address or request.get_full_path())


def name_sending(request: HttpRequest) -> str:
    """The same for the same form with the same fields and files, and for no other."""
    fields = sorted((name, *values) for name, values in request.POST.lists())
    files = sorted(
        (name, str(file.name), digest(file)) for name in request.FILES for file in request.FILES.getlist(name)
    )
    told = repr((request.get_full_path(), fields, files)).encode("utf-8", "surrogatepass")
    return f"{PREFIX}{hashlib.sha256(told).hexdigest()}"


def name_latest(request: HttpRequest) -> str:
    """Where it is kept what was last done by the form on this page."""
    told = repr((request.get_full_path(), request.POST[TOKEN])).encode("utf-8", "surrogatepass")
    return f"{LATEST}{hashlib.sha256(told).hexdigest()}"


def digest(file: UploadedFile) -> str:
    """What a file holds in a few letters: a digit that was mended leaves name and size as they were."""
    told = hashlib.sha256()
    for piece in file.chunks():
        told.update(piece)
    file.seek(0)
    return told.hexdigest()


def wait_for(key: str) -> str | None:
    """Where the first sending led, once it is done, nowhere (an empty address) while it is not; None where it came to
    nothing, and may be sent again.
    """
    end = monotonic() + LONGEST_WAIT
    while (address := cache.get(key)) == DOING and monotonic() < end:
        sleep(LOOK_EVERY)
    return None if address is None else str(address)
