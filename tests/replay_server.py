"""A server on this machine that plays publishers' answers, whole or broken, and notes what it was asked."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

HOST = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer; `cut` closes the connection after so many bytes of the body, which is stated whole."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    chunked: bool = False


Script = Reply | list[Reply] | Callable[[str], Reply]


@dataclass(kw_only=True)
class Replay:
    """What is answered by path with its question: one reply, several in turn (the last for ever), or what a function
    says. `otherwise` answers the rest.
    """

    port: int = 0
    scheme: str = "http"
    replies: dict[str, Script] = field(default_factory=dict)
    otherwise: Callable[[str], Reply] = lambda path: Reply(status=404)
    asked: list[str] = field(default_factory=list)
    told: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"{self.scheme}://{HOST}:{self.port}"

    def answer(self, path: str) -> Reply:
        """The reply to a path, which is noted."""
        script = self.replies.get(path, self.otherwise)
        if isinstance(script, list):
            return script.pop(0) if len(script) > 1 else script[0]
        return script if isinstance(script, Reply) else script(path)


@contextmanager
def run_replay(context: ssl.SSLContext | None = None) -> Iterator[Replay]:
    """A server that answers as its `replies` say, with TLS where a context is given."""
    replay = Replay(scheme="https" if context else "http")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # headers and body are written apart, and would wait for each other

        def do_GET(self) -> None:
            path = unquote(self.path)
            replay.asked.append(path)
            replay.told.append(dict(self.headers))
            _send(self, replay.answer(path))

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client that hangs up is part of a test."""

    with Server((HOST, 0), Handler) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        replay.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield replay
        finally:
            server.shutdown()
            thread.join()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if reply.chunked:
        handler.send_header("Transfer-Encoding", "chunked")
    else:
        handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    body = reply.body if reply.cut is None else reply.body[: reply.cut]
    if reply.chunked and body:
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))
    elif not reply.chunked:
        handler.wfile.write(body)
    if reply.chunked and reply.cut is None:
        handler.wfile.write(b"0\r\n\r\n")
    if reply.cut is not None:
        handler.close_connection = True
        handler.wfile.flush()
