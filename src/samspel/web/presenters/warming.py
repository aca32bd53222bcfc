"""Does before the first request what would make that one slow."""

from samspel.app.needs import measure_needs
from samspel.app.searching import suggest_demands
from samspel.catalogue.texts import LANGUAGES
from samspel.terms.clock import get_today
from samspel.web.presenters.maps import draw_first_map
from samspel.web.presenters.places import present_place
from samspel.web.shared import get_desk, get_public_desk
from samspel.web.work.who import asks_for_accounts
from samspel.workspace.models import Campaign
from samspel.workspace.waits import list_due, only_running


def warm_up() -> None:
    """Build every series, compare every place, and draw the country; also as those see it who have not signed in, where
    others do.
    """
    desk = get_desk()
    first = desk.catalogue.places.municipalities[0]
    for one in (desk, get_public_desk()) if asks_for_accounts() else (desk,):
        one.observations.build_all()
        measure_needs(one, first)
    desk.finder.index.find(first.name)
    for lang in LANGUAGES:
        draw_first_map(lang)
        present_place(first.code, lang)


def warm_up_work() -> None:
    """Learn what remarks are about, and follow every matter that waits: what else the first who signs in would wait
    for, and everybody else with them.
    """
    desk = get_desk()
    list_due(desk, only_running(Campaign.objects.all()), get_today())
    suggest_demands(desk, desk.catalogue.places.municipalities[0].name)
