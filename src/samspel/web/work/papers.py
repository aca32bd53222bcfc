"""From the workspace to the page where a paper is written."""

from django.urls import reverse

from samspel.app.briefing import MOTION, list_papers_for
from samspel.catalogue.records.needs import Demand
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.shared import get_desk


def lead_to_motion(place: Place, demand: Demand) -> str:
    """The address where the motion about a demand at a place is written; empty where no body there can decide it."""
    try:
        papers = list_papers_for(get_desk(), place, demand)
    except BadInputError:
        return ""
    return reverse("paper", args=[place.code, demand.id, MOTION]) if MOTION in {one.id for one in papers} else ""
