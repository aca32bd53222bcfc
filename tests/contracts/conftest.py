"""The workspace with its pages, for the contracts that hold for every face."""

import ready_django  # noqa: F401 - pages of the workspace need the settings
from whole_web import application, client, desk, few_draws, nothing_left, web_home

__all__ = ["application", "client", "desk", "few_draws", "nothing_left", "web_home"]
