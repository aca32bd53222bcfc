"""Files in the shapes that publishers' have been read in, made from rows."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from xlsxwriter import Workbook

Value = str | float | None
HEADINGS = ("Huvudsektor", "Undersektor", "Län", "Kommun")
PROGRAMME_HEADINGS = (
    *("Kommun", "Kommun-kod", "Län", "Läns-kod", "Typ av huvudman", "Program", "Antal elever", "Andel kvinnor (%)"),
    *("Andel m utl bakgr (%)", "Andel m högutb föräldrar (%)"),
    *("Antal elever skolår 1", "Antal elever skolår 2", "Antal elever skolår 3"),
)
NOW = "Hur bedömer ni för närvarande kommunens bostadsmarknadsläge? [I kommunen som helhet]"
LATER = "Hur bedömer ni kommunens bostadsmarknadsläge om tre år? [I kommunen som helhet]"
CENTRE = "Hur bedömer ni för närvarande kommunens bostadsmarknadsläge? [På centralorten]"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def make_book(sheets: Mapping[str, Iterable[Sequence[Value]]]) -> bytes:
    """A workbook of these sheets."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, [cell if cell is not None else "" for cell in row])
    book.close()
    return out.getvalue()


def make_emissions(
    rows: Mapping[tuple[str, str], Sequence[Value]], years: Sequence[int], headings: Sequence[str] = HEADINGS
) -> bytes:
    """The national emissions database's workbook: remarks, the years, the headings below them, and a row for each
    sector and municipality; with the rows for parts, counties and the country that stand among them.
    """
    told: list[Sequence[Value]] = [["Nationella emissionsdatabasen"], ["Växthusgaser totalt"], ["ton CO2-ekv"], [], []]
    told += [["", "", "", "", *years], [*headings]]
    told.append(["Alla", "Alla", "Alla", "Alla", *(1.0 for _ in years)])
    for (sector, town), values in rows.items():
        told.append([sector, "Alla", "Något län", town, *values])
        told.append([sector, "En del", "Något län", town, *(0.5 for _ in years)])
    told.append([next(iter(rows))[0], "Alla", "Något län", "Alla", *(9.0 for _ in years)])
    return make_book({"Tabell": told})


def make_survey(answers: Mapping[str, str], question: str = NOW) -> bytes:
    """A workbook of the survey: a remark, the headings, and a row a municipality by its code, which is a number."""
    told: list[Sequence[Value]] = [["Bostadsmarknadsenkäten"], [], ["Kommunkod", "Kommun", CENTRE, question, LATER]]
    told += [[int(code), "Någon kommun", "Balans", answer, "Balans"] for code, answer in answers.items()]
    return make_book({"Läget": told})


def make_page(links: Iterable[str]) -> bytes:
    """A page that links to files."""
    told = "".join(f'<li><a class="å" href="{link}">Hämta</a></li>' for link in links)
    return f"<!doctype html><html><body><p>Statistik för länen</p><ul>{told}</ul></body></html>".encode()


def make_pivot(fields: Sequence[str], rows: Iterable[Sequence[Value]], calculated: Sequence[str] = ("Andel",)) -> bytes:
    """A workbook whose figures stand behind a pivot table: words are shared, numbers stand in the rows."""
    listed = [list(row) for row in rows]
    shared = [sorted({cell for cell in column if isinstance(cell, str)}) for column in zip(*listed, strict=True)]
    columns = ""
    for name, words in zip(fields, shared, strict=True):
        items = "".join(f"<s v={quoteattr(one)}/>" for one in words)
        columns += f'<cacheField name="{name}"><sharedItems>{items}</sharedItems></cacheField>'
    columns += "".join(f'<cacheField name="{name}" databaseField="0"/>' for name in calculated)
    cells = "".join(f"<r>{''.join(_write_cell(cell, shared[at]) for at, cell in enumerate(row))}</r>" for row in listed)
    parts = {"Definition": f"<cacheFields>{columns}</cacheFields>", "Records": cells}
    members = {
        f"xl/pivotCache/pivotCache{part}1.xml": (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<pivotCache{part} xmlns="{MAIN}">{content}</pivotCache{part}>'
        ).encode()
        for part, content in parts.items()
    }
    return add_members(make_book({"Info": [["Inskrivna arbetslösa"]]}), members)


