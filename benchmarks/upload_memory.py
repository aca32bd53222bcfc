"""How much memory the child process of the web holds when it reckons over an uploaded timetable, of its own (VmData,
which SAMSPEL_UPLOAD_MEMORY_MB bounds) and in all (VmHWM).

    python -m benchmarks.upload_memory FEED.zip LATITUDE LONGITUDE DAY [COPIES]

A workplace and a locality lie at the point; with COPIES the feed is first written so many times over, a degree apart.
"""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.scaled_feed import write_scaled_feed
from samspel.app.reach_ground import Question
from samspel.catalogue.loading import find_content
from samspel.web.children import Task, encode

CEILING_MB = 20_000
EVERY_SECONDS = 0.02
SITES = "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nA;{0};{1};dag;13:00;16:00;mån-fre\n"
LOCALITIES = "ort;latitud;longitud;invånare\nB;{0};{1};5000\n"
PLACE = "2181"
KILOBYTE = 1024


def main() -> None:
    """Print the peaks in MB (millions of bytes) and how the child ended."""
    feed, latitude, longitude, day, *rest = sys.argv[1:]
    with TemporaryDirectory() as name:
        folder, source = Path(name), Path(feed)
        if rest:
            source = write_scaled_feed(source, folder / source.name, int(rest[0]))
        lists = {"sites.csv": SITES, "localities.csv": LOCALITIES}
        for file, text in lists.items():
            (folder / file).write_text(text.format(latitude, longitude), encoding="utf-8")
        question = Question(
            timetables=(source,),
            sites=folder / "sites.csv",
            day=date.fromisoformat(day),
            origins=folder / "localities.csv",
        )
        task = Task(
            content=str(find_content()),
            home=str(folder / "home"),
            out=str(folder / "out.json"),
            memory_mb=CEILING_MB,
            threads=2,
            place=PLACE,
            question=question,
        )
        own, whole, told = watch(task)
    print(f"own {own:,.0f} MB, whole {whole:,.0f} MB; {told}")


def watch(task: Task) -> tuple[float, float, str]:
    """The peaks of the child in MB, and the last that it told."""
    command = [sys.executable, "-m", "samspel.web.reckoner"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(encode(task))
        child.stdin.flush()
        status, peaks = Path(f"/proc/{child.pid}/status"), {"VmData": 0, "VmHWM": 0}
        while child.poll() is None:
            for line in status.read_text().splitlines():
                key, _, value = line.partition(":")
                if key in peaks:
                    peaks[key] = max(peaks[key], int(value.split()[0]))
            time.sleep(EVERY_SECONDS)
        told = child.stdout.read().decode().strip().splitlines()
    return *(peak * KILOBYTE / 1e6 for peak in peaks.values()), told[-1] if told else "nothing"  # type: ignore[return-value]


if __name__ == "__main__":
    main()
