"""Pictures: the country's map links each municipality, colours it by its class, and says what the classes are."""

from xml.etree import ElementTree

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.observations.building import Observations
from samspel.reports.pictures import picture_country


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_municipality_is_a_link_and_each_class_is_told(
    catalogue: Catalogue, observations: Observations, lang: Lang
) -> None:
    texts = catalogue.texts[lang]
    root = ElementTree.fromstring(picture_country(observations, texts, lambda code: f"/somewhere/{code}"))
    links = [one.attrib["href"] for one in root.iter("{http://www.w3.org/2000/svg}a")]
    towns = catalogue.places.municipalities
    assert sorted(links) == sorted(f"/somewhere/{town.code}" for town in towns)
    said = " ".join(root.itertext())
    series = observations.series(catalogue.inputs.industry_share)
    values = series.values[: len(towns), series.latest_column]
    lowest = texts.number(float(np.nanquantile(values, 0.2)))
    assert lowest in said
    assert texts("place.map.blank") in said
