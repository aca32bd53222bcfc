"""Builds the WSGI application around one opened desk."""

import os
import socket
from ipaddress import ip_address

import django
from django.core.handlers.wsgi import WSGIHandler

ANY_HOST = ("0.0.0.0", "::", "")


def build_application(host: str = "") -> WSGIHandler:
    """The application, answering to local names and `host`, with the desk open and what is slow already done.

    Raises SamspelError as `open_desk` does, and BadInputError for a home folder that cannot be written.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.web.settings")
    named = os.environ.get("SAMSPEL_HOSTS", "").split()
    os.environ["SAMSPEL_HOSTS"] = " ".join([*named, *_list_names(host)])
    django.setup()
    from samspel.web.presenters.warming import warm_up

    warm_up()
    return WSGIHandler()


def _list_names(host: str) -> list[str]:
    """The names by which a browser reaches `host`; this machine's own where every address is listened to."""
    if host not in ANY_HOST:
        return [f"[{host}]" if _is_ipv6(host) else host]
    name = socket.gethostname()
    try:
        return [name, socket.getfqdn(), *socket.gethostbyname_ex(name)[2]]
    except OSError:
        return [name]


def _is_ipv6(host: str) -> bool:
    try:
        return ip_address(host).version == 6  # noqa: PLR2004 - the version of the protocol
    except ValueError:
        return False
