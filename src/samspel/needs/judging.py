"""What a measure of the handbook says of a place, by its figures, a user's own file or a looked-up figure."""

from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import numpy as np

from samspel.catalogue.records.needs import Measure
from samspel.needs.fields import SILENCES, SPEAKS, Field, Silence, build_field, judge_one
from samspel.needs.verdict import SEVERITY, Strength, Verdict, judge_against_one, soften
from samspel.observations.building import Observations
from samspel.observations.series import BASES, Observation, Series
from samspel.terms.arrays import Floats
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
        self._observations = observations
        self._kept: dict[Measure, tuple[Series, Field]] = {}
        self._listed: dict[Measure, tuple[Field, tuple[Judgement, ...]]] = {}

    def judge(self, measure: Measure, place: Place, observation: Observation) -> Judgement:
        """What a measure says of a place, by its figures, by what was reckoned here from a user's own file, or by a
        figure that somebody looked up.
        """
        strength = self.find_strength(measure, observation)
        if observation.is_own and observation.value is not None:
            verdict = self._judge_own(measure, observation.value, observation.country, strength)
            return Judgement(verdict=verdict, strength=strength, value=observation.value)
        found = self._read(self._list(measure)[place.index], strength)
        doubt = observation.doubt
        if doubt is None or self._judge_value(measure, doubt.otherwise, strength) is found.verdict:
            return found
        return replace(found, verdict=Verdict.UNKNOWN)

    def observe_judged(self, measure: Measure, observation: Observation) -> Observation:
        """The figure as it is judged: its value, years and basis. The observation itself where that is judged, as one's
        own value is, or where no value is, as by a rule that counts years.
        """
        said = self._list(measure)[observation.place.index]
        if observation.is_own or measure.rule == "repeated" or said.value is None or not said.last:
            return observation
        basis = BASES[int(self._observations.yearly(measure.indicator).basis[observation.place.index])]
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
        series = self._observations.yearly(measure.indicator)
        if until is not None:
            return build_field(self._observations, measure, series, until)
        kept = self._kept.get(measure)
        if kept is None or kept[0] is not series:
            kept = self._kept[measure] = (series, build_field(self._observations, measure, series))
        return kept[1]

    def _list(self, measure: Measure) -> tuple[Judgement, ...]:
        field = self.field(measure)
        listed = self._listed.get(measure)
        if listed is None or listed[0] is not field:
            listed = self._listed[measure] = (field, list_judgements(measure, field))
        return listed[1]

    def observe(self, measure: Measure, row: int) -> Observation:
        """The latest figure of a measure for the place of a row."""
        return self._observations.latest(measure.indicator, self._observations.catalogue.places.everywhere[row])

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


def list_judgements(measure: Measure, field: Field) -> tuple[Judgement, ...]:
    """What a measure says of every place, in the order of the places."""
    strength = Strength(measure.strength or Strength.INDICATED)
    softened = [soften(verdict, most=Verdict.LARGE, strength=strength) for verdict in SEVERITY]
    columns: dict[str, list[Any]] = {
        "verdict": [softened[code] for code in field.verdicts.tolist()],
        "silence": [None if code == SPEAKS else SILENCES[code] for code in field.silences.tolist()],
        "value": _list_known(field.values),
        "first": field.pooled.first.tolist(),
        "last": field.pooled.last.tolist(),
        "similar": _list_known(field.similar),
        "group": _list_known(field.group),
        "swing": _list_known(field.swing),
        "yearly_swing": _list_known(field.swing * np.sqrt(np.maximum(field.pooled.count, 1))),
        "cases": _list_known(field.cases),
        "expected": _list_known(field.expected),
        "better": field.better.tolist(),
        "count": field.count.tolist(),
        "is_spared": [bool(spared) for spared in field.spared.tolist()],
    }
    rows = zip(*columns.values(), strict=True)
    return tuple(Judgement(strength=strength, **dict(zip(columns, row, strict=True))) for row in rows)


def _list_known(values: Floats) -> list[float | None]:
    """The values, None for NaN."""
    return [None if isnan(value) else value for value in values.tolist()]
