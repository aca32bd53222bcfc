"""One broken file per rule of loading.py, and of what is found out only when a series is built."""

from pathlib import Path

import msgspec
import pytest

from catalogue.breaches import Breach, Provoke, append, check_told, delete, rename, replace, substitute
from samspel.catalogue.loading import Catalogue, find_content, load_catalogue

EXISTS = "an id that exists"
TEXTS = '[indicator.sv]\nname = "z"\ndefinition = "z"\n[indicator.en]\nname = "z"\ndefinition = "z"\n'
REST = 'theme = "people"\nunit = "persons"\ndirection = "none"\nlevels = ["municipality"]\nrollup = "parts"\n' + TEXTS


def derived(name: str, of: str) -> str:
    """One more indicator that is the sum of births and another."""
    return f'[[indicator]]\nid = "{name}"\n{REST}[indicator.derived]\nop = "sum"\nof = ["births", "{of}"]\n'


PARAMETER = (
    '[[parameter]]\nid = "{id}"\nvalue = 1.0\nunit = "{unit}"\nbasis = "assumed"\nsource = "z"\n'
    'sv = {{ name = "z", reason = "z" }}\nen = {{ name = "z", reason = "z" }}\n'
)


def two_demands_of_one_id(content: Path) -> None:
    """Append a demand that has the next number and the id of the last one."""
    last = sorted((content / "handbook").glob("*.toml"))[-1]
    number, identity = int(last.stem[:2]), last.stem[3:]
    text = last.read_text(encoding="utf-8").replace(f"number = {number}\n", f"number = {number + 1}\n", 1)
    (content / "handbook" / f"{number + 1:02d}-{identity}.toml").write_text(text, encoding="utf-8")


