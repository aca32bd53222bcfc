"""Loads the rules that the model is tried by."""

from pathlib import Path

from samspel.catalogue.reading import find_line, read_record
from samspel.catalogue.records.trials import TrialRules
from samspel.terms.errors import ContentError

FILE = "trials.toml"


def load_trial_rules(folder: Path) -> TrialRules:
    """Load and check circle/trials.toml. Raises ContentError for what is not of the schema, years that do not ascend,
    and a year or a slope that the others do not allow.
    """
    path = folder / "circle" / FILE
    rules = read_record(path, TrialRules)
    for key, years in (("cases.after", rules.cases.after), ("origins.ahead", rules.origins.ahead)):
        if list(years) != sorted(set(years)):
            raise _breach(path, key, ", ".join(map(str, years)), "years that ascend, each once")
    origins, (low, high) = rules.origins, rules.slopes.asked
    if origins.groups_ahead not in origins.ahead:
        raise _breach(path, "origins.groups_ahead", str(origins.groups_ahead), "one of the years ahead")
    if origins.parted <= origins.first:
        raise _breach(path, "origins.parted", str(origins.parted), f"a year after {origins.first}")
    if not low < 1.0 < high:
        raise _breach(path, "slopes.asked", f"{low}, {high}", "a range around 1")
    return rules


def _breach(path: Path, key: str, found: str, expected: str) -> ContentError:
    return ContentError(path.name, key, found, expected, find_line(path, key.rpartition(".")[2]))
