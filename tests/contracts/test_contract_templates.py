"""A page is a frozen record, and its template uses all of it and nothing else."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, get_type_hints

import pytest
from django.template import Engine, engines

import ready_django  # noqa: F401 - models need the settings
import samspel.web
from contracts.template_names import Walk, list_names, list_records
from samspel.web.context import Everywhere
from whole_web import application, web_home

__all__ = ["application", "web_home"]
TEMPLATES = Path(samspel.web.__file__).parent / "templates"


@pytest.fixture(scope="module")
def engine(application: object) -> Engine:
    found: Engine = engines["django"].engine  # type: ignore[attr-defined]
    return found


def test_each_template_has_one_record_that_says_so(engine: Engine) -> None:
    shown = [record.template for record in _list_pages()]
    assert sorted(shown) == sorted(set(shown))
    parts = set[str]()
    for record in _list_pages():
        parts |= _walk(engine, record).parts
    files = {str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html")}
    assert files - set(shown) - parts == set()


def test_each_name_in_a_template_is_declared(engine: Engine) -> None:
    assert sorted({fault for record in _list_pages() for fault in _walk(engine, record).faults}) == []


def test_each_field_of_a_page_is_used_by_a_template(engine: Engine) -> None:
    used, held = set[tuple[type, str]](), set[type]()
    for record in _list_pages():
        used |= _walk(engine, record).used
        held |= list_records(record, "samspel.web")
    unused = {(record.__name__, name) for record in held for name in list_names(record) if (record, name) not in used}
    assert sorted(unused) == []


def test_each_name_that_every_template_has_is_used(engine: Engine) -> None:
    used = {name for record in _list_pages() for name in _walk(engine, record).roots}
    assert set(get_type_hints(Everywhere)) - used == {"texts"}  # by the tag that gives words


def test_each_page_is_frozen(engine: Engine) -> None:
    for record in _list_pages():
        assert record.__dataclass_params__.frozen, record
        assert "template" in record.__annotations__, record


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    template: ClassVar[str] = "tried"
    lines: tuple[Line, ...]
    pairs: tuple[tuple[str, Line], ...] = ()
    last: Line | None = None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ page.lines|length }}{% for line in page.lines %}{{ line.name }}{% endfor %}", ""),
        ("{% for key, line in page.pairs %}{{ key }}{{ line.name }}{% endfor %}{{ page.last.name }}", ""),
        ("{{ page.pairs.0.1.name }}{% with one=page.last %}{{ one.name }}{% endwith %}", ""),
        ("{{ pages }}", "nothing declares pages"),
        ("{{ page.line }}", "nothing declares line of page.line"),
        ("{% for line in page.lines %}{{ line.nam }}{% endfor %}", "nothing declares nam of line.nam"),
        ("{% for line in page.lines %}{% endfor %}{{ line.name }}", "nothing declares line.name"),
        ("{% for key, line, more in page.pairs %}{% endfor %}", "the loop of key, line, more goes through"),
        ("{% for line in page.last %}{% endfor %}", "goes through nothing that has a type"),
        ("{% if page.last.nam == 3 %}{% endif %}", "nothing declares nam of page.last.nam"),
        ("{% if page.lines and not page.lost %}{% endif %}", "nothing declares lost of page.lost"),
        ("{% with one=page.last %}{{ one.nam }}{% endwith %}", "nothing declares nam of one.nam"),
        ("{% url 'place' page.code %}", "nothing declares code of page.code"),
        ("{% url 'place' '00' as here %}{{ here }}{{ there }}", "nothing declares there"),
        ("{% t 'web.name' key=page.key %}", "nothing declares key of page.key"),
        ("{{ page.last.name|add:page.key }}", "nothing declares key of page.key"),
        ("{{ page.last.name|upper }}", "the test does not know the filter upper"),
        ("{% now 'Y' %}", "the test does not know NowNode"),
        ("{% include 'samspel/parts/downloads.html' with csv='' xlsx='' %}", "nothing declares name"),
    ],
)
def test_the_walk_finds_a_name_that_nothing_declares(engine: Engine, text: str, fault: str) -> None:
    walk = Walk(engine)
    walk.nodes(engine.from_string(text).nodelist, _declare(Tried))
    assert [fault in found for found in set(walk.faults)] == ([True] if fault else [])


def test_the_walk_says_which_fields_are_used(engine: Engine) -> None:
    walk = Walk(engine)
    walk.nodes(engine.from_string("{{ page.lines }}{{ page.last.name }}").nodelist, _declare(Tried))
    assert walk.used == {(Tried, "lines"), (Tried, "last"), (Line, "name")}
    assert list_records(Tried, __name__) == {Tried, Line}


@cache
def _list_pages() -> tuple[Any, ...]:
    """Every record of the web that says which template shows it."""
    modules = [importlib.import_module(one.name) for one in _list_modules()]
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__ and "template" in vars(value)
    }
    return tuple(sorted(found, key=lambda record: str(record.template)))


def _list_modules() -> Iterator[pkgutil.ModuleInfo]:
    return pkgutil.walk_packages(samspel.web.__path__, "samspel.web.")


@cache
def _walk(engine: Engine, record: Any) -> Walk:
    walk = Walk(engine)
    walk.template(record.template, _declare(record))
    return walk


def _declare(record: Any) -> dict[str, Any]:
    return {"page": record, **get_type_hints(Everywhere)}
