"""An event scaled from one municipality to another."""

import pytest

from samspel.scenarios.scaling import scale
from samspel.scenarios.shocks import parse_shock


@pytest.mark.parametrize(
    ("written", "factor", "scaled"),
    [
        ("2027:400:industry", 0.25, "2027:100:industry"),
        ("2027-2029:400:welfare", 1.501, "2027-2029:600:welfare"),
        ("2027:300+200@2028:industry", 0.5, "2027:150+100@2028:industry"),
        ("2027:+3:industry", 0.01, "2027:+1:industry"),
        ("2027-2030:2%:industry", 0.5, "2027-2030:2%:industry"),
        ("2027:3%:country", 7.0, "2027:3%:country"),
        ("2027:400:industry", 1.0, "2027:400:industry"),
    ],
)
def test_jobs_are_scaled_in_whole_jobs_and_shares_stay(written: str, factor: float, scaled: str) -> None:
    assert [shock.written for shock in scale((parse_shock(written),), factor)] == [scaled]
