"""Examples of what can happen in a place, to begin with."""

from dataclasses import dataclass

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.catalogue.texts import Texts, choose
from samspel.scenarios.presets import Preset, fit_preset, load_presets
from samspel.scenarios.shocks import Grounds, Shock
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place


@dataclass(frozen=True)
class Suggestion:
    """An example with its events in the place."""

    preset: Preset
    shocks: tuple[Shock, ...]

    def tell(self, texts: Texts) -> str:
        """Its name, with the numbers of the first event."""
        first, lang = self.shocks[0], texts.lang
        name: str = choose(self.preset, lang)
        return name.format(
            jobs=texts.number(first.jobs), percent=texts.number(first.percent), new_jobs=texts.number(first.new_jobs)
        )


def suggest_scenarios(desk: Desk, place: Place, year: int) -> tuple[Suggestion, ...]:
    """The examples that fit a municipality, from a year on; none where a figure that the model needs is missing.

    Raises ContentError for broken content.
    """
    model, years = open_model(desk), Request().years
    try:
        town = model.calibration.town(place, years)
    except BadInputError:
        return ()
    jobs = Grounds.of(town, model.parameters, years, place.name).jobs
    fitted = (Suggestion(preset, fit_preset(preset, year, jobs)) for preset in load_presets(desk.catalogue))
    return tuple(suggestion for suggestion in fitted if suggestion.shocks)
