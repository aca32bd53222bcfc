"""Answers in the shape of PxWebApi 2 (JSON-stat 2), written by hand from its documentation."""

import json
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any


def make_dataset(
    dimensions: Mapping[str, Sequence[str]],
    values: Sequence[float | None] | Mapping[str, float] | None = None,
    *,
    status: Mapping[str, str] | None = None,
    words: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What a table has, or some of its figures; `words` are the publisher's for what is measured."""
    told: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": "Tabellens rubrik",
        "source": "SCB",
        "updated": "2026-02-20T07:00:00Z",
        "id": list(dimensions),
        "size": [len(codes) for codes in dimensions.values()],
        "dimension": {
            name: {
                "label": name,
                "category": {
                    "index": {code: number for number, code in enumerate(codes)},
                    "label": {code: (words or {}).get(code, code) for code in codes},
                },
                "extension": {"elimination": name not in ("Tid", "ContentsCode")},
            }
            for name, codes in dimensions.items()
        },
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "value": values if values is not None else [None] * prod(len(codes) for codes in dimensions.values()),
    }
    if status:
        told["status"] = dict(status)
    return told


def encode(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
