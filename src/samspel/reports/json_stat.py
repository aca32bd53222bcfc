"""A measure as a dataset of JSON-stat 2.0, which programs for statistics read: values in a row by place and year, with
what must be known of them beside.
"""

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.observations.courses import Cube
from samspel.reports.courses import format_year
from samspel.reports.figures import describe_blank, describe_ends, describe_origin, label_publishers
from samspel.reports.measures import describe_measure, label_measure
from samspel.reports.records import Plain
from samspel.terms.blank import Blank

VERSION = "2.0"
MEASURE, GENDER, PLACE, YEAR = "measure", "gender", "place", "year"
DIMENSIONS = (MEASURE, GENDER, PLACE, YEAR)
ROLES = {"metric": [MEASURE], "geo": [PLACE], "time": [YEAR]}


def render_json_stat(catalogue: Catalogue, texts: Texts, cube: Cube) -> Plain:
    """The dataset. A blank is null with its reason's code under `status`; the sentences of the codes, the basis of each
    place and the tables behind the values stand under `extension`.
    """
    days = [origin.read for origin in cube.origins if origin.read]
    told = *describe_measure(catalogue, texts, cube.measured), *describe_ends(catalogue, texts, cube.origins)
    return {
        "version": VERSION,
        "class": "dataset",
        "label": label_measure(texts, cube.measured),
        "source": texts.said(label_publishers(catalogue, cube.origins)),
        **({"updated": max(days)} if days else {}),
        "note": list(told),
        "id": list(DIMENSIONS),
        "size": [1, 1, len(cube.places), len(cube.years)],
        "role": ROLES,
        "dimension": _render_dimensions(catalogue, texts, cube),
        "value": [None if blank else value for value, blank in zip(*_flatten(cube), strict=True)],
        "status": _list_status(cube),
        "extension": {"samspel": _render_extension(catalogue, texts, cube)},
    }


def _flatten(cube: Cube) -> tuple[list[float], list[bool]]:
    """The values in a row, and which are blank."""
    return cube.values.ravel().tolist(), np.isnan(cube.values).ravel().tolist()


def _list_status(cube: Cube) -> dict[str, str]:
    """Why each blank is blank, by its place in the row."""
    width = len(cube.years)
    blanks = np.flatnonzero(np.isnan(cube.values).ravel()).tolist()
    return {str(at): cube.blanks[at // width].value for at in blanks}


def _render_dimensions(catalogue: Catalogue, texts: Texts, cube: Cube) -> Plain:
    unit, measured = texts.units[cube.measured.indicator.unit], cube.measured
    return {
        MEASURE: {
            "label": texts("words.indicator"),
            "category": {
                "index": [measured.id],
                "label": {measured.id: label_measure(texts, measured)},
                "unit": {measured.id: {"label": texts.of(unit).name, "code": unit.id, "decimals": unit.decimals}},
            },
        },
        GENDER: {
            "label": texts("measures.dimension.gender"),
            "category": {"index": [cube.gender], "label": {cube.gender: texts(f"measures.gender.{cube.gender}")}},
        },
        PLACE: {
            "label": texts("measures.dimension.place"),
            "category": {
                "index": [place.code for place in cube.places],
                "label": {place.code: place.name for place in cube.places},
            },
        },
        YEAR: {
            "label": texts("words.year"),
            "category": {
                "index": [str(year) for year in cube.years],
                "label": {str(one.period.year): format_year(catalogue, texts, measured, one) for one in cube.of_first},
            },
        },
    }


def _render_extension(catalogue: Catalogue, texts: Texts, cube: Cube) -> Plain:
    """What the format has no word for: basis, reasons of blanks, tables."""
    indicator = cube.measured.indicator
    reasons = {Blank(code): None for code in _list_status(cube).values()}
    return {
        "basis": {place.code: basis.value for place, basis in zip(cube.places, cube.bases, strict=True)},
        "basis_words": {basis.value: texts(f"basis.{basis.value}") for basis in dict.fromkeys(cube.bases)},
        "status": {blank.value: describe_blank(texts, indicator, blank) for blank in reasons},
        "origins": [describe_origin(catalogue, texts, origin) for origin in cube.origins],
    }
