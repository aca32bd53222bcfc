"""The fair test in words: every method in every table, failures told as failures."""

import dataclasses

import pytest

from samspel.app.backtesting import try_baseline
from samspel.app.desk import Desk
from samspel.app.modelling import open_forecaster
from samspel.catalogue.records.base import Lang
from samspel.rendering.table import words
from samspel.reports.origins import compose_origins, describe_origins, list_tables, render_origins
from samspel.trials.origins import OWN, Trials


@pytest.fixture(scope="module")
def trials(still_desk: Desk) -> Trials:
    return try_baseline(still_desk)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_table_has_every_method(still_desk: Desk, trials: Trials, lang: Lang) -> None:
    texts = still_desk.catalogue.texts[lang]
    before, after, bands, duels = (words(table) for table in list_tables(texts, trials))
    assert len(before.texts) == len(after.texts) == len(bands.texts) + 1 == 10
    assert len(duels.texts) == 3
    assert len(list(compose_origins(still_desk.catalogue, texts, trials))) == 7


def test_what_fails_is_told_as_failed(still_desk: Desk, trials: Trials) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["en"]
    worse = [dataclasses.replace(one, error=0.2) if one.method == OWN else one for one in trials.scores]
    lost = tuple(dataclasses.replace(duel, error=duel.official) for duel in trials.duels)
    poor = dataclasses.replace(trials, scores=tuple(worse), duels=lost, groups={**trials.groups, "rural": 0.5})
    told = " ".join(describe_origins(catalogue, texts, poor))
    assert told.count("FAIL") == 3
    best = [dataclasses.replace(one, error=0.0001) if one.method == OWN else one for one in trials.scores]
    good = dataclasses.replace(trials, scores=tuple(best))
    assert "FAIL" not in " ".join(describe_origins(catalogue, texts, good))


def test_machines_get_shares(still_desk: Desk, trials: Trials) -> None:
    plain = render_origins(still_desk.catalogue, still_desk.catalogue.texts["sv"], trials)
    informed = [one for one in plain["scores"] if one["method"] == "informed"]
    assert all("crps" not in one for one in informed)
    assert {one["years_ahead"] for one in plain["scores"]} == {1, 3, 5, 10}
    assert set(plain["inside_80_by_group"]) == {group.id for group in still_desk.catalogue.places.groups}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_method_is_told_with_the_numbers_of_the_content(still_desk: Desk, lang: Lang) -> None:
    settings, texts = open_forecaster(still_desk).settings, still_desk.catalogue.texts[lang]
    cohorts, rest = (texts.number(100.0 * share) for share in (settings.cohort_share, 1.0 - settings.cohort_share))
    per_cent = {"sv": "procent", "en": "per cent"}[lang]
    learned, chosen = (texts(f"origins.method.{name}", years=5) for name in ("learned", "chosen"))
    assert f"{cohorts} {per_cent}" in learned
    assert f"{rest} {per_cent}" in learned
    assert f"{cohorts} {per_cent}" in chosen
    numbers = {10: {"sv": "tio", "en": "ten"}, 15: {"sv": "femton", "en": "fifteen"}}
    assert all(numbers[years][lang] in learned for years in settings.moving_years)
