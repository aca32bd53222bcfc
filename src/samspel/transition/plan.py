"""The climate transition of a municipality's industry, or of one large site: who emits, which steps apply, and draws of
what they do.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from samspel.dynamics.climate import TONNES_PER_KT, Course, StepDraws, lay_ramp, run_steps
from samspel.observations.building import Observations
from samspel.observations.picture import Site, is_twice, list_register
from samspel.scenarios.ensembles import find_bands
from samspel.scenarios.shocks import Shock
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.terms.likeness import plain_word
from samspel.terms.numbers import read_number
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT
from samspel.transition.steps import LIMITS, SITES, Abatement, Branch, Step

UNITS = {
    "emissions": "tonnes CO2e a year",
    "avoided": "tonnes CO2e a year",
    "power": "MWh a year",
    "running": "jobs against the first year",
    "building": "job-years so far",
    "retrained": "people so far",
    "weeks": "person-weeks so far",
}
MEASURES = tuple(UNITS)
"""What is said of a transition, by year: tonnes left and avoided a year, MWh a year, jobs against the start, and so far
job-years of construction, people retrained and person-weeks of training.
"""

TINY = 1e-9
_FORM = re.compile(r"([a-z][a-z0-9-]*)(?:@([0-9]{4})(?::([^:]+))?)?")
_LEAST_SHOCK = 0.5


@dataclass(frozen=True)
class Asked:
    """A step that is asked for: the year it begins, None for the earliest; the share of the branch that it is used
    on.
    """

    step: str
    year: int | None = None
    share: float = 1.0


@dataclass(frozen=True)
class Emitter:
    """An emitter: a large site, or the rest of industry (`site` None), in tonnes CO2e in the first year."""

    branch: Branch
    emissions: float
    site: Site | None


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """The emission inventory of a place: who emits there in the first year.

    `jobs` is the number of jobs in the municipality's industry, the most that can be touched. `left_out` are sites in
    the register that are not told apart: without branch, without emissions, of unsure place, or counted twice.
    """

    place: Place
    site: Site | None
    year: int
    parts: tuple[Emitter, ...]
    jobs: float
    left_out: tuple[Site, ...]
    origins: tuple[Origin, ...]

    @property
    def emissions(self) -> float:
        """Tonnes CO2e a year at the start."""
        return sum(part.emissions for part in self.parts)


@dataclass(frozen=True)
class Chosen:
    """A step that is taken, from a year, on a share of the parts that it applies to."""

    step: Step
    year: int
    share: float


@dataclass(frozen=True)
class Transition:
    """Draws of a transition; every band is (5, years) in the order of bands.QUANTILES."""

    inventory: Inventory
    chosen: tuple[Chosen, ...]
    course: Course
    years: tuple[int, ...]

    @cached_property
    def bands(self) -> dict[str, Floats]:
        """Quantiles of each of MEASURES for all steps together."""
        totals = [self.course.emissions.sum(axis=2)]
        totals += [getattr(self.course, name).sum(axis=0) for name in MEASURES[1:]]
        return dict(zip(MEASURES, find_bands(np.stack(totals)), strict=True))

    @cached_property
    def by_step(self) -> tuple[dict[str, Floats], ...]:
        """The same for each step alone, without emissions."""
        stacked = np.stack([getattr(self.course, name) for name in MEASURES[1:]])
        return tuple(
            dict(zip(MEASURES[1:], find_bands(stacked[:, number]), strict=True)) for number in range(len(self.chosen))
        )

    def suggest_shocks(self, first: int, last: int) -> tuple[Shock, ...]:
        """The median jobs that go and come, as events of the main model: spread evenly from the year that the step
        with most of them begins to the last year. Construction passes and is left out. Years outside `first` to `last`
        are cut.
        """
        end = min(self.years[-1], last)
        running = self.course.running[:, :, end - self.years[0]]
        sums = [np.minimum(running, 0.0).sum(axis=0), np.maximum(running, 0.0).sum(axis=0)]
        shocks = []
        for kind, moved in zip(("notice", "establishment"), sums, strict=True):
            jobs = round(abs(float(np.median(moved))))
            begin = max(self._begin(is_loss=kind == "notice"), first)
            if jobs > _LEAST_SHOCK and begin <= end:
                until = end if end > begin else None
                named = "closure" if kind == "notice" and until is None else kind
                shocks.append(Shock(kind=named, year=begin, until=until, jobs=float(jobs)))  # type: ignore[arg-type]
        return tuple(shocks)

    def _begin(self, *, is_loss: bool) -> int:
        """The year that the step begins which takes, or gives, most jobs in the median."""
        medians = np.median(self.course.running[:, :, -1], axis=1) if self.chosen else np.zeros(0)
        signed = [(-jobs if is_loss else jobs, -one.year) for one, jobs in zip(self.chosen, medians, strict=True)]
        return -max(signed, default=(0.0, -self.years[0]))[1]


def parse_step(text: str) -> Asked:
    """Read `ID[@YEAR[:PER CENT]]`. Raises BadInputError for anything else."""
    found = _FORM.fullmatch(plain_word(text))
    if found is None:
        raise BadInputError("step_form", step=text[:80])
    name, year, per_cent = found.groups()
    share = read_number(per_cent, text[:80], percent=True, most=PER_CENT) / PER_CENT if per_cent else 1.0
    if not 0.0 < share <= 1.0:
        raise BadInputError("step_share", step=text[:80])
    return Asked(name, int(year) if year else None, share)


def find_inventory(
    observations: Observations, abatement: Abatement, place: Place, site: str | None = None
) -> Inventory:
    """Who emits in a municipality, or at one of its sites by name.

    Each site's share of the place's industry emissions around the year of the register is taken as its share today, so
    that the parts add up to the latest year. The remainder is other industry; where the sites were nearly all, or more
    than all, there is none. Raises BadInputError for a place that is no
    municipality, one without emissions, and a site that is unknown, without branch or without emissions.
    """
    if place.kind is not PlaceKind.MUNICIPALITY:
        raise BadInputError("transition_municipality", place=place.area)
    settings, series = abatement.settings, observations.series(abatement.settings.emissions)
    jobs = observations.latest(settings.jobs, place)
    latest = series.latest(place)
    if not latest.value:
        raise BadInputError("transition_no_emissions", place=place.area)
    near = min(series.years, key=lambda year: (abs(year - settings.register_year), -year))
    before = float(series.in_year(near)[place.index])
    listed = list_register(observations, place)
    told, left_out = _separate_sites(abatement, listed, observations.catalogue.register_sites.same_within)
    total = sum(_emissions(one) for one, _ in told)
    is_all = total >= settings.all_from * before
    scale = latest.value / (total if is_all else before) if total else 0.0
    parts = [Emitter(branch, _emissions(one) * scale, one) for one, branch in told]
    rest = latest.value - sum(part.emissions for part in parts)
    if rest > TINY * latest.value:
        parts.append(Emitter(abatement.branches[settings.rest], rest, None))
    origins = (*latest.origins, observations.figures.origin(SITES), *jobs.origins)
    inventory = Inventory(
        place=place,
        site=None,
        year=latest.period.year,
        parts=tuple(parts),
        jobs=jobs.value or 0.0,
        left_out=left_out,
        origins=origins,
    )
    return inventory if site is None else _narrow(inventory, abatement, listed, site)


def choose_steps(
    abatement: Abatement, inventory: Inventory, asked: Iterable[Asked] | None, last: int
) -> tuple[Chosen, ...]:
    """The steps asked for, or all that apply, in the order of content. Raises BadInputError for a step that is unknown,
    asked for twice, does not apply here, or begins too early or after `last`.
    """
    here = {part.branch.id for part in inventory.parts}
    if asked is None:
        steps = [step for step in abatement.steps.values() if here & set(step.branches)]
        return tuple(Chosen(step, step.start.year, 1.0) for step in steps if step.start.year <= last)
    wanted: dict[str, Asked] = {}
    for one in asked:
        if one.step not in abatement.steps:
            raise BadInputError("unknown_step", step=one.step, known=", ".join(abatement.steps))
        if one.step in wanted:
            raise BadInputError("step_twice", step=one.step)
        if not here & set(abatement.steps[one.step].branches):
            raise BadInputError("step_elsewhere", step=one.step, place=inventory.place.area)
        year, earliest = one.year or abatement.steps[one.step].start.year, abatement.steps[one.step].start.year
        if not max(earliest, inventory.year + 1) <= year <= last:
            raise BadInputError("step_year", step=one.step, year=year, first=earliest, last=last)
        wanted[one.step] = one
    return tuple(
        Chosen(step, wanted[name].year or step.start.year, wanted[name].share)
        for name, step in abatement.steps.items()
        if name in wanted
    )


def run_transition(inventory: Inventory, chosen: Sequence[Chosen], years: int, draws: int, seed: int) -> Transition:
    """Run the steps over `years` years after the first. A step draws the same whatever else is chosen."""
    count = years + 1
    start = np.array([part.emissions for part in inventory.parts])
    steps = [_draw(one, inventory, count, draws, seed) for one in chosen]
    course = run_steps(start, _draw_staff(inventory, draws, seed), steps, count)
    return Transition(inventory, tuple(chosen), course, tuple(range(inventory.year, inventory.year + count)))


def _draw(one: Chosen, inventory: Inventory, years: int, draws: int, seed: int) -> StepDraws:
    drawn: Mapping[str, Floats] = {
        name: one.step.ranges[name].sample(f"transition.{one.step.id}.{name}", draws, seed) for name in LIMITS
    }
    reach = np.array([one.share if part.branch.id in one.step.branches else 0.0 for part in inventory.parts])
    ramp = lay_ramp(inventory.year, years, np.full(draws, float(one.year)), drawn["phase_in"])
    return StepDraws(reach=reach, ramp=ramp, **{name: drawn[name] for name in LIMITS if name != "phase_in"})


def _draw_staff(inventory: Inventory, draws: int, seed: int) -> Floats:
    """Staff by part, shape (draws, parts): the sites first, the rest of what industry has to the others."""
    drawn = [
        part.branch.staff.sample(f"transition.staff.{part.branch.id}", draws, seed) * part.emissions / TONNES_PER_KT
        for part in inventory.parts
    ]
    staff = np.stack(drawn, axis=1)
    left = np.full(draws, inventory.jobs)
    for is_site in (True, False):
        group = [number for number, part in enumerate(inventory.parts) if (part.site is not None) == is_site]
        total = staff[:, group].sum(axis=1)
        staff[:, group] *= np.minimum(1.0, left / np.maximum(total, TINY))[:, None]
        left = np.maximum(left - total, 0.0)
    return np.asarray(staff)


def _emissions(site: Site) -> float:
    return site.emissions_ets or site.emissions_eprtr or 0.0


def _key(site: Site) -> tuple[str, str, str]:
    return site.registered, site.company, site.name


def _branch_of(abatement: Abatement, site: Site) -> Branch | None:
    known = abatement.notes.get(_key(site))
    if known is not None:
        return abatement.branches[known]
    return next((one for one in abatement.branches.values() if one.register == site.subsector), None)


def _is_sure(abatement: Abatement, site: Site) -> bool:
    return site.is_placed or _key(site) in abatement.notes


def _separate_sites(
    abatement: Abatement, sites: Sequence[Site], near: float
) -> tuple[list[tuple[Site, Branch]], tuple[Site, ...]]:
    """Sites with their branch, and those that cannot be told apart from the rest; `near` as in `is_twice`."""
    told, left_out = [], []
    for one in sites:
        branch = _branch_of(abatement, one)
        if branch is None or not _emissions(one) or is_twice(one, sites, near) or not _is_sure(abatement, one):
            left_out.append(one)
        else:
            told.append((one, branch))
    return told, tuple(left_out)


def _narrow(inventory: Inventory, abatement: Abatement, sites: Sequence[Site], name: str) -> Inventory:
    """The inventory of one site, found by its name, its company or both."""
    wanted = plain_word(name)
    exact = [one for one in sites if wanted in (plain_word(one.name), plain_word(one.title))]
    found = exact or [one for one in sites if wanted and wanted in plain_word(one.title)]
    by_part = {part.site: part for part in inventory.parts if part.site}
    usable = [one for one in found if one in by_part]
    if not found or len(usable) > 1:
        listed = "; ".join(one.title for one in by_part) or "–"
        raise BadInputError("unknown_site", site=name[:80], place=inventory.place.area, known=listed)
    if usable:
        return _with_parts(inventory, (by_part[usable[0]],))
    branch, site = _branch_of(abatement, found[0]), found[0]
    if branch is None or not _emissions(site):
        code = "site_no_emissions" if branch else "site_no_branch"
        raise BadInputError(code, site=site.title)
    return _with_parts(inventory, (Emitter(branch, _emissions(site), site),))


def _with_parts(inventory: Inventory, parts: tuple[Emitter, ...]) -> Inventory:
    return replace(inventory, site=parts[0].site, parts=parts, left_out=())
