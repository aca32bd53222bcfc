"""The address of a page as it stands on what leaves the screen: pictures, citations, papers, links for others."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri

from samspel.web.wsgi import is_local


def find_own_address(request: HttpRequest) -> str:
    """The server's address where others can reach it: the one that whoever runs it has set, or that of the request;
    nothing where that is this machine's alone.
    """
    if settings.PUBLIC_ADDRESS:
        return str(settings.PUBLIC_ADDRESS)
    host = request.get_host()
    bare = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    return "" if is_local(bare.strip("[]")) else f"{request.scheme}://{host}"


def cite_page(request: HttpRequest, path: str) -> str:
    """A page as it is cited: its address, or its path alone where nobody else could open the address."""
    return f"{find_own_address(request)}{iri_to_uri(path)}"


def make_link(request: HttpRequest, path: str) -> str:
    """A link that is handed to others, or followed on this machine where it is alone."""
    return cite_page(request, path) if find_own_address(request) else request.build_absolute_uri(path)
