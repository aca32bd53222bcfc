"""Lies first on the path of a program under test: it reaches nothing but this machine, and what it tries is noted."""

import os
import sys
from pathlib import Path

HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "")
ASKED = ("socket.connect", "socket.sendto", "socket.sendmsg")
NAMED = ("socket.getaddrinfo", "socket.gethostbyname")


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raises OSError for a connection to another host, or a look for its address."""
    if event in ASKED:
        address = arguments[-1]
        host = address[0] if isinstance(address, tuple) and address else ""  # a path is a socket of this machine
    elif event in NAMED:
        host = arguments[0]
    else:
        return
    if host is None or host in HERE:
        return
    with Path(os.environ["SAMSPEL_TEST_OUTSIDE"]).open("a", encoding="utf-8") as told:
        told.write(f"{event} {host}\n")
    raise OSError("no program under test reaches another host")


sys.addaudithook(refuse)
