"""Makes the built-in figures anew from a folder of publishers' raw tables: `make figures FACTS=folder`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from samspel.catalogue.loading import find_content, load_catalogue
from samspel.research.making.figures import make_figures
from samspel.terms.errors import SamspelError


def main() -> int:
    """Make them, and tell how large they are or why they were not made."""
    catalogue = load_catalogue()
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and the folder
        print("Say where the raw tables lie: make figures FACTS=folder")
        return 2
    try:
        made = make_figures(catalogue, Path(sys.argv[1]), find_content() / "figures", datetime.now(UTC).date())
    except SamspelError as error:
        print(catalogue.texts["en"].explain(error))
        return 1
    for name, rows in made.rows.items():
        print(f"{name}: {rows:,} rows, {made.size[name] / 1e6:.2f} MB")
    for one in made.changes:
        print(f"{one.table}, {one.what}: {one.added:,} added, {one.removed:,} removed, {one.changed:,} changed")
    if made.changes:
        print("These stand in content/figures/changes.toml now. Write there why, in Swedish and English.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
