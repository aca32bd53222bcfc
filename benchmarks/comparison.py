"""Forty places beside each other on six measures: the page, and the bare values of the same file by polars."""

import os
from functools import partial
from http import HTTPStatus

import polars as pl

from benchmarks.measuring import Result, time_median
from samspel.catalogue.loading import load_catalogue

MEASURES = ("N00053", "N02201", "N00799", "N07418", "N15428", "N02797")
PLACES, GOAL = 40, 1.0


def measure() -> tuple[Result, ...]:
    """The page in server time, with table, picture, summary and form; the rival gives no more than numbers."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.web.settings")
    import django

    django.setup()
    from django.test import Client

    client, catalogue = Client(headers={"host": "localhost"}), load_catalogue()
    codes = [place.code for place in catalogue.places.municipalities[:PLACES]]
    asked = {"plats": ",".join(codes), "matt": ",".join(MEASURES), "sortera": MEASURES[0]}
    path = catalogue.folder / "figures" / catalogue.tables["kolada"].file

    def get(address: str) -> None:
        if client.get(address, asked).status_code != HTTPStatus.OK:
            raise RuntimeError(f"{address} did not answer")

    def pivot() -> None:
        rows = pl.scan_parquet(path).filter(
            pl.col("measure").is_in(MEASURES), pl.col("code").is_in(codes), pl.col("gender") == "T"
        )
        latest = rows.filter(pl.col("year") == pl.col("year").max().over("measure")).collect()
        latest.pivot(on="measure", index="code", values="value").sort(MEASURES[0], descending=True)

    pivot()
    get("/jamfor/")
    rival = time_median(pivot)
    return tuple(
        Result(name, time_median(partial(get, address)), GOAL, "polars, the bare values", rival, "40 × 6, warm")
        for name, address in (
            ("page /jamfor/, 40 places × 6 measures", "/jamfor/"),
            ("the same as XLSX", "/jamfor.xlsx"),
        )
    )
