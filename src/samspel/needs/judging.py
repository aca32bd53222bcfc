"""What a measure of the handbook says of a place, by its figures, a user's own file or a looked-up figure."""

from dataclasses import dataclass, replace
from math import isnan, sqrt

import numpy as np

from samspel.catalogue.records.needs import Measure
from samspel.needs.fields import SILENCES, SPEAKS, Field, Silence, build_field, judge_one
from samspel.needs.verdict import SEVERITY, Strength, Verdict, judge_against_one, soften
from samspel.observations.building import Observations
from samspel.observations.series import BASES, Observation, Series
from samspel.terms.origin import WEAKNESS, Basis, weakest
from samspel.terms.period import Period
from samspel.terms.place import Place


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a measure says of a place. `value` is that of the years `first` to `last` together, which is what was
    judged; `similar` and `group` are the middles that it was set against, `swing` a usual year's change of such a
    value and `yearly_swing` of a single year's, `cases` how many persons or events it rests on, `expected` how many
    the country leads one to expect; each None where the rule knows nothing of it. `better` of `count` places of the
    same kind have a smaller need. `is_spared` where the demand has nothing to bite on.
    """

    verdict: Verdict
    strength: Strength
    silence: Silence | None = None
    value: float | None = None
    first: int = 0
    last: int = 0
    similar: float | None = None
    group: float | None = None
    swing: float | None = None
    yearly_swing: float | None = None
    cases: float | None = None
    expected: float | None = None
    better: int = 0
    count: int = 0
    is_spared: bool = False


class Judge:
    """Judges measures against one set of observations; each is worked out once, and again when its figures change."""

    def __init__(self, observations: Observations) -> None:
        self.observations = observations
        self._kept: dict[Measure, tuple[Series, Field]] = {}
        self._told: dict[Measure, tuple[Field, dict[int, Judgement]]] = {}

    def judge(self, measure: Measure, place: Place, observation: Observation) -> Judgement:
        """What a measure says of a place, by its figures, by what was reckoned here from a user's own file, or by a
        figure that somebody looked up.
        """
        strength = self.find_strength(measure, observation)
        if observation.is_own and observation.value is not None:
            verdict = self._judge_own(measure, observation.value, observation.country, strength)
            return Judgement(verdict=verdict, strength=strength, value=observation.value)
        found = self._read(self._tell(measure, place.index), strength)
        doubt = observation.doubt
        if doubt is None or self._judge_value(measure, doubt.otherwise, strength) is found.verdict:
            return found
        return replace(found, verdict=Verdict.UNKNOWN)

    def observe_judged(self, measure: Measure, observation: Observation) -> Observation:
        """The figure as it is judged: its value, years and basis. The observation itself where that is judged, as one's
        own value is, or where there is none.
        """
        said = self._tell(measure, observation.place.index)
        if observation.is_own or said.value is None or not said.last:
            return observation
        basis = BASES[int(self.observations.yearly(measure.indicator).basis[observation.place.index])]
        # The rule of what is expected takes the highest of its years, which is as it was published.
        is_mean = said.first < said.last and measure.rule != "expected"
        return replace(
            observation,
            period=Period(said.last),
            since=said.first,
            value=said.value,
            basis=weakest(basis, Basis.CALCULATED) if is_mean else basis,
            blank=None,
        )

    def field(self, measure: Measure, until: int | None = None) -> Field:
        """A measure at all places, as it is or as it was with the figures to the year `until`."""
        series = self.observations.yearly(measure.indicator)
        if until is not None:
            return build_field(self.observations, measure, series, until)
        kept = self._kept.get(measure)
        if kept is None or kept[0] is not series:
            kept = self._kept[measure] = (series, build_field(self.observations, measure, series))
        return kept[1]

    def _tell(self, measure: Measure, row: int) -> Judgement:
        field = self.field(measure)
        told = self._told.get(measure)
        if told is None or told[0] is not field:
            told = self._told[measure] = (field, {})
        if row not in told[1]:
            told[1][row] = tell_judgement(measure, field, row)
        return told[1][row]

    def observe(self, measure: Measure, row: int) -> Observation:
        """The latest figure of a measure for the place of a row."""
        return self.observations.latest(measure.indicator, self.observations.catalogue.places.everywhere[row])

    def find_strength(self, measure: Measure, observation: Observation) -> Strength:
        """How strongly the measure speaks: what is estimated or assumed at most indicates."""
        strength = Strength(measure.strength or Strength.INDICATED)
        is_weak = WEAKNESS.index(observation.basis) >= WEAKNESS.index(Basis.ESTIMATED)
        return Strength.INDICATED if is_weak and observation.value is not None else strength

    def _judge_own(self, measure: Measure, value: float, country: float | None, strength: Strength) -> Verdict:
        """A value of a user's own, which other places' values are no match for: by its limits, or beside the country's
        value that was given with it.
        """
        if measure.rule in ("threshold", "exposure"):
            return self._judge_value(measure, value, strength)
        if country is None:
            return Verdict.UNKNOWN
        verdict = judge_against_one(value, country, high_is_need=measure.need == "high")
        return soften(verdict, most=Verdict(measure.most or Verdict.LARGE), strength=strength)

    def _judge_value(self, measure: Measure, value: float, strength: Strength) -> Verdict:
        verdict = judge_one(measure, value)
        return soften(verdict, most=Verdict(measure.most or Verdict.LARGE), strength=strength)

    def _read(self, said: Judgement, strength: Strength) -> Judgement:
        """The judgement with the strength that it has here, within what that can show."""
        if said.strength is strength:
            return said
        return replace(said, verdict=soften(said.verdict, most=Verdict.LARGE, strength=strength), strength=strength)


def tell_judgement(measure: Measure, field: Field, row: int) -> Judgement:
    """What a measure says of the place of a row."""
    strength = Strength(measure.strength or Strength.INDICATED)
    silence = int(field.silences[row])
    swing = float(field.swing[row])
    return Judgement(
        verdict=soften(SEVERITY[int(field.verdicts[row])], most=Verdict.LARGE, strength=strength),
        strength=strength,
        silence=None if silence == SPEAKS else SILENCES[silence],
        value=_find_known(field.values[row]),
        first=int(field.pooled.first[row]),
        last=int(field.pooled.last[row]),
        similar=_find_known(field.similar[row]),
        group=_find_known(field.group[row]),
        swing=_find_known(swing),
        yearly_swing=_find_known(swing * sqrt(max(int(field.pooled.count[row]), 1))),
        cases=_find_known(field.cases[row]),
        expected=_find_known(field.expected[row]),
        better=int(field.better[row]),
        count=int(field.count[row]),
        is_spared=bool(field.spared[row]),
    )


def _find_known(value: np.float64 | float) -> float | None:
    """The value, None for NaN."""
    return None if isnan(value) else float(value)
