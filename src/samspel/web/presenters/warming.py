"""Does before the first request what would make that one slow."""

from samspel.app.needs import measure_needs
from samspel.catalogue.texts import LANGUAGES
from samspel.web.presenters.maps import draw_first_map
from samspel.web.presenters.places import present_place
from samspel.web.shared import get_desk, get_room


def warm_up() -> None:
    """Build every series, compare every place, and draw the country; remove uploads that a stopped server left."""
    desk = get_desk()
    get_room().sweep()
    desk.observations.build_all()
    first = desk.catalogue.places.municipalities[0]
    measure_needs(desk, first)
    desk.finder.index.find(first.name)
    for lang in LANGUAGES:
        draw_first_map(lang)
        present_place(first.code, lang)
