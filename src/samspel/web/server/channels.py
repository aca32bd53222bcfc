"""A connection: turns away early what there is no room for, and is closed when its client is too slow."""

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from samspel.terms.units import KILOBYTE
from samspel.web.server.requests import Allowance, Request

LINGER_SECONDS = 10
"""How long what a refused client still sends is read and thrown away: a socket that is closed with unread bytes makes
the client lose the answer."""

AllowBody = Callable[[str, str, Mapping[str, str]], Allowance]


class OwnErrorTask(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """Answers a faulty request with a page of the workspace's own."""

    def execute(self) -> None:
        """Write the page and close."""
        code, path = self.request.error.code, getattr(self.request, "path", "/")
        self.status, headers, body = self.channel.server.answers.choose(code, path)
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.channel.refused = True
        self.write(body if getattr(self.request, "command", "") != "HEAD" else b"")


class Channel(HTTPChannel):  # type: ignore[misc]
    """Waitress' connection with clocks for headers, bodies and silence."""

    error_task_class = OwnErrorTask
    requests: list[Request]
    request: Request | None
    will_close: bool
    socket: socket.socket | None
    refused = False
    lingers_until = 0.0

    def parser_class(self, adj: Any) -> Request:
        """A request of this connection, as waitress asks for it."""
        return Request(adj, self)

    def allow_body(self, method: str, path: str, headers: Mapping[str, str]) -> Allowance:
        """How large the body may be."""
        allowed: Allowance = self.server.allow_body(method, path, headers)
        return allowed

    def has_upload_room(self) -> bool:
        """Whether one more upload may be received."""
        return bool(self.server.count_uploads() < self.server.limits.bodies_at_once)

    @property
    def is_served(self) -> bool:
        """Whether a request waits for its answer or is being made."""
        return bool(self.requests)

    @property
    def is_receiving(self) -> bool:
        """Whether the body of an upload is on its way."""
        return self.request is not None and self.request.is_upload and self.request.is_in_body

    @property
    def silent_since(self) -> float:
        """When the request that is being received began, or the last one was answered."""
        return float(self.last_activity if self.request is None else self.request.began)

    def look_after(self, now: float) -> None:
        """Close the connection when its client has been too slow. Called by the main thread."""
        limits = self.server.limits
        if self.lingers_until:
            self.will_close = self.will_close or now > self.lingers_until
        elif self.requests or self.will_close:
            return
        elif self.total_outbufs_len or self.request is None:
            self.will_close = now - self.last_activity > limits.idle_seconds
        else:
            body = self.request.body_bytes_received / (limits.body_kb_per_second * KILOBYTE)
            if now - self.request.began > limits.header_seconds + body:
                with self.requests_lock:
                    self.refuse(HTTPStatus.REQUEST_TIMEOUT)

    def refuse(self, code: int) -> None:
        """Answer with a page of the server's own and close. The caller holds the requests' lock."""
        asked = self.requests[0] if self.requests else self.request
        path, command = getattr(asked, "path", "/"), getattr(asked, "command", "")
        for request in filter(None, (*self.requests, self.request)):
            request.close()
        self.requests, self.request = [], None
        data = self.server.answers.write(code, path, with_body=command != "HEAD")
        with self.outbuf_lock:
            self.outbufs[-1].append(data)
            self.current_outbuf_count += len(data)
            self.total_outbufs_len += len(data)
        self.refused = self.close_when_flushed = True

    def readable(self) -> bool:
        """Whether to read: also what comes after a refusal, to be thrown away."""
        return bool(self.lingers_until and not self.will_close) or bool(super().readable())

    def handle_read(self) -> None:
        """Read a piece."""
        if not self.lingers_until:
            super().handle_read()
            return
        try:
            gone = not self.recv(self.adj.recv_bytes)
        except OSError:
            gone = True
        if gone and self.socket is not None:
            self.handle_close()

    def handle_write(self) -> None:
        """Write a piece; a refused client is given time to read its answer before the socket closes."""
        if self.refused and self.close_when_flushed and not self.total_outbufs_len:
            self.close_when_flushed = False
            self.lingers_until = time.time() + LINGER_SECONDS
            if self.socket is not None:
                with suppress(OSError):
                    self.socket.shutdown(socket.SHUT_WR)
            return
        super().handle_write()
