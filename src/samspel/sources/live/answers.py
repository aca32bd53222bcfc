"""An answer as it came."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The body of an answer as it came, with what was asked, when, and its SHA-256."""

    address: str
    status: int
    kind: str
    fetched: datetime
    digest: str
    body: bytes = field(repr=False)
