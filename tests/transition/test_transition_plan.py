"""The transition: who emits, which steps apply, draws, and content that breaks a rule."""

import ast
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.observations.building import Observations
from samspel.scenarios import ranges as ranges_module
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.place import Place
from samspel.transition import savings as savings_module
from samspel.transition import steps as abatement_module
from samspel.transition.plan import MEASURES, Asked, Inventory, choose_steps, find_inventory, parse_step, run_transition
from samspel.transition.savings import load_defaults
from samspel.transition.steps import ORDER, Abatement, load_abatement

Find = Callable[..., Inventory]


@pytest.fixture(scope="module")
def abatement(catalogue: Catalogue) -> Abatement:
    return load_abatement(catalogue)


@pytest.fixture
def inventory_of(observations: Observations, abatement: Abatement) -> Find:
    def find(code: str, site: str | None = None) -> Inventory:
        return find_inventory(observations, abatement, observations.catalogue.places.by_code[code], site)

    return find


def test_the_parts_add_up_to_the_municipality_s_industry_everywhere(
    observations: Observations, abatement: Abatement
) -> None:
    places: tuple[Place, ...] = observations.catalogue.places.municipalities
    series = observations.series("emissions_industry")
    for place in places:
        inventory = find_inventory(observations, abatement, place)
        assert inventory.emissions == pytest.approx(float(series.in_year(inventory.year)[place.index])), place.name
        assert all(part.emissions > 0.0 for part in inventory.parts), place.name


def test_the_steelworks_of_lulea_make_iron_from_ore_and_the_mines_lie_in_the_north(inventory_of: Find) -> None:
    assert [part.branch.id for part in inventory_of("2580").parts] == ["ore-steel", "cement"]
    names = [part.site.name for part in inventory_of("2584").parts if part.site]
    assert names == ["LKAB Kiruna", "LKAB Svappavaara"]


def test_a_works_that_the_register_holds_twice_is_counted_once(inventory_of: Find) -> None:
    inventory = inventory_of("1480")
    assert sum("Preemraff" in part.site.name for part in inventory.parts if part.site) == 1
    assert any("Preemraff" in site.name for site in inventory.left_out)


def test_sites_of_unsure_place_or_branch_are_not_told_apart(inventory_of: Find) -> None:
    inventory = inventory_of("0980")
    assert {site.name for site in inventory.left_out} == {"Skrubbs P2", "Österby P1"}
    assert all(site.is_placed for part in inventory_of("0180").parts if (site := part.site))


def test_a_place_without_large_sites_is_all_other_industry(inventory_of: Find) -> None:
    (part,) = inventory_of("0617").parts
    assert (part.branch.id, part.site) == ("other", None)


def test_one_site_is_found_by_a_part_of_its_name(inventory_of: Find) -> None:
    whole, one = inventory_of("2580"), inventory_of("2580", "ssab")
    assert one.site is not None
    assert one.site.title == "SSAB EMEA AB i Luleå"
    assert one.emissions == whole.parts[0].emissions


@pytest.mark.parametrize(
    ("code", "site", "error"),
    [
        ("21", None, "transition_municipality"),
        ("2580", "Volvo", "unknown_site"),
        ("2580", "", "unknown_site"),
        ("1283", "LKAB", "unknown_site"),
        ("0980", "Skrubbs P2", "site_no_branch"),
        ("1380", "Pilkington Floatglas AB", "site_no_emissions"),
    ],
)
def test_what_cannot_be_reckoned_says_why(inventory_of: Find, code: str, site: str | None, error: str) -> None:
    with pytest.raises(BadInputError) as caught:
        inventory_of(code, site)
    assert caught.value.code == error


def test_by_default_every_step_that_applies_is_taken_at_its_earliest(abatement: Abatement, inventory_of: Find) -> None:
    chosen = choose_steps(abatement, inventory_of("0980"), None, 2038)
    assert [one.step.id for one in chosen] == ["efficiency", "cement-fuel", "capture-cement"]
    assert all(one.year == one.step.start.year and one.share == 1.0 for one in chosen)
    early = choose_steps(abatement, inventory_of("0980"), None, 2030)
    assert [one.step.id for one in early] == ["efficiency", "cement-fuel"]


