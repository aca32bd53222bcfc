"""The register of all that Kolada has: 1,996 measures by id and official title."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.observations.register import load_register
from samspel.terms.errors import ContentError

FILE = "figures/kolada_kpis.csv"


def test_every_measure_of_kolada_is_registered_with_its_title_years_and_levels(catalogue: Catalogue) -> None:
    register = load_register(catalogue, catalogue.tables["kolada"])
    assert len(register) == 1_996
    base = register["N00903"]
    assert (base.title, base.first, base.last) == ("Skattekraft kommun, kr/inv", 1995, 2022)
    assert (base.municipalities, base.levels, base.by_gender) == (290, ("municipality", "country"), False)
    assert base.address == "https://api.kolada.se/v3/kpi/N00903"
    assert register["N60077"].levels == ("region", "country")


def test_the_register_says_which_measures_have_been_replaced_since(catalogue: Catalogue) -> None:
    register = load_register(catalogue, catalogue.tables["kolada"])
    assert {register[name].replaced for name in ("N18905", "N18941", "N18953")} == {"gone"}
    assert {register[name].replaced for name in ("N03921", "N03926", "N18741", "N18500", "U07451")} == {"retitled"}
    assert register["N02267"].replaced == ""


def test_a_table_without_a_register_has_none_to_load(catalogue: Catalogue) -> None:
    with pytest.raises(ContentError):
        load_register(catalogue, catalogue.tables["rents"])


@pytest.mark.parametrize(
    ("change", "key", "found"),
    [
        (lambda text: text + text.splitlines()[1] + "\n", "measure", " twice"),
        (lambda text: text.replace(",gone\n", ",lost\n", 1), "replaced", "lost"),
    ],
)
def test_a_broken_register_is_refused_with_its_line(
    content_copy: Path, change: Callable[[str], str], key: str, found: str
) -> None:
    path = content_copy / FILE
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    catalogue = load_catalogue(content_copy)
    with pytest.raises(ContentError) as caught:
        load_register(catalogue, catalogue.tables["kolada"])
    assert caught.value.facts["key"] == key
    assert found in str(caught.value.facts["found"])
    assert int(caught.value.facts["line"]) > 1
