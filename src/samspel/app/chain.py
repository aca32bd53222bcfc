"""The chain of industry and welfare at a place, with what the model says of each link."""

from datetime import date

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.records.base import Lang
from samspel.documents.chain import compose_sheet
from samspel.needs.chain import ChainAssessor, ChainView
from samspel.rendering.blocks import Document
from samspel.reports.writing import Writer
from samspel.scenarios.parameters import CircleParameter, load_parameters
from samspel.terms.errors import ContentError
from samspel.terms.place import Place, PlaceKind

ModelSays = dict[str, tuple[CircleParameter, ...]]
"""The parameters of the model for each link, by its id."""


def show_chain(desk: Desk, place: Place) -> ChainView:
    """The chain of a municipality, a region or the country, which has no demands and nothing to be set beside."""
    needs = () if place.kind is PlaceKind.COUNTRY else measure_needs(desk, place)
    return desk.recall("chain", lambda: ChainAssessor(desk.observations)).view(place, needs)


def find_model(desk: Desk) -> ModelSays:
    """What the model has of each link. Raises ContentError for a parameter that the model does not have."""
    return desk.recall("chain model", lambda: _find_model(desk))


def _find_model(desk: Desk) -> ModelSays:
    parameters = load_parameters(desk.catalogue)
    for link in desk.catalogue.chain.links:
        for name in link.parameters:
            if name not in parameters:
                raise ContentError("chain.toml", f"{link.id}.parameters", name, "an id of circle/parameters.toml")
    return {link.id: tuple(parameters[name] for name in link.parameters) for link in desk.catalogue.chain.links}


def compose_chain_sheet(desk: Desk, place: Place, lang: Lang, day: date) -> Document:
    """The chain of a place on one sheet."""
    writer = Writer(desk.observations, desk.catalogue.texts[lang], day)
    return compose_sheet(writer, show_chain(desk, place), find_model(desk))
