"""Which process gets which tests, and in which order."""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

TESTS = Path(__file__).parent
TOGETHER = ("catalogue",)
"""Folders whose tests share a process: each file of content is broken once."""
LONGEST = (
    "browser/test_browser_pages.py",
    "app/test_app_reaching.py",
    "web/test_web_views_scenarios.py",
    "browser/test_browser_year.py",
    "contracts/test_contract_drift.py",
    "workspace/test_workspace_migrations.py",
    "web/test_web_work_urls.py",
    "browser",
    "cli/test_cli_main.py",
    "web/test_web_pages.py",
    "web/test_web_faces_agree.py",
    "contracts/test_golden_faces.py",
    "web/test_web_children.py",
    "catalogue",
)
"""What is dealt out before everything else: whoever got one of them last would work alone at the end. The made-up
town's reach comes early, since in a fresh checkout it compiles for twenty seconds what others need later.
"""


class ByModule(LoadScopeScheduling):  # type: ignore[misc]  # xdist is not typed
    """Deals out whole modules, so that what a module's tests share is made in one process, and some folders whole."""

    def _split_scope(self, nodeid: str) -> str:
        _, _, within = nodeid.partition("tests/")
        folder = within.split("/")[0]
        return folder if folder in TOGETHER else str(super()._split_scope(nodeid))


@cache
def find_turn(module: Path) -> int:
    """The place of a module's tests among what is dealt out first, the same for all that are none of the longest."""
    return next((turn for turn, name in enumerate(LONGEST) if module.is_relative_to(TESTS / name)), len(LONGEST))
