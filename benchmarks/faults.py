"""`make faults`: what one stranger can do to the server, tried on a real one and measured against limits.

Ends with 1 if a limit is passed. Traffic goes to 127.0.0.1 only, every loop is bounded.
"""

import os
import re
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from app.update_kills import try_kills
from benchmarks.hostile_feeds import make_frequencies, make_headings, make_long_days, make_repetition, make_workbook
from postgres_server import PostgresServer, find_postgres
from samspel.catalogue.loading import load_catalogue
from web.kills import Trial
from web.running_server import Running, run_server, status_of

UPLOADS_MB = 1_500
IDLE, CLIENTS, PER_CLIENT, COSTLY = 600, 200, 5, 8
KILLS = int(os.environ.get("SAMSPEL_FAULT_KILLS", "100"))
TIMEOUT = 15.0
PAGES = ("/", "/plats/2181/", "/plats/2180/krav/", "/krav/", "/plats/0180/mal/", "/kallor/")
MEGABYTE = 1_000_000
LARGE_BODY = 316 * MEGABYTE
SITES = "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nA;60,67;17,15;dag;07:00;16:00;ons\n".encode()


@dataclass(frozen=True)
class Found:
    """A measurement and the most it may be."""

    what: str
    value: float
    limit: float
    unit: str
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether it is within its limit."""
        return self.value <= self.limit


def main() -> None:
    """Try everything and tell."""
    print(f"{'what':<66} {'measured':>10} {'limit':>10}")
    passed = False
    for measure in (
        hold_connections,
        send_slowly,
        send_large_body,
        ask_at_once,
        ask_costly,
        send_hostile,
        send_headings,
        end,
        kill_amid_writes,
        kill_updates,
    ):
        for found in measure():
            passed = passed or not found.is_met
            state = "" if found.is_met else "  PASSED"
            note = f"  ({found.note})" if found.note else ""
            print(f"{found.what:<66} {found.value:>10.1f} {found.limit:>10.1f} {found.unit}{state}{note}", flush=True)
    sys.exit(1 if passed else 0)


def kill_updates() -> Iterator[Found]:
    """An update of figures killed at any point: what was shown before is whole."""
    with serve() as home, try_kills(load_catalogue(), Path(home)) as trial:
        running = sum(trial.kill() for _ in range(KILLS))
        trial.finish()
    note = ", ".join(trial.wrong[:3]) or f"{running} amid their work"
    yield Found(f"updates, killed {KILLS} times: figures that are not whole", len(trial.wrong), 0, "", note)


def serve() -> "tempfile.TemporaryDirectory[str]":
    """A home for a server."""
    return tempfile.TemporaryDirectory(prefix="samspel-faults-")


def hold_connections() -> Iterator[Found]:
    """Connections that say nothing."""
    with serve() as home, run_server(Path(home)) as running:
        lines = [running.connect() for _ in range(IDLE)]
        taken = time_it(lambda: running.get("/krav/"))
        for line in lines:
            line.close()
    yield Found(f"a page while {IDLE} connections are held open", taken, 2.0, "s")


def send_slowly() -> Iterator[Found]:
    """Headers and bodies that never end."""
    for what, head in (
        ("headers", b"GET / HTTP/1.1\r\nX: "),
        ("a body", b"POST /plats/2180/resor/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n\r\n"),
    ):
        with serve() as home, run_server(Path(home)) as running:
            taken = time_it(lambda: drip(running, head))  # noqa: B023 - called at once
        yield Found(f"until one who sends {what} a byte at a time is cut off", taken, 20.0, "s")


def drip(running: Running, head: bytes) -> None:
    """Send a byte every half second until the server closes; a minute at most."""
    with running.connect() as line:
        line.sendall(head)
        line.settimeout(0.5)
        for _ in range(120):
            try:
                if line.recv(65_536):
                    return
            except TimeoutError:
                line.sendall(b"x")
            except OSError:
                return


def send_large_body() -> Iterator[Found]:
    """A body as large as the largest upload, to an address that takes none."""
    piece = b"x" * MEGABYTE
    for what, head, frame in (
        ("with its length stated", f"Content-Length: {LARGE_BODY}", b"%b"),
        ("without", "Transfer-Encoding: chunked", b"f4240\r\n%b\r\n"),
    ):
        with serve() as home, run_server(Path(home)) as running, running.connect() as line:
            line.sendall(f"POST /krav/ HTTP/1.1\r\nHost: localhost\r\n{head}\r\n\r\n".encode())
            most = 0.0
            for _ in range(LARGE_BODY // MEGABYTE):
                try:
                    line.sendall(frame % piece)
                except OSError:
                    break
                most = max(most, measure_passing(running))
        yield Found(f"kept of a body of 316 MB to an address that takes none, {what}", most, 1.0, "MB")


def measure_passing(running: Running) -> float:
    """Megabytes that the server holds open or has written in its folder, files without a name included."""
    folder, total = str(running.home), 0
    for entry in Path(f"/proc/{running.program.pid}/fd").iterdir():
        try:
            if str(entry.readlink()).startswith(folder):
                total += entry.stat().st_size
        except OSError:
            continue
    return total / MEGABYTE


def ask_at_once() -> Iterator[Found]:
    """Many clients, each asking for pages one after another."""
    with serve() as home, run_server(Path(home)) as running, ThreadPoolExecutor(CLIENTS) as pool:
        asked = list(pool.map(lambda number: ask_pages(running, number), range(CLIENTS)))
    answers = [one for client in asked for one in client]
    seconds = sorted(taken for taken, _ in answers)
    late = sum(status == 0 for _, status in answers)
    busy = sum(status == 503 for _, status in answers)  # noqa: PLR2004 - HTTP's Service Unavailable
    yield Found(f"of {CLIENTS} clients' requests timed out", 100 * late / len(answers), 0.0, "%")
    yield Found(f"of {CLIENTS} clients' requests were told to come back", 100 * busy / len(answers), 5.0, "%")
    note = f"median {statistics.median(seconds):.1f} s"
    yield Found(f"slowest answer to {CLIENTS} clients", seconds[-1], TIMEOUT, "s", note)


def ask_pages(running: Running, number: int) -> list[tuple[float, int]]:
    """Seconds and status of each answer, 0 for none in time."""
    found = []
    for step in range(PER_CLIENT):
        begun = time.monotonic()
        try:
            status = status_of(running.get(PAGES[(number + step) % len(PAGES)], timeout=TIMEOUT))
        except (OSError, IndexError):
            status = 0
        found.append((time.monotonic() - begun, status))
    return found


def ask_costly() -> Iterator[Found]:
    """The dearest address many times, and an ordinary page meanwhile."""
    with serve() as home, run_server(Path(home)) as running, ThreadPoolExecutor(COSTLY) as pool:
        levers = re.findall(rb'name="krav" value="([^"]+)"', running.get("/plats/2181/vad-hander-om/"))
        dearest = [write_dearest(number, levers) for number in range(COSTLY + 1)]
        first = time_it(lambda: running.get(dearest[0], timeout=120))
        again = time_it(lambda: running.get(dearest[0], timeout=120))
        asked = [pool.submit(running.get, one, timeout=120) for one in dearest[1:]]
        time.sleep(0.5)
        taken = max(time_it(lambda: running.get("/krav/")) for _ in range(5))
        statuses = [status_of(one.result()) for one in asked]
    yield Found("the dearest address, the first time", first, 60.0, "s")
    yield Found("the same again", again, 1.0, "s")
    note = f"{statuses.count(200)} answered, {statuses.count(503)} told to come back"
    yield Found(f"a page while {COSTLY} ask for the dearest", taken, 5.0, "s", note)


def write_dearest(number: int, levers: list[bytes]) -> str:
    """Eight events, every lever, 40 years, every lever by itself, and what makes the spread."""
    events = "&".join(f"jobb{one}={50 + number}&ar{one}={2027 + one}" for one in range(1, 9))
    demands = "&".join(f"krav={one.decode()}" for one in levers)
    return f"/plats/2181/vad-hander-om/?{events}&{demands}&langd=40&alla=1&varfor=1"


def send_hostile() -> Iterator[Found]:
    """Timetables that are small to send and large to work with."""
    for name, feed in (
        ("a departure every second for 6,900 hours", make_frequencies()),
        ("one row two hundred million bytes over", make_repetition()),
        ("days of 10,000 hours", make_long_days()),
        ("a workbook", make_workbook()),
    ):
        with serve() as home, run_server(Path(home), upload_memory_mb=UPLOADS_MB) as running:
            running.get("/plats/2180/resor/")
            before = read_memory(running.program.pid)
            begun = time.monotonic()
            peak, told = upload(running, feed)
            taken = time.monotonic() - begun
            grown = read_memory(running.program.pid) - before
            left = sum(file.stat().st_size for file in (Path(home) / "networks").rglob("*")) / MEGABYTE
            files = [file for one in running.list_passing() for file in one.rglob("*")]
            passing = sum(file.is_file() and file.name != "in-use" for file in files)
        size = f"{len(feed):,} bytes"
        yield Found(f"{name} ({size}): memory of the child", peak, UPLOADS_MB + 300, "MB", told)
        yield Found(f"{name}: growth of the server", grown, 60.0, "MB")
        yield Found(f"{name}: until told", taken, 90.0, "s")
        yield Found(f"{name}: kept for good", left, 0.0, "MB")
        yield Found(f"{name}: files left behind", passing, 0.0, "")


def send_headings() -> Iterator[Found]:
    """A list whose headings would each be compared with those known."""
    with serve() as home, run_server(Path(home)) as running:
        taken = time_it(lambda: upload(running, make_long_days(), make_headings()))
    yield Found("until a list with 400,000 unknown headings is told", taken, 5.0, "s")


def upload(running: Running, feed: bytes, sites: bytes = SITES) -> tuple[float, str]:
    """Send a timetable as the form does; the peak of the child's memory in MB, and what the page then says."""
    page = running.get("/plats/2180/resor/")
    cookie = page.partition(b"Set-Cookie: ")[2].partition(b";")[0].decode()
    token = page.partition(b'name="csrfmiddlewaretoken" value="')[2].partition(b'"')[0].decode()
    body = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n' % part
        for part in (
            (b"csrfmiddlewaretoken", b"", token.encode()),
            (b"dag", b"", b"2026-11-25"),
            (b"tidtabell", b'; filename="feed.zip"', feed),
            (b"arbetsplatser", b'; filename="sites.csv"', sites),
        )
    )
    body += b"--x--\r\n"
    headers = (f"Cookie: {cookie}", "Content-Type: multipart/form-data; boundary=x", f"Content-Length: {len(body)}")
    answer = running.get("/plats/2180/resor/", *headers, method="POST", body=body)
    if status_of(answer) != 302:  # noqa: PLR2004 - HTTP's Found
        return 0.0, read_told(answer)
    peak = 0.0
    while time.monotonic():
        for child in find_children(running.program.pid):
            peak = max(peak, read_memory(child, "VmHWM"))
        answer = running.get("/plats/2180/resor/pagar/")
        if b'role="status"' not in answer:
            return peak, read_told(answer)
        time.sleep(0.1)
    raise AssertionError


