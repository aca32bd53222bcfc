"""Loads everything that content/ holds and builds every series, as a check before the program is used."""

from samspel.app.computed import COMPUTATIONS
from samspel.app.desk import Desk
from samspel.catalogue.added import load_added
from samspel.catalogue.digest import load_digest_rules
from samspel.catalogue.example import load_example
from samspel.catalogue.exported import load_guide
from samspel.catalogue.fetching import load_fetch_checks, load_fetching, load_limits
from samspel.catalogue.follow_up import load_follow_up
from samspel.catalogue.mandates import load_post_rules
from samspel.catalogue.matters import load_lexicon
from samspel.catalogue.matters import load_rules as load_matter_rules
from samspel.catalogue.passwords import load_password_words
from samspel.catalogue.permissions import load_permissions
from samspel.catalogue.proposal_checks import check_law_age
from samspel.catalogue.requests import load_request_rules
from samspel.catalogue.searching import load_manner
from samspel.catalogue.sharing import load_share_rules
from samspel.catalogue.voices import load_voice_rules
from samspel.observations.building import Observations
from samspel.observations.checking import FigureReport, check_figures
from samspel.scenarios.baseline.settings import load_settings
from samspel.scenarios.care_groups import load_care_groups
from samspel.scenarios.costs import load_costs, load_open_costs, load_yardsticks
from samspel.scenarios.levers import load_effects
from samspel.scenarios.outcomes import load_outcomes
from samspel.scenarios.parameters import load_parameters
from samspel.scenarios.presets import load_presets
from samspel.scenarios.rule_of_thumb import load_rule_of_thumb
from samspel.sources.gtfs.rules import load_rules as load_timetable_rules
from samspel.sources.making import load_making
from samspel.sources.timetable_files import load_timetable_files
from samspel.store.hospitals import FOLDER as HOSPITALS
from samspel.store.live.shown import read_shown
from samspel.terms.aside import find_aside
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.transition.savings import load_defaults
from samspel.transition.steps import load_abatement
from samspel.trials.aftermath import load_aftermath
from samspel.trials.cases import load_backtests
from samspel.trials.fair import read_fair

ELSEWHERE = (
    load_digest_rules,
    load_example,
    load_follow_up,
    load_guide,
    load_lexicon,
    load_matter_rules,
    load_password_words,
    load_permissions,
    load_post_rules,
    load_request_rules,
    load_share_rules,
    load_timetable_files,
    load_timetable_rules,
    load_voice_rules,
)
"""What loads the files that are read when somebody needs them, from the folder of the content."""


def find_all_troubles(desk: Desk) -> tuple[SamspelError, ...]:
    """Everything kept on this machine that cannot be read or does not count, and what was set aside with no place."""
    desk.store.load()
    places = desk.catalogue.places.everywhere
    found = [
        trouble
        for place in places
        for trouble in (*desk.find_place_troubles(place), *desk.store.find_troubles(place.code))
    ]
    loose = [*find_aside(desk.store.home), *find_aside(desk.store.home / HOSPITALS)]
    named = (str(path.relative_to(desk.store.home)) for path in loose)
    own = (*desk.missed, *desk.own.find_troubles())
    return (*desk.find_home_troubles(), *found, *own, *(BadInputError("kept_aside", file=name) for name in named))


def check_everything(desk: Desk) -> dict[str, int]:
    """Count what is there after loading all of it. Raises ContentError for the first rule that a file breaks."""
    catalogue = desk.catalogue
    check_law_age(catalogue.demands.values(), catalogue.duties.values(), get_today())
    desk.observations.build_all()
    desk.observations.borders.outline(catalogue, catalogue.places.country)
    desk.assessor.measure_place(catalogue.places.municipalities[0])
    load_effects(catalogue, load_parameters(catalogue))
    load_presets(catalogue)
    load_aftermath(catalogue)
    load_costs(catalogue)
    load_yardsticks(catalogue)
    load_open_costs(catalogue)
    load_backtests(catalogue)
    load_outcomes(catalogue)
    load_rule_of_thumb(catalogue)
    load_settings(catalogue)
    load_making(catalogue.folder / "figures")
    for load in ELSEWHERE:
        load(catalogue.folder)
    read_fair(catalogue)
    load_care_groups(catalogue.folder)
    load_abatement(catalogue)
    load_defaults(catalogue)
    load_manner(catalogue)
    load_added(catalogue.folder)
    load_fetching(catalogue)
    load_limits(catalogue.folder)
    load_fetch_checks(catalogue.folder)
    catalogue.glossary, catalogue.help  # noqa: B018 - reads and checks the files
    return {
        "demands": len(catalogue.demands),
        "indicators": len(catalogue.indicators),
        "duties": len(catalogue.duties),
        "goals": len(catalogue.goals),
        "tables": len(catalogue.tables),
        "places": len(catalogue.places.everywhere),
    }


def hold_figures(desk: Desk) -> FigureReport:
    """Try what must hold between the built-in figures: what is kept on this machine plays no part.

    Raises ContentError for a check that names what does not exist.
    """
    return check_figures(
        Observations(desk.catalogue, COMPUTATIONS) if read_shown(desk.store.home) else desk.observations
    )


def raise_unless_held(report: FigureReport) -> None:
    """Raise BadInputError where a figure fails a check without an explanation."""
    if report.failed:
        raise BadInputError("figures_do_not_hold", checks=", ".join(report.failed))