CASES = [
    Breach(
        "indicator in two files",
        append("indicators/zz.toml", derived("population", "deaths")),
        "zz.toml",
        "id",
        "population, which people.toml has",
        "each id in one file",
    ),
    Breach(
        "parameter in two files",
        append("parameters/zz.toml", PARAMETER.format(id="detour_factor", unit="number")),
        "zz.toml",
        "id",
        "detour_factor, which access.toml has",
        "each id in one file",
    ),
    Breach(
        "parameter of an unknown unit",
        append("parameters/zz.toml", PARAMETER.format(id="zz", unit="ells")),
        "zz.toml",
        "zz.unit",
        "ells",
        EXISTS,
    ),
    *(
        Breach(
            f"parameter that {name}",
            append("parameters/zz.toml", PARAMETER.format(id="zz", unit="number").replace("value = 1.0", made)),
            "zz.toml",
            "zz.low",
            found,
            "a range with both ends around the value",
        )
        for name, made, found in (
            ("lies outside its range", "value = 1.0\nlow = 2.0\nhigh = 3.0", "2.0 to 3.0"),
            ("has half a range", "value = 1.0\nlow = 0.5", "0.5 to None"),
        )
    ),
    Breach(
        "demand whose file has another id",
        rename("handbook/02-childcare-odd-hours.toml", "handbook/02-childcare-at-night.toml"),
        "02-childcare-at-night.toml",
        "number, id",
        "02-childcare-at-night",
        "a file named 02-childcare-odd-hours.toml",
    ),
    Breach(
        "demand whose file has another number",
        replace("handbook/02-childcare-odd-hours.toml", "number = 2\n", "number = 3\n"),
        "02-childcare-odd-hours.toml",
        "number, id",
        "02-childcare-odd-hours",
        "a file named 03-childcare-odd-hours.toml",
    ),
    Breach(
        "gap in the numbers",
        delete("handbook/03-work-experience-school.toml"),
        "04-menstrual-products.toml",
        "number",
        "4",
        "3: numbers run without a gap, each once",
    ),
    Breach(
        "demand with the id of another",
        two_demands_of_one_id,
        "54-power-harbours-logistics.toml",
        "id",
        "power-harbours-logistics, which another demand has",
        "each id once",
    ),
    Breach(
        "point of an unknown place",
        append("places/points.csv", "9999,Ankeborg,59.0,18.0\n"),
        "points.csv",
        "code",
        "9999",
        "a code of municipalities.csv",
        "Ankeborg",
        "surgery_minutes_mean",
    ),
    Breach(
        "picture of an unknown indicator",
        substitute("picture.toml", r"indicators = \[", 'indicators = ["twins", '),
        "picture.toml",
        "people.indicators",
        "twins",
        EXISTS,
    ),
    Breach(
        "picture with a chart of an unknown indicator",
        substitute("picture.toml", r"charts = \[", 'charts = ["twins", '),
        "picture.toml",
        "people.charts",
        "twins",
        EXISTS,
    ),
    Breach(
        "fact sheet of an unknown indicator",
        substitute("fact_sheet.toml", r"indicators = \[", 'indicators = ["twins", '),
        "fact_sheet.toml",
        "indicators",
        "twins",
        EXISTS,
    ),
    Breach(
        "fact sheet with a chart of an unknown indicator",
        substitute("fact_sheet.toml", r'chart = "[^"]*"', 'chart = "triplets"'),
        "fact_sheet.toml",
        "indicators",
        "triplets",
        EXISTS,
    ),
    Breach(
        "input of an unknown indicator",
        substitute("inputs.toml", r'^income = "[^"]*"', 'income = "twins"'),
        "inputs.toml",
        "income",
        "twins",
        EXISTS,
        line="income = ",
    ),
    Breach(
        "births that are no column of a table",
        substitute("inputs.toml", r'^deaths = "[^"]*"', 'deaths = "population_change_5y"'),
        "inputs.toml",
        "deaths",
        "population_change_5y",
        "a column of the table of births",
        line="deaths = ",
    ),
    Breach(
        "check of figures that adds up to two things",
        substitute("figure_checks.toml", r"^total = 100", 'total = 100\nwhole = "population"'),
        "figure_checks.toml",
        "industries_add_up.whole",
        "2 of whole and total",
        "one of them in a sum, else none",
    ),
    Breach(
        "check of figures that sets one beside nothing",
        substitute(
            "figure_checks.toml", r'measures = \["population", "population_course"\]', 'measures = ["population"]'
        ),
        "figure_checks.toml",
        "population_in_two_registers.measures",
        "1",
        "two for `same`, else at least one",
    ),
    Breach(
        "check of an unknown measure",
        substitute(
            "figure_checks.toml",
            r'measures = \["population", "population_course"\]',
            'measures = ["population", "N00000"]',
        ),
        "figure_checks.toml",
        "population_in_two_registers.measures",
        "N00000",
        "the id of a measure",
        figures=True,
    ),
    Breach(
        "check that leaves out an unknown place",
        substitute("figure_checks.toml", r'places = \["03", "19"\]', 'places = ["03", "99"]'),
        "figure_checks.toml",
        "population_in_two_registers.excepted.places",
        "99",
        "the code of a place that is compared",
        figures=True,
    ),
    Breach(
        "jump of an unknown indicator",
        substitute("figure_checks.toml", r'measure = "firms_per_1000"', 'measure = "twins"'),
        "figure_checks.toml",
        "jump.measure",
        "twins",
        EXISTS,
    ),
    Breach(
        "industries of an unknown table",
        substitute("industries.toml", r'^table = "[^"]*"', 'table = "nowhere"'),
        "industries.toml",
        "table",
        "nowhere",
        EXISTS,
    ),
    Breach(
        "indicators that need each other",
        append("indicators/zz.toml", derived("first", "second") + derived("second", "first")),
        "zz.toml",
        "first",
        "first → second → first",
        "indicators that do not need themselves",
        series="first",
    ),
    Breach(
        "indicator that needs itself",
        append("indicators/zz.toml", derived("alone", "alone")),
        "zz.toml",
        "alone",
        "alone → alone",
        "indicators that do not need themselves",
        series="alone",
    ),
    Breach(
        "computation that the program does not have",
        append("indicators/zz.toml", f'[[indicator]]\nid = "zz"\n{REST}[indicator.computed]\nby = "guess"\n'),
        "zz.toml",
        "zz.computed.by",
        "guess",
        "one of services_for_industry, surgery_minutes, surgery_within_limit",
        series="zz",
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_loading_refuses(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


def test_the_shipped_content_is_found_beside_the_package() -> None:
    assert (find_content() / "handbook").is_dir()


def test_a_copy_loads_as_the_original_does(catalogue: Catalogue, content_copy: Path) -> None:
    copy = load_catalogue(content_copy)
    assert copy.folder == content_copy
    assert copy.demands == catalogue.demands
    assert copy.indicators == catalogue.indicators
    assert copy.places.everywhere == catalogue.places.everywhere


def test_a_demand_is_found_by_its_number(catalogue: Catalogue) -> None:
    assert catalogue.demands_by_number[2].id == "childcare-odd-hours"
    assert len(catalogue.demands_by_number) == len(catalogue.demands)


def test_entries_keep_the_order_of_their_files(catalogue: Catalogue) -> None:
    assert [demand.number for demand in catalogue.demands.values()] == list(range(1, len(catalogue.demands) + 1))
    assert next(iter(catalogue.areas)) == "preschool-school"


def test_entries_are_found_by_their_own_id(catalogue: Catalogue) -> None:
    for entries in (
        catalogue.areas,
        catalogue.themes,
        catalogue.levers,
        catalogue.units,
        catalogue.sources,
        catalogue.tables,
        catalogue.indicators,
        catalogue.demands,
        catalogue.duties,
        catalogue.goals,
        catalogue.studies,
        catalogue.parameters,
    ):
        assert [entry.id for entry in entries.values()] == list(entries)


def test_a_parameter_has_a_value_and_an_unknown_one_is_a_fault_of_the_program(catalogue: Catalogue) -> None:
    assert catalogue.value("surgery_limit_minutes") == catalogue.parameters["surgery_limit_minutes"].value
    with pytest.raises(KeyError):
        catalogue.value("nowhere")


def test_a_record_cannot_be_changed(catalogue: Catalogue) -> None:
    demand = catalogue.demands_by_number[2]
    with pytest.raises(AttributeError):
        demand.number = 3  # type: ignore[misc]
    assert isinstance(demand, msgspec.Struct)
