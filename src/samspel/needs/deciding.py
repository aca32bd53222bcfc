"""Who decides a demand: the body whose assembly a motion goes to, the committee that gets the task, and its chair."""

from dataclasses import dataclass
from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.places import Places
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.bodies import Committee, CommitteeName, TransportAuthority
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import choose
from samspel.terms.clock import add_months, end_month
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who decides a demand at a place.

    `body` is the one whose assembly decides and `committee` the one that the assembly gives the task, by the name it
    has there as far as that is known. `authority` decides on public transport in the county.
    """

    body: Place
    committee: Committee | CommitteeName
    authority: TransportAuthority

    @property
    def is_authority(self) -> bool:
        """Whether the body decides on public transport itself."""
        return self.authority.form == "region" and self.authority.sv == self.body.body


def find_deciding_body(places: Places, demand: Demand, place: Place) -> Place:
    """The body whose assembly decides: the place's own, or its region for a regional demand.

    Raises BadInputError when a municipal demand is to be put for a whole region.
    """
    if demand.responsible == "region":
        return places.answering(places.region_of(place))
    body = places.answering(place)
    if demand.responsible == "municipality" and body.kind is not PlaceKind.MUNICIPALITY:
        raise BadInputError("wrong_body", number=demand.number, body=place.body)
    return body


def seek_deciding_body(places: Places, demand: Demand, place: Place) -> Place | None:
    """As `find_deciding_body`; None where the demand is put to nobody."""
    try:
        return find_deciding_body(places, demand, place)
    except BadInputError:
        return None


def find_partner(catalogue: Catalogue, demand: Demand, body: Place) -> Place | None:
    """The region that a municipality shares the responsibility for a demand with; None where it has it alone, or where
    the two are one body.
    """
    region = catalogue.places.answering(catalogue.places.region_of(body))
    is_shared = demand.responsible == "shared" and body.kind is PlaceKind.MUNICIPALITY and region is not body
    return region if is_shared else None


def may_agree(catalogue: Catalogue, demand: Demand) -> bool:
    """Whether those who share the responsibility may have agreed that one of them alone has it."""
    return demand.duty is not None and catalogue.duties[demand.duty].may_agree


def find_addressee(catalogue: Catalogue, demand: Demand, place: Place) -> Addressee:
    """Who decides a demand at a place. Raises BadInputError as `find_deciding_body` does."""
    return _address(catalogue, demand, find_deciding_body(catalogue.places, demand, place))


def seek_addressee(catalogue: Catalogue, demand: Demand, place: Place) -> Addressee | None:
    """As `find_addressee`; None where the demand is put to nobody."""
    body = seek_deciding_body(catalogue.places, demand, place)
    return None if body is None else _address(catalogue, demand, body)


def _address(catalogue: Catalogue, demand: Demand, body: Place) -> Addressee:
    # A municipality that is a region too has both kinds of committees: the demand says which.
    kind = demand.responsible if demand.responsible != "shared" else body.kind.value
    if demand.responsible == "shared" and has_regional_council(catalogue.places, body):
        kind = "region"
    committee = find_committee(catalogue, demand, kind)
    names = (one for one in catalogue.committee_names if one.place == body.code and one.committee == committee.id)
    region = catalogue.places.region_of(body).code
    return Addressee(body=body, committee=next(names, committee), authority=catalogue.authorities[region])


def find_committee(catalogue: Catalogue, demand: Demand, kind: str) -> Committee:
    """The committee of a kind of body that gets the task: the one that the demand names, or the usual one of its
    area.
    """
    named = [one for one in map(catalogue.committees.__getitem__, demand.committees) if one.body == kind]
    usual = (one for one in catalogue.committees.values() if one.body == kind and demand.area in one.areas)
    return named[0] if named else next(usual)


def choose_proposals(demand: Demand, lang: Lang, *, is_authority: bool = False, exists: bool = False) -> list[str]:
    """The draft decisions for a body that decides on public transport itself or does not, where something that the
    demand asks for exists or does not.
    """
    told = choose(demand, lang)
    if is_authority and told.proposals_authority:
        return told.proposals_authority_existing if exists else told.proposals_authority
    return told.proposals_existing if exists else told.proposals


def find_due(demand: Demand, day: date) -> date:
    """The date that stands in the draft decisions of a motion of `day`: the last of the month so many months on."""
    return end_month(add_months(day, demand.months))


def has_regional_council(places: Places, body: Place) -> bool:
    """Whether the body's assembly is a regional council: so in every region, and in the municipality that is a region
    too.
    """
    return body.kind is PlaceKind.REGION or places.answering(places.region_of(body)) is body
