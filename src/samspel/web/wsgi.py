"""Builds the WSGI application around one opened desk."""

import os
import socket
from ipaddress import ip_address

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from samspel.terms.clock import find_made_day, get_today
from samspel.terms.errors import BadInputError
from samspel.web.limits import read_proxies

HOSTS_VARIABLE = "SAMSPEL_HOSTS"
"""Further names to answer to, with spaces between them."""
COLD = "SAMSPEL_COLD"
"""Set to anything, the server answers sooner, and the first who ask wait for what is else done before."""
TIMETABLE_LIMIT = 300_000_000
BODY_LIMIT = TIMETABLE_LIMIT + 16_000_000
"""Bytes that the timetables and the whole form with them may take. The server keeps what it receives on disk."""
ANY_HOST = ("0.0.0.0", "::")


def build_application(
    host: str = "", key: str = "", *, is_read_only: bool = False, is_alone: bool = True
) -> WSGIHandler:
    """The application, answering to local names and `host`, with the desk open and what is slow already done. With a
    `key` only to requests that bring it; read only, it takes no form; not alone, it asks for accounts.

    Raises SamspelError as `open_desk` does, and BadInputError for a home folder that cannot be written, a setting that
    is none, where accounts are asked for and there are none, or where others would reach a server whose day is made up.
    """
    _refuse_made_day(host or "localhost")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.web.settings")
    named = os.environ.get(HOSTS_VARIABLE, "").split()
    os.environ[HOSTS_VARIABLE] = " ".join([*named, *list_names(host)])
    django.setup()
    settings.ACCESS_KEY, settings.READ_ONLY, settings.IS_ALONE = key, is_read_only, is_alone
    from samspel.web.presenters.warming import warm_up, warm_up_work
    from samspel.web.shared import get_desk, get_room
    from samspel.workspace.retention import tidy
    from samspel.workspace.running import has_accounts, prepare

    prepare()
    if not (is_alone or is_read_only or has_accounts()):
        raise BadInputError("no_accounts")
    tidy(get_desk(), get_today())
    get_room().sweep()  # uploads that a stopped server left
    if not os.environ.get(COLD):
        warm_up()
        if not (is_alone or is_read_only):
            warm_up_work()
    return WSGIHandler()


def _refuse_made_day(host: str) -> None:
    """Raises BadInputError where others would reach a server that takes another day for today."""
    if find_made_day() is not None and (not is_alone_at(host) or read_proxies(os.environ)):
        raise BadInputError("made_day")


def is_alone_at(host: str) -> bool:
    """Whether nobody but whoever sits at this machine reaches the server: it listens here alone, and answers to no
    name that somebody has given it, as it does behind another server.
    """
    return all(is_local(name) for name in (host, *os.environ.get(HOSTS_VARIABLE, "").split()))


def is_local(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def name_to_show(host: str) -> str:
    """What stands for `host` in the address that people get: this machine's own where every one is listened to."""
    shown = _find_own_address() or socket.gethostname() if host in ANY_HOST else host
    return f"[{shown}]" if _is_ipv6(shown) else shown


def list_names(host: str) -> list[str]:
    """The names by which a browser reaches `host`; this machine's own where every address is listened to."""
    if host not in ANY_HOST:
        return [f"[{host}]" if _is_ipv6(host) else host] if host else []
    return [name for name in (socket.gethostname(), socket.getfqdn(), _find_own_address()) if name]


def _find_own_address() -> str:
    """The address of this machine in its network, which a phone nearby writes; empty without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for examples; a datagram socket sends nothing when it connects
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _is_ipv6(host: str) -> bool:
    try:
        return ip_address(host).version == 6  # noqa: PLR2004 - the version of the protocol
    except ValueError:
        return False
