"""Drawings set into a page, each drawn once for each language while what it rests on stands."""

import re
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Picture
from samspel.reports.pictures import draw_map_of_place, picture_country
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
    named = _SIZE.sub("", head).replace('role="img"', f'role="img" aria-label="{escape(picture.alt)}"')
    return Figure(mark_safe(f"{named}>{rest}"), picture.caption, picture.width < 1)


def draw_map(code: str, lang: Lang) -> Figure:
    """The map of a place."""
    desk = get_desk()
    place, texts = desk.catalogue.places.by_code[code], desk.catalogue.texts[lang]
    return recall(("map", code, lang), lambda: set_into_page(draw_map_of_place(desk.observations, texts, place)))


def draw_country(lang: Lang) -> SafeString:
    """Sweden with a linked dot for each municipality by its share of jobs in industry.

    It is hidden from those who have the list beside it read to them.
    """
    return recall(("country", lang), lambda: _draw_country(lang))


def _draw_country(lang: Lang) -> SafeString:
    desk = get_desk()
    with override(lang):
        svg = picture_country(desk.observations, desk.catalogue.texts[lang], lambda code: reverse("place", args=[code]))
    head, rest = svg.split(">", 1)
    return mark_safe(f"{_SIZE.sub('', head)}>{rest}")
