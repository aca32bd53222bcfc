"""The text of a PDF, read in a process of its own with a ceiling for memory and time: `python -m
samspel.sources.pdf_text`, the file on its input, the text on its output.
"""

import io
import resource
import subprocess
import sys

from samspel.terms.errors import BadInputError
from samspel.terms.units import MEGABYTE

SECONDS, MEGABYTES = 30, 400
MOST_PAGES, MOST_CHARACTERS = 400, 1_500_000
LOCKED, EMPTY = 3, 4
"""What the child leaves with for a file that needs a password, and for one of pictures alone."""


def read_pdf(data: bytes) -> str:
    """The text of a PDF, page by page. Raises BadInputError for a file that is none, is locked or holds no text, and
    for one that takes too long or too much memory.
    """
    command = [sys.executable, "-P", "-m", "samspel.sources.pdf_text"]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise BadInputError("minutes_heavy") from None
    if child.returncode in (LOCKED, EMPTY):
        raise BadInputError("minutes_locked" if child.returncode == LOCKED else "minutes_pictures")
    if child.returncode:
        raise BadInputError("minutes_pdf")
    return child.stdout.decode("utf-8", errors="replace")


def main() -> int:
    """Read, and print."""
    ceiling = MEGABYTES * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        return LOCKED
    text = "\n".join(page.extract_text() for page in reader.pages[:MOST_PAGES])
    if not text.strip():
        return EMPTY
    sys.stdout.buffer.write(text[:MOST_CHARACTERS].encode("utf-8", errors="replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
