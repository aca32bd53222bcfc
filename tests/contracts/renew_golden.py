"""Writes the golden texts: what every face says of four places and of the made-up town, in both languages, at one day.

`make golden`, or `python tests/contracts/renew_golden.py [FOLDER]`, renews tests/contracts/golden; the test calls the
same with a folder of its own. What stands word for word in the content is written as its key, so that the files stay
small and a changed sentence of the handbook changes nothing here, while one that is missing or doubled does.
"""

import argparse
import contextlib
import io
import os
import re
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from difflib import SequenceMatcher
from functools import cache, partial
from html import unescape
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import django

DAY = date(2026, 11, 22)
GOLDEN = Path(__file__).with_name("golden")
LANGS: tuple[Literal["sv", "en"], ...] = ("sv", "en")
TOWN, REGION = 16, 43
PLACES = {
    "2181": ("Sandviken", TOWN),
    "1060": ("Olofström", TOWN),
    "1280": ("Malmö", TOWN),
    "21": ("Gävleborg", REGION),
}
OTHER = "Trollhättan"
SHOCK = "2027:100:industry"
EVENT = "vad1=closure&jobb1=100&sektor1=industry&ar1=2027&langd=5"
MOST_YEARS = 4
LETTERS, SHORTEST = 12, 40
"""Texts of the content from so many characters are written as their keys."""

BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "tr",
    "dt",
    "dd",
    "caption",
    "summary",
    "div",
    "section",
    "option",
    "label",
}
SILENT = {"script", "style", "svg", "nav", "form"}
INSERTED = re.compile(r"\{(\w+(?:\.\w+)+)\}")
LONG_KEY = re.compile(
    r"(?<=^\d\d)-[\w-]+|^[a-z_]+\.(?=[a-z]+\.)|(?<=\.)(sv|en)\.|(?<=^)(indicator|web|goal)\.|\.(sv|en)$"
)
YEAR = re.compile(r"^\| (19|20)\d\d(–(19|20)\d\d)? \|")
BORDER = re.compile(r"[━─┏┓┗┛┳┻╋┡┩╇└┘┴├┤┼╺╸]+")
SIGNS = str.maketrans({"\u00ad": "", "│": "|"})
POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A picture of one pixel, for documents whose pictures nobody looks at."""
Told = tuple[str, str]


class Reader(HTMLParser):
    """The text of a page, a block a line, without drawings, scripts, menus and forms."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in SILENT
        self.parts.append("\n" if tag in BLOCKS else " | " if tag in ("td", "th") else "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        self.parts.append("\n" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self.silent else data.replace("\n", " "))


def tidy(text: str) -> str:
    """One blank between words, no empty lines, no borders of tables, and one sign between cells on all faces."""
    lines = (" ".join(BORDER.sub("", line).translate(SIGNS).split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def read_html(page: str) -> str:
    """The text of a page or a document in HTML; of a page only what the menu and the foot do not hold."""
    reader = Reader()
    main = re.search(r"<main\b.*?</main>", page, re.DOTALL)
    reader.feed(main[0] if main else page)
    return tidy(unescape("".join(reader.parts)))


def read_docx(data: bytes) -> str:
    """The text of a document in DOCX, in its order."""
    from docx import Document
    from docx.oxml.ns import qn

    lines = []
    for block in Document(io.BytesIO(data)).element.body.iterchildren():
        rows = block.iter(qn("w:tr")) if block.tag == qn("w:tbl") else [block]
        for row in rows:
            cells = row.iter(qn("w:tc")) if row is not block else [row]
            lines.append(" | ".join("".join(part.text or "" for part in cell.iter(qn("w:t"))) for cell in cells))
    return tidy("\n".join(lines))


def freeze() -> None:
    """Let it be DAY wherever the program asks, and leave out what no text shows: pixels, and work done in advance."""
    import django

    django.setup()  # what is done in advance knows the workspace's tables
    from samspel.cli import main
    from samspel.rendering import docx
    from samspel.terms import clock
    from samspel.web.presenters import warming

    put(clock, get_now=lambda: datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=clock.SWEDEN))
    put(docx, render_png=lambda *_: POINT)
    put(warming, warm_up=lambda: None)
    put(main, _load_texts=cache(main._load_texts))


def put(into: object, **things: object) -> None:
    """Let a module or a class say something else, from now on and in this process."""
    for name, thing in things.items():
        setattr(into, name, thing)


def run_program(desk: Any, *words: str) -> str:
    """What the program prints in a terminal that breaks no line."""
    from rich.console import Console

    from samspel.cli import framing
    from samspel.cli.main import execute

    put(framing, open_desk=lambda: desk)
    wide = partial(Console, width=10_000, highlight=False, emoji=False, markup=False)
    put(framing.Session, console=property(lambda _: wide(file=sys.stdout)))
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        execute(list(words))
    return tidy(out.getvalue())


def tell_web(get: Callable[[str], str], lang: str, code: str, number: int) -> Iterator[Told]:
    """The pages of a place."""
    place = f"{'/en' if lang == 'en' else ''}/plats/{code}/"
    pages = {
        "place": "",
        "figures": "siffror/economy/",
        "chain": "kedjan/",
        "needs": "krav/",
        "need": f"krav/{number}/",
        "what-if": f"vad-hander-om/?{EVENT}",
    }
    for name, path in {**pages, "transition": "omstallning/"}.items():
        yield f"page {name}", read_html(get(place + path))


def tell_terminal(desk: Any, lang: str, name: str) -> Iterator[Told]:
    """What the commands print of a place."""
    quick = ("--draws", "50", "--years", "5")
    commands: dict[str, tuple[str, ...]] = {
        "place": (name,),
        "chain": (name,),
        "needs": (name,),
        "compare": (name, OTHER),
        "simulate": (name, "--shock", SHOCK, "--lever", "2", "--lever", "6", *quick),
        "goals": (name,),
        "equalise": (name,),
        "transition": (name, *quick),
    }
    for command, words in commands.items():
        yield f"terminal {command}", run_program(desk, command, *words, "--lang", lang)


def tell_documents(desk: Any, lang: Any, code: str, number: int) -> Iterator[Told]:
    """The fact sheet and the mover's background, as HTML and as DOCX, and the motion as text."""
    from samspel.app.briefing import compose_brief, render, write_paper

    place = desk.catalogue.places.by_code[code]
    for name, demand in (("fact sheet", None), ("background", desk.catalogue.demands_by_number[number])):
        made = render(compose_brief(desk, place, demand, lang, DAY), ("html", "docx"))
        page, word = (next(data for file, data in made.items() if file.endswith(kind)) for kind in ("html", "docx"))
        yield f"HTML {name}", read_html(page.decode())
        yield f"DOCX {name}", read_docx(word)
    demand, paper = desk.catalogue.demands_by_number[number], desk.catalogue.papers["motion"]
    motion = write_paper(desk, place, demand, paper, lang, DAY, words={}).document
    yield "text motion", render(motion, ("txt",)).popitem()[1].decode()


def find_keys(content: Path, lang: str, texts: Mapping[str, str]) -> dict[str, str]:
    """The longer texts of the content in a language, with their keys; `texts` are those that others name."""
    import tomli

    def insert(named: re.Match[str]) -> str:
        return texts.get(named[1], named[0])

    found: dict[str, str] = {}

    def walk(value: object, key: str) -> None:
        if isinstance(value, Mapping):
            for name, part in value.items():
                walk(part, f"{key}.{name}")
        elif isinstance(value, list):
            for number, part in enumerate(value):
                walk(part, f"{key}.{part['id'] if isinstance(part, Mapping) and 'id' in part else number}")
        elif isinstance(value, str) and len(value) >= SHORTEST:
            said = INSERTED.sub(insert, value)
            if "{" not in said:
                found.setdefault(" ".join(said.split()), LONG_KEY.sub("", key))

    other = {"sv": "en", "en": "sv"}[lang]
    for path in sorted(content.rglob("*.toml")):
        if not path.stem.endswith(f"_{other}") and path.stem != other:
            walk(tomli.loads(path.read_text(encoding="utf-8")), path.stem)
    return found


class Index:
    """Texts to be told by their keys, found by their first letters."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._keys: dict[str, dict[str, str]] = {}
        for words, key in keys.items():
            self.add(words, key)

    def add(self, words: str, key: str) -> None:
        """One text more; the first key of a text stays."""
        self._keys.setdefault(words[:LETTERS], {}).setdefault(words, key)

    def shorten(self, text: str) -> str:
        """The text with what is known told by its key, the longest where several begin alike."""
        parts, at, done = list[str](), 0, 0
        while at < len(text):
            known = self._keys.get(text[at : at + LETTERS])
            if known is None:  # as nearly everywhere
                at += 1
                continue
            found = max((words for words in known if text.startswith(words, at)), key=len, default="")
            if found:
                parts += [text[done:at], f"⟨{known[found]}⟩"]
                done = at + len(found)
            at += len(found) or 1
        return "".join([*parts, text[done:]])


def tell_everything() -> Iterator[tuple[str, str]]:
    """Every golden file with its text."""
    from django.test import Client

    from samspel.app.reaching import reach_demo
    from samspel.web.shared import get_desk
    from samspel.web.views.reach import get_example
    from samspel.web.wsgi import build_application

    build_application("localhost")
    desk, client = get_desk(), Client(SERVER_NAME="localhost")

    def get(path: str) -> str:
        return client.get(path).content.decode()

    get_example()._keep(reach_demo(desk))
    for lang in LANGS:
        texts = desk.catalogue.texts[lang].entries
        keys, first = Index(find_keys(desk.catalogue.folder, lang, texts)), list[Told]()
        example = read_html(get(f"{'/en' if lang == 'en' else ''}/exempel/resor/"))
        yield f"{lang}-example.txt", write_faces(shorten_faces([("page reach example", example)], keys))
        for code, (name, number) in PLACES.items():
            told = [*tell_web(get, lang, code, number), *tell_documents(desk, lang, code, number)]
            faces = shorten_faces([*told, *tell_terminal(desk, lang, name)], keys)
            yield f"{lang}-{code}.txt", write_faces(set_against(first, faces) if first else faces)
            first = first or faces


def write_faces(told: list[Told]) -> str:
    """The faces of a place, one after the other."""
    return "".join(f"=== {name}\n{text}\n" for name, text in told)


def shorten_faces(told: list[Told], content: Index) -> list[Told]:
    """The faces with the content's sentences as keys; a longer line that stood on an earlier face is told by that."""
    written, earlier = list[Told](), Index({})
    for name, text in told:
        plain = fold_years(content.shorten(text))
        written.append((name, earlier.shorten(plain)))
        for number, line in enumerate(plain.split("\n"), 1):
            words = line.strip("| ")
            if len(words) >= SHORTEST:
                earlier.add(words, f"{name} {number}")
    return written


def set_against(first: list[Told], faces: list[Told]) -> list[Told]:
    """The faces of another place, with what reads as on the first place's told by the number of lines."""
    known, told = dict(first), []
    for name, text in faces:
        theirs, own, lines = known.get(name, "").split("\n"), text.split("\n"), list[str]()
        for what, _, _, begin, end in SequenceMatcher(None, theirs, own, autojunk=False).get_opcodes():
            lines += [f"= {end - begin}"] if what == "equal" else own[begin:end]
        told.append((name, "\n".join(lines)))
    return told


def fold_years(text: str) -> str:
    """A course over many years by its first and last rows and a checksum of those between."""
    lines: list[str] = []
    for is_year, group in groupby(text.split("\n"), lambda line: bool(YEAR.match(line))):
        rows = list(group)
        if is_year and len(rows) > MOST_YEARS:
            between = "\n".join(rows[1:-1]).encode()
            rows = [rows[0], f"… {len(rows) - 2} rows, {zlib.crc32(between):08x}", rows[-1]]
        lines += rows
    return "\n".join(lines)


def renew(folder: Path, made: Path | None = None) -> None:
    """Write every golden text into a folder; in a home that was `made` with the workspace's tables, or a new one."""
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.nullcontext(str(made)) if made is not None else tempfile.TemporaryDirectory() as home:
        os.environ["SAMSPEL_HOME"] = home
        os.environ.pop("SAMSPEL_LANG", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.web.settings")
        django.setup()  # what warms up names tables
        freeze()
        for name, text in tell_everything():
            (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?", default=GOLDEN)
    asked.add_argument("home", type=Path, nargs="?")
    renew(asked.parse_args().folder, asked.parse_args().home)
