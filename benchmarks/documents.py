"""A motion as PDF, beside LibreOffice making a PDF of the same motion's DOCX."""

import shutil
import subprocess
import tempfile
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.measuring import Result, time_median
from samspel.app.briefing import compose_brief, render
from samspel.app.desk import Desk, open_desk
from samspel.app.finding import find_demand, find_place
from samspel.catalogue.records.needs import Demand
from samspel.terms.place import Place

GOAL = 2.0
DAY = date(2026, 1, 15)


def measure() -> tuple[Result, ...]:
    """The fact sheet and a motion for one municipality, composed and rendered."""
    desk = open_desk()
    place = find_place(desk.catalogue, "Sandviken")
    motion = find_demand(desk.catalogue, "43")
    rival = _time_libreoffice(render(compose_brief(desk, place, motion, "sv", DAY), ["docx"]))
    return tuple(
        Result(
            f"PDF: {name}",
            time_median(partial(_make_pdf, desk, place, demand)),
            GOAL,
            "LibreOffice, from the DOCX",
            rival,
            "composed and rendered" if rival is not None else "LibreOffice is not on this machine",
        )
        for name, demand in (("fact sheet", None), ("motion", motion))
    )


def _make_pdf(desk: Desk, place: Place, demand: Demand | None) -> dict[str, bytes]:
    return render(compose_brief(desk, place, demand, "sv", DAY), ["pdf"])


def _time_libreoffice(files: dict[str, bytes]) -> float | None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        ((name, data),) = files.items()
        path = Path(folder) / name
        path.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        words = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        return time_median(lambda: subprocess.run(words, check=True, capture_output=True), repeats=3)