def read_told(answer: bytes) -> str:
    """The first error of a page."""
    return answer.partition(b'role="alert"')[2].partition(b"<strong>")[2].partition(b"</strong>")[0].decode()[:80]


def find_children(process: int) -> list[int]:
    """The processes that a process has started."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def read_memory(process: int, name: str = "VmRSS") -> float:
    """Megabytes that a process holds; 0 for one that has ended."""
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024 / MEGABYTE
    except OSError:
        pass
    return 0.0


def end() -> Iterator[Found]:
    """A server that is told to end, and one that is killed, while an upload is on its way."""
    with serve() as home:
        for what, number in (("is told to end", signal.SIGTERM), ("was killed, at the next start", signal.SIGKILL)):
            with run_server(Path(home)) as running, running.connect() as line:
                send_half(line)
                time.sleep(0.5)
                begun = time.monotonic()
                running.program.send_signal(number)
                running.program.wait(timeout=60)
                taken = time.monotonic() - begun
            if number == signal.SIGKILL:
                with run_server(Path(home)) as running:
                    left = len(running.list_passing()) - 1
            else:
                yield Found("until a server that is told to end has ended", taken, 15.0, "s")
                left = len(running.list_passing())
            yield Found(f"folders left by a server that {what}", left, 0.0, "")


def send_half(line: socket.socket) -> None:
    """Half of an upload."""
    line.sendall(b"POST /plats/2180/resor/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n")
    for _ in range(25):
        line.sendall(b"x" * MEGABYTE)


def kill_amid_writes() -> Iterator[Found]:
    """A server that is killed again and again while five write at once, and with PostgreSQL the database too, each
    time that a tenth of all kills has passed.
    """
    for kind in ("SQLite", "PostgreSQL"):
        if kind == "PostgreSQL" and find_postgres() is None:
            print("no PostgreSQL on this machine: it is not tried")
            continue
        with serve() as folder, ExitStack() as stack:
            home, server = Path(folder) / "home", None
            home.mkdir()
            if kind == "PostgreSQL":
                Path(folder).chmod(0o755)
                (Path(folder) / "pg").mkdir()
                server = PostgresServer(Path(folder) / "pg", settings="")
                stack.callback(server.stop)
            trial = Trial(home, server)
            outcomes = [trial.kill(with_database=number % 10 == 9) for number in range(KILLS)]  # noqa: PLR2004
            connections.close_all()
        lost = sorted({one for outcome in outcomes for one in outcome.lost})
        broken = sorted({one for outcome in outcomes for one in outcome.broken})
        note = f"of {trial.told.count} acknowledged writes"
        yield Found(f"{kind}, killed {KILLS} times: writes lost", len(lost), 0, "", ", ".join(lost[:3]) or note)
        yield Found(f"{kind}, killed {KILLS} times: faults found", len(broken), 0, "", ", ".join(broken[:3]))


def time_it(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
