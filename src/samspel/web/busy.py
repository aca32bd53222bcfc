"""What of the log a stranger could fill at will."""

import logging
from http import HTTPStatus


class WithoutBusy(logging.Filter):
    """Leaves out that somebody was told to come back: the answer says so, and a line for each would fill the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is written."""
        return getattr(record, "status_code", None) != HTTPStatus.SERVICE_UNAVAILABLE
