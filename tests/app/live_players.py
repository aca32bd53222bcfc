"""Plays each service of figures, whole, with a heading renamed, and in the form that it had before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from app.kolada_replay import read_rows
from replay_server import Reply
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue, find_content
from samspel.store.live.built_in import list_titles, read_built_in
from sources.kolada_pages import make_page, make_titles
from sources.live_files import (
    HEADINGS,
    NOW,
    PROGRAMME_HEADINGS,
    Value,
    make_emissions,
    make_index,
    make_notices,
    make_pivot,
    make_programmes,
    make_result,
    make_survey,
    name_result,
)
from sources.live_files import make_page as make_links
from sources.pxweb_answers import encode, make_dataset

Body = Callable[[str], bytes | None]
"""The body at a path below the server, if there is one."""
WORDS = {0.0: "Underskott på bostadsmarknaden", 1.0: "Balans på bostadsmarknaden", 2.0: "Överskott på bostadsmarknaden"}
LATER = 1.02
INDUSTRIAL = "Industritekniska programmet"


@dataclass(frozen=True, kw_only=True)
class Player:
    """A service: the measures that are asked for in the tests, and its bodies as they are, with other headings, and of
    yesterday's form. `newest` is a place and the year until which it has figures then.
    """

    service: str
    wanted: tuple[Wanted, ...]
    whole: Body
    changed: Body
    yesterday: Body
    newest: tuple[str, int]


def list_players(catalogue: Catalogue) -> dict[str, Player]:
    """The players by the id of their service."""
    made = (_play_kolada, _play_scb, _play_emissions, _play_boverket, _play_employment, _play_election, _play_schools)
    return {player.service: player for player in (make(catalogue) for make in made)}


def _play_kolada(catalogue: Catalogue) -> Player:
    kpi, titles = "N00090", list_titles(catalogue)
    values = pl.scan_parquet(find_content() / "figures" / "kolada.parquet")

    def answer(path: str) -> bytes | None:
        if path == f"/kolada/kpi/{kpi}":
            return make_titles({kpi: titles[kpi]})
        if not path.startswith(f"/kolada/data/kpi/{kpi}/year/"):
            return None
        years = {int(year) for year in path.split("/year/")[1].split("?", maxsplit=1)[0].split(",")}
        return make_page(kpi, read_rows(values, kpi, years), None)

    return Player(
        service="kolada",
        wanted=(Wanted("kolada", kpi),),
        whole=answer,
        changed=_replaced(answer, b'"municipality"', b'"kommun"'),
        yesterday=_replaced(answer, b'"values"', b'"results"'),
        newest=("2181", 2024),
    )


def _play_scb(catalogue: Catalogue) -> Player:
    wanted, contents = Wanted("tax_capacity", "sek_per_inhabitant"), "OE0101A0"
    (built_in,) = read_built_in(catalogue, [wanted], {}).values()
    before = {(code, year): value for _, code, year, value, _ in built_in.course.rows.rows()}
    codes = sorted({code for code, _ in before})

    def answer(path: str) -> bytes | None:
        if "/tables/TAB3600/" not in path:
            return None
        has = {"Region": codes, "ContentsCode": [contents]}
        if "/metadata" in path:
            years = [str(year) for year in range(1995, 2027)]
            words = {contents: "Skattekraft, kronor per invånare"}
            return encode(make_dataset({**has, "Tid": years}, words=words))
        span = path.split("valueCodes[Tid]=")[1].split("&", maxsplit=1)[0].split(",")
        cells = [before.get((code, int(year)), before.get((code, 2022))) for code in codes for year in span]
        return encode(make_dataset({**has, "Tid": span}, cells))

    return Player(
        service="scb",
        wanted=(wanted,),
        whole=answer,
        changed=_replaced(answer, b'"Region"', b'"Area"'),
        yesterday=_replaced(answer, b'"dimension"', b'"columns"'),
        newest=("2181", 2026),
    )


def _play_emissions(catalogue: Catalogue) -> Player:
    rows = (
        pl.scan_parquet(find_content() / "figures" / "tables.parquet").filter(pl.col("table") == "emissions").collect()
    )
    named = {"industry": "Industri (energi + processer)", "agriculture": "Jordbruk"}
    told = {(measure, code, year): value for _, measure, _, code, year, value in rows.rows()}
    years = sorted(rows["year"].unique().to_list())
    sectors: dict[tuple[str, str], list[Value]] = {
        (name, place.name): [
            *(told[measure, place.code, year] for year in years),
            told[measure, place.code, years[-1]] * LATER,
        ]
        for measure, name in named.items()
        for place in catalogue.places.municipalities
    }

    @cache
    def make(headings: tuple[str, ...] = HEADINGS) -> bytes:
        return make_emissions(sectors, [*years, years[-1] + 1], headings)

    path = "/emissions/api/getexcelfile/?county=0&municipality=0&sub=GGT"
    return Player(
        service="emissions",
        wanted=tuple(Wanted("emissions", measure) for measure in named),
        whole=lambda asked: make() if asked == path else None,
        changed=lambda asked: make(("Sektor", *HEADINGS[1:])) if asked == path else None,
        yesterday=lambda asked: make(("Ämne", "Sektor", "Länsnamn", "Kommunnamn")) if asked == path else None,
        newest=("2181", years[-1] + 1),
    )


def _play_boverket(catalogue: Catalogue) -> Player:
    wanted = Wanted("housing_market", "assessment")
    (built_in,) = read_built_in(catalogue, [wanted], {}).values()
    answers: dict[int, dict[str, str]] = {2027: {}}
    for _, code, year, value, _ in built_in.course.rows.rows():
        answers.setdefault(year, {})[code] = WORDS[value]
        answers[2027][code] = WORDS[1.0]
    files = {
        f"/contentassets/fe/laget-pa-bostadsmarknaden-och-bostadsbyggande---bme-{year}.xlsx": year for year in answers
    }
    page = "/boverket/sv/om-boverket/oppna-data/bostadsmarknadsenkaten/"

    def make(question: str, links: Mapping[str, int] = files) -> Body:
        bodies = {
            page: make_links(links),
            **{path: make_survey(answers[year], question) for path, year in files.items()},
        }
        return bodies.get

    return Player(
        service="boverket",
        wanted=(wanted,),
        whole=make(NOW),
        changed=make("Bedömning"),
        yesterday=make(NOW, {"/contentassets/fe/bme-2019.zip": 2019}),
        newest=("2181", 2027),
    )


def _play_employment(catalogue: Catalogue) -> Player:
    fields, page = (
        ("PERIOD", "LAN", "KOM", "TOTSOK", "TOTAK"),
        "/employment/statistik/sok-statistik/tidigare-statistik-tidsserier",
    )
    months = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
    towns: list[list[Value]] = [
        [month, "Något län", place.name, 50.0 + place.index, 1000.0]
        for month in months
        for place in catalogue.places.municipalities
    ]
    (built_in,) = read_built_in(catalogue, [Wanted("notices_dalarna", "persons")], {}).values()
    dalarna = {year: value / 12 for _, _, year, value, _ in built_in.course.rows.rows()}
    counties = [*(region.area for region in catalogue.places.regions), "Riket"]
    at = [region.code for region in catalogue.places.regions].index("20")
    notices: dict[str, list[Value]] = {}
    for year in range(1992, 2026):
        for month in range(1, 13):
            told: list[Value] = [float(year - 1990)] * len(counties)
            told[at] = dalarna.get(year, 50.0)
            notices[f"{year}-{month:02d}"] = told
    share = "/download/18.1d7e/1786515252048/web-inskrivna-arbetslosa-andel-av-bas-2026-08.xlsx"
    varsel = "/download/18.1d7e/1786515252049/web-varsel-lan-199201-2026-04.xlsx"
    others = ["/download/18.1/web-inskrivna-arbetslosa-andel-av-bas-arsgenomsnitt-2025.xlsx", "/download/18.2/x.pdf"]

    def make(some: str, county: str, links: tuple[str, ...] = (share, varsel)) -> Body:
        named = tuple(some if field == "TOTSOK" else field for field in fields)
        bodies = {
            page: make_links([*links, *others]),
            share: make_pivot(named, towns),
            varsel: make_notices([county, *counties[1:]], notices),
        }
        return bodies.get

    return Player(
        service="employment",
        wanted=(Wanted("registered_unemployment", "of_labour_force_pct"), Wanted("notices_dalarna", "persons")),
        whole=make("TOTSOK", counties[0]),
        changed=make("ANTAL", "Norra länet"),
        yesterday=make("TOTSOK", counties[0], ("/download/18.3/varsel-riket-2020-01.xls",)),
        newest=("2181", 2025),
    )


def _play_election(catalogue: Catalogue) -> Player:
    codes = [place.code for place in catalogue.places.municipalities]
    folder = "/election/resultatfiler/val2026/"

    def make(**other: Any) -> Body:
        files = {
            name_result(code): make_result(code, {"A": 21, "B": 10 + at % 30}, **other) for at, code in enumerate(codes)
        }
        bodies = {folder + path: body for path, body in files.items()} | {folder + "index.md5": make_index(files)}
        return bodies.get

    older = {folder + "index.md5": b"<valresultat/>"}
    return Player(
        service="election",
        wanted=(Wanted("council_seats", "seats"),),
        whole=make(),
        changed=make(mandatfordelning={"partier": []}),
        yesterday=older.get,
        newest=("2181", 2026),
    )


def _play_schools(catalogue: Catalogue) -> Player:
    pupils = [
        (place.code, "Samtliga", INDUSTRIAL, str(10 + place.index)) for place in catalogue.places.municipalities[::2]
    ]
    before = "/schools/siris/reports/export_api/runexport/?pFormat=csv&pExportID=58&pAr="
    older = [name.replace("Kommun-kod", "Kommunkod") for name in PROGRAMME_HEADINGS]
    renamed = [name.replace("Antal elever", "Elever") for name in PROGRAMME_HEADINGS]

    def make(headings: tuple[str, ...]) -> Body:
        def answer(path: str) -> bytes | None:
            if not path.startswith(before):
                return None
            year = int(path.removeprefix(before)[:4])
            return make_programmes(year, pupils if year < 2026 else [], headings)

        return answer

    return Player(
        service="schools",
        wanted=(Wanted("programme_pupils", "industrial"),),
        whole=make(PROGRAMME_HEADINGS),
        changed=make(tuple(renamed)),
        yesterday=make(tuple(older)),
        newest=("0114", 2025),
    )


def _replaced(body: Body, old: bytes, new: bytes) -> Body:
    """The same with other words."""

    def answer(path: str) -> bytes | None:
        told = body(path)
        assert told is None or old in told or b'"title"' in told or b"Skattekraft" in told
        return None if told is None else told.replace(old, new)

    return answer


def tell(body: Body) -> Callable[[str], Reply]:
    """The replies of a service; 404 for what it does not have."""

    def answer(path: str) -> Reply:
        told = body(path)
        return Reply(status=404) if told is None else Reply(body=told)

    return answer
