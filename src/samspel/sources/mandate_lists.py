"""Lists of elected posts, a row a post: bytes to entries, with every mistake told by its row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samspel.mandates.entries import PersonEntry, PostEntry
from samspel.sources.lists import Columns, Row, gather, read_text, require_rows
from samspel.sources.spreadsheet import write_rows
from samspel.terms.errors import BadInputError, SamspelError

COLUMNS = (
    *("name", "kind", "place", "body", "role", "begins", "ends", "status", "party", "source"),
    *("contact", "home", "again", "asked", "courses", "wishes", "consent", "left"),
)
PARTY = "party"
NEEDED = ("kind", "place", "begins")
MOST_ROWS = 5_000
NEAR_HEADING = 70.0


@dataclass(frozen=True, slots=True)
class ListedPost:
    """A row: its line in the file, the person and the post, and whether it names a party that is not kept."""

    line: int
    person: PersonEntry
    post: PostEntry
    drops_party: bool = False


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a list holds, what is wrong with the other rows, and the columns that mean nothing here."""

    posts: tuple[ListedPost, ...]
    problems: tuple[BadInputError, ...]
    ignored: tuple[str, ...]


Read = Callable[[dict[str, str]], tuple[PersonEntry, PostEntry]]


def read_mandates(text: str, name: str, meant: dict[str, str], also: dict[str, str], read: Read) -> ReadList:
    """The rows of a list; `meant` gives the column of each heading, `also` of others that are in use, `read` makes
    entries of a row's cells. Raises BadInputError where the table as a whole cannot be used.
    """
    columns = Columns(meant=meant, also=also, needed=NEEDED, likeness=NEAR_HEADING, most_rows=MOST_ROWS)
    sheet = read_text(text, name, columns)

    def read_row(row: Row) -> ListedPost:
        row.check()
        try:
            person, post = read(dict(row.cells))
        except SamspelError as error:
            raise row.problem(error.code, **error.facts) from None
        return ListedPost(row.line, person, post, drops_party=bool(row.cells.get(PARTY, "").strip() and not post.party))

    posts, problems = gather(require_rows(sheet), read_row)
    return ReadList(tuple(posts), tuple(problems), sheet.ignored)


def write_example(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """An example of a list to fill in."""
    return write_rows(heads, rows)
