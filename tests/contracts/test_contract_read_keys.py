"""Every key of the content is read: a field of its records that nothing asks for is a promise that nobody keeps.

A field counts as read where any module, script or template asks something for an attribute of that name, or matches on
it. Those that are read otherwise are listed with how.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import samspel

SOURCE = Path(samspel.__file__).parent
DOCS = Path(__file__).parents[2] / "docs"
READ_OTHERWISE = {
    "catalogue/records/papers.py:Paper.most_words": "test_contract_papers.py holds each paper to it",
    "observations/borders.py:_Topology.crs": "one value alone is taken, so reading the file is the check",
    "scenarios/parameters.py:Spread.p10": "by name, as its kind of spread has them",
    "scenarios/parameters.py:Spread.p50": "by name, as its kind of spread has them",
    "scenarios/parameters.py:Spread.p90": "by name, as its kind of spread has them",
    "scenarios/rule_of_thumb.py:Rule.closed_per_commuter": "by the names of TERMS",
}


def find_records(trees: dict[str, ast.Module]) -> dict[str, ast.ClassDef]:
    """The records of content by module and name: what is a Record, itself or through another."""
    classes = {
        f"{name}:{node.name}": node
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known, found = {"Record"}, dict[str, ast.ClassDef]()
    while new := {where: one for where, one in classes.items() if where not in found and known & find_bases(one)}:
        found |= new
        known |= {one.name for one in new.values()}
    return found


def find_bases(node: ast.ClassDef) -> set[str]:
    """The names of what a class is made of."""
    return {ast.unparse(base).rpartition(".")[2] for base in node.bases}


def list_fields(records: dict[str, ast.ClassDef]) -> Iterator[str]:
    """Each field with where it stands."""
    for where, record in records.items():
        for part in record.body:
            if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
                yield f"{where}.{part.target.id}"


def find_asked(trees: Iterable[ast.Module], templates: Iterable[str]) -> set[str]:
    """The names of attributes that something asks for or matches on."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    asked = {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
    asked |= {name for node in nodes if isinstance(node, ast.MatchClass) for name in node.kwd_attrs}
    return asked | {name for text in templates for name in re.findall(r"\.([a-z_0-9]+)", text)}


def parse(folder: Path) -> dict[str, ast.Module]:
    """The modules of a folder by their path in it."""
    return {
        path.relative_to(folder).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
    }


def test_every_key_of_the_content_is_read() -> None:
    trees = parse(SOURCE)
    templates = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.html")]
    asked = find_asked([*trees.values(), *parse(DOCS).values()], templates)
    fields = set(list_fields(find_records(trees)))
    assert len(fields) > 500
    assert {one for one in fields if one.rpartition(".")[2] not in asked} == set(READ_OTHERWISE)


def test_a_field_that_nothing_asks_for_is_found() -> None:
    tree = ast.parse(
        "class A(Record):\n    a: int\n\nclass B(A, frozen=True):\n    b: int\n    c: int\n\nclass D:\n    d: int"
    )
    fields = set(list_fields(find_records({"m.py": tree})))
    assert fields == {"m.py:A.a", "m.py:B.b", "m.py:B.c"}
    asked = find_asked([ast.parse("x = one.a\none.b = x\n")], ["{{ page.c }}"])
    assert {one for one in fields if one.rpartition(".")[2] not in asked} == {"m.py:B.b"}
