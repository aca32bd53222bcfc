"""Trafiklab's GTFS Regional: where a county's timetable is, and what its answer must be."""

from samspel.catalogue.records.fetching import CountyFeed, Service
from samspel.sources.live.answers import Answer
from samspel.sources.live.unpacking import check_zip

KEY = "key"
"""What the user's own key is called in the question."""


def write_address(service: Service, feed: CountyFeed) -> str:
    """Where the operator's timetable is."""
    return f"{service.address}/{feed.operator}/{feed.operator}.zip"


def check_answer(answer: Answer, most: int) -> None:
    """Raises FetchError for what is no whole zip file, or would unpack to more than `most` bytes."""
    check_zip(answer.address, answer.body, most)
