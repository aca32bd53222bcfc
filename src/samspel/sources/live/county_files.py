"""Files of whole counties: a timetable from Trafiklab, a map from OpenStreetMap France. Where each is, and how its name
ends.
"""

from collections.abc import Mapping
from typing import Literal

from samspel.catalogue.records.fetching import CountyFeed, Service

Kind = Literal["gtfs", "osm"]
KEY = "key"
"""What the user's own key is called in the question to Trafiklab."""
ENDINGS: Mapping[Kind, str] = {"gtfs": ".zip", "osm": ".osm.pbf"}
PATHS: Mapping[Kind, str] = {"gtfs": "{0}/{0}.zip", "osm": "{0}-latest.osm.pbf"}


def write_address(service: Service, kind: Kind, feed: CountyFeed) -> str:
    """Where a county's file is."""
    return f"{service.address}/{PATHS[kind].format(feed.operator)}"
