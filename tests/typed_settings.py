"""The settings as mypy's plugin for Django reads them, with a home of its own: looking at types keeps nothing."""

import os
import tempfile

HOME = tempfile.TemporaryDirectory(prefix="samspel-types-")
os.environ["SAMSPEL_HOME"] = HOME.name

from samspel.web.settings import *  # noqa: E402, F403 - the home has to be set first, and all of them are meant