def test_steps_act_in_the_order_of_content_however_they_are_asked_for(abatement: Abatement, inventory_of: Find) -> None:
    asked = [parse_step("capture-cement@2033"), parse_step("efficiency")]
    chosen = choose_steps(abatement, inventory_of("0980"), asked, 2038)
    assert [(one.step.id, one.year) for one in chosen] == [("efficiency", 2027), ("capture-cement", 2033)]
    ranks = [ORDER.index(step.kind) for step in abatement.steps.values()]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("efficiency", Asked("efficiency")),
        ("Hydrogen-Steel@2031", Asked("hydrogen-steel", 2031)),
        (" biofuel@2030:12,5 ", Asked("biofuel", 2030, 0.125)),
    ],
)
def test_a_step_is_read_as_it_is_written(text: str, asked: Asked) -> None:
    assert parse_step(text) == asked


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        (["1x"], "step_form"),
        (["efficiency@30"], "step_form"),
        (["efficiency@2030:0"], "step_share"),
        (["efficiency@2030:nan"], "number_form"),
        (["efficiency@2030:-5"], "number_negative"),
        (["efficiency@2030:1e1"], "number_form"),
        (["efficiency@2030:101"], "step_share"),
        (["wishing"], "unknown_step"),
        (["efficiency", "efficiency@2030"], "step_twice"),
        (["hydrogen-steel"], "step_elsewhere"),
        (["capture-cement@2031"], "step_year"),
        (["efficiency@2039"], "step_year"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(
    abatement: Abatement, inventory_of: Find, texts: list[str], error: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        choose_steps(abatement, inventory_of("0980"), [parse_step(text) for text in texts], 2038)
    assert caught.value.code == error


def test_a_step_that_the_years_do_not_reach_is_an_error_when_asked_for(
    abatement: Abatement, inventory_of: Find
) -> None:
    with pytest.raises(BadInputError) as caught:
        choose_steps(abatement, inventory_of("0980"), [Asked("capture-cement")], 2030)
    assert caught.value.code == "step_year"


def test_without_steps_nothing_changes(inventory_of: Find) -> None:
    inventory = inventory_of("2580")
    transition = run_transition(inventory, (), 10, 50, 1)
    assert transition.bands["emissions"] == pytest.approx(np.full((5, 11), inventory.emissions))
    assert all(not transition.bands[name].any() for name in MEASURES[1:])
    assert transition.suggest_shocks(2025, 2033) == ()


def test_a_step_draws_the_same_whatever_else_is_chosen(abatement: Abatement, inventory_of: Find) -> None:
    inventory = inventory_of("2580")
    all_steps = choose_steps(abatement, inventory, None, 2038)
    first = run_transition(inventory, all_steps, 15, 100, 1)
    alone = run_transition(inventory, all_steps[:1], 15, 100, 1)
    assert np.array_equal(first.course.avoided[0], alone.course.avoided[0])
    again = run_transition(inventory, all_steps, 15, 100, 1)
    assert np.array_equal(first.course.emissions, again.course.emissions)
    other = run_transition(inventory, all_steps, 15, 100, 2)
    assert not np.array_equal(first.course.emissions, other.course.emissions)


def test_before_is_after_and_avoided_and_no_more_people_are_touched_than_industry_has(
    observations: Observations, abatement: Abatement
) -> None:
    for place in observations.catalogue.places.municipalities[::10]:
        inventory = find_inventory(observations, abatement, place)
        transition = run_transition(inventory, choose_steps(abatement, inventory, None, 2038), 15, 40, 1)
        course = transition.course
        assert course.emissions.min() >= 0.0
        total = course.emissions.sum(axis=2) + course.avoided.sum(axis=0)
        assert total == pytest.approx(np.full_like(total, inventory.emissions)), place.name
        assert course.retrained.sum(axis=0).max() <= inventory.jobs + 1e-6, place.name
        assert course.running.sum(axis=0).min() >= -inventory.jobs - 1e-6, place.name


def test_half_the_emissions_are_half_the_effect(abatement: Abatement, inventory_of: Find) -> None:
    inventory = inventory_of("2580")
    (chosen,) = choose_steps(abatement, inventory, [Asked("hydrogen-steel")], 2038)
    whole = run_transition(inventory, [chosen], 15, 50, 1).course
    half = run_transition(inventory, [replace(chosen, share=0.5)], 15, 50, 1).course
    assert half.avoided == pytest.approx(0.5 * whole.avoided)
    assert half.running == pytest.approx(0.5 * whole.running)


def test_the_jobs_suggested_to_the_model_are_those_of_the_median(abatement: Abatement, inventory_of: Find) -> None:
    inventory = inventory_of("2580")
    transition = run_transition(inventory, choose_steps(abatement, inventory, None, 2038), 15, 500, 1)
    lost, gained = transition.suggest_shocks(2025, 2038)
    assert (lost.kind, gained.kind) == ("notice", "establishment")
    assert (lost.year, lost.until) == (2030, 2038)
    median = float(transition.bands["running"][2, -1])
    assert gained.jobs - lost.jobs == pytest.approx(median, abs=30.0)
    (only,) = transition.suggest_shocks(2038, 2038)[:1]
    assert (only.kind, only.year, only.until) == ("closure", 2038, None)


@pytest.mark.parametrize("code", ["2580", "0481"])
def test_hydrogen_takes_twice_to_six_times_as_many_megawatt_hours_as_tonnes(
    abatement: Abatement, inventory_of: Find, code: str
) -> None:
    inventory = inventory_of(code)
    chosen = choose_steps(abatement, inventory, [Asked("hydrogen-steel")], 2038)
    course = run_transition(inventory, chosen, 15, 200, 1).course
    ratio = course.power[0, :, -1] / course.avoided[0, :, -1]
    assert ratio.min() >= 2.0
    assert ratio.max() <= 5.5


BROKEN = [
    ("steps.toml", 'kind = "efficiency"', 'kind = "capture"', "hydrogen-steel.kind"),
    ("steps.toml", 'kind = "efficiency"', 'kind = "magic"', "step[0].kind"),
    ("steps.toml", 'branches = ["ore-steel"]', "branches = []", "hydrogen-steel.branches"),
    ("steps.toml", 'branches = ["ore-steel"]', 'branches = ["ore"]', "hydrogen-steel.branches"),
    ("steps.toml", "year = 2030", "year = 1030", "hydrogen-steel.start.year"),
    ("steps.toml", 'unit = "share of emissions left"', 'unit = "percent"', "efficiency.removes.unit"),
    ("steps.toml", "removes = { low = 0.02", "removes = { low = 0.5", "efficiency.removes"),
    ("steps.toml", "high = 0.15", "high = 1.5", "efficiency.removes"),
    ("steps.toml", 'grade = "D"', 'grade = "Z"', "step[0].start.grade"),
    ("steps.toml", 'id = "hydrogen-steel"', 'id = "efficiency"', "id"),
    ("steps.toml", "power = {", "powr = {", "step[0].powr"),
    ("branches.toml", 'register = "Cement"', 'register = "Glass"', "cement.register"),
    ("branches.toml", 'unit = "jobs per kt CO2e"', 'unit = "jobs"', "ore-steel.staff.unit"),
    ("branches.toml", "low = 0.6", "low = -1.0", "ore-steel.staff"),
    ("settings.toml", 'rest = "other"', 'rest = "none"', "rest"),
    ("settings.toml", "all_from = 0.6", "all_from = -0.6", "all_from"),
    ("settings.toml", 'jobs = "jobs_industry"', 'jobs = "none"', "jobs"),
    ("sites.csv", "SSAB Oxelösund AB,SSAB", "SSAB Oxelösund AB,SAAB", "site"),
    ("sites.csv", "2580,LKAB,LKAB Svappavaara", "2580,LKAB,LKAB Kiruna", "site"),
    ("sites.csv", "pellets", "pelets", "branch"),
    ("sites.csv", "Masugn 2014; allmän kunskap", "", "reason"),
    ("savings.toml", 'area = "lighting"', 'area = "light"', "led.area"),
    ("savings.toml", "value = 0.12", "value = 0.92", "area.share"),
    ("savings.toml", "value = 3600", "value = 9999", "hours"),
    ("savings.toml", 'unit = "hours a year"', 'unit = "h"', "hours.unit"),
    ("savings.toml", "saves = { low = 0.3", "saves = { low = 0.9", "led.saves"),
    ("savings.toml", 'id = "light-control"', 'id = "led"', "id"),
    ("savings.toml", "[rate]", "[interest]", "interest"),
]


def load_all(catalogue: Catalogue) -> None:
    load_abatement(catalogue)
    load_defaults(catalogue)


@pytest.fixture(scope="module")
def broken(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], ContentError]:
    @cache
    def provoke(file: str, old: str, new: str) -> ContentError:
        folder = tmp_path_factory.mktemp("content")
        (folder / "figures").symlink_to(catalogue.folder / "figures")
        (folder / "climate").mkdir()
        for path in (catalogue.folder / "climate").iterdir():
            text = path.read_text("utf-8")
            assert path.name != file or old in text
            (folder / "climate" / path.name).write_text(
                text.replace(old, new, 1) if path.name == file else text, "utf-8"
            )
        changed = replace(catalogue, folder=folder)
        with pytest.raises(ContentError) as caught:
            load_all(changed)
        return caught.value

    return provoke


@pytest.mark.parametrize(("file", "old", "new", "key"), BROKEN)
def test_a_broken_file_is_named_with_its_key(
    broken: Callable[[str, str, str], ContentError], file: str, old: str, new: str, key: str
) -> None:
    error = broken(file, old, new)
    assert (error.facts["file"], error.key) == (file, key)


def test_every_rule_of_the_climate_content_has_a_broken_file(broken: Callable[[str, str, str], ContentError]) -> None:
    reached = set()
    for file, old, new, _ in BROKEN:
        step = broken(file, old, new).__traceback__
        while step is not None and step.tb_next is not None:
            step = step.tb_next
        assert step is not None
        reached.add((Path(step.tb_frame.f_code.co_filename).name, step.tb_lineno))
    for module in (abatement_module, ranges_module, savings_module):
        path = Path(str(module.__file__))
        raised = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Raise)]
        refused = [
            node
            for node in raised
            if isinstance(node.exc, ast.Call) and getattr(node.exc.func, "id", "") == "ContentError"
        ]
        assert refused
        for node in refused:
            lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            assert any(name == path.name and line in lines for name, line in reached), f"{path.name}:{lines}"


def test_every_value_of_the_climate_content_says_its_basis_and_source(catalogue: Catalogue) -> None:
    values = [
        line
        for path in (catalogue.folder / "climate").glob("*.toml")
        for line in path.read_text("utf-8").splitlines()
        if re.match(r"\w+ = \{ (low|value|year) = ", line)
    ]
    assert len(values) > 80
    for line in values:
        assert re.search(r'date = "\d{4}", basis = "\w+", grade = "[A-E]", source = "[^"]{9,}"', line), line
