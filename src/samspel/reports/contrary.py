"""In words, where what is said and a published figure point different ways."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.contrary import find_contrary
from samspel.needs.measuring import Need
from samspel.reports.measure_words import describe_figure
from samspel.reports.paper_figures import describe_figure_alone


def describe_contrary(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """What the figure says, what that means for what is told, and whom to ask; nothing where they agree."""
    found = find_contrary(need)
    if found is None or found.inquiry.body is None:
        return ""
    part, body = found.measurement, found.inquiry.body.body
    if part.observation.looked_up:
        figure = describe_figure(catalogue, texts, catalogue.indicators[part.measure.indicator], part.observation)
    else:
        figure = describe_figure_alone(catalogue, texts, part)
    if found.excludes and not found.inquiry.is_own:
        return texts("need.contrary_answer", figure=figure, body=body)
    return texts("need.contrary_excludes" if found.excludes else "need.contrary_points", figure=figure, body=body)
