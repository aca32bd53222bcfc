"""Types of tests and benchmarks, as strict as the program's: `python tests/check_types.py`, part of `make types`.

Each folder is checked by itself, since tests name the modules beside them without a package. Files that do not pass yet
are listed by name: the list may shrink, and a file on it that passes is told too.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = (
    "benchmarks",
    "tests",
    *(f"tests/{path.name}" for path in sorted((ROOT / "tests").iterdir()) if path.is_dir()),
)
BESIDE = ("src", "tests", "tests/web", "tests/reach", ".")
"""Where modules lie that tests of more than one folder name."""
RIVALS = ("SALib", "pysd", "cafein", "ferrobus", "pandas")
"""Libraries that only tests and benchmarks use, and that bring no types: their names are of any type."""
NOT_YET: set[str] = {
    "benchmarks/documents.py",
    "benchmarks/pages.py",
    "benchmarks/reach.py",
    "benchmarks/reach_roads.py",
    "benchmarks/reduced.py",
    "tests/app/test_app_placing.py",
    "tests/catalogue/test_catalogue_texts.py",
    "tests/cli/test_cli_mistakes.py",
    "tests/contracts/renew_golden.py",
    "tests/documents/test_documents_motion.py",
    "tests/dynamics/test_dynamics_circle.py",
    "tests/dynamics/test_dynamics_equalisation.py",
    "tests/dynamics/test_dynamics_reduced.py",
    "tests/dynamics/test_dynamics_swings.py",
    "tests/fuzz/test_fuzz_lists.py",
    "tests/observations/test_observations_building.py",
    "tests/reach/rival_engines.py",
    "tests/reach/test_reach_best_departure.py",
    "tests/reach/test_reach_cycling.py",
    "tests/reach/test_reach_departures.py",
    "tests/reach/test_reach_roads.py",
    "tests/reach/test_reach_scan.py",
    "tests/reach/test_reach_surgery_roads.py",
    "tests/reach/timetables.py",
    "tests/scenarios/test_scenarios_nationwide.py",
    "tests/scenarios/test_scenarios_swings.py",
    "tests/sources/gtfs_feeds.py",
    "tests/sources/test_sources_answer_store.py",
    "tests/sources/test_sources_files.py",
    "tests/sources/test_sources_gtfs_store.py",
    "tests/sources/test_sources_kept.py",
    "tests/sources/test_sources_osm_lines.py",
    "tests/terms/test_terms_harmless.py",
}
FAULT = re.compile(r"(?P<file>[^:]+):\d+: error: .*")


def check_folder(folder: str) -> list[str]:
    """What mypy objects to in the files of a folder, not counting what it says of those libraries."""
    files = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob("*.py"))
    if not files:
        return []
    environment = {**os.environ, "MYPYPATH": os.pathsep.join((folder, *BESIDE))}
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--no-warn-unused-configs", *files]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        return [f"{folder}:0: error: {run.stdout}{run.stderr}"]
    untyped = re.compile(f'"(?:{"|".join(RIVALS)})[."]')
    return [line for line in run.stdout.splitlines() if FAULT.match(line) and not is_untyped(line, untyped)]


def is_untyped(line: str, libraries: re.Pattern[str]) -> bool:
    """Whether a line only says that a library brings no types."""
    return bool(libraries.search(line)) and ("[import-untyped]" in line or "[import-not-found]" in line)


def judge(faults: Iterable[str]) -> list[str]:
    """What is wrong: faults in files that shall pass, and files that pass though they are listed."""
    by_file: dict[str, list[str]] = {}
    for fault in faults:
        by_file.setdefault(fault.partition(":")[0], []).append(fault)
    wrong = [fault for name, told in by_file.items() if name not in NOT_YET for fault in told]
    return wrong + [f"{name} passes now: take it off the list" for name in sorted(NOT_YET - set(by_file))]


def main() -> int:
    """Check every folder, two at a time; 1 where something is wrong."""
    with ThreadPoolExecutor(2) as pool:
        found = {fault for faults in pool.map(check_folder, FOLDERS) for fault in faults}
    wrong = judge(sorted(found))
    print("\n".join(wrong) or f"Types of tests and benchmarks hold; {len(NOT_YET)} files are not there yet.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
