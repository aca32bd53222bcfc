"""What can go wrong between us and a publisher's server; the sentences stand under `errors.fetch_…`."""

from samspel.terms.errors import SamspelError


class FetchError(SamspelError):
    """A server that could not be asked, or an answer that cannot be used; `facts` holds the address, without keys."""


class ChangedError(SamspelError):
    """An answer that came whole but says other things than were agreed: nothing of it is taken in."""
