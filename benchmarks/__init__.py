"""The speed goals, each measured beside a rival in the same run: `make bench`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
"""Rival engines and running servers lie with the tests that use them too."""
