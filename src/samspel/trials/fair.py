"""The fair test as it came out on the built-in figures: kept with the content, so that the answer to what may happen
can tell how the model did before without the seconds that the test takes. Made by docs/make_backtest_table.py.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.terms.errors import ContentError
from samspel.trials.backtests import Verdict
from samspel.trials.origins import Trials
from samspel.trials.slopes import Slope

FILE = "fair_test.json"
MADE = "what docs/make_backtest_table.py writes"
DIGITS = 9
"""Significant digits that are kept, so that processors of different makes keep the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fair:
    """The course of people without events everywhere, the shock's slopes, and the verdict on the real cases."""

    baseline: Trials
    slopes: tuple[Slope, ...]
    cases: Verdict


def read_fair(catalogue: Catalogue) -> Fair:
    """What is kept with the content. Raises ContentError where it cannot be read, or was tried by other rules."""
    path, rules = catalogue.folder / "circle" / FILE, catalogue.trial_rules
    try:
        kept = path.read_bytes()
        fair = msgspec.json.decode(kept, type=Fair)
    except (OSError, msgspec.MsgspecError) as error:
        raise ContentError(path.name, "", str(error), MADE) from error
    if foreign := _find_foreign(msgspec.json.decode(kept), msgspec.json.decode(_pack(fair))):
        raise ContentError(path.name, foreign, foreign.rpartition(".")[2], MADE)
    held = (rules.origins, rules.cases.inside_needed, {(rules.slopes.level, rules.slopes.power, rules.slopes.asked)})
    slopes = {(one.level, one.power, one.asked) for one in fair.slopes}
    if (fair.baseline.rules, fair.cases.needed, slopes) != held:
        raise ContentError(path.name, "rules", "other rules than those of trials.toml", MADE)
    return fair


def write_fair(path: Path, fair: Fair) -> None:
    """Keep it, one value a line."""
    path.write_bytes(msgspec.json.format(_pack(fair), indent=1) + b"\n")


def _pack(fair: Fair) -> bytes:
    return msgspec.json.encode(_round(msgspec.to_builtins(fair)))


def _find_foreign(kept: Any, known: Any, at: str = "") -> str:
    """Where a key stands that no field has; empty where there is none."""
    if isinstance(kept, dict):
        rows = [(f"{at}.{key}".lstrip("."), value, known.get(key, ...)) for key, value in kept.items()]
    else:
        rows = [(at, *pair) for pair in zip(kept, known, strict=True)] if isinstance(kept, list) else []
    found = (path if there is ... else _find_foreign(value, there, path) for path, value, there in rows)
    return next(filter(None, found), "")


def _round(plain: object) -> object:
    if isinstance(plain, float):
        return float(f"{plain:.{DIGITS}g}")
    if isinstance(plain, dict):
        return {key: _round(value) for key, value in plain.items() if value == value}  # noqa: PLR0124 - NaN is left out
    return [_round(one) for one in plain] if isinstance(plain, (list, tuple)) else plain
