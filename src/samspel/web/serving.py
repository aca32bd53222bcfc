"""Starts the server around the workspace and ends it in order."""

import gc
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from waitress.adjustments import Adjustments

from samspel.web.limits import Limits, read_limits, read_proxies
from samspel.web.server.answers import OwnAnswers
from samspel.web.wsgi import BODY_LIMIT, build_application, is_local, name_to_show

SPARE_FILES = 200
"""Open files beside those of connections: bodies, figures, libraries."""
TURN = 0.001
"""Seconds that one thread keeps the interpreter while others wait for it. A page of the workspace asks the database
some fifteen times and gives the interpreter up each time: with the five milliseconds of Python's own, each of those
would wait so long for every other page that is being made.
"""


def serve(
    host: str, port: int, ready: Callable[[str, int, str], None], *, is_open: bool, is_read_only: bool, is_alone: bool
) -> None:
    """Serve until the program is told to stop; `ready` is given the name, the port and the key of the address. There is
    a key where others reach a server that only shows, unless it `is_open`; where they may change things, they sign in.

    Raises OSError or ValueError for an address that cannot be listened to, SamspelError as `build_application`.
    """
    limits = read_limits(os.environ)
    _try_address(host, port)
    from samspel.web.access import FIELD, make_key
    from samspel.web.bodies import allow_body
    from samspel.web.server.pages import make_pages
    from samspel.web.server.running import Server
    from samspel.web.shared import get_nursery, get_room
    from samspel.web.views.sharing import share

    key = make_key() if is_read_only and not is_open and not is_local(host) else ""
    application = build_application(host, key, is_read_only=is_read_only, is_alone=is_alone)
    _allow_files(limits)
    _set_aside()

    allow, proxies = partial(allow_body, limits), read_proxies(os.environ)
    sys.setswitchinterval(TURN)
    server = Server(application, host, port, limits, OwnAnswers(make_pages()), allow, BODY_LIMIT, proxies)
    room = get_room()
    room.take_over()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.stop)
    try:
        name = name_to_show(host)
        share(f"http://{name}:{server.port}/" + (f"?{FIELD}={key}" if key else ""), is_local=is_local(host))
        ready(name, server.port, key)
        server.run(get_nursery().close)
    finally:
        get_nursery().close()
        room.close()


def _try_address(host: str, port: int) -> None:
    """Fail at once for what cannot be listened to: opening the desk takes seconds."""
    for family, kind, protocol, address in Adjustments(host=host, port=port).listen:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)


def _set_aside() -> None:
    """Leave what has been opened out of the search for what nobody refers to any more: it stays to the end, and going
    through it takes longer than most pages.
    """
    gc.collect()
    gc.freeze()


def _allow_files(limits: Limits) -> None:
    """Let the program open as many files as it may have connections, where the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * limits.connections + SPARE_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
