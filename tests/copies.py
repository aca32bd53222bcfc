"""Copies of the content that a test may change; the large Parquet files are linked, so unlink before you write one."""

import shutil
from pathlib import Path

from samspel.catalogue.loading import find_content


def copy_content(to: Path) -> Path:
    """Copy the shipped content to a folder that does not exist yet."""
    return Path(shutil.copytree(find_content(), to, copy_function=copy_file))


def copy_file(source: str | Path, target: str | Path) -> None:
    """One file of it."""
    if str(source).endswith(".parquet"):
        Path(target).symlink_to(source)
    else:
        shutil.copy2(source, target)
