"""How each service's latest update went, kept in one small file of the home."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from samspel.sources.live.errors import ChangedError
from samspel.store.live import FOLDER
from samspel.terms.errors import SamspelError
from samspel.terms.files import keep_file

FILE = "services.json"


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """An error as it is kept: its code and facts, and the measure that it stopped, if one."""

    code: str
    facts: dict[str, str | int | float]
    measure: str = ""

    def to_error(self) -> SamspelError:
        """The error again, to be told in the reader's language."""
        return SamspelError(self.code, **self.facts)


class ServiceState(msgspec.Struct, frozen=True, kw_only=True):
    """When a service was tried last, when it last went to its end, and when what it answered was last of no use (ISO,
    empty for never); and what stopped it or some of its measures the last time.
    """

    tried: str = ""
    done: str = ""
    useless: str = ""
    failed: Fault | None = None
    stopped: list[Fault] = msgspec.field(default_factory=list)

    @property
    def ended(self) -> str:
        """The moment from which nothing that came before is used again."""
        return max(self.done, self.useless)


def read_states(home: Path) -> dict[str, ServiceState]:
    """The state of each service that has been tried; none where the file cannot be read."""
    try:
        return msgspec.json.decode((home / FOLDER / FILE).read_bytes(), type=dict[str, ServiceState])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def write_states(home: Path, states: Mapping[str, ServiceState]) -> None:
    """Keep the states. Raises BadInputError when that cannot be written."""
    keep_file(home, home / FOLDER / FILE, msgspec.json.format(msgspec.json.encode(dict(sorted(states.items())))))


def make_fault(error: SamspelError, measure: str = "") -> Fault:
    """An error to keep."""
    return Fault(code=error.code, facts=dict(error.facts), measure=measure)


def note_state(
    home: Path, service: str, failed: SamspelError | None, stopped: Iterable[tuple[str, str, SamspelError]] = ()
) -> None:
    """Note how a service's update went just now: what stopped all of it, and the measures that were stopped, each with
    its table. Raises BadInputError when that cannot be written.
    """
    states, now = read_states(home), datetime.now(UTC).isoformat()
    before = states.get(service, ServiceState())
    states[service] = ServiceState(
        tried=now,
        done=before.done if failed is not None else now,
        useless=now if isinstance(failed, ChangedError) else before.useless,
        failed=None if failed is None else make_fault(failed),
        stopped=[make_fault(error, measure) for _, measure, error in stopped],
    )
    write_states(home, states)
