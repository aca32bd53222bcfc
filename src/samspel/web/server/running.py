"""The server: waitress with places for many connections, an early answer when it is full, and an end in order."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from samspel.web.limits import Limits
from samspel.web.server.answers import OwnAnswers
from samspel.web.server.channels import AllowBody, Channel

SPARE = 50
"""Descriptors that waitress counts as connections but that are not: the server's own, and connections being closed."""
HEADER_BYTES = 32_768
TRUSTED = {"trusted_proxy": "*", "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
"""What is believed of servers before this one, where somebody says that there are any: nothing else may reach it."""
TICK = 0.25
"""Seconds between looks at whether to stop; the loop wakes at once for anything that comes."""


class ListeningSocket(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """One address that is listened to."""

    channel_class = Channel

    def __init__(self, limits: Limits, answers: OwnAnswers, allow_body: AllowBody, **given: Any) -> None:
        self.limits, self.answers, self.allow_body = limits, answers, allow_body
        super().__init__(**given)

    def count_uploads(self) -> int:
        """Uploads that are being received."""
        return sum(channel.is_receiving for channel in self.active_channels.values())

    def add_task(self, task: Channel) -> None:
        """Queue a request, or say at once that there is no room. The caller holds the requests' lock."""
        if len(self.task_dispatcher.queue) >= self.limits.requests_waiting:
            task.refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            super().add_task(task)

    def handle_accept(self) -> None:
        """Take a connection; when all are taken the one that has been silent longest makes room."""
        if len(self.active_channels) >= self.limits.connections:
            idle = [one for one in self.active_channels.values() if not one.is_served and not one.is_receiving]
            if idle:
                min(idle, key=lambda one: one.silent_since).handle_close()
        super().handle_accept()

    def maintenance(self, now: float) -> None:
        """Close what has been silent or slow for too long."""
        for channel in list(self.active_channels.values()):
            channel.look_after(now)

    @property
    def is_busy(self) -> bool:
        """Whether a request is being answered, or an answer is on its way."""
        return any(one.is_served or one.total_outbufs_len for one in self.active_channels.values())


class Server:
    """All addresses of one host name, one loop and one pool of threads."""

    def __init__(
        self,
        application: WSGIHandler,
        host: str,
        port: int,
        limits: Limits,
        answers: OwnAnswers,
        allow_body: AllowBody,
        largest_body: int,
        proxies: int = 0,
    ) -> None:
        """Listen. Raises OSError or ValueError for an address that cannot be listened to."""
        adjustments = Adjustments(
            host=host,
            port=port,
            threads=limits.threads,
            connection_limit=limits.connections + SPARE,
            cleanup_interval=1,
            max_request_header_size=HEADER_BYTES,
            max_request_body_size=largest_body + 1,
            asyncore_use_poll=True,
            log_socket_errors=False,
            ident=None,
            **(TRUSTED | {"trusted_proxy_count": proxies} if proxies else {}),
        )
        self._limits = limits
        self._map: dict[int, Any] = {}
        self._dispatcher = ThreadedTaskDispatcher()
        self._dispatcher.set_thread_count(limits.threads)
        self._sockets = [
            ListeningSocket(
                limits,
                answers,
                allow_body,
                application=application,
                map=self._map,
                dispatcher=self._dispatcher,
                adj=adjustments,
                sockinfo=found,
            )
            for found in adjustments.listen
        ]
        self._asked_to_stop = 0

    @property
    def port(self) -> int:
        """The port that was chosen, or found where 0 was asked for."""
        return int(self._sockets[0].effective_port)

    def stop(self, *_: object) -> None:
        """End in order; a second time at once. A signal handler: it only sets a mark."""
        self._asked_to_stop += 1

    def run(self, while_waiting: Callable[[], object] = lambda: None) -> None:
        """Serve until `stop`, then close the ports and finish what is under way. `while_waiting` is called then."""
        while not self._asked_to_stop:
            self._turn()
        for one in self._sockets:
            one.accepting = False
            one.del_channel()
            one.socket.close()
        while_waiting()
        until = time.monotonic() + self._limits.stop_seconds
        while self._asked_to_stop == 1 and time.monotonic() < until and any(one.is_busy for one in self._sockets):
            self._turn()
        self._dispatcher.shutdown(timeout=1)
        for channel in list(self._map.values()):
            channel.close()

    def _turn(self) -> None:
        wasyncore.loop(timeout=TICK, map=self._map, use_poll=True, count=1)
