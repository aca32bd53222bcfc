"""The counts of a unit as plain data."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.mandates import PostRules
from samspel.catalogue.texts import Texts
from samspel.mandates.overview import Overview
from samspel.rendering.table import list_records
from samspel.reports.mandates import (
    describe_figure,
    tabulate_course,
    tabulate_endings,
    tabulate_figures,
    tabulate_places,
)


def render_mandates(catalogue: Catalogue, texts: Texts, rules: PostRules, overview: Overview) -> dict[str, object]:
    """The day, what counts, the figures, the goal, places, endings and the course."""
    asked, goal, outlook = overview.asked, overview.goal, overview.outlook
    return {
        "day": asked.day.isoformat(),
        "counts": dict(asked.chosen),
        "told": describe_figure(texts, rules, overview),
        "figures": {row["what"]: row["number"] for row in list_records(tabulate_figures(texts, rules, overview))},
        "goal": None
        if goal is None
        else {
            "members": goal.members,
            "percent": goal.percent,
            "wanted": goal.wanted,
            "missing": goal.missing,
            "begin_with": goal.begin_with,
            "leaving_percent": goal.leaving_percent,
        },
        "places": list_records(tabulate_places(catalogue, texts, rules, overview)),
        "endings": list_records(tabulate_endings(texts, rules, overview.endings)),
        "stands_again": None if outlook is None else {"yes": outlook.yes, "no": outlook.no, "unknown": outlook.unknown},
        "course": list_records(tabulate_course(texts, rules, overview)),
    }
