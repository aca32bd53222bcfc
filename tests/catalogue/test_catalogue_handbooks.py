"""Another organisation's handbook: beside ours or in its place, and held to the same rules with its file named."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from foreign import NAME, PUBLISHER, TITLE, write_handbook
from samspel.catalogue.handbooks import FIRST_OWN, add_handbook
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import LANGUAGES
from samspel.scenarios.costs import load_costs
from samspel.terms.errors import ContentError

Break = Callable[[Path], object]


def test_a_handbook_beside_ours_adds_its_demands_and_says_whose_they_are(catalogue: Catalogue, tmp_path: Path) -> None:
    write_handbook(tmp_path)
    both = add_handbook(catalogue, tmp_path)
    assert list(both.demands) == [*catalogue.demands, "kust-natt"]
    whose = both.demands["kust-natt"].whose
    assert whose is not None
    assert (whose.name, whose.publisher, whose.is_own, whose.is_translated) == (NAME, PUBLISHER, False, True)
    assert both.demands_by_number[101].sv.title == TITLE
    assert [one.whose for one in both.demands.values()].count(None) == len(catalogue.demands)
    assert both.count_others() == {whose: 1}


def test_a_handbook_in_the_place_of_ours_leaves_all_of_ours_out(catalogue: Catalogue, tmp_path: Path) -> None:
    write_handbook(tmp_path, "instead", 1)
    theirs = add_handbook(catalogue, tmp_path)
    assert list(theirs.demands) == ["kust-natt"]
    assert theirs.replaced == frozenset(catalogue.demands)
    assert not any(goal.demands for goal in theirs.goals.values())
    assert not any(link.demands for link in theirs.chain.links)
    assert load_costs(catalogue)
    assert load_costs(theirs) == {}


def test_duties_goals_studies_areas_and_committees_of_its_own_come_with_it(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    path = write_handbook(tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace('area = "preschool-school"', 'area = "coast"').replace('duty = "preschool"', 'duty = "piers"')
    path.write_text(text, encoding="utf-8")
    (tmp_path / "areas.toml").write_text('[[area]]\nid = "coast"\nsv = "Kust"\nen = "Coast"\n', encoding="utf-8")
    checked = 'checked = { day = 2026-11-29, by = "sfs", law_of = 2025-09-01 }\n'
    said = 'name = "z"\ntask = "z"\nlaw = "z"\nindustry = "z"\n'
    duty = f'[[duty]]\nid = "piers"\nbody = "municipality"\nobligation = "voluntary"\n{checked}'
    (tmp_path / "duties.toml").write_text(f"{duty}[duty.sv]\n{said}[duty.en]\n{said}", encoding="utf-8")
    (tmp_path / "bodies").mkdir()
    committee = '[[committee]]\nid = "harbour"\nbody = "municipality"\nareas = ["coast"]\nsv = "z"\nen = "z"\n'
    (tmp_path / "bodies" / "committees.toml").write_text(committee, encoding="utf-8")
    named = (
        '[[name]]\nplace = "1480"\ncommittee = "harbour"\nsource = "z"\nsv = "kajnämnden"\nen = "the quay committee"\n'
    )
    (tmp_path / "bodies" / "names.toml").write_text(named, encoding="utf-8")
    goal = '[[goal]]\nid = "shore"\nindicators = ["population"]\ndemands = ["kust-natt"]\n'
    told = 'name = "z"\ngoal = "z"\nplace = "z"\nstate = "z"\n'
    (tmp_path / "goals.toml").write_text(f"{goal}[goal.sv]\n{told}[goal.en]\n{told}", encoding="utf-8")
    indicator = '[[indicator]]\nid = "coast_people"\ntheme = "people"\nunit = "persons"\ndirection = "none"\n'
    indicator += 'levels = ["municipality"]\nrollup = "parts"\n'
    indicator += "".join(f'[indicator.{lang}]\nname = "z"\ndefinition = "z"\n' for lang in LANGUAGES)
    indicator += '[indicator.derived]\nop = "sum"\nof = ["births", "deaths"]\n'
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "coast.toml").write_text(indicator, encoding="utf-8")
    both = add_handbook(catalogue, tmp_path)
    assert both.demands["kust-natt"].area == "coast"
    assert {"piers"} == set(both.duties) - set(catalogue.duties)
    assert {"harbour"} == set(both.committees) - set(catalogue.committees)
    assert {"shore"} == set(both.goals) - set(catalogue.goals)
    assert {"coast_people"} == set(both.indicators) - set(catalogue.indicators)
    assert both.committee_names[0].committee == "harbour"
    assert both.files["coast_people"] == "coast.toml"


def change(old: str, new: str) -> Break:
    """Change words in the file of the demand."""

    def broken(folder: Path) -> None:
        path = next((folder / "handbook").glob("*.toml"))
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return broken


def tell(text: str) -> Break:
    """Write another handbook.toml."""
    return lambda folder: (folder / "handbook.toml").write_text(text, encoding="utf-8")


def add(name: str, text: str) -> Break:
    """Write one more file."""

    def broken(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return broken


def number(new: int, name: str = "kust-natt") -> Break:
    """Give the demand another number and id."""

    def broken(folder: Path) -> None:
        next((folder / "handbook").glob("*.toml")).unlink()
        write_handbook(folder, number=new, name=name)

    return broken


FILE = "handbook/101-kust-natt.toml"
LONG = "z" * 81
BROKEN: list[tuple[Break, str, str, str, int]] = [
    (lambda folder: (folder / "handbook.toml").unlink(), "handbook.toml", "", "a file of that name", 0),
    (tell('name = "z"\npublisher = "z"\nmode = "under"\n'), "handbook.toml", "mode", "one of the words", 3),
    (tell(f'name = "{LONG}"\npublisher = "z"\nmode = "beside"\n'), "handbook.toml", "name", "1 to 80", 1),
    (tell('name = "z"\npublisher = " "\nmode = "beside"\n'), "handbook.toml", "publisher", "1 to 80", 2),
    (lambda folder: next((folder / "handbook").glob("*")).unlink(), "handbook", "", "at least one demand", 0),
    (add("duty.toml", ""), "duty.toml", "", "one of areas.toml", 0),
    (add("areas.toml", "#" * 1_000_001), "areas.toml", "", "a file of at most 1000000 bytes", 0),
    (number(53), "handbook/53-kust-natt.toml", "number", "a free number, from 54", 1),
    (number(FIRST_OWN), "handbook/901-kust-natt.toml", "number", "1 to 900", 1),
    (number(101, "childcare-odd-hours"), "handbook/101-childcare-odd-hours.toml", "id", "an id that no demand has", 2),
    (
        lambda folder: write_handbook(folder, number=103, name="kust"),
        "handbook/103-kust.toml",
        "number",
        "102: numbers",
        1,
    ),
    (
        lambda folder: (folder / FILE).rename(folder / "handbook" / "101-kust.toml"),
        "handbook/101-kust.toml",
        "number, id",
        "a file named 101-kust-natt.toml",
        1,
    ),
    (change("months = 12", "months = 99"), FILE, "months", "1 to 48", 9),
    (change("months = 12", "month = 12"), FILE, "month", "a key of the schema", 9),
    (change('area = "preschool-school"', 'area = "moon"'), FILE, "area", "an id that exists", 3),
    (change('title = "', 'title = "\\u001b[31m'), FILE, "sv.title", "a text without control characters", 13),
    (change("months = 12", 'months = 12\nwhose = { name = "z" }'), FILE, "whose", "a key of the schema", 10),
    (change("[sv]", "[sv"), FILE, "", "valid TOML", 12),
    (
        add("areas.toml", '[[area]]\nid = "energy"\nsv = "z"\nen = "z"\n'),
        "areas.toml",
        "area.id",
        "an id of its own",
        2,
    ),
    (add("goals.toml", "[[goal]]\n"), "goals.toml", "goal[0].id", "the required key id", 1),
]


@pytest.mark.parametrize("case", BROKEN, ids=[f"{file} {key} {expected}" for _, file, key, expected, _ in BROKEN])
def test_a_broken_handbook_names_the_file_and_the_key(
    catalogue: Catalogue, tmp_path: Path, case: tuple[Break, str, str, str, int]
) -> None:
    broken, file, key, expected, line = case
    write_handbook(tmp_path)
    broken(tmp_path)
    with pytest.raises(ContentError) as caught:
        add_handbook(catalogue, tmp_path)
    facts = caught.value.facts
    assert (facts["file"], facts["key"], facts["line"]) == (file, key, line)
    assert re.search(re.escape(expected), str(facts["expected"]))
    for lang in LANGUAGES:
        assert file in str(catalogue.texts[lang].explain(caught.value))


def test_a_folder_is_not_searched_to_its_depth(catalogue: Catalogue, tmp_path: Path) -> None:
    write_handbook(tmp_path)
    (tmp_path / "much" / "else").mkdir(parents=True)
    (tmp_path / "much" / "else" / "here.toml").write_text("[", encoding="utf-8")
    assert "kust-natt" in add_handbook(catalogue, tmp_path).demands


def test_a_folder_that_is_none_or_of_far_too_many_files_is_no_handbook(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no such folder"):
        add_handbook(catalogue, tmp_path / "none")
    write_handbook(tmp_path)
    for one in range(499):
        (tmp_path / "handbook" / f"{one}.toml").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match="501 files"):
        add_handbook(catalogue, tmp_path)
