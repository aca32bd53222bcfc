"""Who decides a demand: the body whose assembly a motion goes to."""

from samspel.catalogue.places import Places
from samspel.catalogue.records.needs import Demand
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind


def find_addressee(places: Places, demand: Demand, place: Place) -> Place:
    """The body whose assembly decides: the place's own, or its region for a regional demand.

    Raises BadInputError when a municipal demand is to be put for a whole region.
    """
    if demand.responsible == "region":
        return places.answering(places.region_of(place))
    body = places.answering(place)
    if demand.responsible == "municipality" and body.kind is not PlaceKind.MUNICIPALITY:
        raise BadInputError("wrong_body", number=demand.number, body=place.body)
    return body


def has_regional_council(places: Places, body: Place) -> bool:
    """Whether the body's assembly is a regional council: so in every region, and in the municipality that is a region
    too.
    """
    return body.kind is PlaceKind.REGION or places.answering(places.region_of(body)) is body
