"""What is fetched is declared in content, strictly, and covers the handbook."""

from pathlib import Path

import pytest

from samspel.catalogue.fetching import FOLDER, list_wanted, load_fetch_checks, load_fetching, load_limits
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.terms.errors import ContentError

KOLADA = "kolada.toml"


def test_every_measure_of_the_handbook_that_comes_from_kolada_is_fetched(catalogue: Catalogue) -> None:
    wanted = {one.measure for one in list_wanted(catalogue, load_fetching(catalogue)["kolada"])}
    named: set[str] = set()
    for demand in catalogue.demands.values():
        for measure in demand.measures:
            indicator = catalogue.indicators[measure.indicator]
            if indicator.figure is not None and catalogue.tables[indicator.figure.table].source == "kolada":
                named |= set(indicator.figure.named)
            if indicator.missing is not None and indicator.missing.kolada is not None:
                named.add(indicator.missing.kolada)
    assert len(named) > 80
    assert named - wanted == set()


def test_a_measure_is_wanted_once_and_goes_into_the_table_that_holds_it(catalogue: Catalogue) -> None:
    wanted = list_wanted(catalogue, load_fetching(catalogue)["kolada"])
    assert len(wanted) == len(set(wanted)) > 350
    assert {one.table for one in wanted} == {"kolada", "region_health"}
    assert not {table.id for table in catalogue.tables.values() if table.source == "kolada"} - {
        one.table for one in wanted
    }


def break_content(content: Path, file: str, old: str, new: str) -> ContentError:
    path = content / FOLDER / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_fetching(load_catalogue(content)), load_limits(content), load_fetch_checks(content)
    return caught.value


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        (KOLADA, 'id = "kolada"', 'id = "other"', "service.id"),
        (KOLADA, 'source = "kolada"', 'source = "nobody"', "service.source"),
        (KOLADA, '"https://api', '"http://api', "service.address"),
        (KOLADA, 'kolada.se/v3"', 'kolada.se/v3/"', "service.address"),
        (KOLADA, 'adapter = "kolada"', 'adapter = "pxweb"', "pxweb"),
        (KOLADA, '["kolada", "region_health"]', '["kolada", "tax_rates"]', "kolada.tables"),
        (KOLADA, '["kolada", "region_health"]', '["region_health", "kolada"]', "kolada.tables"),
        (KOLADA, 'measure = "N00938"', 'measure = "N99999"', "title.measure"),
        (KOLADA, 'way = "join"', 'way = "perhaps"', "kolada.title[0].way"),
        (KOLADA, "days = 30", "days = 0", "service.days"),
        ("scb.toml", 'measure = "completed"', 'measure = "begun"', "pxweb[4].measure"),
        ("scb.toml", 'table = "dwellings"', 'table = "tax_rates"', "pxweb[4].measure"),
        ("scb.toml", "add_up = true", "add_up = false", "pxweb.table[0].chosen"),
        (KOLADA, 'sure = "documented"', 'sure = "certainly"', "service.sure"),
        ("emissions.toml", "[emissions]", "[survey]", "survey.path"),
        ("emissions.toml", 'measure = "waste"', 'measure = "litter"', "emissions[8].measure"),
        ("emissions.toml", 'names = ["Jordbruk"]', "names = []", "emissions.measure[0].names"),
        ("boverket.toml", 'table = "housing_market"', 'table = "dwellings"', "survey[0].measure"),
        ("boverket.toml", r"(?P<year>20\d\d)\.xlsx", r"20\d\d\.xlsx", "survey"),
        ("boverket.toml", "balans = 1.0", 'balans = "1"', "survey.answers[...]"),
        ("employment.toml", r"(?P<month>\d\d)\.xlsx", r"(\d\d\.xlsx", "employment"),
        ("employment.toml", 'measure = "persons"', 'measure = "people"', "employment[1].measure"),
        ("election.toml", "{year}", "2026", "election.index"),
        ("election.toml", "seats = [21, 101]", "seats = [21]", "election.seats"),
        ("schools.toml", "{year}", "2026", "schools.path"),
        ("schools.toml", 'measure = "industrial"', 'measure = "building"', "schools[0].measure"),
        ("client.toml", "Samspel/{version}", "Samspel", "agent"),
        ("client.toml", "tries = 5", "tries = 0", "tries"),
        ("checks.toml", "jump = 1.5", "jump = 1.0", "jump"),
    ],
)
def test_a_declaration_that_breaks_a_rule_is_told(content_copy: Path, file: str, old: str, new: str, key: str) -> None:
    error = break_content(content_copy, file, old, new)
    assert error.facts["file"] == file
    assert error.key == key
