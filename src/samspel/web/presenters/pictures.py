"""Drawings set into a page, each drawn once for each language while what it rests on stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from samspel.app.needs import measure_needs
from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Picture
from samspel.reports.pictures import draw_map_of_place
from samspel.reports.tracks import find_need_track, picture_spark
from samspel.web.remembering import recall
from samspel.web.shared import get_desk

_SIZE = re.compile(r' (?:width|height)="[\d.]+"')


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing ready for the page, with its caption and share of the width."""

    svg: SafeString
    caption: str
    is_narrow: bool


def set_into_page(picture: Picture) -> Figure:
    """A picture that is named for those who do not see it and fills its frame."""
    head, rest = picture.svg.split(">", 1)
    role = "group" if "<a " in rest else "img"  # what is read aloud as one image may hold no links
    named = _SIZE.sub("", head).replace('role="img"', f'role="{role}" aria-label="{escape(picture.alt)}"')
    return Figure(mark_safe(f"{named}>{rest}"), picture.caption, picture.width < 1)


def draw_map(code: str, lang: Lang) -> Figure:
    """The map of a place."""
    desk = get_desk()
    place, texts = desk.catalogue.places.by_code[code], desk.catalogue.texts[lang]
    return recall(("map", code, lang), lambda: set_into_page(draw_map_of_place(desk.observations, texts, place)))


def draw_sparks(code: str, lang: Lang) -> Mapping[str, Figure]:
    """The small curves of a place's demands, by the demand's id. Raises BadInputError for the country."""
    return recall(("sparks", code, lang), lambda: _draw_sparks(code, lang))


def _draw_sparks(code: str, lang: Lang) -> Mapping[str, Figure]:
    desk = get_desk()
    catalogue, observations = desk.catalogue, desk.observations
    texts = catalogue.texts[lang]
    tracks = {
        need.demand.id: find_need_track(observations, need)
        for need in measure_needs(desk, catalogue.places.by_code[code])
    }
    return {
        demand: set_into_page(picture_spark(catalogue, texts, track))
        for demand, track in tracks.items()
        if track is not None
    }
