"""Answers in the shape of Kolada's API v3, written by hand from its documentation."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

Row = tuple[str, int, Mapping[str, float | None]]
"""A place as Kolada writes it, a year, and the value of each gender."""


def make_row(kpi: str, row: Row, status: str = "Missing") -> dict[str, Any]:
    code, year, values = row
    told = [
        {
            "gender": gender,
            "count": 0 if value is None else 1,
            "status": status if value is None else "",
            "value": value,
            "isdeleted": False,
        }
        for gender, value in values.items()
    ]
    return {"kpi": kpi, "municipality": code, "period": year, "values": told}


def make_page(kpi: str, rows: Iterable[Row], following: str | None = None, status: str = "Missing") -> bytes:
    values = [make_row(kpi, row, status) for row in rows]
    told = {"count": len(values), "values": values, "next_url": following, "previous_url": None}
    return json.dumps(told, ensure_ascii=False).encode()


def make_titles(titles: dict[str, str]) -> bytes:
    values = [
        {
            "id": kpi,
            "title": title,
            "description": "",
            "operating_area": "Befolkning",
            "municipality_type": "K",
            "is_divided_by_gender": True,
            "has_ou_data": False,
            "auspices": "E",
            "publication_date": "2026-02-20",
            "prel_publication_date": None,
            "publ_period": "2025",
        }
        for kpi, title in titles.items()
    ]
    told = {"count": len(values), "values": values, "next_url": None, "previous_url": None}
    return json.dumps(told, ensure_ascii=False).encode()
