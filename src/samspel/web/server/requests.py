"""A request while it is received: how large its body may be is known before any of the body is read."""

import time
from collections.abc import Mapping
from errno import EDQUOT, ENOSPC
from typing import Any, NamedTuple, Protocol

from waitress.parser import HTTPRequestParser
from waitress.utilities import BadRequest, Error, InternalServerError, RequestEntityTooLarge

WITH_BODY = ("POST", "PUT", "PATCH")


class LengthRequiredError(Error):  # type: ignore[misc]  # waitress has no types
    """A body of unknown length."""

    code, reason = 411, "Length Required"


class ServiceUnavailableError(Error):  # type: ignore[misc]
    """Too many at once."""

    code, reason = 503, "Service Unavailable"


class InsufficientStorageError(Error):  # type: ignore[misc]
    """No room for the body on the disk."""

    code, reason = 507, "Insufficient Storage"


class Allowance(NamedTuple):
    """Bytes that a body may have, and whether it is an upload, of which few are received at once."""

    limit: int
    is_upload: bool = False


class Gate(Protocol):
    """What a request asks its server."""

    def allow_body(self, method: str, path: str, headers: Mapping[str, str]) -> Allowance:
        """How large the body may be."""

    def has_upload_room(self) -> bool:
        """Whether one more upload may be received now."""


class Request(HTTPRequestParser):  # type: ignore[misc]
    """Waitress' parser, with the limit of the body by method and address, and a clock."""

    def __init__(self, adj: Any, gate: Gate) -> None:
        super().__init__(adj)
        self.began = time.time()
        self.is_upload = False
        self._gate = gate
        self._judged = False

    @property
    def is_in_body(self) -> bool:
        """Whether the headers have come and the body not yet all."""
        return self.headers_finished and not self.completed

    def received(self, data: bytes) -> int:
        """Take what has come; returns how much of it was used. A request that is refused is complete at once."""
        try:
            consumed: int = super().received(data)
        except OSError as error:
            full = error.errno in (ENOSPC, EDQUOT)
            self._refuse(InsufficientStorageError("") if full else InternalServerError(""))
            return len(data)
        except ValueError:  # the parser lets some addresses and numbers through to the standard library
            self._refuse(BadRequest(""))
            return len(data)
        if self.headers_finished and not self._judged:
            self._judged = True
            self._judge()
        if self.body_rcv is not None and not self.error and self.body_bytes_received > self._allowed.limit:
            self._refuse(RequestEntityTooLarge(""))
        if self.error is not None:
            self.expect_continue = False
        return consumed

    def _judge(self) -> None:
        if self.error is not None or self.empty:
            return
        self._allowed = self._gate.allow_body(self.command.upper(), self.path, self.headers)
        if self.content_length > self._allowed.limit:
            self._refuse(RequestEntityTooLarge(""))
        elif self.command.upper() in WITH_BODY and not self.chunked and "CONTENT_LENGTH" not in self.headers:
            self._refuse(LengthRequiredError(""))
        elif self._allowed.is_upload and not self.completed:
            if self._gate.has_upload_room():
                self.is_upload = True
            else:
                self._refuse(ServiceUnavailableError(""))

    def _refuse(self, error: Error) -> None:
        self.error, self.completed = error, True

    _allowed = Allowance(0)
