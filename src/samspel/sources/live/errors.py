"""What can go wrong between us and a publisher's server; the sentences stand under `errors.fetch_…`."""

from samspel.catalogue.records.fetched_files import Target
from samspel.terms.errors import SamspelError

LONGEST = 300


class FetchError(SamspelError):
    """A server that could not be asked, or an answer that cannot be used; `facts` holds the address, without keys."""


class ChangedError(SamspelError):
    """An answer that came whole but says other things than were agreed: nothing of it is taken in."""


def tell_change(target: Target, found: str, expected: str) -> ChangedError:
    """That what fills a measure of ours says something else than was agreed."""
    subject = f"{target.table}, {target.measure}"
    return ChangedError("fetch_changed", subject=subject, found=found[:LONGEST], expected=expected[:LONGEST])
