"""The settings as mypy's plugin for Django reads them, with a home of its own: looking at types keeps nothing."""

import os
import tempfile

with tempfile.TemporaryDirectory(prefix="samspel-types-") as home:  # mypy ends without clearing up
    os.environ["SAMSPEL_HOME"] = home

    from samspel.web.settings import *  # noqa: F403 - the home has to be set first, and all of them are meant
