"""Plays Kolada for a few measures: the built-in values with a newer year after them, under today's titles."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import polars as pl

from replay_server import Replay, Reply, run_replay
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.records.fetching import Fetching
from samspel.store.live.built_in import list_titles
from sources.kolada_pages import Row, make_page, make_titles

DATA = re.compile(r"/kolada/data/kpi/(?P<kpi>\w+)/year/(?P<years>[\d,]+)\?per_page=5000(&page=(?P<page>\d+))?")
NEW_YEAR, MORE = 2024, 1.1
PAGE = 3000


@dataclass(kw_only=True)
class Played:
    """The server, the titles that it tells, and what a test makes of a measure's rows."""

    replay: Replay
    titles: dict[str, str]
    change: dict[str, Callable[[list[Row]], list[Row]]] = field(default_factory=dict)
    extra: dict[str, list[Row]] = field(default_factory=dict)
    broken: dict[str, Reply] = field(default_factory=dict)

    def count(self, kpi: str) -> int:
        """How often the values of a measure were asked for."""
        return sum(f"/kpi/{kpi}/year/" in path for path in self.replay.asked)


def want(*wanted: Wanted) -> Callable[[Catalogue, Fetching], tuple[Wanted, ...]]:
    """In place of what is fetched: these measures of Kolada, and nothing of others."""
    return lambda _, fetching: wanted if fetching.kolada is not None else ()


@contextmanager
def play_kolada(catalogue: Catalogue) -> Iterator[Played]:
    """A server under whose `/kolada` the built-in measures are told, and one year more."""
    values = pl.scan_parquet(find_content() / "figures" / "kolada.parquet")
    with run_replay() as replay:
        played = Played(replay=replay, titles=list_titles(catalogue))

        def answer(path: str) -> Reply:
            if path.startswith("/kolada/kpi/"):
                asked = path.removeprefix("/kolada/kpi/").split(",")
                return Reply(body=make_titles({kpi: played.titles[kpi] for kpi in asked if kpi in played.titles}))
            found = DATA.fullmatch(path)
            if found is None:
                return Reply(status=404)
            if found["kpi"] in played.broken:
                return played.broken[found["kpi"]]
            years = {int(year) for year in found["years"].split(",")}
            rows = read_rows(values, found["kpi"], years)
            rows += [row for row in played.extra.get(found["kpi"], []) if row[1] in years]
            if found["kpi"] in played.change:
                rows = played.change[found["kpi"]](rows)
            page = int(found["page"] or 1)
            part, rest = rows[(page - 1) * PAGE : page * PAGE], rows[page * PAGE :]
            base = f"{replay.address}{path.partition('&page')[0]}"
            return Reply(body=make_page(found["kpi"], part, f"{base}&page={page + 1}" if rest else None))

        replay.otherwise = answer
        yield played


def read_rows(values: pl.LazyFrame, kpi: str, years: set[int]) -> list[Row]:
    """The built-in rows of the years as Kolada writes them; the last of them once more, a little larger, for 2024."""
    rows = values.filter(pl.col("measure") == kpi).collect()
    if rows.is_empty():
        return []
    last = rows.filter(pl.col("year") == rows["year"].max())
    newer = last.with_columns(year=pl.lit(NEW_YEAR, pl.Int16), value=pl.col("value") * MORE)
    wanted = pl.concat([rows, newer.select(rows.columns)]).filter(pl.col("year").is_in(list(years)))
    told: dict[tuple[str, int], dict[str, float | None]] = {}
    for row in wanted.iter_rows(named=True):
        told.setdefault((write_code(row["code"]), row["year"]), {})[row["gender"]] = row["value"]
    return [(code, year, genders) for (code, year), genders in told.items()]


def write_code(code: str) -> str:
    """A place as Kolada writes it."""
    return "0000" if code == "00" else code.rjust(4, "0")
