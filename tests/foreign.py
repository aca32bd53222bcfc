"""Another organisation's handbook for tests: one of our demands under another number, id and title."""

import re
from pathlib import Path

from samspel.catalogue.loading import find_content

NAME, PUBLISHER = "Kustens handbok", "Kustens råd"
TITLE = "Nattis vid kusten"


def write_handbook(folder: Path, mode: str = "beside", number: int = 101, name: str = "kust-natt") -> Path:
    """Write the folder and return the file of its demand."""
    (folder / "handbook").mkdir(parents=True, exist_ok=True)
    told = f'name = "{NAME}"\npublisher = "{PUBLISHER}"\nmode = "{mode}"\n'
    (folder / "handbook.toml").write_text(told, encoding="utf-8")
    path = folder / "handbook" / f"{number:02d}-{name}.toml"
    ours = sorted((find_content() / "handbook").glob("02-*.toml"))[0].read_text(encoding="utf-8")
    text = re.sub(r'^title = ".*"$', f'title = "{TITLE}"', move(ours, number, name), count=1, flags=re.M)
    path.write_text(text, encoding="utf-8")
    return path


def move(text: str, number: int, name: str) -> str:
    """A demand's file under another number and id."""
    text = re.sub(r"\Anumber = \d+$", f"number = {number}", text, count=1, flags=re.M)
    return re.sub(r'^id = ".*"$', f'id = "{name}"', text, count=1, flags=re.M)