def add_members(book: bytes, members: Mapping[str, bytes]) -> bytes:
    """A zip with other members beside its own."""
    out = io.BytesIO(book)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        for name, one in members.items():
            packed.writestr(name, one)
    return out.getvalue()


def make_notices(counties: Sequence[str], months: Mapping[str, Sequence[Value]]) -> bytes:
    """The Employment Service's workbook of notices: a sheet of years, and one with a row a month."""
    told: list[Sequence[Value]] = [["Antal personer berörda av varsel om uppsägning"], [], [], [], ["", *counties]]
    told += [[month, *values] for month, values in months.items()]
    told += [[], ["Källa: Arbetsförmedlingen"]]
    first, last = min(months), max(months)
    return make_book({"År": [["", "Riket"], ["2024", 1.0]], f"Månad {first}--{last}": told})


def make_result(code: str, seats: Mapping[str, int], **other: Any) -> bytes:
    """A municipality's zip: how the votes fell, the seats, and a signature of each. `other` puts fields of the area in
    place of its own, or of the whole where it begins with `whole_`.
    """
    area = {
        "namn": "En kommun",
        "kod": code,
        "totaltAntalMandat": sum(seats.values()),
        "antalValdistriktRaknade": 7,
        "antalValdistriktSomSkaRaknas": 7,
        "mandatfordelning": {"partiLista": [{"partiforkortning": name, "antalMandat": n} for name, n in seats.items()]},
        "valkretsLista": None,
    }
    told = {
        "valtillfalle": "Val_2026",
        "valklass": "Ordinarie",
        "rakningstillfalle": "slutlig",
        "valtyp": "KF",
        "test": False,
    }
    told |= {name.removeprefix("whole_"): value for name, value in other.items() if name.startswith("whole_")}
    area |= {name: value for name, value in other.items() if not name.startswith("whole_")}
    stem, out = "Val_2026_slutlig", io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{stem}_rostfordelning_{code}_KF.json", "{}")
        packed.writestr(
            f"{stem}_mandatfordelning_{code}_KF.json", json.dumps(told | {"valomrade": area}, ensure_ascii=False)
        )
        packed.writestr(f"{stem}_mandatfordelning_{code}_KF_sign.sha256", "00")
    return out.getvalue()


def make_index(files: Mapping[str, bytes]) -> bytes:
    """The Election Authority's list of files with their checksums."""
    lines = [f"{hashlib.md5(one, usedforsecurity=False).hexdigest()}  ./{path}" for path, one in files.items()]
    return "\n".join([*lines, ""]).encode()


def name_result(code: str, kind: str = "slutlig", election: str = "KF") -> str:
    """Where a municipality's result lies below the index."""
    return f"{kind[0]}/{election.lower()}/Val_2026_{kind}_{code}_{election}.zip"


def make_programmes(
    year: int, rows: Iterable[tuple[str, str, str, str]], headings: Sequence[str] = PROGRAMME_HEADINGS
) -> bytes:
    """The export of pupils: what was asked for, the headings, rows of code, owner, programme and pupils, each twice as
    the export has them, and remarks.
    """
    lines = [
        "Gymnasieskola - Antal elever, per program",
        f"Valt läsår: {year}/{(year + 1) % 100:02d}",
        "",
        ";".join(headings),
    ]
    for code, owner, programme, pupils in rows:
        line = f"En kommun;{code};Ett län;{code[:2]};{owner};{programme};{pupils};..;..;..;.;.;.;"
        lines += [line, line]
    lines += ["", "Förklaringar", ". : Uppgiften saknas"]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _write_cell(cell: Value, shared: Sequence[Value]) -> str:
    if cell is None:
        return "<m/>"
    return f'<x v="{shared.index(cell)}"/>' if isinstance(cell, str) else f'<n v="{cell}"/>'
