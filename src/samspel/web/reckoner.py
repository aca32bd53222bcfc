"""The child process that reckons one upload: `python -m samspel.web.reckoner`, a task on its input, what it has to tell
on its output. It ends when its input ends, and so with the server that started it. The libraries are loaded before
memory is bounded: some of them turn for ever where they find too little.
"""

import os
import resource
import sys
from collections.abc import Callable, Iterable, Sequence
from errno import ENOMEM
from pathlib import Path
from threading import Thread

from samspel.app.reaching import reach_demo, reach_place
from samspel.app.reaching_rides import Work
from samspel.reach.report import ReachReport
from samspel.terms.errors import SamspelError
from samspel.terms.units import MEGABYTE
from samspel.web.children import Task, Told, decode_task, encode

NICER = 5
"""Pages go before reckonings."""
NO_THREAD = "can't start new thread"


def main() -> None:
    """Take the task, reckon, tell."""
    line = sys.stdin.buffer.readline()
    if not line:
        return
    Thread(target=_end_with_server, daemon=True).start()
    tell = _claim_output()
    task = decode_task(line)
    _set_ceiling(task.memory_mb)
    os.nice(NICER)
    try:
        _work(task, tell)
    except Exception as error:
        if _lacks_memory(error):
            tell(Told(kind="memory"))
        elif isinstance(error, SamspelError):
            tell(_describe(error))
        else:
            raise
    else:
        tell(Told(kind="done"))
    os._exit(0)  # without ado: the thread that waits for the server would hinder the interpreter


def _work(task: Task, tell: Callable[[Told], None]) -> None:
    import msgspec

    from samspel.app.desk import open_desk
    from samspel.terms.files import write_file

    def watch(works: Sequence[Work]) -> Iterable[Work]:
        for number, work in enumerate(works):
            tell(Told(kind="progress", done=number, total=len(works)))
            yield work

    desk = open_desk(Path(task.content), Path(task.home))
    report: ReachReport
    if task.question is None:
        report = reach_demo(desk, watch, task.threads)
    else:
        report = reach_place(desk, desk.catalogue.places.by_code[task.place], task.question, watch)
    write_file(Path(task.out), msgspec.json.encode(report))


def _claim_output() -> Callable[[Told], None]:
    """A way to tell on the program's output; what libraries print goes to the errors instead."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)

    def tell(told: Told) -> None:
        out.write(encode(told))

    return tell


def _set_ceiling(megabytes: int) -> None:
    """Bound what the process may hold of its own: not the address space, which the compiler's libraries take much of
    without using it.
    """
    ceiling = megabytes * MEGABYTE
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_server() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


def _lacks_memory(error: BaseException | None) -> bool:
    """Whether too little memory is the reason, of this error or one beneath."""
    while error is not None:
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == ENOMEM):
            return True
        if isinstance(error, RuntimeError) and NO_THREAD in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _describe(error: SamspelError) -> Told:
    beneath = error.__cause__ or error.__context__
    return Told(
        kind="error",
        code=error.code,
        facts=dict(error.facts),
        number=(beneath.errno or 0) if isinstance(beneath, OSError) else 0,
        others=tuple(_describe(one) for one in error.others),
    )


if __name__ == "__main__":
    main()
