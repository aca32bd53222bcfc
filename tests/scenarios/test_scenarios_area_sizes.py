"""Events beside the jobs of the whole labour-market area: told above half of them, refused above ten times as many."""

from dataclasses import replace

import pytest

from samspel.app.desk import Desk
from samspel.app.simulating import set_up, simulate
from samspel.observations.building import Observations
from samspel.rendering.blocks import Paragraph
from samspel.reports.aftermath import compose_opening
from samspel.reports.events import describe_warnings
from samspel.scenarios.area_sizes import check_sizes, find_area, find_large
from samspel.scenarios.model import Model
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError

PAJALA = "2521"


def test_an_area_has_the_jobs_of_all_its_municipalities(observations: Observations) -> None:
    places = observations.catalogue.places
    here, beside = (find_area(observations, places.by_code[code]) for code in ("0180", "0162"))
    assert here == beside
    assert here.jobs > 1_000_000
    jobs = observations.series("jobs")
    for place in places.municipalities[::40]:
        area = find_area(observations, place)
        members = [
            one.index
            for one, name in zip(places.municipalities, places.labour_market_areas, strict=True)
            if name == area.name
        ]
        assert place.index in members
        assert area.jobs == pytest.approx(float(jobs.values[members, jobs.latest_column].sum()))


@pytest.mark.parametrize("written", ["2026:+999999999:industry", "2026:10+999999999@2027:industry"])
def test_many_times_the_area_s_jobs_are_refused(model: Model, observations: Observations, written: str) -> None:
    place = observations.catalogue.places.by_code["1060"]
    with pytest.raises(BadInputError) as caught:
        set_up(model, place, Request(shocks=(parse_shock(written),)))
    assert caught.value.code == "shock_absurd"
    assert caught.value.facts["jobs"] == 999_999_999


def test_ten_times_the_area_s_jobs_are_the_most_that_is_taken(observations: Observations) -> None:
    area = find_area(observations, observations.catalogue.places.by_code[PAJALA])
    check_sizes([parse_shock(f"2026:+{int(area.jobs) * 10}:industry")], area)
    with pytest.raises(BadInputError, match="shock absurd"):
        check_sizes([parse_shock(f"2026:+{int(area.jobs) * 10 + 1}:industry")], area)


def test_half_the_area_s_jobs_is_where_the_warning_begins(observations: Observations) -> None:
    area = replace(find_area(observations, observations.catalogue.places.by_code[PAJALA]), jobs=2_000.0)
    shocks = [parse_shock(f"2026:{jobs}:industry") for jobs in ("+1000", "+1001", "1001")]
    assert find_large(shocks, area) == tuple(shocks[1:])
    assert find_large([parse_shock("2026-2028:60%:industry"), parse_shock("2027:60%:country")], area) == ()


def test_the_answer_warns_in_a_sentence(still_desk: Desk) -> None:
    place = still_desk.catalogue.places.by_code[PAJALA]
    jobs = round(find_area(still_desk.observations, place).jobs * 0.6)
    asked = Request(years=2, draws=20, shocks=(parse_shock(f"2026:+{jobs}:industry"),))
    run = simulate(still_desk, place, asked)
    (told,) = describe_warnings(still_desk.catalogue.texts["sv"], run)
    assert told.startswith("Varning: ")
    assert "mer än hälften" in told
    opening = compose_opening(still_desk.catalogue.texts["sv"], run)
    assert told in [block.text for block in opening if isinstance(block, Paragraph)]
    calm = simulate(still_desk, place, Request(years=2, draws=20, shocks=(parse_shock("2026:+50:industry"),)))
    assert list(describe_warnings(still_desk.catalogue.texts["sv"], calm)) == []
