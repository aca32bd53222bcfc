"""Imports point downwards, as pyproject.toml says and import-linter checks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import samspel

ROOT = Path(__file__).parents[2]
LINT = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"


def lint(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter in a folder that holds pyproject.toml against the package under `source`."""
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_imports_point_downwards() -> None:
    found = lint(ROOT, Path(samspel.__file__).parents[1])
    assert found.returncode == 0, found.stdout + found.stderr
    assert "0 broken" in found.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("terms/place.py", "from samspel.catalogue import records"),
        ("catalogue/texts.py", "from samspel.observations import series"),
        ("observations/series.py", "from samspel.needs import verdict"),
        ("needs/verdict.py", "from samspel.reach import surgery"),
        ("scenarios/sampling.py", "from samspel.trials import slopes"),
        ("app/desk.py", "from samspel.research import swings"),
        ("web/tour.py", "from samspel.research import swings"),
        ("observations/rollup.py", "import django"),
        ("app/desk.py", "import duckdb"),
        ("store/answers.py", "import urllib3"),
    ],
)
def test_an_import_upwards_is_found(module: str, line: str, tmp_path: Path) -> None:
    package = tmp_path / "src" / "samspel"
    shutil.copytree(Path(samspel.__file__).parent, package, ignore=shutil.ignore_patterns("content", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (package / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    found = lint(tmp_path, tmp_path / "src")
    assert found.returncode == 1, found.stdout + found.stderr
    assert "1 broken" in found.stdout


STARTED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "samspel.web.settings"
import django; django.setup()
import samspel.web.urls
"""
HEAVY = ("requests", "pandas", "matplotlib", "SALib")
"""What libraries of ours, or of the tests, bring: a client of the network, and weight."""


@pytest.mark.parametrize("module", ["samspel.sources.osm.reading", "samspel.scenarios.drivers"])
def test_reading_maps_and_ranking_drivers_load_no_client_of_the_network_and_no_dead_weight(module: str) -> None:
    look = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(Path(samspel.__file__).parents[1])}
    found = subprocess.run(
        [sys.executable, "-c", look], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert found.stdout.strip() == "[]"


def test_a_server_starts_without_what_only_a_reckoning_of_reach_needs(tmp_path: Path) -> None:
    """numba takes half a second and 60 MB."""
    environment = {**os.environ, "PYTHONPATH": str(Path(samspel.__file__).parents[1]), "SAMSPEL_HOME": str(tmp_path)}
    look = f"{STARTED}print('numba' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", look], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert found.stdout.strip() == "False"
